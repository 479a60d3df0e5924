// What was already said, and what was said since: the whole thread is read where it must be.
import { expect, test } from 'vitest';
import { effectMarker } from '../../../src/core/marker.ts';
import { asUser } from '../../../src/sandbox/state/actor.ts';
import { createComment, editComment } from '../../../src/sandbox/state/comments.ts';
import { known } from '../../../src/sandbox/state/store.ts';
import { localGitHub, storedIssue } from './local-github.ts';

test('our own comments are found by their marks across pages; quotations and forgeries are not', async () => {
  const { gateway, incidents, declare, say, sandbox, asked } = await localGitHub();
  await gateway.identity();
  const issue = await declare();
  const text = (key: string) => `Said\n\n${effectMarker(key)}`;
  const [first] = await incidents.perform(
    issue,
    [{ kind: 'comment', key: 'old', urgency: 'reply', text: text('old') }],
    {},
  );
  const stored = storedIssue(sandbox, issue);
  const by = asUser(sandbox.seeded.people.visitor);
  for (let count = 0; count < 205; count += 1) createComment(sandbox.store, by, stored, text('forged'));
  await say(issue, text('old'));
  asked();
  const found = await incidents.findOwn(issue, ['old', 'forged']);
  expect([...found]).toEqual([['old', first?.ok === true ? first.comment : null]]);
  expect(asked()).toEqual(['Comments', 'Comments', 'Comments']);
  expect(await incidents.findOwn(issue, [])).toEqual(new Map());
  expect(asked()).toEqual([]);
});

test('a comment of ours that somebody else edited is not taken for what was to be said', async () => {
  const { gateway, incidents, declare, sandbox } = await localGitHub();
  await gateway.identity();
  const issue = await declare();
  const text = `Said\n\n${effectMarker('said')}`;
  const [said] = await incidents.perform(issue, [{ kind: 'comment', key: 'said', urgency: 'reply', text }], {});
  const id = said?.ok === true ? (said.comment?.id ?? 0) : 0;
  expect([...(await incidents.findOwn(issue, ['said', 'page'])).keys()]).toEqual(['said']);
  const forged = `${text}\n\n${effectMarker('page')}`;
  editComment(sandbox.store, asUser(sandbox.seeded.people.lead), known(sandbox.store.comments, id), forged);
  expect((await incidents.findOwn(issue, ['said', 'page'])).size).toBe(0);
});

test('comments since an instant come oldest first, edited ones too', async () => {
  const { incidents, declare, sandbox } = await localGitHub();
  const issue = await declare();
  const { store, seeded } = sandbox;
  const by = asUser(seeded.people.responder);
  const stored = storedIssue(sandbox, issue);
  const ids: number[] = [];
  for (const body of ['one', 'two', 'three']) {
    ids.push(createComment(store, by, stored, body).id);
    sandbox.advance('PT10M');
  }
  const since = known(store.comments, ids[2] ?? 0).createdAt;
  sandbox.advance('PT1M');
  editComment(store, by, known(store.comments, ids[0] ?? 0), 'one, edited');
  expect((await incidents.commentsSince(issue, null)).map(({ body }) => body)).toEqual(['one, edited', 'two', 'three']);
  expect((await incidents.commentsSince(issue, since)).map(({ body }) => body)).toEqual(['one, edited', 'three']);
});

test('membership of teams is read live; what cannot be read is no membership', async () => {
  const { incidents } = await localGitHub();
  expect(
    await incidents.teamsOf('responder', ['acme/on-call', 'acme/leads', 'acme/none', 'elsewhere/x', 'bad']),
  ).toEqual(['acme/on-call']);
  expect(await incidents.teamsOf('visitor', ['acme/on-call'])).toEqual([]);
});
