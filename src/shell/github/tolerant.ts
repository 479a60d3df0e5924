// Questions whose answers an incident can do without.

/** Milliseconds of real time that the turn of an incident waits. */
export type TurnPatience = {
  /** For what nobody asked for: what is behind it may be somebody's `/ack`. */
  readonly unasked: number;
  /** For what somebody waits for. */
  readonly asked: number;
};

export const TURN_PATIENCE: TurnPatience = { unasked: 3000, asked: 10_000 };

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
