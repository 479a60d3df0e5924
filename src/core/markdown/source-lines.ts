/** Lines of a text as Markdown sees them, with their place in the text as it came (LF, CRLF and CR all end a line). */

/** One line without its ending; `start` and `end` are UTF-16 offsets into the original text. */
export interface SourceLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Splits a text into lines in one pass; a text always has at least one line. */
export function sourceLines(text: string): readonly SourceLine[] {
  const lines: SourceLine[] = [];
  let start = 0;
  for (const ending of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, ending.index), start, end: ending.index });
    start = ending.index + ending[0].length;
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}
