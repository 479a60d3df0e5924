// A page that GitHub refuses for good is told to its incident, once: by the app with the commit that gives it up, by a workflow run at its end.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Brain } from '../../../src/core/brain.ts';
import type { TriggerOf } from '../../../src/core/trigger.ts';
import { systemClock } from '../../../src/shell/engine/clock.ts';
import { policyParts } from '../../../src/shell/engine/policy-memory.ts';
import { runOnce } from '../../../src/shell/engine/run-once.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { commented, opened, TestEngine } from '../../support/engine.ts';
import { bot, FakeGitHub, fakeBrain, policyFrom, readCard, ready } from '../../support/fake-thread.ts';

type Refused = TriggerOf<'page-refused'>;

/** The fake brain, every comment of which is a page to `@lead`. */
function pagingBrain(heard: Refused[]): Brain {
  const brain = fakeBrain();
  return {
    ...brain,
    decide: (situation) => {
      if (situation.trigger.kind === 'page-refused') heard.push(situation.trigger);
      const decision = brain.decide(situation);
      const effects = decision.effects.map((effect) =>
        effect.kind === 'comment'
          ? { ...effect, urgency: 'page' as const, message: { ...effect.message, mentions: ['@lead'] } }
          : effect,
      );
      return { ...decision, effects };
    },
  };
}

describe.each(databases)('the engine on %s', (_kind, fresh) => {
  const heard: Refused[] = [];
  let place: TestDatabase;
  let app: TestEngine;
  beforeAll(async () => {
    place = await fresh();
    app = await new TestEngine(place, new FakeGitHub(), {}, { brain: pagingBrain(heard) }).start();
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });

  test('tells the incident what GitHub said, once, also after a restart', async () => {
    const issue = app.github.issue(1);
    await app.open(issue);
    await app.idle();
    app.github.fault = ({ key }) => (key.startsWith('say-') ? 'final' : null);
    const comment = await app.say(issue, '/say down');
    await app.idle();
    expect(heard).toMatchObject([
      { page: `say-${comment.id}`, handles: ['@lead'], status: 502, why: 'final', actor: null, via: 'clock' },
    ]);
    await app.stop();
    app = await new TestEngine(place, app.github, {}, { brain: pagingBrain(heard) }).start();
    await app.idle();
    expect(heard).toHaveLength(1);
  });

  test('tells nothing where the card is what GitHub refuses', async () => {
    heard.length = 0;
    const issue = app.github.issue(2);
    app.github.fault = ({ kind }) => (kind === 'card' ? 'final' : null);
    await app.open(issue);
    await app.idle();
    expect(app.log.map(({ code }) => code)).toContain('effect-failed');
    expect(heard).toEqual([]);
  });
});

test('a workflow run tells the incident before it ends', async () => {
  const heard: Refused[] = [];
  const github = new FakeGitHub();
  const issue = github.issue(1);
  github.thread(issue);
  const clock = systemClock();
  const parts = {
    brain: pagingBrain(heard),
    ready,
    readCard,
    ...policyParts(policyFrom, clock),
    clock,
    log: () => undefined,
    self: async () => ({ botId: bot.id, botIds: [bot.id], login: bot.login }),
    gateway: () => github.gateway,
  };
  const wait = async () => undefined;
  await runOnce(parts, opened(issue, clock.now()), wait);
  github.fault = ({ key }) => (key.startsWith('say-') ? 'final' : null);
  const comment = github.comment(issue, '/say down');
  await runOnce(parts, commented(issue, comment), wait);
  expect(heard.map(({ page }) => page)).toEqual([`say-${comment.id}`]);
});
