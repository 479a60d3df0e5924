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

const noTeam = { member: [], unseen: [], unasked: [] };
const membership = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';

test('membership of teams is read live; teams that are not there or not ours are told as unseen', async () => {
  const { incidents } = await localGitHub();
  const teams = ['acme/on-call', 'acme/leads', 'acme/none', 'elsewhere/x', 'bad'];
  expect(await incidents.teamsOf('responder', teams)).toEqual({
    member: ['acme/on-call'],
    unseen: ['acme/none', 'elsewhere/x', 'bad'],
    unasked: [],
  });
});

test('whether a team is there is asked once, when somebody is no member of it', async () => {
  const { incidents, asked } = await localGitHub();
  expect(await incidents.teamsOf('visitor', ['acme/on-call'])).toEqual(noTeam);
  expect(asked()).toEqual([membership, 'GET /orgs/{org}/teams/{team_slug}']);
  expect(await incidents.teamsOf('visitor', ['acme/on-call'])).toEqual(noTeam);
  expect(asked()).toEqual([membership]);
});

test.each([
  { status: 403, is: { unseen: ['acme/on-call'] } },
  { status: 500, is: { unasked: ['acme/on-call'] } },
  { status: 502, is: { unasked: ['acme/on-call'] } },
  { status: 503, is: { unasked: ['acme/on-call'] } },
])('membership answered by $status', async ({ status, is }) => {
  const { incidents, fault } = await localGitHub();
  fault(membership, { status, times: 20 });
  expect(await incidents.teamsOf('responder', ['acme/on-call'])).toEqual({ ...noTeam, ...is });
});

test('a membership whose answers are lost could not be asked for', async () => {
  const { incidents, fault } = await localGitHub();
  fault(membership, { reset: true, times: 20 });
  expect(await incidents.teamsOf('responder', ['acme/on-call'])).toEqual({ ...noTeam, unasked: ['acme/on-call'] });
});

test.each([
  { status: 403, is: { unseen: ['acme/on-call'] } },
  { status: 404, is: { unseen: ['acme/on-call'] } },
  { status: 502, is: { unasked: ['acme/on-call'] } },
])('no member of a team that is itself answered by $status', async ({ status, is }) => {
  const { incidents, fault } = await localGitHub();
  fault('GET /orgs/{org}/teams/{team_slug}', { status, times: 20 });
  expect(await incidents.teamsOf('visitor', ['acme/on-call'])).toEqual({ ...noTeam, ...is });
});
