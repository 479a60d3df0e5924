// Effects, carried out on the local GitHub: each once, each with its own result, seen as people see them.
import { describe, expect, test } from 'vitest';
import { effectMarker } from '../../../src/core/marker.ts';
import type { ReadyEffect } from '../../../src/shell/github/port.ts';
import { labelNames, localGitHub, nothing, shop } from './local-github.ts';

const PIN = 'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin';

function comment(key: string, urgency: 'page' | 'reply' | 'decoration' = 'reply'): ReadyEffect {
  return { kind: 'comment', key, urgency, text: `Said ${key}\n\n${effectMarker(key)}` };
}

test('every kind of effect goes out in one document, in order; a new card is pinned', async () => {
  const { incidents, declare, say, thread, look, asked, sandbox } = await localGitHub();
  const issue = await declare({ labels: ['incident', 'P0'], assignees: ['responder'] });
  const command = await say(issue, '/severity P1');
  const facts = await incidents.facts(issue, { ...nothing, people: ['commander', 'responder'], labels: ['P1', 'P0'] });
  const { commander, responder } = facts.people;
  if (!commander || !responder) throw new Error('they are in the seed');
  asked();
  const effects: readonly ReadyEffect[] = [
    { kind: 'react', key: 'react', commentNodeId: command.nodeId, reaction: '+1' },
    comment('reply'),
    { kind: 'labels', key: 'labels', add: ['P1'], remove: ['P0'] },
    { kind: 'title', key: 'title', title: '[INCIDENT P1] Shop down' },
    { kind: 'assignees', key: 'assignees', add: [commander], remove: [responder] },
    { kind: 'card', key: 'card', text: 'The card', commentNodeId: null },
    { kind: 'close', key: 'close', reason: 'not_planned' },
  ];
  const results = await incidents.perform(issue, effects, facts.labelIds);
  expect(results.map(({ key, ok }) => [key, ok])).toEqual(effects.map(({ key }) => [key, true]));
  expect(results[4]).toMatchObject({ mentioned: expect.arrayContaining(['@commander']) });
  expect(asked()).toEqual(['Effects', PIN]);
  const live = await look(issue);
  expect(live).toMatchObject({ state: 'closed', state_reason: 'not_planned', title: '[INCIDENT P1] Shop down' });
  expect(labelNames(live.labels)).toEqual(['incident', 'P1']);
  expect(live.assignees?.map(({ login }) => login)).toEqual(['commander']);
  expect(await thread(issue)).toEqual(['/severity P1', expect.stringContaining('Said reply'), 'The card']);
  expect(sandbox.violations()).toEqual([]);
});

test('a card is edited in place, and an issue opened again', async () => {
  const { incidents, declare, thread, look, asked } = await localGitHub();
  const issue = await declare();
  const [made] = await incidents.perform(issue, [{ kind: 'card', key: 'a', text: 'One', commentNodeId: null }], {});
  const card = made?.ok === true ? made.comment : null;
  await incidents.perform(issue, [{ kind: 'close', key: 'b', reason: 'completed' }], {});
  asked();
  const results = await incidents.perform(
    issue,
    [
      { kind: 'card', key: 'c', text: 'Two', commentNodeId: card?.nodeId ?? null },
      { kind: 'reopen', key: 'd' },
    ],
    {},
  );
  expect(results).toEqual([
    { key: 'c', ok: true, comment: card },
    { key: 'd', ok: true, comment: null },
  ]);
  expect(asked()).toEqual(['Effects']);
  expect(await thread(issue)).toEqual(['Two']);
  expect((await look(issue)).state).toBe('open');
});

describe('labels that the repository lacks', () => {
  test('are created before they are put on, with colours, and remembered by nobody', async () => {
    const { incidents, declare, look, asked, as } = await localGitHub();
    const issue = await declare();
    const { labelIds } = await incidents.facts(issue, { ...nothing, labels: ['status: investigating', 'SEV1'] });
    asked();
    const effect: ReadyEffect = { kind: 'labels', key: 'l', add: ['status: investigating', 'SEV1'], remove: ['P0'] };
    expect(await incidents.perform(issue, [effect], labelIds)).toEqual([{ key: 'l', ok: true, comment: null }]);
    expect(asked()).toEqual(['CreateLabels', 'Effects']);
    expect(labelNames((await look(issue)).labels)).toEqual(['status: investigating', 'SEV1']);
    const { data } = await as('lead').rest.issues.getLabel({ ...shop, name: 'SEV1' });
    expect(data.color).not.toBe('ededed');
  });

  test('and that somebody made a moment ago, in other letters, are used as they are', async () => {
    const { incidents, declare, look, as } = await localGitHub();
    const issue = await declare();
    await as('lead').rest.issues.createLabel({ ...shop, name: 'Sev1', color: 'ffffff' });
    const [result] = await incidents.perform(issue, [{ kind: 'labels', key: 'l', add: ['SEV1'], remove: [] }], {});
    expect(result).toMatchObject({ ok: true });
    expect(labelNames((await look(issue)).labels)).toEqual(['Sev1']);
  });
});

