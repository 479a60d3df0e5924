// `action/respond`: one workflow event through the loop. Reads the runner's files and environment; decides nothing.
import { readFileSync } from 'node:fs';
import { toTrigger } from '../../src/shell/payloads/to-trigger.ts';
import { accountOf } from '../host/account.ts';
import { fail, readInputs, report } from '../host/runner.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs(env);
  const event: unknown = JSON.parse(readFileSync(inputs.eventPath, 'utf8'));
  const reading = toTrigger(inputs.eventName, event, { botId: -1, botIds: inputs.trustedBots, appId: -1 });
  // A run that was started here is looked at with the next comment or schedule: nobody here knows which issue its name means.
  if (!('trigger' in reading)) return report(env, `ignored:${'ignored' in reading ? reading.ignored : 'run'}`);
  // Loaded only now: most events are not ours, and a run costs its user time.
  const [account, { hostOf }, { respond }] = await Promise.all([
    accountOf(inputs),
    import('../host/host.ts'),
    import('./respond.ts'),
  ]);
  const trigger = { ...reading.trigger, via: 'action', installationId: null } as const;
  return report(env, await respond(trigger, hostOf(inputs, account)));
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'The event was not handled; run the workflow again.'),
);
