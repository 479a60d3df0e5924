// What the text of a pull request says behind a label at the beginning of a line, such as `Rollback plan: …`, or under a heading of that name.

const LONGEST = 300;

/** Words that stand where nothing is said. */
const NOTHING = /^(?:[-–—_.…?]*|none|n\/?a|nothing|no|todo|tbd|tba|later)[.!]?$/i;

/** In one line; null: nothing is said. Comments of HTML, code blocks and quotes say nothing. */
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
  let fenced = false;
  const lines = kept.split('\n').filter((line) => {
    const isFence = /^ {0,3}(?:```|~~~)/.test(line);
    if (isFence) fenced = !fenced;
    return !isFence && !fenced && !line.startsWith('>');
  });
  return lines.join('\n');
}

function afterEnd(part: string): string {
  const end = part.indexOf('-->');
  return end < 0 ? '' : part.slice(end + 3);
}

/** What stands behind the label in its line, empty for a heading alone; null: it is another line. */
function behind(line: string, label: string): string | null {
  const text = line
    .trim()
    .replace(/^(?:#{1,6}|[-*+](?: \[[ xX]\])?) /, '')
    .trim();
  const bare = text.replace(/^\*\*/, '');
  if (!bare.toLowerCase().startsWith(label.toLowerCase())) return null;
  const rest = bare.slice(label.length).replace(/^\*\*/, '').trimStart();
  if (rest.startsWith(':')) return rest.slice(1).replace(/^\*\*/, '').trim();
  return rest === '' && line.trimStart().startsWith('#') ? '' : null;
}

function firstBelow(lines: readonly string[]): string {
  const [first = ''] = lines.map((line) => line.trim()).filter((line) => line !== '');
  return first.startsWith('#') ? '' : first.replace(/^[-*+](?: \[[ xX]\])? /, '').trim();
}
