// What a push to the document of a postmortem causes: of whom, of which rows, once; and what becomes of the rows when the issue has the word (decision 0040).
import { describe, expect, test } from 'vitest';
import { untilPublished } from '../../../src/core/decide/postmortem.ts';
import type { Effect } from '../../../src/core/effects.ts';
import type { Person } from '../../../src/core/incident/record.ts';
import { plus } from '../../../src/core/time.ts';
import type { TriggerOf } from '../../../src/core/trigger.ts';
import * as build from '../../support/builders.ts';
import type { Model } from '../../support/model.ts';
import { answerPostmortem, resolvedModel } from '../../support/postmortem-model.ts';

const { lead, responder, commander, reviewer, visitor } = build.people;
const PATH = 'reports/incidents/a.md';
const BRANCH = 'postmortem/incident-7';
const HEAD = '| Action | Type | Owner | Due | Issue | Status |\n| --- | --- | --- | --- | --- | --- |\n';
const doc = (...rows: string[]) => `---\nincident: 7\n---\n# T\n\n## Action Items\n\n${HEAD}${rows.join('\n')}\n`;
const ALERT = '| Add an alert | detect | @reviewer | 2026-03-20 |  | Open |';

/** Commit `b` of the branch follows `a`; the texts are those of the document. */
type Push = {
  readonly before?: string;
  readonly after: string;
  readonly now?: string;
  readonly by?: Person;
  readonly sha?: string;
  /** Whether the marker of a temporary fix is in the code. */
  readonly marked?: true;
  readonly over?: Partial<TriggerOf<'document-pushed'>>;
};

function push(
  model: Model,
  { before, after, now = after, by = lead, sha = 'b', marked, over = {} }: Push,
): readonly Effect[] {
  const head = over.branch === null ? 'HEAD' : `refs/heads/${BRANCH}`;
  model.files = new Map([
    [`${sha}:${PATH}`, after],
    [`${head}:${PATH}`, now],
    ...(before === undefined ? [] : [[`a:${PATH}`, before] as const]),
    ...(marked === undefined ? [] : [['HEAD:a.ts', '// INCIDENT FIX'] as const]),
  ]);
  const { issue, installationId } = build.tick(model.now);
  model.send({
    kind: 'document-pushed',
    ...{ issue, installationId, at: model.now, actor: by, via: 'webhook' as const },
    ...{ branch: BRANCH, before: 'a', after: sha, gone: [], made: [] },
    ...over,
  });
  return model.decisions.at(-1)?.effects ?? [];
}

const kinds = (effects: readonly Effect[]) =>
  effects.flatMap(({ kind }) =>
    ['open-issue', 'amend-issue', 'move-issue', 'write-rows'].includes(kind) ? [kind] : [],
  );

function draftOpen(policy = build.aPolicy()): Model {
  const model = resolvedModel('P0', policy);
  answerPostmortem(model);
  model.postmortem = {
    number: 12,
    url: 'https://github.test/acme/shop/pull/12',
    state: 'open',
    draft: true,
    text: doc(),
  };
  return model;
}

function filed(model: Model, number: number, id = `action-${number - 40}`): readonly Effect[] {
  const { issue, installationId } = build.tick(model.now);
  const opened = { number, url: `https://github.test/acme/shop/issues/${number}` };
  const of = { list: 'followUps', id } as const;
  model.send({ kind: 'issue-opened', issue, installationId, at: model.now, actor: null, via: 'clock', of, opened, why: null });
  return model.decisions.at(-1)?.effects ?? [];
} // biome-ignore format: one thought a line

/** One row that has issue #41. */
function withOne(): Model {
  const model = draftOpen();
  push(model, { before: doc(), after: doc(ALERT) });
  filed(model, 41);
  return model;
}

const NUMBERED = ALERT.replace('|  | Open', '| [#41](https://github.test/acme/shop/issues/41) | Open');
const owed = (model: Model) => model.record?.followUps ?? [];

