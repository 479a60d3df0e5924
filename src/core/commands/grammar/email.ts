/** E-mail programs put the message that is answered below the answer, often without a mark on its lines: those are not the author's. */

/** A line that programs write above a message: `-----Original Message-----`, `---------- Forwarded message ---------`. */
const SEPARATOR =
  /^(?:[-\u2010-\u2015_*]+[ \t]*(?:original|forwarded)[ \t]+message[ \t]*[-\u2010-\u2015_*:]+|begin forwarded message:)$/i;

/** `On Tue, 4 Mar 2025, somebody wrote:` may be broken into so many lines. */
const MOST_LINES = 3;

const LONGEST_END = 8;

function hasDate(line: string): boolean {
  return /[,\d]/.test(line);
}

/** Whether the message that is answered begins at this line of a text; one whose lines are marked as quotes needs no such care. */
export function beginsEmail(lines: readonly string[], at: number): boolean {
  const last = lastLineOfHead(lines, at);
  if (last < 0) return false;
  let next = last + 1;
  while (lines[next]?.trim() === '') next++;
  return lines[next]?.trimStart().startsWith('>') !== true;
}

/** The last line of the words above a message that begin at this line, or -1. */
function lastLineOfHead(lines: readonly string[], at: number): number {
  const first = lines[at]?.trim() ?? '';
  if (SEPARATOR.test(first)) return at;
  if (!/^On[ \t]/.test(first)) return -1;
  for (let last = at; last < at + MOST_LINES; last++) {
    const line = lines[last]?.trim() ?? '';
    if (line === '') return -1;
    if (/(?:^|[ \t>])wrote:$/.test(line.slice(-LONGEST_END)))
      return lines.slice(at, last + 1).some(hasDate) ? last : -1;
  }
  return -1;
}
