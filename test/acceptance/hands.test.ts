// What people do with the mouse: each is a command of who may, or is put back with a reason; nothing that happens to an issue crashes the server or makes it loop.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRepository as createGitRepository } from '../../src/sandbox/git/index.ts';
import { folderOf } from '../../src/sandbox/git-host.ts';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { nodeIdOf } from '../../src/sandbox/state/node-id.ts';
import { changeInstalledRepositories } from '../../src/sandbox/state/registered-apps.ts';
import { createRepository } from '../../src/sandbox/state/repositories.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

const run = promisify(execFile);

let story: Story;
let issue = 0;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.end());

/** One click makes a handful of deliveries; a loop would make hundreds. */
const BOUND = 30;
let deliveriesBefore = 0;
/** The issue was deleted or moved by the test. */
let isGone = false;

/** A P1 that somebody has taken; its page is read. */
async function declare(level = 'P1'): Promise<void> {
  // GitHub's minute for content is a new one for each test.
  await story.later('PT1M');
  issue = await story.declare({ title: `[INCIDENT ${level}] Checkout fails`, labels: ['incident', level] });
  await story.say('responder', '/ack');
  await readAll(story, issue);
  deliveriesBefore = story.sandbox.store.deliveries.size;
  isGone = false;
}

afterEach(async () => {
  expect(story.app.alive(), story.app.output()).toBe(true);
  expect(story.sandbox.store.deliveries.size - deliveriesBefore).toBeLessThan(BOUND);
  if (isGone) return;
  if ((await story.issue(issue)).state === 'open') await story.say('lead', '/close --force tidied up', issue);
  await readAll(story, issue);
});

const path = () => `/repos/acme/shop/issues/${issue}`;

/** A click, and everything that follows from it. */
async function click(as: SamplePerson, method: string, rest: string, body?: object): Promise<void> {
  const { status, data } = await story.api(as, method, `${path()}${rest}`, body);
  expect(status, JSON.stringify(data)).toBeLessThan(300);
  await story.settle();
}