describe('a row without an issue', () => {
  test('is put on record as whoever pushed it, with all that it says, and its number is written once it has one', () => {
    const model = draftOpen();
    const effects = push(model, { before: doc(), after: doc(ALERT) });
    expect(kinds(effects)).toEqual(['open-issue']);
    expect(owed(model)).toEqual([{ id: 'action-1', what: 'Add an alert', due: '2026-03-20T23:59:00Z', done: null, owner: reviewer, type: 'detect' }]);
    expect(model.record?.timeline.find(({ text }) => text.includes('Add an alert'))?.by).toBe('lead');
    const written = filed(model, 41).find((effect) => effect.kind === 'write-rows');
    expect(written).toMatchObject({ branch: BRANCH, path: PATH, wanted: { rows: [{ was: { issue: null }, is: { issue: 41 }, add: true }] } });
  }); // biome-ignore format: one thought a line

  test('is put on record once, however often it is pushed, also in a copy of itself', () => {
    const model = draftOpen();
    push(model, { before: doc(), after: doc(ALERT, ALERT) });
    expect(kinds(push(model, { before: doc(ALERT), after: doc(ALERT, '| x |  |  |  | #9 |  |'), sha: 'c' }))).toEqual(
      [],
    );
    expect(kinds(push(model, { before: doc(), after: doc(ALERT), sha: 'd' }))).toEqual([]);
    expect(owed(model)).toHaveLength(1);
  });

  test.each([
    { name: 'nobody whom GitHub knows', cell: '@nobody-here', is: undefined },
    { name: 'a team', cell: '@acme/devops', is: undefined },
    { name: 'somebody in other letters', cell: '@Reviewer', is: 'reviewer' },
  ])('of $name has the owner $is', ({ cell, is }) => {
    const model = draftOpen();
    push(model, { before: doc(), after: doc(ALERT.replace('@reviewer', cell)) });
    expect(owed(model)[0]?.owner?.login).toBe(is);
  });

  test('of somebody who may not even read here has no owner', () => {
    const model = draftOpen();
    model.standings.set('reviewer', build.standing('none'));
    push(model, { before: doc(), after: doc(ALERT) });
    expect(owed(model)[0]).not.toHaveProperty('owner');
  });

  test.each(['2020-01-01', '2031-01-01', 'soon'])('that is due %s has no date', (day) => {
    const model = draftOpen();
    push(model, { before: doc(), after: doc(ALERT.replace('2026-03-20', day)) });
    expect(owed(model)[0]?.due).toBe(null);
  });

  test('gets none when so many are open that nobody does them', () => {
    const model = draftOpen();
    const rows = Array.from({ length: 27 }, (_, index) => `| Do thing ${index} |  |  |  |  | Open |`);
    push(model, { before: doc(), after: doc(...rows) });
    expect(owed(model)).toHaveLength(25);
    expect(model.record?.timeline.at(-1)?.text).toContain('2 of the action items in the postmortem get no issue');
  });

  test('with a credential does not repeat it', () => {
    const model = draftOpen();
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    push(model, { before: doc(), after: doc(ALERT.replace('an alert', secret)) });
    expect(JSON.stringify(model.record)).not.toContain(secret);
  });
});

