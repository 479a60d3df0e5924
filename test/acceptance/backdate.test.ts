// Issues of before become records (issue 9, `firebreak backdate`): with the times that GitHub knows, believed by the unmodified app, and without a word to anybody.
import { afterEach, describe, expect, test } from 'vitest';
import { metricsVerb } from '../../src/cli/metrics.ts';
import { run } from '../../src/cli/run.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { backdate } from '../support/backdating.ts';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const LABELS = ['--label', 'outage', '--label', 'sev1=P0', '--label', 'sev2=P1'];

type Old = {
  title: string;
  labels: readonly string[];
  body?: string;
  assignee?: SamplePerson;
  close?: 'completed' | 'not_planned';
};

/** An issue of before Firebreak: opened, and closed ninety minutes later. */
async function old({ title, labels, body = 'It was slow.', assignee, close = 'completed' }: Old): Promise<number> {
  const assignees = assignee === undefined ? [] : [assignee];
  const opened = await story.api('lead', 'POST', '/repos/acme/shop/issues', { title, body, labels, assignees });
  const { number } = opened.data as { number: number };
  await story.later('PT1H30M');
  await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { state: 'closed', state_reason: close });
  return number;
}

/** The sandbox's clock runs: seconds are as they come. */
const minute = (at: string): unknown => expect.stringMatching(new RegExp(`^2026-11-21T${at}:..Z$`));

const open = async (title: string, labels: readonly string[]) =>
  ((await story.api('lead', 'POST', '/repos/acme/shop/issues', { title, labels, body: '' })).data as { number: number })
    .number;

async function metrics(): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const out: string[] = [];
  const env = {
    GITHUB_TOKEN: story.sandbox.tokens.responder,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_API_URL: `${story.sandbox.url}/api/v3`,
  };
  const terminal = { ...processTerminal, print: (text: string) => void out.push(text), complain: () => undefined };
  expect(await run(['metrics', '--json'], [metricsVerb(env, () => '2026-12-31T00:00:00Z')], terminal)).toBe(0);
  return new Map(JSON.parse(out.join('')).metrics.map((one: { id: string }) => [one.id, one]));
}

