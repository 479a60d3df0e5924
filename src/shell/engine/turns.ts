// Whose turn it is at a connection: one that hangs or is down holds up its own lanes only, and is not asked by every incident at once.
import { compare, type Timestamp } from '../../core/time.ts';

export type Turns = {
  /** Takes one of the connection's places; false when all are taken. */
  take(connection: string): boolean;
  giveBack(connection: string): void;
  /** It took nothing, and is left alone until then; null: it answered. */
  heard(connection: string, until: Timestamp | null): void;
  /** When the connection may be asked again; null: now. */
  freeAt(connection: string, now: Timestamp): Timestamp | null;
};

/** Turns of one process, in memory: after a restart a connection that is down simply says so again. */
export function createTurns(places: number): Turns {
  const taken = new Map<string, number>();
  const until = new Map<string, Timestamp>();
  return {
    take(connection) {
      const held = taken.get(connection) ?? 0;
      if (held >= places) return false;
      taken.set(connection, held + 1);
      return true;
    },
    giveBack: (connection) => taken.set(connection, Math.max(0, (taken.get(connection) ?? 0) - 1)),
    heard(connection, at) {
      if (at === null) until.delete(connection);
      else until.set(connection, at);
    },
    freeAt(connection, now) {
      const at = until.get(connection);
      if (at === undefined || compare(at, now) <= 0) return null;
      return at;
    },
  };
}
