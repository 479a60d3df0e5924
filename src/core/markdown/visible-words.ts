/** Inline Markdown of somebody's as the words that are seen of it, on one line: what `inert` made of a text is that text again. */
import { oneVisibleLine } from './inert.ts';

/** More is read of none. */
const LONGEST = 2000;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** An escape, an entity, a comment, a link or image, code, marks of emphasis: whichever begins first. */
const MARKUP =
  /\\(?<escaped>[!-/:-@[-`{-~])|&#(?<code>\d{1,7});|&(?<named>amp|lt|gt|quot|nbsp);|<!--.*?-->|!?\[(?<text>[^[\]]*)\]\([^()\s]*\)|`(?<quoted>[^`]*)`|\*\*|__/g;

/** The words; linear in the text, of which a line of a table's length is read. */
export function visibleWords(text: string): string {
  return oneVisibleLine(plain(text.slice(0, LONGEST)));
}

function plain(text: string): string {
  return text.replace(MARKUP, (...found) => seenOf(found.at(-1)));
}

function seenOf({ escaped, code, named, text, quoted }: Readonly<Record<string, string | undefined>>): string {
  if (code !== undefined) return characterOf(Number(code));
  if (named !== undefined) return NAMED[named] ?? '';
  if (text !== undefined) return plain(text);
  return escaped ?? quoted ?? '';
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
