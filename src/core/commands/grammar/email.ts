/** E-mail programs put the message that is answered below the answer, often without a mark on its lines: those are not the author's. */

/** A line that programs write above a message: `-----Original Message-----`, `---------- Forwarded message ---------`. */
const SEPARATOR =
  /^(?:[-\u2010-\u2015_*]+[ \t]*(?:(?:original|forwarded)[ \t]+message|urspr\u00fcngliche nachricht|weitergeleitete nachricht|message (?:d.origine|original|transf\u00e9r\u00e9)|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht)[ \t]*[-\u2010-\u2015_*:]+|begin forwarded message:)$/i;

/** A rule as programs draw it above the head of a message; people divide with three or four marks. */
const RULE = /^(?:_{5,}|-{5,}|={5,}|\*{5,}|[\u2010-\u2015]{5,})$/;

/** People draw no rule with underscores; programs do above a head in any language. */
const UNDERSCORES = /^_{5,}$/;

/** A line of the head, its name perhaps in bold. */
const HEADER = /^[*_]{0,2}([\p{L}-]{1,12})(?: em| le)?[*_]{0,2}\s?:(?:[*_]{0,2})(?:\s|$)/iu;
const FROM: ReadonlySet<string> = new Set('from von de da van fr\u00e5n fra'.split(' '));
const DATE_OR_SUBJECT: ReadonlySet<string> = new Set(
  (
    'sent date subject gesendet datum betreff envoy\u00e9 objet enviado fecha asunto enviada data assunto ' +
    'inviato oggetto verzonden onderwerp skickat \u00e4mne sendt dato emne'
  ).split(' '),
);

/** A line of a head in any language: up to three words and a colon, which no address of a page follows. */
const ANY_HEADER = /^[*_]{0,2}[\p{L}\p{M}-]{1,24}(?: [\p{L}\p{M}-]{1,24}){0,2}[*_]{0,2}\s?[:\uff1a](?!\/\/)/u;
const ADDRESS = /[<([](?:mailto:)?[^\s<>()[\]@]{1,64}@[^\s<>()[\]@]{1,255}[>)\]]/i;

/** What a line above a message ends with; before it an address or, in languages that are not below, the verb. */
const COLON = /\s?[:\uff1a]$/;
const ANY_ADDRESS = /[^\s@]{1,64}@[^\s@]{1,64}\.[^\s@]{2}/;
const ANY_VERB =
  /(?:(?:^|[\s>,)])(?:\u043d\u0430\u043f\u0438\u0441\u0430\u043b(?:\(\u0430\)|\u0430)?|\u043f\u0438\u0448\u0435\u0442?|\u043d\u0430\u043f\u0438\u0441\u0430\u0432|pisze|napisa\u0142(?:\(a\)|a)?|nap[i\u00ed]sal(?:\(a\)|a)?|yazd\u0131|kirjoitti|\u00edrta|a scris|\u03ad\u03b3\u03c1\u03b1\u03c8\u03b5)|[\u5199\u5beb]\u9053)$/iu;

/** `On Tue, 4 Mar 2025, somebody wrote:` and a head may take so many lines. */
const MOST_LINES = 3;
const MOST_OF_HEAD = 5;

/** How the line above a message begins and which words are in it, by language; the words end it where `last`, and digits or `date` are in it. */
const WROTE: readonly {
  readonly begins: RegExp;
  readonly verb: RegExp;
  readonly last: boolean;
  readonly date?: RegExp;
}[] = [
  { begins: /^On\s/, verb: /(?:^|[\s>])wrote\s?:$/, last: true, date: /[,\d]/ },
  { begins: /^Am\s/, verb: /(?:^|\s)schrieb(?:\s|:$)/, last: false },
  { begins: /^Le\s/, verb: /(?:^|[\s>])a \u00e9crit\s?:$/, last: true },
  { begins: /^El\s/, verb: /(?:^|[\s>)])escribi\u00f3\s?:$/, last: true },
  { begins: /^Em\s/, verb: /(?:^|[\s>)])escreveu\s?:$/, last: true },
  { begins: /^Il\s/, verb: /(?:^|[\s>])ha scritto\s?:$/, last: true },
  { begins: /^Op\s/, verb: /(?:^|\s)schreef(?:\s|:$)/, last: false },
  { begins: /^Den\s/, verb: /(?:^|\s)skrev(?:\s|:$)/, last: false },
  { begins: /^(?=.{0,40}\d{1,2}[:.]\d{2})/, verb: /<[^<>\s@]{1,64}@[^<>\s@]{1,255}>\s?:$/, last: true },
];

