// What a template or a draft left for people to fill in (E02): marked questions, and the runbooks' own placeholders (S000-34, S002-30, S004-24).
import type { Block, Field, Passage } from '../as-read.ts';
import { rangeIn } from './passage.ts';

/** Words that a placeholder in square brackets begins with, as the runbooks have them. */
const BRACKETED =
  /\[(?:title|name|your name|author|number|users|if applicable|time|date|brief|start time|end time|what|who|when|how|why|action|item|key takeaways|detailed|event|description|reason|owner|incident title|1-2|insert|describe|link to)\b[^[\]\n]{0,80}\](?![([:])/gi;

const WRITTEN = [
  /\b(?:TODO|TBD|TBA|FIXME|XXX)\b/g,
  /\bX{1,2} (?:hours?|minutes?)\b/g,
  /\bY{1,2} minutes\b/g,
  /\bHH:MM\b/g,
  /\bYYYY-MM-DD\b/g,
  /\bP\[\d[-/\d]*\]/g,
  /\bSEV-N\b/g,
  /\?{3,}/g,
  /\blorem ipsum\b/gi,
];

/** A point or cell that says only this is none yet. */
const WHOLE =
  /^(?:\[[ xX]\]\s*)?(?:(?:action )?item|factor|lesson|step) \d+$|^(?:brief description|one-paragraph summary of what happened\.?)$/i;

/** Markdown takes it for HTML and shows nothing of it. */
const ANGLED = /<[a-z][\w -]{0,60}>/gi;

/** What HTML has; GitHub shows these or drops them. */
const HTML = new Set(
  'a abbr b blockquote br center code col dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var video wbr'.split(
    ' ',
  ),
);

/** In the passages of a document and in its questions. */
export function placeholdersIn(
  passages: readonly Passage[],
  blocks: readonly Block[],
  lines: readonly string[],
): readonly Field[] {
  const quotes = blocks.flatMap((block) => (block.kind === 'quote' ? questions(lines, block.line, block.endLine) : []));
  return [...passages.flatMap(inPassage), ...quotes];
}

function inPassage(passage: Passage): readonly Field[] {
  const { text, prose } = passage;
  const whole = WHOLE.exec(text.trim());
  if (whole !== null) return [placed(passage, text.indexOf(whole[0]), whole[0])];
  const written = [...WRITTEN, BRACKETED].flatMap((pattern) =>
    [...text.matchAll(pattern)].filter(({ index, 0: found }) => isShown(prose, text, index, found)),
  );
  const angled = [...text.matchAll(ANGLED)].filter(({ index, 0: found }) => isTag(prose, index, found));
  return [...written, ...angled].map(({ index, 0: found }) => placed(passage, index, found));
}

/** Not masked: in code and quotations placeholders are spoken of. */
function isShown(prose: string, text: string, index: number, found: string): boolean {
  return prose.slice(index, index + found.length) === text.slice(index, index + found.length);
}

/** HTML of no name that there is; code is masked by letters, HTML by blanks. */
function isTag(prose: string, index: number, found: string): boolean {
  const name = /^<([a-z][\w-]*)/i.exec(found)?.[1]?.toLowerCase() ?? '';
  const isMasked = prose.slice(index, index + found.length).trim() !== '' && prose[index] !== '<';
  return !isMasked && !HTML.has(name);
}

function placed(passage: Passage, index: number, text: string): Field {
  return { text, ...rangeIn(passage, index, index + text.length) };
}

const QUESTION = /^\s*(?:>\s*)+❓\s*(?:\*\*)?To answer:/;

function questions(lines: readonly string[], from: number, to: number): readonly Field[] {
  return lines.slice(from - 1, to).flatMap((line, at): readonly Field[] => {
    if (!QUESTION.test(line)) return [];
    const column = line.length - line.trimStart().length + 1;
    return [{ text: line.trim(), line: from + at, column, endColumn: line.trimEnd().length + 1 }];
  });
}
