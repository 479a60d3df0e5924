// Who owns what a hotfix changes, by the repository's CODEOWNERS: patterns as in a .gitignore, of which the last that fits a path counts.
// https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners

/** Larger than this GitHub reads none of it; more lines or a longer pattern are no file that somebody wrote. */
const LARGEST = 3 * 1024 * 1024;
const MOST_RULES = 5000;
const LONGEST_PATTERN = 300;

/** Most owners that are of use, and most of the changed files that are looked up. */
const MOST_OWNERS = 20;
const MOST_FILES = 300;

/** `parts`: the pattern by folders; `**` stands for any number of them. `bound`: it begins at the root. `direct`: it is only what is directly there. */
type Rule = {
  readonly parts: readonly string[];
  readonly bound: boolean;
  readonly folder: boolean;
  readonly direct: boolean;
  readonly owners: readonly string[];
};

/** Handles (`@login`, `@org/team`) of whoever owns some of the paths, those who own most of them first; addresses are nobody that can be mentioned. */
export function ownersAmong(text: string, paths: readonly string[]): readonly string[] {
  const rules = rulesIn(text);
  const counts = new Map<string, number>();
  for (const path of paths.slice(0, MOST_FILES)) {
    const owners = rules.findLast((rule) => fits(rule, path.split('/')))?.owners ?? [];
    for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([owner]) => owner)
    .slice(0, MOST_OWNERS);
}

/** Lines that GitHub does not take (negations, sets of characters) are none. */
function rulesIn(text: string): readonly Rule[] {
  if (text.length > LARGEST) return [];
  return text.split('\n', MOST_RULES).flatMap((line) => {
    const words = wordsIn(line);
    const [pattern = '', ...owners] = words;
    if (pattern === '' || pattern.length > LONGEST_PATTERN || /^!|[[\]]/.test(pattern)) return [];
    return [ruleOf(pattern, owners.filter(isHandle))];
  });
}

/** Up to a `#` that begins a word; a blank behind a backslash is part of the word. */
function wordsIn(line: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (let at = 0; at <= line.length; at += 1) {
    const character = line[at] ?? ' ';
    if (character === '\\' && line[at + 1] === ' ') {
      word += ' ';
      at += 1;
    } else if (/\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
    } else if (character === '#' && word === '') return words;
    else word += character;
  }
  return words;
}

const isHandle = (word: string): boolean => /^@[A-Za-z\d-]{1,39}(?:\/[\w.-]{1,100})?$/.test(word);

/** A slash before its end binds a pattern to the root. */
function ruleOf(pattern: string, owners: readonly string[]): Rule {
  const folder = pattern.endsWith('/');
  const plain = pattern.replace(/^\//, '').replace(/\/$/, '');
  const parts = plain.split('/');
  return {
    parts,
    bound: pattern.startsWith('/') || parts.length > 1,
    folder,
    direct: !folder && plain.endsWith('/*'),
    owners,
  };
}

/** What is named is a file, or a folder with all that is in it. */
function fits({ parts, bound, folder, direct }: Rule, path: readonly string[]): boolean {
  // Where the pattern may be after each part of the path: one pass, however many `**` there are.
  let places = within(parts, new Set([0]));
  for (const [depth, name] of path.entries()) {
    const next = new Set(bound ? [] : [0]);
    for (const place of places) {
      const part = parts[place];
      if (part === '**') next.add(place === parts.length - 1 ? parts.length : place);
      if (part !== undefined && part !== '**' && isLike(name, part)) next.add(place + 1);
    }
    places = within(parts, next);
    const isLast = depth === path.length - 1;
    if (places.has(parts.length) && (isLast ? !folder : !direct)) return true;
  }
  return false;
}

/** `**` may also stand for no folder at all, unless it ends the pattern. */
function within(parts: readonly string[], places: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set<number>();
  for (let place of places) {
    all.add(place);
    while (parts[place] === '**' && place < parts.length - 1) {
      place += 1;
      all.add(place);
    }
  }
  return all;
}

/** `*` and `?` within one name, matched without going back more than to the last `*`. */
function isLike(name: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let kept = 0;
  while (at < name.length) {
    if (place < pattern.length && (pattern[place] === '?' || pattern[place] === name[at]) && pattern[place] !== '*') {
      at += 1;
      place += 1;
    } else if (pattern[place] === '*') {
      star = place;
      kept = at;
      place += 1;
    } else if (star >= 0) {
      place = star + 1;
      kept += 1;
      at = kept;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
