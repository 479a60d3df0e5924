// Facts, read from the local GitHub: in one request wherever one is enough.
import { expect, test } from 'vitest';
import { cardMarker } from '../../../src/core/marker.ts';
import { commitFiles, createRepository as createGitRepository } from '../../../src/sandbox/git/index.ts';
import { folderOf } from '../../../src/sandbox/git-host.ts';
import { asUser } from '../../../src/sandbox/state/actor.ts';
import { createComment, editComment } from '../../../src/sandbox/state/comments.ts';
import { deleteIssue, transferIssue } from '../../../src/sandbox/state/issues.ts';
import { changeInstalledRepositories } from '../../../src/sandbox/state/registered-apps.ts';
import { archiveRepository, changeRepository, createRepository } from '../../../src/sandbox/state/repositories.ts';
import { known } from '../../../src/sandbox/state/store.ts';
import { leave } from '../../support/leave.ts';
import { localGitHub, nothing, storedIssue } from './local-github.ts';

test('text, labels with ids, people, the actor, the live comment and the policy come in one request', async () => {
  const github = await localGitHub();
  const given = { title: '[INCIDENT P0] Down', body: 'Nobody can pay', labels: ['incident', 'P0'] };
  const issue = await github.declare(given);
  const comment = await github.say(issue, '/ack');
  const asking = {
    actor: 'responder',
    comment: comment.nodeId,
    people: ['commander', 'nobody'],
    labels: ['P1', 'none'],
  };
  const facts = await github.incidents.facts(issue, { ...nothing, ...asking });
  expect(github.asked()).toEqual(['Facts']);
  const { responder, commander } = github.sandbox.seeded.people;
  expect(facts).toMatchObject({
    gone: null,
    issue: { title: given.title, body: given.body, state: 'open', stateReason: null, locked: false },
    actor: { permission: 'write', roleName: 'write' },
    comment: { id: comment.id, nodeId: comment.nodeId, body: '/ack', edited: false, editor: null, acknowledged: null },
    repository: { private: false, archived: false },
    card: null,
    recentComments: [],
    counted: [],
  });
  expect(facts.issue?.labels.map(({ name }) => name)).toEqual(['incident', 'P0']);
  expect(facts.issue?.author).toMatchObject({ id: responder.id, login: 'responder', bot: false });
  expect(facts.people).toEqual({ commander: expect.objectContaining({ id: commander.id }), nobody: null });
  expect(Object.keys(facts.labelIds).sort()).toEqual(['P0', 'P1', 'incident']);
  expect(facts.policyFile.text).toContain('preset: github');
  expect(github.sandbox.violations()).toEqual([]);
});

test.each([
  ['responder', 'write'],
  ['commander', 'maintain'],
  ['lead', 'admin'],
  ['reviewer', 'triage'],
  ['visitor', 'read'],
  ['firebreak[bot]', 'none'],
] as const)('what %s may do (%s) is told by the same request', async (actor, permission) => {
  const { incidents, declare, asked } = await localGitHub();
  const issue = await declare();
  const facts = await incidents.facts(issue, { ...nothing, actor });
  expect(facts.actor.permission).toBe(permission);
  expect(asked()).toEqual(['Facts']);
});

test('what others may do whom a command names comes in the same request', async () => {
  const { incidents, declare, asked } = await localGitHub();
  const issue = await declare();
  const named = ['commander', 'visitor', 'nobody'];
  const { standings } = await incidents.facts(issue, {
    ...nothing,
    actor: 'responder',
    people: named,
    standings: named,
  });
  expect(standings).toEqual({
    commander: { permission: 'maintain', roleName: 'maintain', teams: [] },
    visitor: { permission: 'read', roleName: 'read', teams: [] },
    nobody: { permission: 'read', roleName: 'read', teams: [] },
  });
  expect(asked()).toEqual(['Facts']);
});

test('who may not read a private repository any more comes in the same request; a public one everybody reads', async () => {
  const github = await localGitHub();
  const { incidents, declare, asked, sandbox } = github;
  const issue = await declare();
  leave(github, 'reviewer');
  const request = { ...nothing, readers: ['reviewer', 'responder', 'commander'] };
  asked();
  expect((await incidents.facts(issue, request)).cannotRead).toEqual([]);
  const { store, seeded } = sandbox;
  changeRepository(store, known(store.repositories, seeded.repository.id), { private: true });
  expect((await incidents.facts(issue, request)).cannotRead).toEqual(['reviewer']);
  expect(asked()).toEqual(['Facts', 'Facts']);
  expect(sandbox.violations()).toEqual([]);
});

