// Escalation that proves delivery, against the unmodified server: what GitHub does not link has told nobody, and the ladder goes on at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRepository } from '../../src/sandbox/state/repositories.ts';
import { leave } from '../support/leave.ts';
import { type Story, setPolicy, startStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.end());

const policy = (people: string) => `preset: github\npeople: { ${people} }\n`;
const declareP1 = () => story.declare({ title: '[INCIDENT P1] Checkout is slow', labels: ['incident', 'P1'] });
const close = async () => {
  await story.say('lead', '/close --force over');
  expect(await story.nextComment()).toContain('Resolved: ');
};

/** Whether GitHub links teams in what the app writes from here on; the token that it has still reads members. */
function withMembers(may: boolean): void {
  const { installations, apps } = story.sandbox.store;
  for (const [id, installation] of installations) {
    if (apps.get(installation.appId)?.slug !== 'firebreak') continue;
    const { members: _members, ...rest } = installation.permissions;
    installations.set(id, { ...installation, permissions: may ? { ...rest, members: 'read' } : rest });
  }
}

describe('a mention that GitHub does not link (a team that does not exist, a team that the app may not see)', () => {
  test('the step behind it is paged at once, and the card says which handle is wrong', async () => {
    await setPolicy(story, policy('devops: ["@acme/no-such-team"], manager: ["@lead"]'));
    await declareP1();
    expect(await story.nextComment()).toContain('@acme/no-such-team');
    expect(await story.nextComment()).toMatch(/^@lead$/m);
    expect(await story.card()).toContain('GitHub tells nobody by acme/no-such-team');
    await story.later('PT16M');
    // Nobody is called a second time by the ladder; that nobody has acknowledged is told to whom the next step has reached, not to nobody.
    expect(await story.nextComment()).toMatch(/^@lead\n.*P1 is to be acknowledged within 15 minutes/s);
    await story.silence();
    await close();
  });

  test('a team that is not linked any more, whose members the app still knows: they are mentioned one by one, and nobody else', async () => {
    await setPolicy(story, policy('devops: ["@acme/on-call"], manager: ["@lead"]'));
    withMembers(false);
    try {
      await declareP1();
      expect(await story.nextComment()).toContain('@acme/on-call');
      expect(await story.nextComment()).toMatch(/^@responder @commander$/m);
      await story.silence();
    } finally {
      withMembers(true);
    }
    await close();
  });

  test('a person who has left and may not read the private repository any more: GitHub still links them, and tells them nothing', async () => {
    const { store, seeded } = story.sandbox;
    const become = (isPrivate: boolean) => changeRepository(store, store.repositories.get(seeded.repository.id) ?? seeded.repository, { private: isPrivate }); // biome-ignore format: one call
    become(true);
    await setPolicy(story, policy('devops: ["@reviewer"], manager: ["@lead"]'));
    const comeBack = leave(story, 'reviewer');
    try {
      await declareP1();
      expect(await story.nextComment()).toContain('@reviewer');
      expect(await story.nextComment()).toMatch(/^@lead$/m);
      expect(await story.card()).toContain('GitHub tells nobody by reviewer');
      await story.silence();
    } finally {
      comeBack();
      become(false);
    }
    await close();
  });

  test('a commander who has left meanwhile hears of no reminder: the people of the ladder are told at once', async () => {
    const { store, seeded } = story.sandbox;
    const become = (isPrivate: boolean) => changeRepository(store, store.repositories.get(seeded.repository.id) ?? seeded.repository, { private: isPrivate }); // biome-ignore format: one call
    become(true);
    await setPolicy(story, policy('devops: ["@reviewer"], ceo: ["@lead"]'));
    await story.declare();
    expect(await story.nextComment()).toContain('@reviewer');
    await story.say('commander', '/ack');
    const comeBack = leave(story, 'commander');
    try {
      await story.later('PT16M');
      expect(await story.nextComment()).toMatch(/^@commander\n.*Progress update 1/s);
      expect(await story.nextComment()).toMatch(
        /^@reviewer\n.*GitHub tells nobody by `@commander`, so others are told/s,
      );
      expect(await story.card()).toContain('GitHub tells nobody by commander');
      await story.silence();
    } finally {
      comeBack();
      become(false);
    }
    await close();
  });

  test('where the team is linked nothing else is said', async () => {
    await setPolicy(story, policy('devops: ["@acme/on-call"], manager: ["@lead"]'));
    await declareP1();
    expect(await story.nextComment()).toContain('@acme/on-call');
    await story.silence();
    await close();
  });
});

describe('people escalate and page', () => {
  test('/escalate and /page each make one new comment that mentions whom the policy names; a restart repeats neither', async () => {
    await setPolicy(story, policy('devops: ["@acme/on-call"], manager: ["@lead"], database: ["@reviewer"]'));
    await declareP1();
    expect(await story.nextComment()).toContain('@acme/on-call');
    const said = await story.say(
      'responder',
      '/ack\n/escalate the fail-over does not work\n/page database please look',
    );
    expect(await story.reactions(said)).toEqual(['+1']);
    const two = [await story.nextComment(), await story.nextComment()].join('\n');
    expect(two).toMatch(/^@lead$/m);
    expect(two).toMatch(/^@reviewer$/m);
    expect(two).toContain('responder needs database here: please look');
    await story.app.stop();
    await story.app.start();
    await story.later('PT20M');
    await story.silence();
    await close();
  });
});
