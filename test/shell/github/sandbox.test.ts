// The gateways against the local GitHub: what an incident needs of GitHub, asked over HTTP and seen by people.
import { expect, test } from 'vitest';
import { effectMarker } from '../../../src/core/marker.ts';
import { labelNames, localGitHub, nothing } from './local-github.ts';

test('the app learns who it is: its own id, and the account its comments are made by', async () => {
  const { gateway, sandbox } = await localGitHub();
  expect(await gateway.identity()).toEqual({
    appId: sandbox.app.id,
    botId: sandbox.seeded.app.userId,
    login: 'firebreak[bot]',
    slug: 'firebreak',
  });
});

test('facts of an issue: text, labels with ids, people, the actor, the live comment and the policy in one request', async () => {
  const { incidents, declare, say, asked, sandbox } = await localGitHub();
  const issue = await declare({ title: '[INCIDENT P0] Down', body: 'Nobody can pay', labels: ['incident', 'P0'] });
  const comment = await say(issue, '/ack');
  const facts = await incidents.facts(issue, {
    ...nothing,
    actor: 'responder',
    comment: comment.nodeId,
    people: ['commander', 'no-such-person'],
    labels: ['P1', 'no such label'],
  });
  expect(asked()).toEqual(['Facts']);
  const { responder, commander } = sandbox.seeded.people;
  expect(facts).toMatchObject({
    gone: null,
    issue: { title: '[INCIDENT P0] Down', body: 'Nobody can pay', state: 'open', stateReason: null, locked: false },
    actor: { permission: 'write', roleName: 'write' },
    comment: { id: comment.id, nodeId: comment.nodeId, body: '/ack', edited: false, editor: null, acknowledged: null },
    repository: { private: false, archived: false },
    card: null,
  });
  expect(facts.issue?.labels.map(({ name }) => name)).toEqual(['incident', 'P0']);
  expect(facts.issue?.author).toMatchObject({ id: responder.id, login: 'responder', bot: false });
  expect(facts.people).toMatchObject({ commander: { id: commander.id }, 'no-such-person': null });
  expect(Object.keys(facts.labelIds).sort()).toEqual(['P0', 'P1', 'incident']);
  expect(facts.policyFile.text).toContain('preset: github');
  expect(sandbox.violations()).toEqual([]);
});

test('every kind of effect is carried out by one document, in order, with one result each', async () => {
  const { incidents, declare, say, thread, look, asked } = await localGitHub();
  const issue = await declare({ labels: ['incident', 'P0'], assignees: ['responder'] });
  const command = await say(issue, '/severity P1');
  const facts = await incidents.facts(issue, { ...nothing, people: ['commander', 'responder'], labels: ['P1', 'P0'] });
  const [commander, responder] = [facts.people['commander'], facts.people['responder']];
  if (!commander || !responder) throw new Error('they are in the seed');
  asked();
  const results = await incidents.perform(
    issue,
    [
      { kind: 'react', key: 'react', commentNodeId: command.nodeId, reaction: '+1' },
      { kind: 'comment', key: 'reply', urgency: 'reply', text: `Now P1\n\n${effectMarker('reply')}` },
      { kind: 'labels', key: 'labels', add: ['P1'], remove: ['P0'] },
      { kind: 'title', key: 'title', title: '[INCIDENT P1] Shop down' },
      { kind: 'assignees', key: 'assignees', add: [commander], remove: [responder] },
      { kind: 'card', key: 'card', text: 'The card', commentNodeId: null },
      { kind: 'close', key: 'close', reason: 'completed' },
    ],
    facts.labelIds,
  );
  expect(results.map(({ key, ok }) => [key, ok])).toEqual(
    ['react', 'reply', 'labels', 'title', 'assignees', 'card', 'close'].map((key) => [key, true]),
  );
  expect(asked()).toEqual(['Effects', 'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin']);
  const live = await look(issue);
  expect(live).toMatchObject({ state: 'closed', state_reason: 'completed', title: '[INCIDENT P1] Shop down' });
  expect(labelNames(live.labels)).toEqual(['incident', 'P1']);
  expect(live.assignees?.map(({ login }) => login)).toEqual(['commander']);
  expect(await thread(issue)).toEqual(['/severity P1', expect.stringContaining('Now P1'), 'The card']);
});
