// Without a server: an empty repository, `firebreak init --actions`, one merge; then workflow files alone carry an incident from its form to its published postmortem.
import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import {
  declaredByForm,
  endWaiting,
  failures,
  installedWithActions,
  KEY,
  mayOpenPulls,
  passed,
  rest,
  runsOf,
  said,
} from '../support/actions-only.ts';
import { fileOn, mergePull, postmortemPull } from '../support/postmortem.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const declared = () => declaredByForm(story);

async function branchWith(branch: string, path: string, text: string): Promise<void> {
  const main = await story.api('lead', 'GET', '/repos/acme/shop/git/ref/heads/main');
  const { sha } = (main.data as { object: { sha: string } }).object;
  await story.api('lead', 'POST', '/repos/acme/shop/git/refs', { ref: `refs/heads/${branch}`, sha });
  const there = (await story.api('lead', 'GET', `/repos/acme/shop/contents/${path}`)).data as { sha: string };
  const content = Buffer.from(text).toString('base64');
  const body = { message: 'Change it', branch, content, sha: there.sha };
  expect((await story.api('lead', 'PUT', `/repos/acme/shop/contents/${path}`, body)).status).toBe(200);
}

describe('an empty repository, installed by `firebreak init --actions` and one merge', () => {
  test('from the form to the published postmortem, by workflow runs alone', async () => {
    story = await installedWithActions();
    await mayOpenPulls(story);
    const issue = await declared();
    expect((await story.issue(issue)).labels).toEqual(expect.arrayContaining(['incident', 'P0']));
    expect(await story.nextComment(issue)).toMatch(/@reviewer(.|\n)*Checkout is down/);
    expect(await story.card(issue)).toContain('| **Severity** |');

    const ack = await said(story, 'commander', '/ack', issue);
    expect(await story.reactions(ack)).toEqual(['+1']);
    expect((await story.issue(issue)).assignees).toEqual(['commander']);

    await passed(story, 'PT17M');
    expect(await story.nextComment(issue)).toMatch(/^@commander\n.*Progress update 1/s);

    await said(story, 'commander', '/severity P1 half of it works', issue);
    expect((await story.issue(issue)).title).toBe('[INCIDENT P1] Checkout is down');
    await said(story, 'commander', '/cause The pool of connections was exhausted', issue);
    await said(story, 'commander', '/resolve --force rolled back by hand', issue);
    await readAll(story, issue);

    const pull = await postmortemPull(story, issue);
    expect(pull).toMatchObject({ draft: true, assignees: [{ login: 'commander' }] });
    const path = 'reports/incidents/2026-11-21-checkout-is-down.md';
    expect(await fileOn(story, pull.head.ref, path)).toContain('The pool of connections was exhausted');
    await mergePull(story, pull);
    await rest(story);
    expect((await readAll(story, issue)).at(-1)).toContain('**The postmortem is published:**');
    expect(await story.card(issue)).toContain('is published: [the document](');
    const address = `${story.sandbox.url}/acme/shop/blob/HEAD/${path}`;
    expect(await fileOn(story, 'incident-pages', 'reports/incidents/README.md')).toContain(`](${address})`);
    expect(await fileOn(story, 'incident-pages', 'reports/incidents/feed.xml')).toContain('Checkout is down</title>');
    expect(await fileOn(story, 'incident-pages', 'reports/metrics/metrics.json')).toContain('"time-to-acknowledge"');
    await expectNothingTwice(story, issue);
    expect(failures(story)).toEqual([]);
    expect(
      (await runsOf(story, 'firebreak.yml')).every(
        ({ conclusion }) => conclusion === 'success' || conclusion === 'skipped',
      ),
    ).toBe(true);
  });

  test('five comments in two seconds, where runs wait for each other: each is done once, in order', async () => {
    story = await installedWithActions();
    const issue = await declared();
    await readAll(story, issue);
    const texts = [
      '/ack',
      '/note the first look',
      '/severity P1 half of it',
      '/severity P2 most of it',
      '/note the last look',
    ];
    const ids: number[] = [];
    for (const body of texts) {
      const { data } = await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body });
      ids.push((data as { id: number }).id);
    }
    await rest(story);
    for (const id of ids) expect(await story.reactions(id), String(id)).toEqual(['+1']);
    expect((await story.issue(issue)).title).toBe('[INCIDENT P2] Checkout is down');
    expect(await story.card(issue)).toMatch(/the first look(.|\n)*P0 → P1(.|\n)*P1 → P2(.|\n)*the last look/);
    await expectNothingTwice(story, issue);
    await readAll(story, issue);
    expect(failures(story)).toEqual([]);
  });

  test('while people are silent the schedule reminds whoever was paged, once, and the run says how late it is', async () => {
    story = await installedWithActions();
    const issue = await declared();
    expect(await story.nextComment(issue)).toContain('@reviewer');
    await passed(story, 'PT6M');
    expect(await story.nextComment(issue)).toMatch(
      /^@reviewer\n\n⏰ P0 is to be acknowledged within 5 minutes: nobody has/,
    );
    await passed(story, 'PT5M');
    await story.silence(issue);
    expect((await runsOf(story, 'firebreak-clock.yml'))[0]).toMatchObject({ event: 'schedule', conclusion: 'success' });
    const look = [...story.sandbox.store.jobs.values()].find(
      ({ key, conclusion }) => key === 'look' && conclusion === 'success',
    );
    expect(look?.steps.flatMap(({ log }) => log).join('\n')).toMatch(/1 of 1 incidents have something due.*late by/);
  });

  test('a monitor declares by a repository_dispatch, and the same trouble joins what is open', async () => {
    story = await installedWithActions();
    const alert = {
      event_type: 'alert',
      client_payload: { title: 'Disk is full', severity: 'P0', source: 'prometheus' },
    };
    for (let times = 0; times < 2; times += 1) {
      expect((await story.api('lead', 'POST', '/repos/acme/shop/dispatches', alert)).status).toBe(204);
      await rest(story);
    }
    const { data } = await story.api('lead', 'GET', '/repos/acme/shop/issues?labels=incident');
    const [issue, ...others] = data as readonly { number: number; title: string }[];
    expect([issue?.title, others]).toEqual([expect.stringContaining('Disk is full'), []]);
    const ack = await said(story, 'responder', '/ack', issue?.number ?? 0);
    expect(await story.reactions(ack)).toEqual(['+1']);
    await readAll(story, issue?.number ?? 0);
    expect(failures(story)).toEqual([]);
  });

  test('where workflows may not open pull requests the card says so and how it is allowed; /postmortem opens it then', async () => {
    story = await installedWithActions();
    const issue = await declared();
    await said(story, 'commander', '/ack', issue);
    await said(story, 'commander', '/resolve --force rolled back by hand', issue);
    await readAll(story, issue);
    expect(await story.card(issue)).toContain('has no pull request');
    expect(await story.card(issue)).toContain('Allow GitHub Actions to create and approve pull requests');
    await mayOpenPulls(story);
    await said(story, 'commander', '/postmortem', issue);
    expect(await postmortemPull(story, issue)).toMatchObject({ draft: true });
    expect((await readAll(story, issue)).at(-1)).toContain('@commander');
    expect(failures(story)).toEqual([]);
  });

  test('a pull request that breaks the policy is told so by its check', async () => {
    story = await installedWithActions();
    await branchWith('policy', '.github/firebreak.yml', 'preset: github\nlevls: []\n');
    const opened = await story.api('lead', 'POST', '/repos/acme/shop/pulls', {
      title: 'Change it',
      head: 'policy',
      base: 'main',
    });
    expect(opened.status).toBe(201);
    await rest(story);
    const jobs = [...story.sandbox.store.jobs.values()].filter(({ name }) => name.startsWith('firebreak / '));
    expect(Object.fromEntries(jobs.map(({ name, conclusion }) => [name, conclusion]))).toEqual({
      'firebreak / postmortem': 'success',
      'firebreak / policy': 'failure',
      'firebreak / hotfix': 'success',
    });
  });
});

