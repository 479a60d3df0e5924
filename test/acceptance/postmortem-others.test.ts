// Postmortems beside others and beside people: two on one day with one title, one that somebody closed, pushed to, renamed, or says is not written; and what is owed by when.
import { afterEach, describe, expect, test } from 'vitest';
import { newestPull, ready } from '../support/lane.ts';
import {
  fileOn,
  mergePull,
  pathsIn,
  postmortemPull,
  postmortemPulls,
  pushText,
  resolvedStory,
  resolveOne,
} from '../support/postmortem.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, readAll, timeline, times } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const PATH = 'reports/incidents/2026-11-21-production-down.md';
const policyWith = (more: string): string =>
  `preset: github\npeople: { devops: ["@responder"], ceo: ["@lead"] }\n${more}`;

async function oneResolved(policy?: string): Promise<number> {
  const resolved = await resolvedStory(policy === undefined ? {} : { policy });
  story = resolved.story;
  return resolved.issue;
}

describe('two incidents of one day with one title', () => {
  test('S003-23 have files of their own, and their merges conflict in nothing', async () => {
    const first = await oneResolved();
    const second = await resolveOne(story);
    const [one, other] = [await postmortemPull(story, first), await postmortemPull(story, second)];
    expect(await pathsIn(story, one)).toEqual([PATH]);
    const numbered = PATH.replace('.md', `-${second}.md`);
    expect(await pathsIn(story, other)).toEqual([numbered]);
    await mergePull(story, one);
    await mergePull(story, other);
    for (const issue of [first, second])
      expect((await readAll(story, issue)).at(-1)).toContain('**The postmortem is published:**');
    const index = await newestPull(story);
    expect(index).toMatchObject({ title: 'docs: list the published postmortems', head: { ref: 'postmortem/index' } });
    expect(await pathsIn(story, index)).toEqual([
      numbered,
      PATH,
      'reports/incidents/README.md',
      'reports/incidents/feed.xml',
    ]);
    const page = (await fileOn(story, 'postmortem/index', 'reports/incidents/README.md')) ?? '';
    expect(page.match(/^\| 2026-11-21 \|/gm)).toHaveLength(2);
    expect(await fileOn(story, 'postmortem/index', PATH)).toContain('\nstatus: published\n');
    await mergePull(story, index);
    expect(await fileOn(story, 'main', 'reports/incidents/feed.xml')).toContain(`<summary>Incident ${second}, P0`);
  });
});

describe('a pull request that somebody closed', () => {
  test('stays closed, and says so; reopened, it goes on', async () => {
    const issue = await oneResolved();
    const pull = await postmortemPull(story, issue);
    await story.api('lead', 'PATCH', `/repos/acme/shop/pulls/${pull.number}`, { state: 'closed' });
    await story.settle();
    await story.say('commander', '/postmortem', issue);
    expect((await readAll(story, issue)).at(-1)).toMatch(/was closed by somebody, and it stays closed/);
    expect(await postmortemPull(story, issue)).toMatchObject({ state: 'closed' });
    await story.api('lead', 'PATCH', `/repos/acme/shop/pulls/${pull.number}`, { state: 'open' });
    await story.settle();
    expect(await story.card(issue)).toContain('is a draft');
    await expectNothingTwice(story, issue);
  });
});

describe('people', () => {
  test('may rename the file, and answer everything: then it is drafted, though it is a draft', async () => {
    const issue = await oneResolved();
    const pull = await postmortemPull(story, issue);
    const text = (await fileOn(story, pull.head.ref, PATH)) ?? '';
    const whole = text.replace(/^> ❓.*$/gm, 'Answered.');
    await pushText(story, pull, PATH, whole);
    expect(await timeline(story, issue)).toContainEqual('The postmortem is drafted');
    const better = PATH.replace('production', 'payments');
    await pushText(story, pull, better, whole);
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/contents/${PATH}?ref=${pull.head.ref}`);
    const gone = { message: 'Rename', branch: pull.head.ref, sha: (data as { sha: string }).sha };
    await story.api('commander', 'DELETE', `/repos/acme/shop/contents/${PATH}`, gone);
    await story.say('commander', '/decision Rename it', issue);
    await story.say('commander', '/postmortem', issue);
    await readAll(story, issue);
    expect(await pathsIn(story, pull)).toEqual([better]);
    expect(await fileOn(story, pull.head.ref, better)).toContain('Answered.');
    expect(await fileOn(story, pull.head.ref, better)).toContain('Decision 1: Rename it');
  });

  test('who may override a gate may say that none is written: then nobody is reminded', async () => {
    const issue = await oneResolved();
    await story.say('responder', '/postmortem waive It was a test', issue);
    expect((await readAll(story, issue)).at(-1)).toContain('authority.override');
    await story.say('lead', '/postmortem waive', issue);
    expect((await readAll(story, issue)).at(-1)).toContain('There is no text');
    await story.say('lead', '/postmortem waive It was a test', issue);
    expect(await story.card(issue)).toContain('**Postmortem**');
    expect(await timeline(story, issue)).toContainEqual('No postmortem is written: It was a test');
    await story.later('PT80H');
    expect(times(await readAll(story, issue), 'The postmortem is to be published')).toBe(0);
  });

  test('S003-24 are reminded of the policy’s deadline until it is published', async () => {
    const issue = await oneResolved();
    await story.later('PT73H');
    expect(times(await readAll(story, issue), 'The postmortem is to be published')).toBe(1);
  });

  test('who publish in time hear no more of it', async () => {
    const issue = await oneResolved();
    await mergePull(story, await postmortemPull(story, issue));
    await readAll(story, issue);
    await story.later('PT80H');
    expect(times(await readAll(story, issue), 'The postmortem is to be')).toBe(0);
  });

  test('who own the file, and the roles that the policy names, are asked to review it when it is ready', async () => {
    const issue = await oneResolved(policyWith('postmortem: { reviewers: [devops] }\n'));
    const pull = await postmortemPull(story, issue);
    await ready(story, pull);
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${pull.number}/requested_reviewers`);
    expect(data).toMatchObject({ users: [{ login: 'responder' }] });
    await expectNothingTwice(story, issue);
  });
});

describe('what happened to it while nobody told the app', () => {
  test('is found with the next look', async () => {
    const issue = await oneResolved();
    await story.control('POST', 'deliveries/drop', { event: 'pull_request.closed', times: 1 });
    await story.control('POST', 'deliveries/drop', { event: 'push', times: 2 });
    await mergePull(story, await postmortemPull(story, issue));
    expect(await readAll(story, issue)).toEqual([]);
    await story.later('PT6H');
    expect((await readAll(story, issue)).at(-1)).toContain('**The postmortem is published:**');
  });
});

describe('an incident that needs none', () => {
  test('has none until somebody asks; before it is resolved nobody can', async () => {
    story = await startStory();
    const issue = await story.declare({ title: '[INCIDENT P3] Typo', labels: ['incident', 'P3'] });
    await story.say('commander', '/postmortem', issue);
    expect((await readAll(story, issue)).at(-1)).toContain('An incident that is resolved');
    await story.say('commander', '/resolve mended', issue);
    await readAll(story, issue);
    expect(await postmortemPulls(story, issue)).toEqual([]);
    await story.say('commander', '/postmortem start', issue);
    expect((await readAll(story, issue)).at(-1)).toContain('is drafted from the record');
    expect(await postmortemPulls(story, issue)).toHaveLength(1);
  });
});