/** Deletes or moves the issue. */
async function takeAway(query: string): Promise<void> {
  isGone = true;
  const response = await fetch(`${story.sandbox.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${story.sandbox.tokens.lead}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const answer: unknown = await response.json();
  expect(JSON.stringify(answer)).not.toContain('"errors"');
  await story.settle();
}

const issueId = async () => {
  const { data } = await story.api('lead', 'GET', path());
  return typeof data === 'object' && data !== null && 'node_id' in data ? String(data.node_id) : '';
};

describe('the severity label', () => {
  test('changed by who may respond is /severity by that person, and the title follows (S003-10)', async () => {
    await declare();
    await click('commander', 'PUT', '/labels', { labels: ['incident', 'P2', 'status: investigating'] });
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT P2] Checkout fails',
      labels: ['P2', 'incident', 'status: investigating'],
    });
    expect(await story.card()).toMatch(/Severity P1 → P2: label changed by hand · commander/);
    await story.silence();
  });

  test('changed by who may not is put back, and the card says why', async () => {
    await declare();
    await click('reviewer', 'PUT', '/labels', { labels: ['incident', 'P3', 'status: investigating'] });
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT P1] Checkout fails',
      labels: ['P1', 'incident', 'status: investigating'],
    });
    expect(await story.card()).toMatch(
      /by somebody who may not: put back; allowed \(authority\.respond\): .* · reviewer/,
    );
    await story.silence();
  });

  test('put beside another one by who may becomes the only one (S003-10)', async () => {
    await declare();
    await click('responder', 'POST', '/labels', { labels: ['P2'] });
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT P2] Checkout fails',
      labels: ['P2', 'incident', 'status: investigating'],
    });
    await readAll(story, issue);
  });

  test('put beside another one by who may not is taken away again', async () => {
    await declare();
    await click('reviewer', 'POST', '/labels', { labels: ['P0'] });
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
    await story.silence();
  });

  test('taken away comes back', async () => {
    await declare();
    await click('responder', 'DELETE', '/labels/P1');
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
    expect(await story.card()).toContain('put back');
    await story.silence();
  });
});

describe('other labels', () => {
  test('the incident label taken away comes back', async () => {
    await declare();
    await click('lead', 'DELETE', '/labels/incident');
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
    expect(await story.card()).toMatch(/put back.* · lead/);
    await story.silence();
  });

  test('all taken away come back', async () => {
    await declare();
    await click('lead', 'DELETE', '/labels');
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
    await story.silence();
  });

  test('a status label by who may is /status by that person', async () => {
    await declare();
    await story.api('lead', 'POST', '/repos/acme/shop/labels', { name: 'status: identified', color: 'ededed' });
    await click('commander', 'POST', '/labels', { labels: ['status: identified'] });
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: identified']);
    expect(await story.card()).toMatch(/Status investigating → identified.* · commander/);
    await story.silence();
  });

  test('labels of others are left alone', async () => {
    await declare();
    await story.api('lead', 'POST', '/repos/acme/shop/labels', { name: 'checkout', color: 'ededed' });
    await click('reviewer', 'POST', '/labels', { labels: ['checkout'] });
    expect((await story.issue()).labels).toEqual(['P1', 'checkout', 'incident', 'status: investigating']);
    await story.silence();
  });
});

describe('the title', () => {
  const rows = [
    ['a new summary', '[INCIDENT P1] Checkout is slow', '[INCIDENT P1] Checkout is slow', 'P1'],
    [
      'a new level in the prefix, and the label follows',
      '[INCIDENT P2] Checkout fails',
      '[INCIDENT P2] Checkout fails',
      'P2',
    ],
    ['both', '[INCIDENT P2] Checkout is slow', '[INCIDENT P2] Checkout is slow', 'P2'],
    ['no prefix, which comes back', 'Checkout is slow', '[INCIDENT P1] Checkout is slow', 'P1'],
    ['a level that there is not, which goes', '[INCIDENT P9] Checkout fails', '[INCIDENT P1] Checkout fails', 'P1'],
  ] as const;
  test.each(rows)('edited by who may: %s (S003-10)', async (_name, typed, shown, level) => {
    await declare();
    await click('responder', 'PATCH', '', { title: typed });
    expect(await story.issue()).toMatchObject({ title: shown, labels: [level, 'incident', 'status: investigating'] });
    await readAll(story, issue);
  });

  test('edited by who may not is put back, and the card says why', async () => {
    issue = await story.declare({ as: 'visitor', title: '[INCIDENT P1] Checkout fails' });
    await story.say('responder', '/ack');
    await readAll(story, issue);
    deliveriesBefore = story.sandbox.store.deliveries.size;
    await click('visitor', 'PATCH', '', { title: 'Never mind' });
    expect(await story.issue()).toMatchObject({ title: '[INCIDENT P1] Checkout fails' });
    expect(await story.card()).toMatch(/put back; allowed \(authority\.respond\): .* · visitor/);
    await story.silence();
  });
});

describe('closing by hand', () => {
  test('with gates open is undone, with the list of what is missing', async () => {
    await declare();
    await click('responder', 'PATCH', '', { state: 'closed' });
    expect(await story.issue()).toMatchObject({ state: 'open', labels: ['P1', 'incident', 'status: investigating'] });
    expect(await story.nextComment()).toMatch(/Reopened: this incident cannot be closed yet.*watched for 1 hour/s);
    expect(await story.card()).toMatch(/Closed by hand and reopened.* · responder/);
    await story.silence();
  });

  test('by who may not is undone', async () => {
    await declare();
    await click('reviewer', 'PATCH', '', { state: 'closed' });
    expect((await story.issue()).state).toBe('open');
    expect(await story.nextComment()).toContain('somebody who may respond here closes it');
  });

  test('after the window resolves and closes', async () => {
    await declare();
    await story.say('responder', '/check 4 6\n/resolve rolled back');
    await story.later('PT1H');
    await readAll(story, issue);
    await click('responder', 'PATCH', '', { state: 'closed', state_reason: 'completed' });
    expect(await story.issue()).toMatchObject({
      state: 'closed',
      stateReason: 'completed',
      labels: ['P1', 'incident', 'status: closed'],
    });
    expect(await story.card()).toMatch(/\*\*Resolved\*\*/);
    await story.silence();
  });

  test("with the runbook's four fields keeps them as the summary (S003-22)", async () => {
    await declare();
    await story.say('responder', '/check 4 6\n/resolve rolled back');
    await story.later('PT1H');
    await readAll(story, issue);
    // `gh issue close --comment` comments first, then closes.
    await story.say(
      'responder',
      'Resolved: 2026-11-21T09:10:00Z\\nDuration: 70 minutes\\nFix: rolled back to v2.3.3\\nVerified: All metrics normal',
    );
    await click('responder', 'PATCH', '', { state: 'closed', state_reason: 'completed' });
    const card = await story.card();
    expect(card).toContain('Fix: rolled back to v2.3.3');
    expect(card).toContain('Verified: All metrics normal');
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: closed']);
    await story.silence();
  });

  test('by a closing keyword in a pushed commit is a close by who pushed', async () => {
    await declare();
    await push('responder', `Roll back the cache change\n\nFixes #${issue}`);
    expect(await story.issue()).toMatchObject({ state: 'open', labels: ['P1', 'incident', 'status: investigating'] });
    expect(await story.nextComment()).toContain('Reopened: this incident cannot be closed yet.');
    await story.silence();
  });
});