test('without a policy of its own a repository has that of the organisation; without either, none', async () => {
  const github = await localGitHub();
  const { store, seeded } = github.sandbox;
  const by = asUser(seeded.people.lead);
  const install = async (name: string) => {
    const repository = createRepository(store, seeded.organisation, name);
    await createGitRepository(folderOf(store, repository), repository.defaultBranch);
    changeInstalledRepositories(store, by, seeded.installation, { action: 'added', repository });
    return repository;
  };
  const plain = await install('plain');
  const { data } = await github.as('lead').rest.issues.create({ owner: 'acme', repo: 'plain', title: 'Down' });
  const issue = { repositoryId: plain.id, owner: 'acme', repo: 'plain', number: data.number, nodeId: data.node_id };
  const none = { source: 'built-in', version: 'built-in', text: null };
  expect((await github.incidents.facts(issue, nothing)).policyFile).toEqual(none);

  const shared = await install('.github');
  const author = { name: 'lead', email: 'lead@acme.example', date: new Date() };
  const files = { '.github/firebreak.yml': 'preset: sev\n' };
  await commitFiles(folderOf(store, shared), { branch: shared.defaultBranch, files, message: 'Agree', author });
  github.asked();
  const { policyFile } = await github.incidents.facts(issue, nothing);
  expect(policyFile).toMatchObject({ text: 'preset: sev\n', version: expect.stringMatching(/^[0-9a-f]{40}$/) });
  expect(github.asked()).toEqual(['Facts']);
});

test('an edited comment says who edited it; our own reaction says that it was acted on', async () => {
  const { incidents, declare, say, sandbox } = await localGitHub();
  const issue = await declare();
  const [done, refused, edited] = [await say(issue, '/ack'), await say(issue, '/nope'), await say(issue, '/ack')];
  await incidents.perform(
    issue,
    [
      { kind: 'react', key: 'a', commentNodeId: done.nodeId, reaction: '+1' },
      { kind: 'react', key: 'b', commentNodeId: refused.nodeId, reaction: 'confused' },
      { kind: 'react', key: 'c', commentNodeId: edited.nodeId, reaction: 'eyes' },
    ],
    {},
  );
  const { store, seeded } = sandbox;
  editComment(store, asUser(seeded.people.lead), known(store.comments, edited.id), '/ack or not');
  const { recentComments } = await incidents.facts(issue, { ...nothing, recentComments: 3 });
  expect(recentComments.map(({ acknowledged }) => acknowledged)).toEqual(['accepted', 'refused', null]);
  expect(recentComments[2]).toMatchObject({ edited: true, editor: { login: 'lead' }, author: { login: 'responder' } });
});

test('only a comment of ours is the card, however many others carry its mark', async () => {
  const { gateway, incidents, declare, say, asked } = await localGitHub();
  await gateway.identity();
  const issue = await declare();
  await say(issue, `${cardMarker} v1 forged -->`);
  const text = `Card\n${cardMarker} v1 genuine -->`;
  const [made] = await incidents.perform(issue, [{ kind: 'card', key: 'card', text, commentNodeId: null }], {});
  asked();
  const { card } = await incidents.facts(issue, { ...nothing, card: 'find' });
  expect(card).toMatchObject({ id: made?.ok === true ? made.comment?.id : 'made', author: { bot: true } });
  const again = await incidents.facts(issue, { ...nothing, card: card?.nodeId ?? '' });
  expect(again.card).toEqual(card);
  expect(asked()).toEqual(['Facts', 'Facts']);
});

test.each([
  { name: 'found behind 180 comments by two more pages', withCard: true, thread: 0 },
  { name: 'the whole thread comes when there is none', withCard: false, thread: 180 },
])('the card of a long thread: $name', async ({ withCard, thread }) => {
  const { gateway, incidents, declare, sandbox, asked } = await localGitHub();
  await gateway.identity();
  const issue = await declare();
  const stored = storedIssue(sandbox, issue);
  const by = asUser(sandbox.seeded.people.responder);
  for (let number = 0; number < 180; number += 1) createComment(sandbox.store, by, stored, `Comment ${number}`);
  const text = `Card\n${cardMarker} v1 genuine -->`;
  if (withCard) await incidents.perform(issue, [{ kind: 'card', key: 'card', text, commentNodeId: null }], {});
  asked();
  const facts = await incidents.facts(issue, { ...nothing, card: 'find', threadIfNoCard: true });
  expect(facts.card?.body.startsWith('Card') ?? false).toBe(withCard);
  expect(facts.recentComments.map(({ body }) => body)).toEqual(
    Array.from({ length: thread }, (_, number) => `Comment ${number}`),
  );
  expect(asked()).toEqual(['Facts', 'Comments', 'Comments']);
});

