// What seems to contain a credential is answered once with how to make it worthless, wherever it was written, and is repeated nowhere.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runbookBody, type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
beforeEach(async () => {
  story = await startStory();
}, 60_000);
afterEach(() => story.end());

/** Put together here, so that nothing that scans this file takes it for real. */
const token = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1b2C'].join('');
const answer = /seems to contain a token of GitHub.*revoke it under Settings/s;

test('in a comment that holds no command', async () => {
  const issue = await story.declare();
  await readAll(story, issue);
  const leaked = await story.say('responder', `Works for me with ${token}`);
  expect(await story.nextComment()).toMatch(answer);
  expect(await story.reactions(leaked)).toEqual(['confused']);
  expect(story.app.output()).not.toContain(token);
}, 60_000);

test('in a comment that is edited until it holds one, by whoever edits it, and once', async () => {
  const issue = await story.declare();
  await readAll(story, issue);
  const comment = await story.say('responder', 'Works for me');
  const edit = async (as: 'responder' | 'lead', body: string) => {
    await story.api(as, 'PATCH', `/repos/acme/shop/issues/comments/${comment}`, { body });
    await story.settle();
  };
  await edit('lead', `/update Works for me with ${token}`);
  expect(await story.nextComment()).toMatch(answer);
  expect(await story.card()).not.toContain('Works for me');
  await edit('responder', `Works with ${token}, on db-2`);
  await edit('responder', 'Works for me');
  await edit('responder', `Works for me with ${token}`);
  await story.silence();
  expect(JSON.stringify(await story.comments()).split(token)).toHaveLength(2);
}, 60_000);

test('in the description that an incident is declared with, and in none of what is said and sent about it', async () => {
  const issue = await story.declare({ body: `${runbookBody}\n\nEvery call with ${token} fails` });
  const said = await readAll(story, issue);
  expect(said.filter((body) => answer.test(body))).toHaveLength(1);
  await story.api('responder', 'PATCH', `/repos/acme/shop/issues/${issue}`, { body: runbookBody });
  await story.settle();
  await story.silence();
  expect(JSON.stringify([await story.comments(), await story.issue()])).not.toContain(token);
  expect(story.app.output()).not.toContain(token);
}, 60_000);

test('in a comment whose delivery is lost', async () => {
  const issue = await story.declare();
  await readAll(story, issue);
  await story.control('POST', 'deliveries/drop', { event: 'issue_comment.created', times: 1 });
  await story.say('responder', `Works for me with ${token}`);
  await story.silence();
  await story.app.stop();
  await story.app.start();
  await story.settle();
  expect(await story.nextComment()).toMatch(answer);
}, 60_000);
