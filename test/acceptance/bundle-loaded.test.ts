// What ordinary runs of the loop's Actions load, as Node itself counts it.
import { afterEach, expect, test } from 'vitest';
import { loadedIn } from '../support/loaded.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { eventOf, runAction, scheduled, type WorkflowEvent } from '../support/workflow-run.ts';

let story: Story;
afterEach(() => story.end());

/** Bytes of `action/dist` that the run loaded; it must end well. */
function loadedBy(action: string, event: WorkflowEvent, inputs: Readonly<Record<string, string>> = {}) {
  return loadedIn(async (env) => expect((await runAction(story, action, event, inputs, 0, env)).code).toBe(0));
}

async function opened(): Promise<number> {
  const declaration = { title: '[INCIDENT P0] Production down', body: '', labels: ['incident', 'P0'] };
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', declaration);
  return (data as { number: number }).number;
}

async function said(body: string, issue: number): Promise<number> {
  const { data } = await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body });
  return (data as { id: number }).id;
}

type Loaded = {
  readonly declared: number;
  readonly acknowledged: number;
  readonly looked: number;
  readonly ticked: number;
};

async function loaded(policy: string | null): Promise<Loaded> {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy });
  const issue = await opened();
  const declared = await loadedBy('respond', await eventOf(story, issue, null));
  const acknowledged = await loadedBy('respond', await eventOf(story, issue, await said('/ack', issue)));
  const looked = await loadedBy('tick', scheduled);
  const ticked = await loadedBy('tick', scheduled, { incident: String(issue) });
  await readAll(story, issue);
  return { declared, acknowledged, looked, ticked };
}

function expectAtMost(found: Loaded, most: Loaded): void {
  for (const name of Object.keys(most) as (keyof Loaded)[]) expect(found[name], name).toBeLessThanOrEqual(most[name]);
}

test('with the built-in policy: what 600 kB hold', async () => {
  const found = await loaded(null);
  expectAtMost(found, { declared: 575_000, acknowledged: 560_000, looked: 525_000, ticked: 525_000 });
});

test('with a policy of the repository, which is read and judged', async () => {
  const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
  const found = await loaded(policy);
  expectAtMost(found, { declared: 770_000, acknowledged: 725_000, looked: 690_000, ticked: 690_000 });
});

test('an alert that is told for the first time, with the built-in policy', async () => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy: null });
  const dispatch: WorkflowEvent = { name: 'repository_dispatch', payload: { client_payload: {} } };
  const alert = {
    title: 'Error rate of checkout',
    severity: 'critical',
    'severity-map': 'critical=P0',
    respond: 'true',
  };
  expect(await loadedBy('declare', dispatch, alert)).toBeLessThanOrEqual(560_000);
  await readAll(story, 1);
});
