// What the text of a pull request says behind a label at the beginning of a line, such as `Rollback plan: …`, or under a heading of that name.

const LONGEST = 300;

/** Words that stand where nothing is said. */
const NOTHING = /^(?:[-–—_.…?]*|none|n\/?a|nothing|no|todo|tbd|tba|later)[.!]?$/i;

/** Of an item. One that is not ticked is not done. */
const BULLET = /^[-*+](?: \[[xX]\])? /;

/** In one line; null: nothing is said. Comments of HTML, code blocks, quotes and boxes that are not ticked say nothing. */
export function saidIn(body: string, label: string): string | null {
  const lines = proseOf(body).split('\n');
  for (const [index, line] of lines.entries()) {
    const rest = behind(line, label);
    if (rest === null) continue;
    const text = rest === '' ? firstBelow(lines.slice(index + 1)) : rest;
    if (!NOTHING.test(text)) return text.slice(0, LONGEST).toWellFormed();
  }
  return null;
}

/** Cut at their ends one after the other, so that it stays linear whatever is open. */
function proseOf(body: string): string {
  const kept = body
    .replaceAll('\r\n', '\n')
    .split('<!--')
    .map((part, index) => (index === 0 ? part : afterEnd(part)))
    .join('\n');
  let fence: string | null = null;
  let before = '';
  const lines = kept.split('\n').filter((line) => {
    const was: string | null = fence;
    fence = fenceAfter(line, was);
    const isCode = was !== null || fence !== null || (before.trim() === '' && INDENTED.test(line));
    // What is indented goes on below what is.
    before = isCode ? '' : line;
    return !isCode && !QUOTED.test(line);
  });
  return lines.join('\n');
}

const INDENTED = /^(?: {4}|\t)/;
const QUOTED = /^ {0,3}>/;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** The fence that is open below the line; null: none. It ends with at least as many of the same sign, and nothing behind them. */
function fenceAfter(line: string, open: string | null): string | null {
  const [, signs = '', rest = ''] = FENCE.exec(line) ?? [];
  if (signs === '') return open;
  if (open === null) return signs.startsWith('`') && rest.includes('`') ? null : signs;
  return signs.startsWith(open) && rest.trim() === '' ? null : open;
}

function afterEnd(part: string): string {
  const end = part.indexOf('-->');
  return end < 0 ? '' : part.slice(end + 3);
}

/** What stands behind the label in its line, empty for a heading alone; null: it is another line. */
function behind(line: string, label: string): string | null {
  const text = line
    .trim()
    .replace(BULLET, '')
    .replace(/^#{1,6} /, '')
    .trim();
  const bare = text.replace(/^\*\*/, '');
  if (!bare.toLowerCase().startsWith(label.toLowerCase())) return null;
  const rest = bare.slice(label.length).replace(/^\*\*/, '').trimStart();
  if (rest.startsWith(':')) return rest.slice(1).replace(/^\*\*/, '').trim();
  return rest === '' && line.trimStart().startsWith('#') ? '' : null;
}

/** Another label in bold is said of itself. */
function firstBelow(lines: readonly string[]): string {
  const [first = ''] = lines.map((line) => line.trim()).filter((line) => line !== '');
  return /^(?:#|[-*+] \[ \] |\*\*[^*]{1,40}(?::\*\*|\*\*:))/.test(first) ? '' : first.replace(BULLET, '').trim();
}
