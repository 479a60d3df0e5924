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
  let [feed, carriage] = [text.indexOf('\n'), text.indexOf('\r')];
  while (feed >= 0 || carriage >= 0) {
    const end = carriage < 0 || (feed >= 0 && feed < carriage) ? feed : carriage;
    const next = end === carriage && feed === end + 1 ? end + 2 : end + 1;
    lines.push({ text: text.slice(start, end), start, end });
    start = next;
    if (feed >= 0 && feed < next) feed = text.indexOf('\n', next);
    if (carriage >= 0 && carriage < next) carriage = text.indexOf('\r', next);
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}
