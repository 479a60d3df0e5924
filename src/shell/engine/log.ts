// How the engine speaks: a code that machines count, a sentence that people read, and details. Never a secret, never a whole payload.

export type Details = Readonly<Record<string, unknown>>;

/** Writes one log line. Must not throw. */
export type Log = (level: 'info' | 'warn' | 'error', code: string, text: string, details?: Details) => void;

/** A log that nobody reads. */
export const silent: Log = () => undefined;

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
