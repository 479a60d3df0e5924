// The cells of a row of a table with their places: a bar ends a cell wherever it stands, also in code, unless a backslash keeps it (GFM).

/** The text of a cell between its blanks, and the offset in the line at which it begins. */
export type Cell = { readonly text: string; readonly offset: number };

/** A row is a line; bars at its ends are its edges. Linear. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  for (let at = 0; at <= line.length; at++) {
    if (at < line.length && (line[at] !== '|' || line[at - 1] === '\\')) continue;
    cells.push(trimmed(line.slice(start, at), start));
    start = at + 1;
  }
  if (cells[0]?.text === '') cells.shift();
  if (cells.at(-1)?.text === '' && line.trimEnd().endsWith('|')) cells.pop();
  return cells;
}

function trimmed(text: string, offset: number): Cell {
  return { text: text.trim(), offset: offset + (text.length - text.trimStart().length) };
}
