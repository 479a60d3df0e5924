// A page whose answer was lost is found again, and judged as one that was answered: whom GitHub links to nobody was not told.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Brain } from '../../../src/core/brain.ts';
import type { TriggerOf } from '../../../src/core/trigger.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';
import { FakeGitHub, fakeBrain } from '../../support/fake-thread.ts';

type Unheard = TriggerOf<'unheard'>;

/** The fake brain, whose answers to `/say` are pages to `@lead` and `@acme/on-call`. */
function pagingBrain(heard: Unheard[]): Brain {
  const brain = fakeBrain();
  return {
    ...brain,
    decide: (situation) => {
      if (situation.trigger.kind === 'unheard') heard.push(situation.trigger);
      const decision = brain.decide(situation);
      const effects = decision.effects.map((effect) =>
        effect.kind === 'comment' && effect.key.startsWith('say-')
          ? {
              ...effect,
              urgency: 'page' as const,
              message: { ...effect.message, mentions: ['@lead', '@acme/on-call'] },
            }
          : effect,
      );
      return { ...decision, effects };
    },
  };
}

describe.each(databases)('the engine on %s', (_kind, fresh) => {
  const heard: Unheard[] = [];
  let place: TestDatabase;
  let app: TestEngine;
  beforeAll(async () => {
    place = await fresh();
    app = await new TestEngine(place, new FakeGitHub(), {}, { brain: pagingBrain(heard) }).start();
  });
  beforeEach(async () => {
    await app.reset();
    heard.length = 0;
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });

  const said = () => app.handled.filter(({ outcome }) => outcome === 'done:say').length;
  /** A page is made, and its answer lost, once. */
  const pageIsLost = async () => {
    const issue = app.github.issue(1);
    await app.open(issue);
    await app.idle();
    let lost = false;
    app.github.fault = ({ key }) => {
      if (!key.startsWith('say-') || lost) return null;
      lost = true;
      return 'performed-but-uncertain';
    };
    const comment = await app.say(issue, '/say down');
    await app.until(() => said() === 1);
    return { issue, page: `say-${comment.id}` };
  };

  test('tells the incident whom GitHub does not link, once', async () => {
    app.github.linked = ['@lead'];
    const { issue, page } = await pageIsLost();
    await app.idle();
    expect(heard).toMatchObject([{ page, handles: ['@acme/on-call'] }]);
    expect(app.github.said(issue)).toEqual(['declared', 'down']);
  });

  test('tells it nothing where everybody is linked', async () => {
    app.github.linked = ['@lead', '@acme/on-call'];
    await pageIsLost();
    await app.idle();
    expect(heard).toEqual([]);
  });

  test('asks again while the page cannot be read back, and sends it no second time', async () => {
    app.github.linked = [];
    app.github.unread = 2;
    const { issue, page } = await pageIsLost();
    await app.until(() => heard.length > 0);
    await app.idle();
    expect(heard).toMatchObject([{ page, handles: ['@lead', '@acme/on-call'] }]);
    expect(app.github.asked.filter((what) => what.startsWith('mentioned'))).toHaveLength(3);
    expect(app.github.said(issue)).toEqual(['declared', 'down']);
  });

  test('what else waits goes out meanwhile', async () => {
    app.github.linked = [];
    app.github.unread = Number.POSITIVE_INFINITY;
    const { issue } = await pageIsLost();
    await app.say(issue, '/say more');
    await app.until(() => said() === 2);
    expect(app.github.said(issue)).toEqual(['declared', 'down', 'more']);
    app.github.unread = 0;
    await app.until(() => heard.length > 0);
    await app.idle();
    expect(heard.map(({ handles }) => handles)).toEqual([['@lead', '@acme/on-call']]);
  });
});