describe('an issue of before', () => {
  test('is shown as it would become, and nothing is written', async () => {
    story = await startStory();
    const number = await old({ title: 'Checkout is slow', labels: ['outage', 'sev1'], assignee: 'commander' });
    const { status, issues } = await backdate(story.sandbox, LABELS, { as: 'visitor' });
    expect(status).toBe(0);
    expect(issues[number]).toMatchObject({
      plan: 'take', level: 'P0', status: 'closed', commander: 'commander', newTitle: '[INCIDENT P0] Checkout is slow', written: null,
      labels: { add: ['incident', 'P0', 'status: closed'], remove: [] },
      times: { declared: minute('08:00'), resolved: minute('09:30'), closed: minute('09:30') },
    });
    expect(await story.comments(number)).toEqual([]);
    expect(await story.issue(number)).toMatchObject({ title: 'Checkout is slow', labels: ['outage', 'sev1'] });
    const { out } = await backdate(story.sandbox, LABELS, { as: 'visitor', json: false });
    expect(out.split('\n')).toEqual([
      `#${number} P0 closed: declared 2026-11-21 08:00 UTC, resolved 2026-11-21 09:30 UTC, led by commander`,
      '  -title: Checkout is slow', '  +title: [INCIDENT P0] Checkout is slow',
      '  +label: incident', '  +label: P0', '  +label: status: closed', '  +card',
      '1 issues would become records, 0 are records already, 0 are left as they are. Nothing was written: --write does it.',
    ]);
  });

  test('becomes a record that the app believes, says nothing of, and goes on with when somebody comes back', async () => {
    story = await startStory();
    const number = await old({ title: 'Checkout is slow', labels: ['sev1'], assignee: 'commander' });
    expect(await backdate(story.sandbox, [...LABELS, '--write'])).toMatchObject({ status: 0, err: '', issues: { [number]: { written: true } } });
    await story.settle();
    expect(await story.issue(number)).toMatchObject({ title: '[INCIDENT P0] Checkout is slow', state: 'closed', labels: ['P0', 'incident', 'sev1', 'status: closed'], assignees: ['commander'] });
    expect(await story.comments(number)).toHaveLength(1);
    expect(await story.card(number)).toContain('Taken over from an issue of before');
    await story.say('lead', '/note It was the cache', number);
    expect(await story.card(number)).toContain('It was the cache');
    for (const span of ['PT3H', 'P3D', 'P30D']) await story.later(span);
    await story.silence(number);
    await story.say('lead', '/reopen It is back', number);
    expect(await story.issue(number)).toMatchObject({ state: 'open', labels: ['P0', 'incident', 'sev1', 'status: investigating'] });
    expect(await story.nextComment(number)).toContain('@');
    while ((await story.nextComment(number).catch(() => null)) !== null);
  });

  test('counts in the metrics with what GitHub knows, and with nothing that nobody knows', async () => {
    story = await startStory();
    const number = await old({ title: 'Checkout is slow', labels: ['sev1'] });
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { state: 'open' });
    await story.later('PT30M');
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { state: 'closed' });
    await backdate(story.sandbox, [...LABELS, '--write']);
    const measured = await metrics();
    expect(measured.get('time-to-resolve')).toMatchObject({ n: 1, median: expect.closeTo(7200, -2) });
    expect(measured.get('active-time')).toMatchObject({ n: 1 });
    expect(measured.get('returns')).toMatchObject({ n: 1, part: 1 });
    expect(measured.get('incidents-by-peak')).toMatchObject({ rows: [{ name: 'P0', n: 1 }] });
    for (const id of ['time-to-acknowledge', 'time-to-mobilise', 'time-to-mitigate', 'time-to-first-update', 'update-adherence', 'escalation-adherence', 'postmortem-timeliness'])
      expect(measured.get(id), id).toMatchObject({ n: 0, left: [{ reason: 'not-recorded', n: 1 }] });
  });

  test('has the times of the team’s own pattern, where they can be', async () => {
    story = await startStory();
    const first = await old({ title: 'One', labels: ['outage', 'sev2'], body: '- **Outage began:** 2026-11-21T07:10Z\nOutage ended: 2026-11-21T08:40Z' });
    const second = await old({ title: 'Two', labels: ['sev2'], body: 'Outage began: some day\nOutage ended: 2027-01-01T00:00Z' });
    const { issues } = await backdate(story.sandbox, [...LABELS, '--declared', 'Outage began', '--resolved', 'Outage ended:']);
    expect(issues[first]).toMatchObject({ level: 'P1', times: { started: '2026-11-21T07:10:00Z', declared: '2026-11-21T07:10:00Z', resolved: '2026-11-21T08:40:00Z' } });
    expect(issues[second]).toMatchObject({ times: { declared: minute('09:30'), resolved: minute('11:00') } });
  });

  test('that was closed as not planned was declined', async () => {
    story = await startStory();
    const number = await old({ title: 'Nothing was wrong', labels: ['sev2'], close: 'not_planned' });
    const { issues } = await backdate(story.sandbox, LABELS);
    expect(issues[number]).toMatchObject({ status: 'declined', times: { resolved: null } });
  });
}); // biome-ignore format: one thought a line

describe('an open issue', () => {
  test('is left as it is, unless --open is said: then its clock begins now', async () => {
    story = await startStory();
    const number = await open('Search is down', ['sev1']);
    await story.later('P2D');
    expect((await backdate(story.sandbox, LABELS)).issues[number]).toMatchObject({ plan: 'refused', code: 'open' });
    await backdate(story.sandbox, [...LABELS, '--open', '--write']);
    await story.settle();
    expect(await story.issue(number)).toMatchObject({ state: 'open', labels: ['P0', 'incident', 'sev1', 'status: investigating'] });
    await story.silence(number);
    await story.say('responder', '/ack', number);
    await story.later('PT16M');
    expect(await story.nextComment(number)).toMatch(/update/i);
    while ((await story.nextComment(number).catch(() => null)) !== null);
  });
}); // biome-ignore format: one thought a line

