/** The table rule of the block parser: what begins a table is markdown-it's word, but cells that a short row lacks are not made up. */
import createMarkdownIt, { type StateBlock } from 'markdown-it';

type Rule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/** markdown-it's own rule; asked only whether a table begins. It fills each row up to the width of the header, which makes megabytes out of a kilobyte. */
const beginsTable: Rule | undefined = ownRule();

function ownRule(): Rule | undefined {
  const { ruler } = createMarkdownIt().block;
  ruler.enableOnly(['table']);
  return ruler.getRules('')[0];
}

/** Takes a table with one token for each cell that is there and holds something. Linear: its output is never longer than its text. */
export function table(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (beginsTable?.(state, startLine, endLine, true) !== true) return false;
  if (silent) return true;
  const end = endOfTable(state, startLine + 2, endLine);
  const width = cellsOf(textOf(state, startLine)).length;
  state.push('table_open', 'table', 1).map = [startLine, end];
  for (let line = startLine; line < end; line++) if (line !== startLine + 1) pushRow(state, line, width);
  state.push('table_close', 'table', -1);
  state.line = end;
  return true;
}

/** The line behind the last row: a blank one, one of another block, or one outside the container. */
function endOfTable(state: StateBlock, from: number, endLine: number): number {
  const parent = state.parentType;
  state.parentType = 'table';
  const ends = state.md.block.ruler.getRules('blockquote');
  let line = from;
  while (line < endLine && isRow(state, line) && !ends.some((rule) => rule(state, line, endLine, true))) line++;
  state.parentType = parent;
  return line;
}

function isRow(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent >= 0 && indent < 4 && textOf(state, line) !== '';
}

/** Cells beyond the width of the header are shown nowhere. */
function pushRow(state: StateBlock, line: number, width: number): void {
  state.push('tr_open', 'tr', 1).map = [line, line + 1];
  for (const cell of cellsOf(textOf(state, line)).slice(0, width)) {
    const content = cell.trim();
    if (content === '') continue;
    const token = state.push('inline', '', 0);
    token.content = content;
    token.children = [];
  }
  state.push('tr_close', 'tr', -1);
}

/** A backslash keeps a bar within its cell; one bar at either end of a row is its edge. */
function cellsOf(row: string): readonly string[] {
  const cells = row.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|'));
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
}

function textOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trim();
}
