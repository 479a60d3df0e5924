// How deep a YAML text nests, counted on its tokens: the reader itself would recurse into it (AC-30).
import { Lexer } from 'yaml';

const opening = new Set(['[', '{']);
const closing = new Set([']', '}']);
/** Tokens that open a level: in a row they nest without a bracket. */
const indicators = new Set(['-', '?', ':']);

/** Whether brackets, indicators in a row, or indentation nest deeper than `most`. Linear; never recurses. */
export function isDeeperThan(most: number, text: string): boolean {
  let brackets = 0;
  let inRow = 0;
  for (const token of new Lexer().lex(text)) {
    if (opening.has(token)) brackets += 1;
    else if (closing.has(token)) brackets = Math.max(0, brackets - 1);
    if (indicators.has(token)) inRow += 1;
    else if (endsRow(token, brackets > 0)) inRow = 0;
    if (brackets > most || inRow > most) return true;
  }
  return deepestIndentation(text) > most;
}

/** A row ends with its line; within brackets with a comma or a bracket (a policy in JSON is one long line). */
function endsRow(token: string, isWithinBrackets: boolean): boolean {
  if (isWithinBrackets) return token === ',' || opening.has(token) || closing.has(token);
  return token.startsWith('\n') || token.startsWith('\r');
}

/** Levels of indentation: lines that stand further right than every open line above them. */
function deepestIndentation(text: string): number {
  const open: number[] = [];
  let deepest = 0;
  for (const line of text.split('\n')) {
    const column = line.search(/[^ ]/);
    if (column < 0 || line[column] === '#') continue;
    while ((open.at(-1) ?? -1) >= column) open.pop();
    open.push(column);
    deepest = Math.max(deepest, open.length);
  }
  return deepest;
}
