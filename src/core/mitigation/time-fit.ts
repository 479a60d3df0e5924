// How well the time of a change fits the start of the symptoms.
import { inWords, minutesApart, type Timestamp } from '../time.ts';

/** From when a change was on its way until it was done, both UTC; `done` is null while it is not. */
export type Span = { readonly began: Timestamp; readonly done: Timestamp | null };

/** After so many minutes a change fits half as well as at once. */
const HALF = 60;

/** People say by guess when it began; a change that begins so many minutes later may still be it. */
const GUESS = 15;
const GUESSED = 0.6;

/** Between 0 (cannot be, or too long ago) and 1 (the symptoms began while or right after it was done), with the reason in words. */
export function timeFit({ began, done }: Span, onset: Timestamp): { readonly fit: number; readonly reason: string } {
  const behind = minutesApart(done ?? began, onset);
  if (behind >= 0) {
    const what = done === null ? 'begun' : 'done';
    return { fit: HALF / (HALF + behind), reason: `${what} ${lasting(behind)} before the symptoms began` };
  }
  const ahead = minutesApart(onset, began);
  if (ahead <= 0) return { fit: 1, reason: 'under way when the symptoms began' };
  const fit = ahead > GUESS ? 0 : GUESSED * (1 - ahead / (2 * GUESS));
  return { fit, reason: `begun ${lasting(ahead)} after the time that is given for the symptoms, which may be a guess` };
}

function lasting(length: number): string {
  return length < 1 ? 'less than a minute' : inWords(`PT${Math.floor(length)}M`);
}
