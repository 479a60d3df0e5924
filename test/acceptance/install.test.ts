// An empty repository becomes a working installation with `firebreak init` and one merge, against the unmodified server.
import { afterEach, describe, expect, test } from 'vitest';
import { formOfPreset } from '../support/declaration-form.ts';
import { commandOn, emptied } from '../support/installing.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const init = (...more: readonly string[]) =>
  commandOn(story.sandbox, [
    'init',
    '--pull-request',
    '--preset',
    'github',
    '--people',
    'devops=@acme/on-call,ceo=@lead,manager=@commander',
    ...more,
  ]);

const labels = async () =>
  ((await story.api('lead', 'GET', '/repos/acme/shop/labels?per_page=100')).data as readonly { name: string }[]).map(
    ({ name }) => name,
  );
const pulls = async () =>
  (await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=open')).data as readonly {
    number: number;
    html_url: string;
    body: string;
  }[];

async function merge(): Promise<void> {
  const [pull] = await pulls();
  expect((await story.api('lead', 'PUT', `/repos/acme/shop/pulls/${pull?.number}/merge`, {})).status).toBe(200);
  await story.settle();
}

describe('an empty repository', () => {
  test('is an installation after `firebreak init` and one merge: the form declares, people are paged, /rollback finds its workflow', async () => {
    story = await startStory({ history: true, asleep: true });
    await emptied(story.api);
    const { status, out, err } = await init('--json');
    expect([status, err]).toEqual([0, '']);
    const [pull] = await pulls();
    expect(JSON.parse(out)).toMatchObject({
      preset: 'github',
      pullRequest: pull?.html_url,
      labels: { created: expect.arrayContaining(['incident', 'P0', 'status: reported']) },
    });
    expect(await labels()).toEqual(
      expect.arrayContaining(['incident', 'P0', 'P1', 'P2', 'P3', 'status: resolved', 'backlog']),
    );
    await story.app.start();
    await merge();
    const form = formOfPreset('github');
    const worst = form.options('severity').find((option) => option.startsWith('P0')) ?? '';
    const body = form.filled({ broken: 'Checkout answers 500', severity: worst, started: '2026-11-21T07:50:00Z' });
    const issue = await story.declare({ title: '[INCIDENT] Checkout is down', body, labels: ['incident'] });
    expect((await story.issue()).labels).toEqual(expect.arrayContaining(['incident', 'P0']));
    const page = (await story.comments()).find((comment) => comment.body.includes('@acme/on-call'));
    expect(page?.body).toContain('@lead');
    await readAll(story, issue);
    await story.say('responder', '/rollback because="checkout fails"');
    const runs = await story.api('lead', 'GET', '/repos/acme/shop/actions/workflows/rollback-production.yml/runs');
    expect(runs.data).toMatchObject({ total_count: 1, workflow_runs: [{ event: 'workflow_dispatch' }] });
    await readAll(story, issue);
  });

  test('a second time there is nothing to do, and an open pull request is not opened again', async () => {
    story = await startStory({ asleep: true });
    await emptied(story.api);
    await init();
    expect(await init()).toMatchObject({
      status: 1,
      err: expect.stringContaining('there is a pull request already: '),
    });
    await merge();
    await story.api('lead', 'DELETE', '/repos/acme/shop/git/refs/heads/firebreak/install');
    const { status, out } = await commandOn(story.sandbox, ['init', '--pull-request', '--json']);
    expect([status, JSON.parse(out)]).toMatchObject([0, { pullRequest: null, labels: { created: [] } }]);
    expect((JSON.parse(out) as { files: readonly { state: string }[] }).files.map(({ state }) => state)).toEqual([
      'same',
      'same',
      'same',
      'same',
    ]);
    expect(await pulls()).toEqual([]);
  });
});

describe('what was there before', () => {
  test('is in no pull request', async () => {
    story = await startStory({ asleep: true });
    const { status, out } = await init();
    expect(status).toBe(0);
    expect(out).toContain('.github/firebreak.yml: is there and stays as it is.');
    const [pull] = await pulls();
    expect(pull?.body).toContain('There already, and left as it is:\n- `.github/firebreak.yml`');
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${pull?.number}/files`);
    expect((data as readonly { filename: string }[]).map(({ filename }) => filename)).toEqual([
      '.github/firebreak/templates/README.md',
    ]);
  });

  test.each([
    { name: 'a token that is not known', as: { GITHUB_TOKEN: 'ghp_wrong' }, says: 'GitHub does not know this token.' },
    { name: 'a token that may only read', as: null, says: 'GitHub refused' },
  ])('$name is told', async ({ as, says }) => {
    story = await startStory({ asleep: true });
    const { status, err } = await commandOn(story.sandbox, ['init', '--pull-request'], 'visitor', as ?? {});
    expect([status, err]).toEqual([1, expect.stringContaining(says)]);
    expect(await pulls()).toEqual([]);
  });
});
