// How deep a YAML text nests, counted on its tokens: the reader itself would recurse into it (AC-30).
import { Lexer } from 'yaml';

const opening = new Set(['[', '{']);
const closing = new Set([']', '}']);
/** Tokens that open a level on a line. Within brackets they open none: a policy in JSON is one long line. */
const indicators = new Set(['-', '?', ':']);

/** Whether brackets, indicators on one line, or indentation nest deeper than `most`. Linear; never recurses. */
export function isDeeperThan(most: number, text: string): boolean {
  let brackets = 0;
  let onLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (opening.has(token)) brackets += 1;
    else if (closing.has(token)) brackets = Math.max(0, brackets - 1);
    else if (brackets === 0 && indicators.has(token)) onLine += 1;
    else if (token.startsWith('\n') || token.startsWith('\r')) onLine = 0;
    if (brackets > most || onLine > most) return true;
  }
  return deepestIndentation(text) > most;
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