describe('what fails, fails alone', () => {
  test('a comment that is gone cannot be reacted to; the reply still goes out', async () => {
    const { incidents, declare, say, as, thread } = await localGitHub();
    const issue = await declare();
    const gone = await say(issue, '/ack');
    await as('lead').rest.issues.deleteComment({ ...shop, comment_id: gone.id });
    const results = await incidents.perform(
      issue,
      [{ kind: 'react', key: 'react', commentNodeId: gone.nodeId, reaction: '+1' }, comment('reply')],
      {},
    );
    expect(results).toMatchObject([
      { key: 'react', ok: false, fate: 'final', status: 404 },
      { key: 'reply', ok: true },
    ]);
    expect(await thread(issue)).toHaveLength(1);
  });

  test('a text that is too long is final, and says why', async () => {
    const { incidents, declare } = await localGitHub();
    const issue = await declare();
    const long: ReadyEffect = { kind: 'comment', key: 'long', urgency: 'reply', text: 'x'.repeat(65_537) };
    const [failed, title] = await incidents.perform(issue, [long, { kind: 'title', key: 't', title: 'Short' }], {});
    expect(failed).toMatchObject({
      ok: false,
      fate: 'final',
      status: 422,
      message: expect.stringMatching(/too long/i),
    });
    expect(title).toMatchObject({ ok: true });
  });
});

describe('a locked conversation (F-35)', () => {
  test('takes a page: unlocked for it, and locked again', async () => {
    const { incidents, declare, as, thread, look } = await localGitHub();
    const issue = await declare();
    await as('lead').rest.issues.lock({ ...shop, issue_number: issue.number, lock_reason: 'resolved' });
    const [result] = await incidents.perform(issue, [comment('page', 'page')], {});
    expect(result).toMatchObject({ key: 'page', ok: true });
    expect(await thread(issue)).toEqual([expect.stringContaining('Said page')]);
    expect(await look(issue)).toMatchObject({ locked: true, active_lock_reason: 'resolved' });
  });

  test('that cannot be unlocked now does not have the rest of the document sent again', async () => {
    const { incidents, declare, as, fault } = await localGitHub();
    const issue = await declare();
    await as('lead').rest.issues.lock({ ...shop, issue_number: issue.number });
    fault('POST /graphql', { match: 'activeLockReason', status: 503, times: 3 });
    const results = await incidents.perform(
      issue,
      [comment('page', 'page'), { kind: 'title', key: 't', title: 'New' }],
      {},
    );
    expect(results).toMatchObject([
      { key: 'page', ok: false, fate: 'retry', status: 503 },
      { key: 't', ok: true },
    ]);
    fault('POST /graphql', { match: 'unlockLockable', status: 403, headers: { 'retry-after': '60' } });
    expect(await incidents.perform(issue, [comment('page', 'page')], {})).toMatchObject([{ fate: 'retry' }]);
  });

  test('takes no reply, and the reply does not wait for ever', async () => {
    const { incidents, declare, as, thread, look } = await localGitHub();
    const issue = await declare();
    await as('lead').rest.issues.lock({ ...shop, issue_number: issue.number });
    const results = await incidents.perform(issue, [comment('reply'), comment('notice', 'decoration')], {});
    const refused = { ok: false, fate: 'final', message: expect.stringMatching(/locked/i) };
    expect(results).toMatchObject([refused, refused]);
    expect(await thread(issue)).toEqual([]);
    expect((await look(issue)).locked).toBe(true);
  });
});

describe('an answer that was lost (F-23)', () => {
  test.each([
    ['502 after it was done', { status: 502, after: true }],
    ['a connection cut after it was done', { reset: true, after: true }],
  ])('%s: comments are in doubt, found by their marks, and there once', async (_, change) => {
    const { incidents, declare, thread, fault } = await localGitHub();
    const issue = await declare();
    fault('POST /graphql', change);
    const effects: readonly ReadyEffect[] = [
      comment('page', 'page'),
      { kind: 'title', key: 'title', title: 'New' },
      { kind: 'card', key: 'card', text: `Card\n\n${effectMarker('card')}`, commentNodeId: null },
    ];
    const results = await incidents.perform(issue, effects, {});
    expect(results).toMatchObject([
      { key: 'page', ok: false, fate: 'uncertain' },
      { key: 'title', ok: false, fate: 'retry' },
      { key: 'card', ok: false, fate: 'uncertain' },
    ]);
    expect([...(await incidents.findOwn(issue, ['page', 'card', 'never']))].map(([key]) => key).sort()).toEqual([
      'card',
      'page',
    ]);
    expect(await thread(issue)).toHaveLength(2);
  });

  test('502 before it was done: nothing is found, so it may be sent again', async () => {
    const { incidents, declare, thread, fault } = await localGitHub();
    const issue = await declare();
    fault('POST /graphql', { status: 502 });
    expect(await incidents.perform(issue, [comment('page', 'page')], {})).toMatchObject([{ fate: 'uncertain' }]);
    expect(await incidents.findOwn(issue, ['page'])).toEqual(new Map());
    expect(await incidents.perform(issue, [comment('page', 'page')], {})).toMatchObject([{ ok: true }]);
    expect(await thread(issue)).toHaveLength(1);
  });
});

test('a card that cannot be pinned is a card all the same', async () => {
  const { incidents, declare, fault, thread } = await localGitHub();
  const issue = await declare();
  for (const status of [404, 403, 422, 501, 502]) fault(PIN, { status });
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    const [result] = await incidents.perform(issue, [{ kind: 'card', key, text: 'Card', commentNodeId: null }], {});
    expect(result).toMatchObject({ key, ok: true });
  }
  expect(await thread(issue)).toHaveLength(5);
});
