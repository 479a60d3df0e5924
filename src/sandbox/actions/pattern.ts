// GitHub's patterns for branches, tags and paths.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet

/** Whether a list of patterns takes a name: the last one that matches decides, and one with `!` in front takes it out again. */
export function isTaken(name: string, patterns: readonly string[]): boolean {
  let taken = false;
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) taken &&= !matches(name, pattern.slice(1));
    else taken ||= matches(name, pattern);
  }
  return taken;
}

function matches(name: string, pattern: string): boolean {
  return new RegExp(`^${expressionOf(pattern)}$`).test(name);
}

/** `*` goes as far as the next slash, `**` over all; `?` and `+` are about the sign before them, `[…]` is one of these. */
function expressionOf(pattern: string): string {
  const parts = pattern.match(/\*\*\/|\*\*|\*|\[[^\]]*\]|\\.|./gs) ?? [];
  return parts.map(partOf).join('');
}

function partOf(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?' || part === '+' || part.startsWith('[')) return part;
  return part.replace(/^\\/, '').replace(/[\\^$.|()[\]{}*+?]/g, '\\$&');
}
