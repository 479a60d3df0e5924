// The sandbox's clock: read, and moved forward.
import * as z from 'zod';
import type { Answer } from '../rest/exchange.ts';
import { advanceClock, nowMs, type Store } from '../state/store.ts';
import { type Control, read } from './control.ts';
import { milliseconds } from './duration.ts';

/** `GET /sandbox/clock`. */
export function readClock({ host }: Control): Answer {
  return { status: 200, body: clockOf(host.store) };
}

/** `POST /sandbox/clock {"advance": "PT15M"}`. */
export function changeClock(control: Control): Answer {
  const { advance } = read(control, z.strictObject({ advance: z.string() }));
  advanceClock(control.host.store, milliseconds(advance));
  return { status: 200, body: clockOf(control.host.store) };
}

function clockOf(store: Store) {
  return { now: new Date(nowMs(store)).toISOString(), offset_ms: store.clock.offsetMs };
}