describe('what is refused', () => {
  test('says why, and what to do', async () => {
    story = await startStory();
    const unsaid = await old({ title: 'Something', labels: ['outage'] });
    const itself = await story.declare({ labels: ['incident', 'P0', 'outage'] });
    await story.nextComment(itself);
    const { issues, status } = await backdate(story.sandbox, LABELS);
    expect(status).toBe(0);
    expect(issues[unsaid]).toMatchObject({ plan: 'refused', code: 'severity', fix: 'Say what one of them means, such as --label "outage=P1".' });
    expect(issues[itself]).toMatchObject({ plan: 'there' });
  });

  test('a pull request is never one', async () => {
    story = await startStory();
    await story.api('lead', 'PUT', '/repos/acme/shop/contents/note.md', { message: 'Note', content: 'aGk=', branch: 'main' });
    const { data } = await story.api('lead', 'GET', '/repos/acme/shop/git/ref/heads/main');
    const { sha } = (data as { object: { sha: string } }).object;
    await story.api('lead', 'POST', '/repos/acme/shop/git/refs', { ref: 'refs/heads/fix', sha });
    await story.api('lead', 'PUT', '/repos/acme/shop/contents/fix.md', { message: 'Fix', content: 'aGk=', branch: 'fix' });
    const pull = await story.api('lead', 'POST', '/repos/acme/shop/pulls', { title: 'Fix', head: 'fix', base: 'main' });
    const { number } = pull.data as { number: number };
    await story.api('lead', 'POST', `/repos/acme/shop/issues/${number}/labels`, { labels: ['sev1'] });
    expect((await backdate(story.sandbox, LABELS)).issues[number]).toMatchObject({ plan: 'refused', code: 'pull-request' });
  });

  test('a person’s token writes nothing; unknown severities and missing labels are wrong use', async () => {
    story = await startStory();
    await old({ title: 'Checkout is slow', labels: ['sev1'] });
    const asLead = await backdate(story.sandbox, [...LABELS, '--write'], { as: 'lead' });
    expect(asLead).toMatchObject({ status: 2 });
    expect(asLead.err).toContain('believed only where a bot wrote it');
    expect((await backdate(story.sandbox, ['--label', 'sev1=SEV9'])).err).toContain('no severity "SEV9"; expected one of P0, P1, P2, P3');
    expect(await backdate(story.sandbox, [])).toMatchObject({ status: 2 });
  });

  test('what somebody wrote that looks like a card stands in nobody’s way', async () => {
    story = await startStory();
    const number = await old({ title: 'Checkout is slow', labels: ['sev1'] });
    await story.api('visitor', 'POST', `/repos/acme/shop/issues/${number}/comments`, { body: '<!-- firebreak:card -->\nNothing.' });
    expect((await backdate(story.sandbox, LABELS)).issues[number]).toMatchObject({ plan: 'take' });
  });
}); // biome-ignore format: one thought a line

describe('many', () => {
  test('are gone on with after a failure, and none is made twice', async () => {
    story = await startStory();
    const numbers: number[] = [];
    for (const title of ['One', 'Two', 'Three', 'Four']) numbers.push(await old({ title, labels: ['sev2'] }));
    // The card of the third is made and its answer lost; then GitHub is gone.
    await story.control('POST', 'faults', { route: 'POST /graphql', match: `card/1 -->`, status: 502, after: true, times: 1 });
    const all = await backdate(story.sandbox, [...LABELS, '--write']);
    expect(all.status).toBe(0);
    expect(all.waits.length).toBeGreaterThan(0);
    for (const number of numbers) expect(await story.comments(number)).toHaveLength(1);
    const again = await backdate(story.sandbox, [...LABELS, '--write']);
    expect(numbers.map((number) => again.issues[number]?.['plan'])).toEqual(['there', 'there', 'there', 'there']);
  });

  test('what GitHub ended in the middle is finished by the next run', async () => {
    story = await startStory();
    const numbers: number[] = [];
    for (const title of ['One', 'Two', 'Three']) numbers.push(await old({ title, labels: ['sev2'] }));
    await story.control('POST', 'faults', { route: 'POST /graphql', match: 'INCIDENT P1] Two', status: 503, times: 100 });
    const first = await backdate(story.sandbox, [...LABELS, '--write'], { json: false });
    expect(first.status).toBe(1);
    expect(first.err).toContain('1 issues are written; the same command goes on behind them.');
    await story.control('DELETE', 'faults');
    const second = await backdate(story.sandbox, [...LABELS, '--write']);
    expect(numbers.map((number) => second.issues[number]?.['plan'])).toEqual(['there', 'take', 'take']);
    for (const number of numbers) expect(await story.comments(number)).toHaveLength(1);
  });

  test('wait for our share of GitHub’s limits', async () => {
    story = await startStory();
    for (let count = 0; count < 65; count += 1) await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${await open(`Outage ${count}`, ['sev2'])}`, { state: 'closed' });
    const { waits, err } = await backdate(story.sandbox, [...LABELS, '--write']);
    expect(waits.length).toBeGreaterThan(0);
    expect(err).toContain('GitHub takes so many writes an hour: going on at');
    const { issues } = await backdate(story.sandbox, LABELS);
    expect(new Set(Object.values(issues).map(({ plan }) => plan))).toEqual(new Set(['there']));
  });
}); // biome-ignore format: one thought a line
