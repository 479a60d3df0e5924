// One trigger in hand: what it is decided with.
import type { Self } from '../../core/brain.ts';
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
