// Requests to GitHub per trigger, from the sandbox's log, token requests aside (DESIGN section 10).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
beforeAll(async () => {
  story = await startStory();
  issue = await story.declare();
  await readAll(story, issue);
});
afterAll(async () => {
  await readAll(story, issue);
  await story.end();
});

/** What the app asked of GitHub because of this, and because of all that follows from it. */
async function asked(act: () => Promise<unknown>): Promise<readonly string[]> {
  await story.settle();
  await story.requests();
  await act();
  await story.settle();
  return (await story.requests()).map(({ route, operations }) => `${route} ${operations.join(',')}`.trim());
}

describe('nothing is asked of GitHub for', () => {
  test('a comment without a command', async () => {
    expect(await asked(() => story.say('responder', 'The error rate is falling.', issue))).toEqual([]);
  });

  test("another bot's command", async () => {
    expect(await asked(() => story.say('responder', '/deploy production', issue))).toEqual([]);
  });

  test('a command outside incidents, and an issue that is none', async () => {
    const open = () => story.api('responder', 'POST', '/repos/acme/shop/issues', { title: 'A typo', body: 'Fix it.' });
    let number = 0;
    expect(
      await asked(async () => {
        const { data } = await open();
        number = typeof data === 'object' && data !== null && 'number' in data ? Number(data.number) : 0;
      }),
    ).toEqual([]);
    expect(await asked(() => story.say('responder', '/ack', number))).toEqual([]);
  });

  test('an edited comment, a label that is not ours, a locked conversation', async () => {
    const comment = await story.say('responder', 'The error rate is falling.', issue);
    const path = `/repos/acme/shop/issues/comments/${comment}`;
    expect(
      await asked(() => story.api('responder', 'PATCH', path, { body: 'The error rate is falling fast.' })),
    ).toEqual([]);
    const labels = `/repos/acme/shop/issues/${issue}/labels`;
    await story.api('lead', 'POST', '/repos/acme/shop/labels', { name: 'checkout', color: 'ededed' });
    expect(await asked(() => story.api('responder', 'POST', labels, { labels: ['checkout'] }))).toEqual([]);
    const lock = `/repos/acme/shop/issues/${issue}/lock`;
    expect(await asked(() => story.api('lead', 'PUT', lock))).toEqual([]);
    expect(await asked(() => story.api('lead', 'DELETE', lock))).toEqual([]);
  });
});

describe('one question and one document, echoes and reaction included, for', () => {
  const rows = [
    ['an acknowledgement', 'responder', '/ack'],
    ['a severity', 'responder', '/severity P1 checkout works again'],
    ['an update', 'responder', '/update Rolled back eta=15m'],
    ['a note', 'responder', '/note it was the cache'],
    ['a role', 'responder', '/role scribe @commander'],
    ['the lead to somebody', 'responder', '/ic @commander'],
    ['the lead to somebody who may not respond', 'responder', '/ic @visitor'],
    ['a command that is refused', 'responder', '/severity P9'],
    ['a near miss', 'responder', '/serverity P1'],
    ['a command by somebody who may not', 'reviewer', '/severity P3'],
    ['a dry run', 'responder', '/severity P2 --dry-run'],
    ['help', 'responder', '/help'],
  ] as const;
  test.each(rows)('%s', async (_name, who, text) => {
    const requests = await asked(() => story.say(who, text, issue));
    await readAll(story, issue);
    expect(requests, requests.join('\n')).toHaveLength(2);
  });
});

describe('one more, to make the label of a status that this repository has not had yet, for', () => {
  const rows = [
    ['a status', '/status identified'],
    ['the start of the monitoring window', '/resolve rolled back'],
  ] as const;
  test.each(rows)('%s', async (_name, text) => {
    const requests = await asked(() => story.say('responder', text, issue));
    await readAll(story, issue);
    expect(requests, requests.join('\n')).toHaveLength(3);
  });
});

test('a declaration with page, labels and pinned card takes three requests; what changed and the evidence, six more after them', async () => {
  let second = 0;
  const requests = await asked(async () => {
    second = await story.declare();
  });
  await story.say('lead', '/close --force tidied up', second);
  await readAll(story, second);
  const [told, looked] = [requests.slice(0, 3), requests.slice(3)];
  expect(
    told.filter((request) => request.includes('addComment')),
    requests.join('\n'),
  ).toHaveLength(1);
  expect(told.at(-1)).toContain('/pin');
  expect(looked, requests.join('\n')).toHaveLength(6);
  expect(looked.filter((request) => request.includes('/actions/runs'))).toHaveLength(2);
});

test('a timer takes one question and one document', async () => {
  await story.say('lead', '/close --force tidied up', issue);
  await readAll(story, issue);
  const due = await story.declare();
  await readAll(story, due);
  const requests = await asked(() => story.later('PT15M'));
  expect(await story.nextComment(due)).toContain('Progress update 1 is');
  expect(requests, requests.join('\n')).toHaveLength(2);
});
