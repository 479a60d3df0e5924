/** Characters that a reader cannot see or that reorder what they see: stripped from echoes, never accepted in a command. */

/** Format and control characters (zero-width, bidi, soft hyphen, tags) and letters that are drawn as nothing; not blanks. */
const CLASS = String.raw`\p{Cf}\p{Cc}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u{e0100}-\u{e01ef}`;

/** Every invisible character of a text. LF and tab count as control characters here: handle them first. */
export const INVISIBLE: RegExp = new RegExp(`[${CLASS}]`, 'gu');

/** The first character of a text that is invisible or a blank other than space and tab (NBSP, U+2028 …). */
export const SUSPICIOUS: RegExp = new RegExp(`(?![ \\t])[${CLASS}\\p{Z}]`, 'u');

/** The source of a pattern for one suspicious character that does not end a line. */
export const SUSPICIOUS_ON_LINE = `(?:(?![\\n\\r\\u2028\\u2029])${SUSPICIOUS.source})`;

/** A text with its invisible and non-ASCII characters written as code points, so that a person can see them: `r[U+043E]llback`. */
export function showCodePoints(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