describe('who pushes', () => {
  test.each([
    { who: responder, takes: true },
    { who: commander, takes: true },
    { who: visitor, takes: false },
  ])('$who.login: taken over is $takes', ({ who, takes }) => {
    const model = draftOpen();
    push(model, { before: doc(), after: doc(ALERT), by: who });
    expect(owed(model)).toHaveLength(takes ? 1 : 0);
    expect(model.record?.timeline.some(({ text }) => text.includes('may not put any on record'))).toBe(!takes);
  });

  test('counts by the rule for `/action`, live', () => {
    const model = draftOpen(build.policyOf('authority: { rules: [{ commands: [action], who: { users: [lead] } }] }\n'));
    push(model, { before: doc(), after: doc(ALERT), by: responder });
    expect(owed(model)).toEqual([]);
    // What somebody else wrote before is not theirs who push something else.
    push(model, { before: doc(ALERT), after: `${doc(ALERT)}\nMore.\n`, by: lead, sha: 'c' });
    expect(owed(model)).toEqual([]);
    push(model, { after: doc(ALERT), by: lead, sha: 'd', over: { before: null } });
    expect(owed(model)).toHaveLength(1);
  });

  test('the app itself: nothing', () => {
    const model = draftOpen();
    const before = model.decisions.length;
    push(model, {
      before: doc(),
      after: doc(ALERT),
      by: { id: build.self.botId, login: build.self.login, nodeId: 'B_1', bot: true },
    });
    expect(model.decisions.slice(before).flatMap(({ effects }) => effects)).toEqual([]);
  });

  test('after somebody who wrote into the same row since: what is still said counts, and no more', () => {
    const model = withOne();
    const after = NUMBERED.replace('@reviewer', '@lead').replace('2026-03-20', '2026-03-27');
    const now = after.replace('@lead', '@commander');
    push(model, { before: doc(NUMBERED), after: doc(after), now: doc(now), sha: 'c' });
    expect(owed(model)[0]).toMatchObject({ owner: { login: 'reviewer' }, due: '2026-03-27T23:59:00Z' });
  });
});

describe('a row with an issue', () => {
  test.each([
    { from: '@reviewer', to: '@lead', is: { owner: lead }, does: ['amend-issue'] },
    { from: '2026-03-20', to: '2026-03-27', is: { due: '2026-03-27T23:59:00Z' }, does: ['amend-issue'] },
    { from: 'detect', to: 'process', is: { type: 'process' }, does: ['amend-issue'] },
    { from: 'an alert', to: 'two alerts', is: { what: 'Add two alerts' }, does: ['amend-issue'] },
    { from: 'Open', to: 'Done', is: { done: expect.any(String) }, does: ['move-issue'] },
  ])('that says $to', ({ from, to, is, does }) => {
    const model = withOne();
    const effects = push(model, { before: doc(NUMBERED), after: doc(NUMBERED.replace(from, to)), sha: 'c' });
    expect(kinds(effects).filter((kind) => kind !== 'write-rows')).toEqual(does);
    expect(owed(model)[0]).toMatchObject(is);
    expect(kinds(push(model, { before: doc(NUMBERED), after: doc(NUMBERED.replace(from, to)), sha: 'd' }))).toEqual([]);
  });

  test('that lost its owner is given it back', () => {
    const model = withOne();
    const effects = push(model, { before: doc(NUMBERED), after: doc(NUMBERED.replace('@reviewer', '')), sha: 'c' });
    expect(effects.find(({ kind }) => kind === 'write-rows')).toMatchObject({
      wanted: { rows: [{ was: { owner: null }, is: { owner: 'reviewer' } }] },
    });
  });

  test('of a temporary fix whose marker still stands says again that it is open', () => {
    const model = draftOpen();
    if (model.record === null) throw new Error('There is no incident.');
    const fix = { id: 'hotfix-9-1', what: 'The cache is off', due: null, done: null, issue: { number: 41, url: 'https://github.test/acme/shop/issues/41' }, marker: { path: 'a.ts', text: 'INCIDENT FIX' } };
    model.record = { ...model.record, temporaryFixes: [fix] };
    const row = '| Remove the temporary fix: The cache is off | mitigate |  |  | #41 | Open |';
    const effects = push(model, { before: doc(row), after: doc(row.replace('Open', 'Done')), marked: true });
    expect(kinds(effects)).toEqual(['write-rows']);
    expect(effects.find(({ kind }) => kind === 'write-rows')).toMatchObject({ wanted: { rows: [{ was: { status: 'done' }, is: { status: 'open' } }] } });
    expect(model.record.temporaryFixes[0]?.done).toBe(null);
  }); // biome-ignore format: one thought a line
});