describe('both hosts in one repository, one after the other', () => {
  const env = ({ seeded }: Sandbox) => ({ FIREBREAK_KEY: KEY, FIREBREAK_TRUSTED_APPS: String(seeded.actions.userId) });

  test('begun by runs, carried on by the app, and taken back by runs until it is resolved', async () => {
    story = await installedWithActions({ env, trusts: true });
    const issue = await declared();
    await readAll(story, issue);
    story.sandbox.runs.settings.mode = 'manual';
    await story.app.start();
    const ack = await story.say('commander', '/ack', issue);
    expect(await story.reactions(ack)).toEqual(['+1']);
    await story.say('commander', '/decision Stay on the old pool', issue);
    await story.app.stop();
    await endWaiting(story);
    const lower = await said(story, 'commander', '/severity P1 half of it works', issue);
    expect(await story.reactions(lower)).toEqual(['+1']);
    expect(await story.card(issue)).toMatch(/Acknowledged(.|\n)*Stay on the old pool(.|\n)*Severity P0 → P1/);
    await readAll(story, issue);
    await expectNothingTwice(story, issue);
  });

  test('begun by the app, carried on by runs, and taken back by the app', async () => {
    story = await installedWithActions({ env, trusts: true });
    story.sandbox.runs.settings.mode = 'manual';
    await story.app.start();
    const issue = await declared();
    await story.app.stop();
    await endWaiting(story);
    const ack = await said(story, 'commander', '/ack', issue);
    expect(await story.reactions(ack)).toEqual(['+1']);
    story.sandbox.runs.settings.mode = 'manual';
    await story.app.start();
    await story.say('commander', '/severity P1 half of it works', issue);
    expect(await story.card(issue)).toMatch(/Acknowledged(.|\n)*Severity P0 → P1/);
    await readAll(story, issue);
    await expectNothingTwice(story, issue);
  });
});
