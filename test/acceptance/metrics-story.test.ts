// One incident that the unmodified server kept, and what `firebreak metrics` reads from its card, to the minute.
import { afterEach, expect, test } from 'vitest';
import { metricsVerb } from '../../src/cli/metrics.ts';
import { run } from '../../src/cli/run.ts';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

async function metrics(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { sandbox } = story;
  const out: string[] = [];
  const terminal = { read: () => Promise.reject(new Error('no file')), write: async () => undefined, print: (text: string) => void out.push(text), complain: () => undefined };
  const environment = { GITHUB_TOKEN: sandbox.tokens.responder, GITHUB_REPOSITORY: 'acme/shop', GITHUB_API_URL: `${sandbox.url}/api/v3` };
  expect(await run(['metrics', '--json'], [metricsVerb(environment, () => '2026-12-31T00:00:00Z')], terminal)).toBe(0);
  const { metrics: all, unread } = JSON.parse(out.join(''));
  expect(unread).toEqual([]);
  return new Map(all.map((one: { id: string; median?: number }) => [one.id, { ...one, minutes: Math.floor((one.median ?? 0) / 60) }]));
} // biome-ignore format: one thought a line

/** What the app says is for other stories. */
async function hearAll(): Promise<void> {
  while ((await story.nextComment().catch(() => null)) !== null);
}

test('an incident of the server is measured from its card alone; comments after it was closed change nothing', async () => {
  story = await startStory();
  // The impact began at 07:00 as the description says; it is declared at 08:00.
  await story.declare();
  await story.nextComment();
  await story.later('PT4M');
  await story.say('responder', '/ack');
  await story.later('PT6M');
  await story.say('responder', '/update Looking at the last deployment');
  await story.later('PT10M');
  await story.say('responder', '/status monitoring');
  await story.later('PT2H');
  await hearAll();
  await story.say('responder', '/resolve rolled back');
  await story.nextComment();
  const measured = await metrics();
  expect(measured.get('time-to-acknowledge')).toMatchObject({ n: 1, minutes: 4 });
  expect(measured.get('time-to-mobilise')).toMatchObject({ n: 1, minutes: 4 });
  expect(measured.get('time-to-first-update')).toMatchObject({ n: 1, minutes: 10 });
  expect(measured.get('time-to-mitigate')).toMatchObject({ n: 1, minutes: 80 });
  expect(measured.get('time-to-resolve')).toMatchObject({ n: 1, minutes: 200 });
  expect(measured.get('update-adherence')).toMatchObject({ part: 1, n: 1 });
  expect(measured.get('escalation-adherence')).toMatchObject({ part: 2, n: 2 });
  expect(measured.get('incidents-by-peak')).toMatchObject({ rows: [{ name: 'P0', n: 1 }] });

  await story.say('lead', '/close --force written up elsewhere');
  await hearAll();
  await story.later('P3D');
  await story.say('lead', 'A word more.');
  await hearAll();
  expect(await story.issue()).toMatchObject({ state: 'closed' });
  const after = await metrics();
  for (const id of ['time-to-resolve', 'active-time', 'time-to-mitigate', 'time-in-severity']) expect(after.get(id)).toEqual(measured.get(id));
}); // biome-ignore format: one thought a line
