// The database is disposable: deleted at any stage of an incident, it is rebuilt from the card, and the card from the thread; nobody sees a difference.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, readAll, timeline } from '../support/visible.ts';

const PATIENCE = 120_000;

let story: Story;
let issue = 0;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.end());
afterEach(async () => {
  if ((await story.issue(issue)).state === 'open') await story.say('lead', '/close --force tidied up', issue);
  await readAll(story, issue);
});

type Stage = { readonly name: string; readonly begin: () => Promise<unknown>; readonly goOn: () => Promise<unknown> };

const declare = async (as: 'responder' | 'visitor' = 'responder') => {
  await story.later('PT1M');
  issue = await story.declare({ as, title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
};
const say = (text: string) => story.say('responder', text, issue);

async function acted(): Promise<void> {
  await declare();
  await say('/ack on it');
  await say('/update Looking at the database eta=20m impact="half of the users"');
  await say('/role scribe @commander');
  await say('/severity P2 only some users\n/status identified the cache');
  await say('/note a note --dry-run is only a note');
}

async function windowOpen(): Promise<void> {
  await acted();
  await say('/resolve rolled back to v2.3.3');
}

async function windowOver(): Promise<void> {
  await windowOpen();
  await story.later('PT30M');
}

async function resolved(): Promise<void> {
  await windowOver();
  await say('/resolve all metrics normal');
}

async function closed(): Promise<void> {
  await resolved();
  await say('/check 4 6');
  await say('/close');
}

const expectNext = async (text: string | RegExp) => expect(await story.nextComment(issue)).toMatch(text);

const stages: readonly Stage[] = [
  {
    name: 'reported',
    begin: () => declare('visitor'),
    goOn: async () => {
      await say('/ack');
      await expectNext(/@acme\/on-call/);
      expect((await story.issue(issue)).labels).toContain('status: investigating');
    },
  },
  {
    name: 'declared',
    begin: () => declare(),
    goOn: async () => {
      await story.later('PT15M');
      await expectNext(/@commander/);
    },
  },
  { name: 'acted on', begin: acted, goOn: () => story.later('PT2H') },
  {
    name: 'in its monitoring window',
    begin: windowOpen,
    goOn: async () => {
      await story.later('PT30M');
      await expectNext(/monitoring window is over/);
    },
  },
  {
    name: 'after its monitoring window',
    begin: windowOver,
    goOn: async () => {
      await say('/resolve all metrics normal');
      expect((await story.issue(issue)).labels).toContain('status: resolved');
    },
  },
  {
    name: 'resolved',
    begin: resolved,
    goOn: async () => {
      await say('/check 4 6');
      await say('/close');
      expect((await story.issue(issue)).labels).toContain('status: closed');
    },
  },
  {
    name: 'closed',
    begin: closed,
    goOn: async () => {
      await say('/reopen it is back');
      expect(await story.issue(issue)).toMatchObject({ state: 'open' });
    },
  },
];

async function seen() {
  const comments = await story.comments(issue);
  const reactions = await Promise.all(comments.map(({ id }) => story.reactions(id)));
  return { issue: await story.issue(issue), comments, reactions };
}

/** The server loses its data, and whatever else happens while it is away. */
async function loseData(also: () => Promise<unknown> = async () => undefined): Promise<void> {
  await readAll(story, issue);
  await story.app.kill();
  await story.app.forget();
  await also();
  await story.app.start();
  await story.settle();
}

/** The others differ from these only in what the card says. */
const telling = ['reported', 'acted on', 'in its monitoring window', 'closed'];

describe('without the data, an incident that is', () => {
  test.each(stages.filter(({ name }) => telling.includes(name)))(
    '$name looks the same and goes on, its monitoring window included (S003-21)',
    async ({ begin, goOn }) => {
      await begin();
      const before = await seen();
      await loseData();
      expect(await seen()).toEqual(before);
      await goOn();
      await expectNothingTwice(story, issue);
    },
    PATIENCE,
  );
});

/**
 * What people read at the top of the card. Instants are those of the comments now, not of their handling a moment later; whether they were in time is
 * judged anew, since a severity that a hand changed is in no comment.
 */
async function head(): Promise<readonly string[]> {
  const lines = (await story.card(issue))
    .split('\n')
    .filter((line) => line.startsWith('###') || line.startsWith('| **'));
  return lines.map((line) =>
    line
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'then')
      .replace(/ \((?:in time|late), due [^)]*\)/, '')
      .replace(/\d\d:\d\d UTC(?: \(over\))?/, 'then')
      .replace(/\d+ minutes?/, 'a while'),
  );
}

/** What comments said comes back; what only the card told may not. */
const kept = /^(Acknowledged|Severity|Status|Looking|on it|scribe|a note|Monitoring|Resolved)/;

describe('without the data and the card, an incident that is', () => {
  test.each(stages.filter(({ name }) => name !== 'closed'))(
    '$name is rebuilt from its thread and goes on',
    async ({ begin, goOn }) => {
      await begin();
      const before = { issue: await story.issue(issue), head: await head() };
      const entries = await timeline(story, issue);
      await loseData(async () => {
        const card = (await story.comments(issue)).find(({ isCard }) => isCard);
        await story.api('lead', 'DELETE', `/repos/acme/shop/issues/comments/${card?.id}`);
      });
      expect({ issue: await story.issue(issue), head: await head() }).toEqual(before);
      const rebuilt = await timeline(story, issue);
      expect(rebuilt).toContain('The record was rebuilt from the thread');
      expect(rebuilt).toEqual(expect.arrayContaining(entries.filter((entry) => kept.test(entry))));
      await story.silence(issue);
      await goOn();
      await expectNothingTwice(story, issue);
    },
    PATIENCE,
  );
});
