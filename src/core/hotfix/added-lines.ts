// The lines that a unified diff adds, with their numbers in the new file. One pass; whatever stands in a line never ends a hunk early.

/** `path` is null in the patch of a single file, which names none. */
export type AddedLine = { readonly path: string | null; readonly line: number; readonly text: string };

const HUNK = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

/** What is left of the hunk on each side, and the number of the next line of the new file. */
type Hunk = { readonly old: number; readonly added: number; readonly line: number };

const outside: Hunk = { old: 0, added: 0, line: 0 };

/** Of a whole diff, or of the patch of one file as GitHub gives it. */
export function addedLines(diff: string): readonly AddedLine[] {
  const found: AddedLine[] = [];
  let path: string | null = null;
  let hunk = outside;
  for (const raw of diff.split('\n')) {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (hunk.old <= 0 && hunk.added <= 0) {
      path = text.startsWith('+++ ') ? pathIn(text.slice(4)) : path;
      hunk = beginning(text) ?? outside;
      continue;
    }
    if (text.startsWith('+')) found.push({ path, line: hunk.line, text: text.slice(1) });
    hunk = after(hunk, text);
  }
  return found;
}

function beginning(text: string): Hunk | null {
  const match = HUNK.exec(text);
  if (match === null) return null;
  const [, old = '1', line = '1', added = '1'] = match;
  return { old: Number(old), added: Number(added), line: Number(line) };
}

/** A line that begins otherwise is context: some editors take away the blank before an empty one. */
function after({ old, added, line }: Hunk, text: string): Hunk {
  switch (text[0]) {
    case '+':
      return { old, added: added - 1, line: line + 1 };
    case '-':
      return { old: old - 1, added, line };
    case '\\':
      return { old, added, line };
    default:
      return { old: old - 1, added: added - 1, line: line + 1 };
  }
}

/** Without git's `b/`, and without the time that other tools write behind a tab. */
function pathIn(name: string): string | null {
  const [path = ''] = name.split('\t');
  return path === '/dev/null' ? null : path.replace(/^b\//, '');
}
