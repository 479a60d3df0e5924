// Questions whose answers an incident can do without.

/** Milliseconds that the turn of an incident waits for what nobody asked for: what is behind it may be somebody's `/ack`. */
export const UNASKED = 3000;
/** For what somebody waits for. */
export const ASKED = 10_000;

/** Null where GitHub refuses, cannot be asked in time, or says what nobody understands: what is left out delays nothing. */
export async function tolerant<T>(patience: number, ask: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([ask().catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
