// `action/respond`: one workflow event through the loop. Reads the runner's files and environment; decides nothing.
import { readFileSync } from 'node:fs';
import { atFirstSight } from '../../src/shell/payloads/at-first-sight.ts';
import type { Reading } from '../../src/shell/payloads/reading.ts';
import { fail, type Inputs, readInputs, report } from '../host/runner.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs(env);
  const event: unknown = JSON.parse(readFileSync(inputs.eventPath, 'utf8'));
  const self = { botId: -1, botIds: inputs.trustedBots, appId: -1 };
  const sight = await atFirstSight(inputs.eventName, event, self);
  // Loaded only where it is needed: most events are not ours, and a run costs its user time.
  const read = async () =>
    (await import('../../src/shell/payloads/to-trigger.ts')).toTrigger(inputs.eventName, event, self);
  if (sight === 'ours') return handle(env, inputs, read);
  if (sight !== 'unclear') return report(env, `ignored:${sight}`);
  const reading = await read();
  return 'trigger' in reading ? handle(env, inputs, async () => reading) : report(env, ignored(reading));
}

/** GitHub is asked first, the event is read while it answers. */
async function handle(env: NodeJS.ProcessEnv, inputs: Inputs, read: () => Promise<Reading>): Promise<void> {
  const { whileAsking } = await import('../host/account.ts');
  const load = async () => ({
    reading: await read(),
    ...(await import('../host/host.ts')),
    ...(await import('./respond.ts')),
  });
  const [account, { reading, hostOf, respond }] = await whileAsking(inputs, load);
  if (!('trigger' in reading)) return report(env, ignored(reading));
  const trigger = { ...reading.trigger, via: 'action', installationId: null } as const;
  return report(env, await respond(trigger, hostOf(inputs, account)));
}

/** A run that was started here is looked at with the next comment or schedule: nobody here knows which issue its name means. */
function ignored(reading: Reading): string {
  return `ignored:${'ignored' in reading ? reading.ignored : 'run'}`;
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'The event was not handled; run the workflow again.'),
);
