// One trigger in hand: what it is decided with.
import type { Self } from '../../core/brain.ts';
import { later, type Timestamp } from '../../core/time.ts';
import type { Trigger } from '../../core/trigger.ts';
import type { IncidentGateway } from '../github/port.ts';
import type { LoopParts } from './parts.ts';
import type { RecordStore } from './store.ts';

export type Turn = {
  readonly parts: LoopParts;
  readonly store: RecordStore;
  readonly trigger: Trigger;
  readonly gateway: IncidentGateway;
  readonly self: Self;
};

/** The instant it is decided at. A timer that another instance saw due is due, though our own clock is behind that one's: nobody would look again soon. */
export function nowOf({ parts, trigger }: Pick<Turn, 'parts' | 'trigger'>): Timestamp {
  const now = parts.clock.now();
  return trigger.kind === 'tick' ? later(now, trigger.at) : now;
}
