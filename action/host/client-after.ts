// The client of a run that only reads, for which a first question is on its way.
import { systemClock } from '../../src/shell/engine/clock.ts';
import { askedBefore, type Query } from '../../src/shell/github/asked-before.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { createTokenClient } from '../../src/shell/github/token-client.ts';
import type { CommonInputs } from './runner.ts';

/** As `askedBefore`, with the run's token. */
export function clientAfter(
  inputs: Pick<CommonInputs, 'token' | 'apiUrl'>,
  asked: Query,
  answer: Promise<object | null>,
): Client {
  return askedBefore(createTokenClient({ ...inputs, now: systemClock().now }), asked, answer);
}
