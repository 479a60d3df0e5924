/** What a line begins with that may be a command. */
import { SUSPICIOUS_ON_LINE } from '../../markdown/invisible.ts';

/** A line that begins with a slash, or what looks like one, perhaps behind blanks and invisible characters. */
export const CANDIDATE: RegExp = new RegExp(
  `^(?:[ \\t]|${SUSPICIOUS_ON_LINE})*[/\uff0f\u2044\u2215\u2571\u29f8\u27cb](?:\\S|[ \\t]{1,3}[A-Za-z])`,
  'mu',
);

/** A line of a list or a heading that a slash begins. */
export const MISPLACED: RegExp = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)+(?:\[[ xX]\][ \t]+)?\/[A-Za-z]/mu;

/** Whether a text has such a line at all; where it stands in its Markdown, this does not ask. */
export function hasCandidate(text: string): boolean {
  return CANDIDATE.test(text) || MISPLACED.test(text);
}
