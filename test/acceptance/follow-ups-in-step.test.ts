// The table of action items in a postmortem and the issues under its incident, kept in step both ways: whoever may put action items on record may do it in the document as well (S002-32, decision 0040).
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { as, shop } from '../sandbox/support/local-github.ts';
import { edits, inPlaceOfQuestion, type Placed, row, rowsOf, textAt } from '../support/action-table.ts';
import { owedIssues } from '../support/owed.ts';
import { mergePull, postmortemPull, resolvedStory } from '../support/postmortem.ts';
import type { Story, StoryOptions } from '../support/story.ts';
import { expectNothingTwice, readAll, timeline } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const PATH = 'reports/incidents/2026-11-21-production-down.md';
const ALERT = '| Add an alert for an error rate above 5% | detect | @reviewer | 2026-12-04 |  | Open |';
const RUNBOOK = '| Document how the pool is sized | process | @responder | 2026-12-11 |  | Open |';

type Drafted = Placed & { readonly issue: number };

async function drafted(options: StoryOptions = {}): Promise<Drafted> {
  const resolved = await resolvedStory(options);
  story = resolved.story;
  const pull = await postmortemPull(story, resolved.issue);
  return { ...resolved, branch: pull.head.ref, path: PATH };
}

/** The issues as people see them. */
async function issuesOf(at: Drafted) {
  return (await owedIssues(at)).map(({ number, title, state, assignees }) => ({
    number,
    title: title.replace(/^.*?: /, ''),
    state,
    owners: assignees.map(({ login }) => login),
  }));
}

async function withTwo(options: StoryOptions = {}): Promise<Drafted> {
  const at = await drafted(options);
  await edits(at, 'commander', inPlaceOfQuestion(ALERT, RUNBOOK));
  return at;
}

describe('rows that somebody commits to the draft', () => {
  test('S002-32 get a sub-issue each, with owner, date and type, and their numbers', async () => {
    const at = await withTwo();
    const issues = await issuesOf(at);
    expect(issues.map(({ number: _any, ...one }) => one)).toEqual([
      { title: 'Add an alert for an error rate above 5%', state: 'open', owners: ['reviewer'] },
      { title: 'Document how the pool is sized', state: 'open', owners: ['responder'] },
    ]);
    const [alert, runbook] = issues;
    expect((await owedIssues(at))[0]?.body).toMatch(/2026-12-04 23:59 UTC[\s\S]*detect/);
    expect(await rowsOf(at)).toEqual([
      `Add an alert for an error rate above 5% · reviewer · #${alert?.number} · open`,
      `Document how the pool is sized · responder · #${runbook?.number} · open`,
    ]);
    expect((await timeline(story, at.issue)).join('\n')).toContain('Follow-up to be done: Add an alert');
    await expectNothingTwice(story, at.issue);
  });

  test('are nothing more to do once they are in step: a push of other words asks for nothing', async () => {
    const at = await withTwo();
    const before = await rowsOf(at);
    await edits(at, 'commander', (text) => `${text}\n## Our own words\n`);
    expect(await rowsOf(at)).toEqual(before);
    expect(await issuesOf(at)).toHaveLength(2);
  });
});

