// `action/respond`: one workflow event through the loop. Reads the runner's files and environment; decides nothing.
import { readFileSync } from 'node:fs';
import { atFirstSight } from '../../src/shell/payloads/at-first-sight.ts';
import type { IntakeSelf, Reading } from '../../src/shell/payloads/reading.ts';
import { fail, type Inputs, readInputs } from '../host/runner.ts';
import { botsAtWork } from './bots-at-work.ts';
import { handledBy } from './handled-by.ts';
import { tell } from './told.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs(env);
  const event: unknown = JSON.parse(readFileSync(inputs.eventPath, 'utf8'));
  const say = (outcome: string) => tell(env, event, outcome);
  const other = handledBy[inputs.eventName];
  if (other !== undefined) return say(`ignored:for-${other}`);
  const maybe = [...inputs.trustedBots, ...botsAtWork(event)];
  const sight = await atFirstSight(inputs.eventName, event, selfOf(maybe));
  // Loaded only where it is needed: most events are not ours, and a run costs its user time.
  const load = async () => {
    const { toTrigger } = await import('../../src/shell/payloads/to-trigger.ts');
    return (bots: readonly number[]) => toTrigger(inputs.eventName, event, selfOf(bots));
  };
  if (sight === 'ours') return handle(say, inputs, load);
  if (sight !== 'unclear') return say(`ignored:${sight}`);
  const reading = (await load())(maybe);
  return 'trigger' in reading ? handle(say, inputs, load) : say(ignored(reading));
}

/** What starts a run was not done by the account of its token. */
function selfOf(botIds: readonly number[]): IntakeSelf {
  return { botId: -1, botIds, appId: -1 };
}

type Read = (bots: readonly number[]) => Reading;

/** GitHub is asked first, what reads the event is loaded while it answers. */
async function handle(say: (outcome: string) => void, inputs: Inputs, reader: () => Promise<Read>): Promise<void> {
  const { whileAsking } = await import('../host/account.ts');
  const load = async () => ({
    read: await reader(),
    ...(await import('../host/host.ts')),
    ...(await import('./respond.ts')),
  });
  const [account, { read, hostOf, respond }] = await whileAsking(inputs, load);
  const reading = read([account.self.id, ...inputs.trustedBots]);
  if (!('trigger' in reading)) return say(ignored(reading));
  const trigger = { ...reading.trigger, via: 'action', installationId: null } as const;
  return say(await respond(trigger, hostOf(inputs, account)));
}

/** What an incident follows is looked at with the next comment or schedule: nobody here knows whose it is. */
function ignored(reading: Reading): string {
  return `ignored:${'ignored' in reading ? reading.ignored : 'for-tick'}`;
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'The event was not handled; run the workflow again.'),
);
