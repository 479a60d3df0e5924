// What became of a notice, in our own words: nothing that a receiver answered is repeated but its code, so that no secret can come back with it.
import type { Timestamp } from '../../core/time.ts';
import type { Told } from './port.ts';

/** How long one notice may take, in milliseconds; the engine tries again later, and pages elsewhere meanwhile. */
export const PATIENCE = 10_000;

export type Failed = Extract<Told, { ok: false }>;

export function taken(ref: string | null, notes: readonly string[] = []): Told {
  return notes.length === 0 ? { ok: true, ref } : { ok: true, ref, note: notes.join(' ') };
}

/** It may be taken later; not before `retryAt`. */
export function later(message: string, retryAt: Timestamp | null = null): Failed {
  return { ok: false, fate: 'retry', message, retryAt };
}

/** It never will be taken as it is. */
export function refused(message: string): Failed {
  return { ok: false, fate: 'final', message, retryAt: null };
}

/** Ends with the caller's signal or after `patience` milliseconds, whichever is first. */
export function within(signal: AbortSignal, patience: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(patience)]);
}

/** The code of an error or of what caused it (`ECONNREFUSED`); null when there is none. Messages are not used: they quote addresses. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^E[A-Z_]{2,30}$|^(CERT|DEPTH|SELF|UNABLE|ERR)_[A-Z_]{2,40}$/.test(code)) return code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** No answer: given up, or not reached. `who` begins the sentence. */
export function unanswered(who: string, error: unknown, limit: AbortSignal): Failed {
  if (limit.aborted) return later(`${who} did not answer in time; what became of it is not known.`);
  return later(`${who} could not be reached (${codeOf(error) ?? 'no answer'}).`);
}

/** A day: who asks for more does not mean it, and the incident is over by then. */
const LONGEST_WAIT = 86_400_000;

/** The instant that a `Retry-After` names, in seconds or as a date (RFC 9110, 10.2.3); null when it names none. */
export function retryAfter(header: string | undefined, now: Timestamp): Timestamp | null {
  if (header === undefined) return null;
  const text = header.trim();
  const start = Date.parse(now);
  const until = /^\d{1,9}$/.test(text) ? start + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(until)) return null;
  return new Date(Math.min(Math.max(until, start), start + LONGEST_WAIT)).toISOString();
}
