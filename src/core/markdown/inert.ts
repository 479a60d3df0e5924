/** The one escape function for user text that we echo in Markdown: the text stays readable and can do nothing. */
import { INVISIBLE } from './invisible.ts';

/** Breaks a mention, reference or link without showing: GitHub resolves these in rendered text, where entities are gone. */
const BREAK = '\u200b';

/**
 * What has a meaning in Markdown, HTML or GitHub's mathematics: some characters anywhere; a backslash unless only itself; underscores
 * unless within a word, as in `db_primary`; at the start what makes a heading, list, underline, quote, table or command, or looks like one.
 */
const SPECIAL =
  /[&<>`*~[\]|$]|\\(?![A-Za-z0-9 ])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[#+\-=:/\uff0f\u2044\u2215\u2571\u29f8\u27cb]|^\d{1,9}[.)]/g;

/** Joined emoji (families, professions) keep their joiner; every other invisible character goes. */
const EMOJI_JOINER = /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/gu;

/** Stands for a kept joiner while the invisible are stripped; a noncharacter, so removed from the text first. */
const KEPT = '\ufdd0';

/** The ends of lines in the widest sense, each worth a blank where one line is wanted. */
const LINE_END = /\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g;

/** Bounds for an echo: `max` counts the characters of the text, not of what escaping makes of it. */
export interface InertOptions {
  readonly max?: number;
}

/** Escapes the last character of what was found; entities hold in Markdown and in HTML alike. */
function escapeLast(found: string): string {
  return `${found.slice(0, -1)}&#${found.charCodeAt(found.length - 1)};`;
}

/** The text on one line, without what cannot be seen, lone surrogates replaced, no blanks at its ends. */
export function oneVisibleLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(KEPT, '')
    .replace(LINE_END, ' ')
    .replace(EMOJI_JOINER, KEPT)
    .replace(INVISIBLE, '')
    .replaceAll(KEPT, '\u200d')
    .trim();
}

function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const chars = Array.from(text);
  return chars.length <= max ? text : `${chars.slice(0, max).join('').trimEnd()}…`;
}

/** Breaks what GitHub links in rendered text: @mentions and e-mail, #1, GH-1, addresses, commit ids, advisory ids. */
function breakReferences(text: string): string {
  return text
    .replace(/(?<=\S)@/g, `${BREAK}@`)
    .replace(/@/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\bgh-(?=\d)/gi, (found) => found + BREAK)
    .replace(/\b(?:CVE|GHSA)-/gi, (found) => found + BREAK)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/www(?=\.)/gi, (found) => found + BREAK)
    .replace(/(?:mailto|xmpp)(?=:)/gi, (found) => found + BREAK)
    .replace(/[0-9a-f]{7,}/gi, (found) => found.replace(/.{6}(?=.)/g, (part) => part + BREAK));
}

/**
 * User text as one line of inert Markdown: whatever it holds renders as itself, links nothing, mentions nobody, is no command
 * and ends no structure around it. Line breaks become blanks; invisible and bidi characters are stripped. Safe in a paragraph,
 * list item, table cell, link text or HTML block, and when cut off later; not inside a code span (use `codeSpan`).
 */
export function inert(text: string, { max = Number.POSITIVE_INFINITY }: InertOptions = {}): string {
  return breakReferences(shorten(oneVisibleLine(text), max)).replace(SPECIAL, escapeLast);
}

/** Bounds for an echo of several lines. */
export interface InertBlockOptions extends InertOptions {
  readonly maxLines?: number;
}

/**
 * User text of several lines as an inert quote, each line escaped by `inert`. Leave a blank line after it, or the next line joins the quote.
 */
export function inertBlock(
  text: string,
  { max = Number.POSITIVE_INFINITY, maxLines = 40 }: InertBlockOptions = {},
): string {
  const lines = shorten(text.toWellFormed(), max)
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/);
  const shown = lines.slice(0, maxLines).map((line) => `> ${inert(line)}`.trimEnd());
  return (lines.length > maxLines ? [...shown, '> …'] : shown).join('\n');
}