describe('a row that is edited', () => {
  test('takes its issue along: owner, words and date, and whether it is done', async () => {
    const at = await withTwo();
    const [alert, runbook] = await issuesOf(at);
    await edits(at, 'lead', row('Add an alert', '@reviewer', '@lead'));
    await edits(at, 'lead', row('Document how', 'Document how the pool is sized', 'Document the size of the pool'));
    await edits(at, 'lead', row('Document the', '| Open |', '| Done |'));
    expect(await issuesOf(at)).toEqual([
      { ...alert, owners: ['lead'] },
      { ...runbook, title: 'Document the size of the pool', state: 'closed' },
    ]);
    const said = (await story.comments(alert?.number)).map(({ body }) => body.split('<!--')[0]?.trim());
    expect(said).toEqual([
      `Changed in the action items of the postmortem of the incident #${at.issue} by lead:\n\n- For lead`,
    ]);
    expect((await story.comments(runbook?.number)).at(-1)?.body).toContain('- It is done');
    await edits(at, 'lead', row('Document the', '| Done |', '| Open |'));
    expect((await issuesOf(at))[1]?.state).toBe('open');
    await readAll(story, alert?.number ?? 0);
    await readAll(story, runbook?.number ?? 0);
  });

  test('names somebody whom GitHub does not know: the row keeps its words, and nobody has the issue', async () => {
    const at = await drafted();
    await edits(at, 'commander', inPlaceOfQuestion(ALERT.replace('@reviewer', '@nobody-here')));
    expect(await issuesOf(at)).toMatchObject([{ owners: [] }]);
    expect(await rowsOf(at)).toEqual([expect.stringMatching(/· nobody-here · #\d+ · open$/)]);
  });

  test('calls nobody, and ends no structure, whatever its words are', async () => {
    const at = await drafted();
    const words = 'Ask @lead about <b>it</b> <!-- firebreak:card --> /close';
    await edits(at, 'commander', inPlaceOfQuestion(ALERT.replace('Add an alert for an error rate above 5%', words)));
    const [made] = await owedIssues(at);
    expect(made?.body).not.toMatch(/(^|\s)@lead|<b>|<!-- firebreak:card/m);
    expect(made?.body).toContain('Ask @\u200blead about &#60;b&#62;it');
  });
});

describe('what people do with an issue', () => {
  test('is said in its row of the draft: closed, opened again, given to somebody else, called otherwise', async () => {
    const at = await withTwo();
    const [alert, runbook] = await issuesOf(at);
    const path = `/repos/acme/shop/issues/${alert?.number}`;
    await story.api('responder', 'PATCH', path, { state: 'closed' });
    await story.settle();
    expect((await rowsOf(at))[0]).toMatch(/ · done$/);
    await story.api('responder', 'PATCH', path, { state: 'open' });
    await story.settle();
    expect((await rowsOf(at))[0]).toMatch(/ · open$/);
    await story.api('lead', 'PATCH', path, { assignees: ['lead'] });
    await story.settle();
    await story.api('lead', 'PATCH', path, { title: 'Add two alerts' });
    await story.settle();
    expect(await rowsOf(at)).toEqual([
      `Add two alerts · lead · #${alert?.number} · open`,
      `Document how the pool is sized · responder · #${runbook?.number} · open`,
    ]);
    expect(await textAt(at)).toContain('| 2026-12-11 |');
  });

  test('stands in the row that the app wrote for `/action`, which goes on being written anew', async () => {
    const at = await drafted();
    await story.say('commander', '/action Rehearse the failover owner=@reviewer due=2026-12-01 type=process', at.issue);
    const [made] = await issuesOf(at);
    expect(await rowsOf(at)).toEqual([`Rehearse the failover · reviewer · #${made?.number} · open`]);
    expect(await textAt(at)).toContain(
      '- [ ] Rehearse the failover (type: process, owner: @reviewer, due: 2026-12-01, [#',
    );
    await story.api('responder', 'PATCH', `/repos/acme/shop/issues/${made?.number}`, { state: 'closed' });
    await story.settle();
    expect(await rowsOf(at)).toEqual([`Rehearse the failover · reviewer · #${made?.number} · done`]);
    await readAll(story, at.issue);
  });
});

const onlyLeads = 'preset: github\nauthority: { rules: [{ commands: [action], who: { users: [lead] } }] }\n';

describe('who may not put action items on record', () => {
  test('causes nothing by pushing to the draft, which is said, until it is merged by whoever may', async () => {
    const at = await withTwo({ policy: onlyLeads });
    expect(await issuesOf(at)).toEqual([]);
    expect((await timeline(story, at.issue)).join('\n')).toContain('somebody who may not put any on record');
    await edits(at, 'lead', (text) => `${text}\n## Our own words\n`);
    expect(await issuesOf(at)).toEqual([]);
    await mergePull(story, await postmortemPull(story, at.issue));
    expect(await issuesOf(at)).toHaveLength(2);
    await readAll(story, at.issue);
    await expectNothingTwice(story, at.issue);
  });

  test('causes nothing by a pull request from a fork, until somebody with the right merges it', async () => {
    const at = await withTwo();
    await mergePull(story, await postmortemPull(story, at.issue));
    await readAll(story, at.issue);
    const number = await proposedFromFork(at, (text) =>
      text.replace(/(\| Document how.*)/, '$1\n| Mind the gap |  |  |  |  | Open |'),
    );
    expect(await issuesOf(at)).toHaveLength(2);
    const merged = await as(story.sandbox, 'lead')('PUT', `${shop}/pulls/${number}/merge`, {});
    expect(merged.status, merged.text).toBe(200);
    await story.settle();
    expect((await issuesOf(at)).map(({ title }) => title)).toContain('Mind the gap');
    await readAll(story, at.issue);
  });
});

/** Somebody without rights here pushes a change of the document to their fork, to a branch that is called like that of the postmortem, and proposes it. */
async function proposedFromFork(at: Drafted, change: (text: string) => string): Promise<number> {
  const { sandbox } = story;
  const visitor = as(sandbox, 'visitor');
  expect((await visitor('POST', `${shop}/forks`)).status).toBe(202);
  const cwd = await mkdtemp(join(tmpdir(), 'fork-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const address = `${sandbox.url}/visitor/shop.git`.replace('//', `//visitor:${sandbox.tokens.visitor}@`);
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=x', '-c', 'user.email=x@elsewhere.example', ...args], { cwd });
  await git('clone', '--quiet', address, '.');
  await git('checkout', '--quiet', '-b', at.branch);
  await writeFile(join(cwd, at.path), change(await textAt({ ...at, branch: 'main' })));
  await git('commit', '--quiet', '-a', '-m', 'One more');
  await git('push', '--quiet', '--force', 'origin', at.branch);
  const made = await visitor('POST', `${shop}/pulls`, {
    title: 'One more',
    base: 'main',
    head: `visitor:${at.branch}`,
  });
  expect(made.status, made.text).toBe(201);
  await story.settle();
  return made.body.number;
}

describe('once it is published', () => {
  test('a push to the default branch is taken over, and the document is brought in step when all is done, by a pull request', async () => {
    const at = await withTwo();
    await mergePull(story, await postmortemPull(story, at.issue));
    await readAll(story, at.issue);
    const published: Drafted = { ...at, branch: 'main' };
    await edits(published, 'lead', row('Document how', '@responder', '@lead'));
    const [alert, runbook] = await issuesOf(at);
    expect(runbook?.owners).toEqual(['lead']);
    const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=open');
    for (const { number } of data as readonly { readonly number: number }[]) {
      await story.api('lead', 'PUT', `/repos/acme/shop/pulls/${number}/merge`, {});
      await story.settle();
    }
    await story.api('reviewer', 'PATCH', `/repos/acme/shop/issues/${alert?.number}`, { state: 'closed' });
    await story.settle();
    const listing: Drafted = { ...at, branch: 'postmortem/index' };
    expect((await rowsOf(listing)).map((one) => one.split(' · ').at(-1))).toEqual(['open', 'open']);
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${runbook?.number}`, { state: 'closed' });
    await story.settle();
    expect((await rowsOf(published)).map((one) => one.split(' · ').at(-1))).toEqual(['open', 'open']);
    expect((await rowsOf(listing)).map((one) => one.split(' · ').at(-1))).toEqual(['done', 'done']);
    await readAll(story, at.issue);
    await readAll(story, runbook?.number ?? 0);
  });

  test('a file that was given another name in its pull request is the one that is linked', async () => {
    const at = await withTwo();
    const path = 'reports/incidents/2026-11-21-pool-exhausted.md';
    await renamed(at, path);
    expect((await timeline(story, at.issue)).join('\n')).toContain(path);
    await edits({ ...at, path }, 'lead', row('Add an alert', '@reviewer', '@lead'));
    expect((await issuesOf(at))[0]?.owners).toEqual(['lead']);
    await mergePull(story, await postmortemPull(story, at.issue));
    expect(await story.card(at.issue)).toContain(`/blob/HEAD/${path}`);
    await readAll(story, at.issue);
    for (const { number } of await issuesOf(at)) await readAll(story, number);
  });
});

/** By git, in one commit. */
async function renamed({ branch, path }: Drafted, to: string): Promise<void> {
  const { sandbox } = story;
  const cwd = await mkdtemp(join(tmpdir(), 'rename-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const address = `${sandbox.url}/acme/shop.git`.replace('//', `//lead:${sandbox.tokens.lead}@`);
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=x', '-c', 'user.email=lead@acme.example', ...args], { cwd });
  await git('clone', '--quiet', '--branch', branch, address, '.');
  await git('mv', path, to);
  await git('commit', '--quiet', '-m', 'A better name');
  await git('push', '--quiet', 'origin', branch);
  await story.settle();
}

describe('nothing is opened twice', () => {
  test.each(['decided-not-run', 'effect-sent-no-answer:1', 'answer-not-recorded:1', 'between-effects:1'])(
    'when the server is killed at %s',
    async (point) => {
      const at = await drafted();
      await story.app.crashAt(point);
      await edits(at, 'commander', inPlaceOfQuestion(ALERT, RUNBOOK));
      expect(story.app.alive(), `${point} was never passed:\n${story.app.output()}`).toBe(false);
      await story.app.start();
      await story.settle();
      // After a kill the second may come first; each row has the number of its own.
      const issues = await issuesOf(at);
      const numberOf = (words: string) => issues.find(({ title }) => title.startsWith(words))?.number;
      expect(issues).toHaveLength(2);
      expect(await rowsOf(at)).toEqual([
        expect.stringMatching(`^Add an alert.*#${numberOf('Add an alert')} · open$`),
        expect.stringMatching(`^Document how.*#${numberOf('Document how')} · open$`),
      ]);
    },
  );

  test('when the database is lost, and what is edited after that still holds', async () => {
    const at = await withTwo();
    await story.app.stop();
    await story.app.forget();
    await story.app.start();
    await story.settle();
    await edits(at, 'lead', row('Add an alert', '@reviewer', '@lead'));
    expect((await issuesOf(at)).map(({ owners }) => owners)).toEqual([['lead'], ['responder']]);
    const [alert] = await issuesOf(at);
    await readAll(story, alert?.number ?? 0);
    await readAll(story, at.issue);
  });
});
