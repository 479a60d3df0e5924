// Without a server: an empty repository, `firebreak init --actions`, one merge; then workflow files alone carry an incident from its form to its published postmortem.
import { afterEach, describe, expect, test } from 'vitest';
import { failures, installedWithActions, mayOpenPulls, passed, rest, said } from '../support/actions-only.ts';
import { formOfPreset } from '../support/declaration-form.ts';
import { fileOn, mergePull, postmortemPull } from '../support/postmortem.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** Declared by the form that was installed. */
async function declared(): Promise<number> {
  const form = formOfPreset('github');
  const worst = form.options('severity').find((option) => option.startsWith('P0')) ?? '';
  const body = form.filled({ broken: 'Checkout answers 500', severity: worst, started: '2026-11-21T07:50:00Z' });
  const issue = await story.declare({ title: '[INCIDENT] Checkout is down', body, labels: ['incident'] });
  await rest(story);
  return issue;
}

const runsOf = async (file: string) => {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/actions/workflows/${file}/runs`);
  return (data as { workflow_runs: readonly { event: string; conclusion: string }[] }).workflow_runs;
};

describe('an empty repository, installed by `firebreak init --actions` and one merge', () => {
  test('from the form to the published postmortem, by workflow runs alone', async () => {
    story = await installedWithActions();
    await mayOpenPulls(story);
    const issue = await declared();
    expect((await story.issue(issue)).labels).toEqual(expect.arrayContaining(['incident', 'P0']));
    expect(await story.nextComment(issue)).toMatch(/@reviewer[\s\S]*Checkout is down/);
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
    await expectNothingTwice(story, issue);
    expect(failures(story)).toEqual([]);
    expect(
      (await runsOf('firebreak.yml')).every(({ conclusion }) => conclusion === 'success' || conclusion === 'skipped'),
    ).toBe(true);
  });
});
