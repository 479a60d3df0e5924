// Reads a file of code owners: patterns as in a .gitignore, of which the last that fits a path counts.

/** A line of it: the paths it fits, and their owners (`@login`, `@organisation/team`, an address). */
export type OwnersRule = { readonly fits: RegExp; readonly owners: readonly string[] };

/** The lines that GitHub takes; negations and sets of characters are none (CODEOWNERS syntax). */
export function readCodeOwners(text: string): readonly OwnersRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...words] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/);
    if (pattern === '' || /^!|[[\]]/.test(pattern)) return [];
    return [{ fits: expressionOf(pattern.replaceAll('\\ ', ' ')), owners: words }];
  });
}

/** The owners of a path; none where no line fits, and where the last that fits names nobody. */
export function ownersOf(rules: readonly OwnersRule[], path: string): readonly string[] {
  return rules.findLast(({ fits }) => fits.test(path))?.owners ?? [];
}

/** A slash before its end binds a pattern to the root. What is named is a file, or a folder with all that is in it; `folder/*` is only what is directly there. */
function expressionOf(pattern: string): RegExp {
  const isFolder = pattern.endsWith('/');
  const plain = pattern.replace(/^\/|\/$/g, '');
  const isBound = pattern.startsWith('/') || plain.includes('/');
  const source = plain
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
    .map(partOf)
    .join('');
  const below = plain.endsWith('/*') ? '' : '(?:/.*)?';
  return new RegExp(`^${isBound ? '' : '(?:.*/)?'}${source}${isFolder ? '/.*' : below}$`);
}

function partOf(part: string): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '/**':
      return '/.*';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    default:
      return part.replace(/[.+^${}()|\\]/g, '\\$&');
  }
}