/** Every line of a head holds one; most lines of a text are none for that. */
const ANY_COLON = /[:\uff1a]/;

/** The last words of a line; none that is looked for at its end is longer. */
const LONGEST_END = 330;

/** Whether the message that is answered begins at this line of a text; one whose lines are marked as quotes needs no such care. */
export function beginsEmail(lines: readonly string[], at: number): boolean {
  if (beginsHead(lines, at)) return true;
  const last = lastLineAbove(lines, at);
  if (last < 0) return false;
  let next = last + 1;
  while (lines[next]?.trim() === '') next++;
  return lines[next]?.trimStart().startsWith('>') !== true;
}

/** The last line of the words above a message that begin at this line, or -1. */
function lastLineAbove(lines: readonly string[], at: number): number {
  const first = lineAt(lines, at);
  if (SEPARATOR.test(first) || isAnyWrote(first)) return at;
  const ways = WROTE.filter(({ begins }) => begins.test(first));
  return ways.reduce((found, way) => (found < 0 ? lastOfWords(lines, at, way) : found), -1);
}

/** The line of a command that ends so is none: its text begins there. */
function isAnyWrote(line: string): boolean {
  if (line.startsWith('/') || !COLON.test(line.slice(-2))) return false;
  const words = line.slice(-LONGEST_END).replace(COLON, '').normalize('NFC');
  return ANY_ADDRESS.test(words) || ANY_VERB.test(words);
}

function lastOfWords(
  lines: readonly string[],
  at: number,
  { verb, last, date = /\d/ }: (typeof WROTE)[number],
): number {
  let hasVerb = false;
  let hasDate = false;
  for (let next = at; next < at + MOST_LINES; next++) {
    const line = lineAt(lines, next);
    if (line === '') return -1;
    const ends = line.endsWith(':');
    hasDate ||= date.test(line);
    hasVerb ||= verb.test(last ? line.slice(-LONGEST_END) : line);
    if (ends && hasVerb) return hasDate ? next : -1;
  }
  return -1;
}

/** Whether a head begins here: a field below underscores, somebody's address with another field beside it, or what is known by its words. */
function beginsHead(lines: readonly string[], at: number): boolean {
  const [here, next] = [fieldAt(lines, at), fieldAt(lines, at + 1)];
  if (here !== null && UNDERSCORES.test(lineAbove(lines, at))) return true;
  if (here !== null && next !== null && (ADDRESS.test(here) || ADDRESS.test(next))) return true;
  return beginsKnownHead(lines, at);
}

/** A line of a head in any language; only so much is looked at as a name and an address take. */
function fieldAt(lines: readonly string[], at: number): string | null {
  const line = lineAt(lines, at).slice(0, LONGEST_END);
  if (!ANY_COLON.test(line)) return null;
  const composed = line.normalize('NFC');
  return ANY_HEADER.test(composed) ? composed : null;
}

/** Somebody's `From:` below a rule, or with a date or a subject among the lines beside it. */
function beginsKnownHead(lines: readonly string[], at: number): boolean {
  const first = headerAt(lines, at);
  if (first === null) return false;
  if (FROM.has(first) && RULE.test(lineAbove(lines, at))) return true;
  const names = [first];
  for (let next = at + 1; next < at + MOST_OF_HEAD; next++) {
    const name = headerAt(lines, next);
    if (name === null) break;
    names.push(name);
  }
  return names.some((name) => FROM.has(name)) && names.some((name) => DATE_OR_SUBJECT.has(name));
}

/** The name of a line of a head in lower case, or null. */
function headerAt(lines: readonly string[], at: number): string | null {
  const line = lineAt(lines, at);
  if (!ANY_COLON.test(line)) return null;
  return HEADER.exec(line.normalize('NFC'))?.[1]?.toLowerCase() ?? null;
}

/** The line above, or the one above a blank one. */
function lineAbove(lines: readonly string[], at: number): string {
  return lineAt(lines, at - 1) === '' ? lineAt(lines, at - 2) : lineAt(lines, at - 1);
}

function lineAt(lines: readonly string[], at: number): string {
  return lines[at]?.trim() ?? '';
}
