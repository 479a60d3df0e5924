// The client of a run that has no loop, for which a first question may be on its way.
import { systemClock } from '../../src/shell/engine/clock.ts';
import { askedBefore, type Query } from '../../src/shell/github/asked-before.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { createTokenClient } from '../../src/shell/github/token-client.ts';
import type { CommonInputs } from './runner.ts';

type Where = Pick<CommonInputs, 'token' | 'apiUrl'>;

/** With the run's token. */
export function clientOf(inputs: Where): Client {
  return createTokenClient({ ...inputs, now: systemClock().now });
}

/** The same, as `askedBefore`. */
export function clientAfter(inputs: Where, asked: Query, answer: Promise<object | null>): Client {
  return askedBefore(clientOf(inputs), asked, answer);
}
