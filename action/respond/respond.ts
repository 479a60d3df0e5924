// One event of an incident through the loop; with a comment, also those before it whose runs GitHub dropped.
import type { Trigger } from '../../src/core/trigger.ts';
import { runComment, runEvent } from '../../src/shell/engine/run-thread.ts';
import { type Host, wait } from '../host/host.ts';

/** Handles one trigger; returns its reason code. Throws when GitHub stays away or says no. */
export async function respond(trigger: Trigger, { parts }: Host): Promise<string> {
  if (trigger.kind !== 'commented') return (await runEvent(parts, trigger, wait)).outcome;
  const { outcome, caughtUp } = await runComment(parts, trigger, wait);
  if (caughtUp > 0) process.stdout.write(`Handled ${caughtUp} comments before it, whose runs did not come.\n`);
  return outcome;
}