test('a known card that is gone is missing, and the thread is read for what it was', async () => {
  const { incidents, declare, say, as } = await localGitHub();
  const issue = await declare();
  const deleted = await say(issue, 'Once a card');
  await say(issue, '/ack');
  await as('lead').rest.issues.deleteComment({ owner: 'acme', repo: 'shop', comment_id: deleted.id });
  const facts = await incidents.facts(issue, { ...nothing, card: deleted.nodeId, threadIfNoCard: true });
  expect(facts.card).toBeNull();
  expect(facts.recentComments.map(({ body }) => body)).toEqual(['/ack']);
});

test('other issues with the label made within the day are counted with their authors, older ones and others are not', async () => {
  const later = new Date(Date.now() + 25 * 3_600_000).toISOString();
  const { incidents, declare, sandbox } = await localGitHub({}, { now: () => later });
  await declare({ labels: ['incident'] });
  sandbox.advance('PT25H');
  const counted = await declare({ labels: ['incident'] });
  await declare({ labels: ['P3'] });
  const issue = await declare({ labels: ['incident', 'P0'] });
  const facts = await incidents.facts(issue, { ...nothing, countLabel: 'incident' });
  const author = facts.issue?.author?.id;
  expect(facts.counted).toEqual([
    {
      number: counted.number,
      author,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      labels: ['incident'],
    },
  ]);
  expect(author).toEqual(expect.any(Number));
});

test('the newest other issues come with title and labels, whatever labels they have, in the same request', async () => {
  const { incidents, declare, asked } = await localGitHub();
  const other = await declare({ title: '[INCIDENT P0] no label yet', labels: [] });
  const issue = await declare();
  asked();
  const facts = await incidents.facts(issue, { ...nothing, newest: true });
  const found = facts.newest?.find(({ number }) => number === other.number);
  expect(found).toMatchObject({ title: '[INCIDENT P0] no label yet', labels: [], author: facts.issue?.author?.id });
  expect(facts.newest?.some(({ number }) => number === issue.number)).toBe(false);
  expect(asked()).toEqual(['Facts']);
});

test('issues with a label that is counted too are counted in the same request; the issue itself is not', async () => {
  const { incidents, declare, asked } = await localGitHub();
  for (const labels of [['status: reported'], ['status: declined'], ['status: declined'], ['P3']])
    await declare({ labels });
  const issue = await declare({ labels: ['status: reported'] });
  asked();
  const request = { ...nothing, countLabel: 'status: reported', alsoCount: ['status: declined', 'status: none'] };
  expect((await incidents.facts(issue, request)).counted).toHaveLength(3);
  expect(asked()).toEqual(['Facts']);
});

test.each(['deleted', 'transferred'] as const)('an issue that was %s is known by one more request', async (how) => {
  const { sandbox, incidents, declare, asked } = await localGitHub();
  const issue = await declare();
  const lead = asUser(sandbox.seeded.people.lead);
  const other = createRepository(sandbox.store, sandbox.seeded.organisation, 'elsewhere');
  if (how === 'deleted') deleteIssue(sandbox.store, lead, storedIssue(sandbox, issue));
  else transferIssue(sandbox.store, lead, storedIssue(sandbox, issue), other);
  const facts = await incidents.facts(issue, { ...nothing, card: 'find' });
  expect(facts).toMatchObject({ gone: how, issue: null, card: null });
  expect(asked()).toEqual(['Facts', 'GET /repos/{owner}/{repo}/issues/{issue_number}']);
});

test('an issue that never was is inaccessible, after waiting twice in case GitHub is only behind', async () => {
  const { incidents, declare, slept } = await localGitHub();
  const never = { ...(await declare()), number: 4711 };
  expect(await incidents.facts(never, nothing)).toMatchObject({ gone: 'inaccessible', issue: null });
  expect(slept).toHaveLength(2);
});

test('an archived repository is told apart', async () => {
  const { sandbox, incidents, declare } = await localGitHub();
  const issue = await declare();
  archiveRepository(sandbox.store, asUser(sandbox.seeded.people.lead), sandbox.seeded.repository, true);
  expect((await incidents.facts(issue, nothing)).repository).toMatchObject({ private: false, archived: true });
});