describe('the document', () => {
  test('of a pull request that is closed, or on another branch, causes nothing', () => {
    const model = draftOpen();
    expect(kinds(push(model, { before: doc(), after: doc(ALERT), over: { branch: 'postmortem/incident-8' } }))).toEqual(
      [],
    );
    expect(kinds(push(model, { before: doc(), after: doc(ALERT), over: { branch: null }, sha: 'c' }))).toEqual([]);
    if (model.postmortem !== null) model.postmortem = { ...model.postmortem, state: 'closed' };
    expect(kinds(push(model, { before: doc(), after: doc(ALERT), sha: 'd' }))).toEqual([]);
    expect(owed(model)).toEqual([]);
  });

  test('that is published is followed on the default branch', () => {
    const model = withOne();
    if (model.postmortem !== null) model.postmortem = { ...model.postmortem, state: 'merged' };
    const after = doc(NUMBERED, '| Add a test |  |  |  |  | Open |');
    const effects = push(model, { after, sha: 'm', over: { branch: null } });
    expect(kinds(effects)).toEqual(['open-issue']);
    expect(model.record?.postmortem?.state).toBe('published');
  });

  test('that is published stays published as it was, whoever pushes to it: that is no second publication', () => {
    const model = draftOpen();
    if (model.postmortem !== null) model.postmortem = { ...model.postmortem, state: 'merged' };
    push(model, { after: doc(), sha: 'm', over: { branch: null } });
    const published = model.record?.postmortem?.published;
    expect(published).toBeDefined();
    model.later('PT48H');
    const effects = push(model, {
      before: doc(),
      after: `${doc()}\nBetter words.\n`,
      sha: 'n',
      over: { branch: null },
    });
    expect(model.record?.postmortem?.published).toEqual(published);
    expect(effects.filter(({ kind }) => kind === 'write-index' || kind === 'comment')).toEqual([]);
    expect(model.record?.timeline.filter(({ text }) => text === 'The postmortem is published')).toHaveLength(1);
  });

  test('of another incident under another name is not followed, this one’s is', () => {
    const model = draftOpen();
    const over = { gone: [PATH], made: ['reports/incidents/b.md'] };
    const at = (text: string) => {
      model.files = new Map([['b:reports/incidents/b.md', text]]);
      const { issue, installationId } = build.tick(model.now);
      const common = { issue, installationId, at: model.now, actor: lead, via: 'webhook' as const };
      model.send({ kind: 'document-pushed', ...common, branch: BRANCH, before: 'a', after: 'b', ...over });
      return model.record?.postmortem?.path;
    };
    expect(at(doc().replace('incident: 7', 'incident: 8'))).toBe(PATH);
    expect(at(doc())).toBe('reports/incidents/b.md');
  });

  test('of a security incident in a public repository has no rows', () => {
    const model = draftOpen();
    if (model.record !== null) model.record = { ...model.record, security: true };
    model.isPublic = true;
    expect(kinds(push(model, { before: doc(), after: doc(ALERT) }))).toEqual([]);
  });
});

describe('looks at it while it is open', () => {
  test.each([
    { after: 'PT24H', again: 'PT6H' },
    { after: 'PT240H', again: 'PT24H' },
    { after: 'PT800H', again: null },
  ])('$after after it was asked for: again after $again', ({ after, again }) => {
    const { record } = draftOpen();
    if (record?.postmortem === undefined) throw new Error('There is no postmortem.');
    const now = plus(record.postmortem.at, after);
    expect(untilPublished(record, null, now)).toBe(again === null ? null : plus(now, again));
    expect(untilPublished(record, plus(now, 'PT1H'), now)).toBe(plus(now, 'PT1H'));
  });
});