describe('reopening by hand', () => {
  async function closed(): Promise<void> {
    await declare('P3');
    await story.say('responder', '/check 4 6 8\n/resolve gone');
    await story.say('responder', '/close');
    expect((await story.issue()).state).toBe('closed');
  }

  test('by who may is /reopen by that person', async () => {
    await closed();
    await click('responder', 'PATCH', '', { state: 'open' });
    expect(await story.issue()).toMatchObject({
      state: 'open',
      labels: ['P3', 'backlog', 'incident', 'status: investigating'],
    });
    expect(await story.card()).toMatch(/Reopened: reopened by hand · responder/);
    await readAll(story, issue);
  });

  test('by who may not is closed again', async () => {
    await closed();
    await click('reviewer', 'PATCH', '', { state: 'open' });
    expect(await story.issue()).toMatchObject({
      state: 'closed',
      labels: ['P3', 'backlog', 'incident', 'status: closed'],
    });
    await readAll(story, issue);
  });
});

describe('an issue', () => {
  test('that is locked still gets its pages, acknowledged as it is (S003-34), and is locked again', async () => {
    await declare();
    await click('lead', 'PUT', '/lock', { lock_reason: 'too heated' });
    await story.later('PT15M');
    expect(await story.nextComment()).toContain('@commander');
    expect((await story.issue()).locked).toBe(true);
    const comment = await story.say('responder', '/severity P2 less bad');
    expect((await story.issue()).labels).toEqual(['P2', 'incident', 'status: investigating']);
    expect(await story.reactions(comment)).toEqual(expect.any(Array));
    await expectNothingTwice(story, issue);
    await click('lead', 'DELETE', '/lock');
  });

  test('that is deleted is over: nothing is said, no clock runs', async () => {
    await declare();
    const id = await issueId();
    await takeAway(`mutation { deleteIssue(input: { issueId: "${id}" }) { clientMutationId } }`);
    await story.requests();
    await story.later('PT1H');
    expect(await story.requests()).toEqual([]);
  });

  test('that is deleted while the server is down is over after the start', async () => {
    await declare();
    await story.app.stop();
    const id = await issueId();
    await story.control('POST', 'deliveries/drop', { event: 'issues', times: 1 });
    await takeAway(`mutation { deleteIssue(input: { issueId: "${id}" }) { clientMutationId } }`);
    await story.app.start();
    await story.later('PT1H');
    expect(story.app.output()).not.toContain('dead-row');
    await story.requests();
    await story.later('PT1H');
    expect(await story.requests()).toEqual([]);
  });

  test('that is transferred to another repository of the app goes on there, from its thread', async () => {
    await declare();
    await story.say('responder', '/note said before the move');
    await readAll(story, issue);
    const { store, seeded } = story.sandbox;
    const name = `warehouse-${issue}`;
    const warehouse = createRepository(store, seeded.organisation, name, {});
    await createGitRepository(folderOf(store, warehouse), 'main');
    const change = { action: 'added', repository: warehouse } as const;
    changeInstalledRepositories(store, asUser(seeded.people.lead), seeded.installation, change);
    await takeAway(
      `mutation { transferIssue(input: { issueId: "${await issueId()}", repositoryId: "${nodeIdOf('repository', warehouse.id)}" }) { clientMutationId } }`,
    );
    await story.later('PT15M');
    const { data } = await story.api('lead', 'GET', `/repos/acme/${name}/issues/1/comments`);
    const bodies = JSON.stringify(data);
    expect(bodies.match(/firebreak:card/g)).toHaveLength(1);
    expect(bodies).toContain('said before the move');
    expect(bodies).toContain('The record was rebuilt from the thread');
    expect(bodies.match(/step-1-0/g)).toHaveLength(1);
    const moved = await story.api('lead', 'GET', `/repos/acme/${name}/issues/1`);
    expect(moved.data).toMatchObject({ title: '[INCIDENT P1] Checkout fails', state: 'open' });
    expect(JSON.stringify(moved.data)).toContain('status: investigating');
    // Nobody is mapped there, so its pages would be looked after while the next tests count requests.
    await story.api('lead', 'POST', `/repos/acme/${name}/issues/1/comments`, { body: '/close --force tidied up' });
    await story.settle();
  });

  test('that is transferred out of reach is over here: nothing is said, no clock runs', async () => {
    // In a story of its own: what ended before is looked at again now and then, and here every request counts.
    const shared = story;
    story = await startStory();
    try {
      await declare();
      const { store, seeded } = story.sandbox;
      const archive = createRepository(store, seeded.organisation, `archive-${issue}`, {});
      await takeAway(
        `mutation { transferIssue(input: { issueId: "${await issueId()}", repositoryId: "${nodeIdOf('repository', archive.id)}" }) { clientMutationId } }`,
      );
      await story.requests();
      await story.later('PT1H');
      expect(await story.requests()).toEqual([]);
      expect(story.app.output()).not.toContain('dead-row');
    } finally {
      await story.end();
      story = shared;
      deliveriesBefore = story.sandbox.store.deliveries.size;
    }
  });

  test('whose body is edited is read anew, but its severity and commands are not', async () => {
    await declare();
    await click('responder', 'PATCH', '', { body: 'Started: 2026-11-21T06:30:00Z\n\n/severity P3' });
    const card = await story.card();
    expect(card).toContain('| **Started** | 2026-11-21 06:30 UTC |');
    expect(card).toContain('The description was edited: start 2026-11-21 07:00 UTC → 2026-11-21 06:30 UTC · responder');
    expect(await story.issue()).toMatchObject({ labels: ['P1', 'incident', 'status: investigating'] });
    await story.silence();
  });
});

/** Clones over HTTP, commits and pushes to the default branch, as anyone would. */
async function push(as: SamplePerson, message: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-push-'));
  const { port, tokens } = story.sandbox;
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: as,
    GIT_AUTHOR_EMAIL: `${as}@acme.example`,
    GIT_COMMITTER_NAME: as,
    GIT_COMMITTER_EMAIL: `${as}@acme.example`,
  };
  const git = (cwd: string, ...args: readonly string[]) => run('git', [...args], { cwd, env });
  try {
    await git(folder, 'clone', '-q', `http://${as}:${tokens[as]}@127.0.0.1:${port}/acme/shop.git`, 'shop');
    const clone = join(folder, 'shop');
    await writeFile(join(clone, 'cache.txt'), `${issue}\n`);
    await git(clone, 'add', '.');
    await git(clone, 'commit', '-q', '-m', message);
    await git(clone, 'push', '-q', 'origin', 'HEAD');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await story.settle();
}
