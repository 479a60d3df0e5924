/** A word that is no value of a command: as it was typed, and what was probably meant by it. */
import { showCodePoints } from '../../markdown/invisible.ts';
import { codeSpan } from '../../markdown/quoted.ts';
import { nearest } from '../nearest.ts';
import { looksLike } from './lookalikes.ts';

/** As code; one that only looks like ASCII is shown with its code points, else nobody sees what is wrong with it. */
export function asTyped(typed: string): string {
  const isDisguised = !isAscii(typed.normalize('NFD').replace(/\p{M}/gu, '')) && isAscii(looksLike(typed));
  return codeSpan(isDisguised ? showCodePoints(typed) : typed);
}

/** The word that `find` finds near to what was typed, whatever its case and letters look like; as it is in `words`. */
export function wordMeant(typed: string, words: readonly string[], find: typeof nearest = nearest): string | null {
  const seen = words.map(looksLike);
  const near = find(looksLike(typed), seen);
  return near === null ? null : (words[seen.indexOf(near)] ?? null);
}

/** A command ready to copy, or the command alone where nothing is near: a wild guess would be copied too. */
export function suggested(command: string, near: string | null, behind = ''): string {
  return near === null ? `${codeSpan(command)} with one of these` : codeSpan(`${command} ${near}${behind}`);
}

function isAscii(text: string): boolean {
  return !/[^\x20-\x7e]/.test(text);
}
