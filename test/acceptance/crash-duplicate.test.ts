// A duplicate whose server dies on the way: the incident that it joins hears of it all the same, and once.
import { expect, test } from 'vitest';
import { startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll } from '../support/visible.ts';

/** The second pass of a place is that of the incident that is joined. */
const PATIENCE = 120_000;

test.each(['before-decision-commit', 'decided-not-run', 'effect-sent-no-answer', 'before-decision-commit:2', 'effect-sent-no-answer:2'])('killed at %s', async (crashAt) => {
  const story = await startStory();
  try {
    const kept = await story.declare({ body: 'Started: 2026-11-21T07:30:00Z' });
    const joins = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
    await story.app.crashAt(crashAt);
    await story.say('responder', `/duplicate #${kept}`, joins);
    expect(story.app.alive(), `${crashAt} was never passed`).toBe(false);
    await story.app.start();
    await story.settle();
    expect(await story.issue(joins)).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
    expect(await keys(story, kept, 'joined/')).toHaveLength(1);
    expect(await story.card(kept)).toMatch(new RegExp(`Started.*2026-11-21 07:00 UTC[\\s\\S]*Joined by.*#${joins}`));
    for (const issue of [kept, joins]) {
      await expectNothingTwice(story, issue);
      await readAll(story, issue);
    }
  } finally {
    await story.end();
  }
}, PATIENCE); // biome-ignore format: one thought a line

test(
  'killed before it hears of it, and the data lost with it: it hears of it once, of the severity too',
  async () => {
    const story = await startStory();
    try {
      const kept = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
      const joins = await story.declare({ body: 'Started: 2026-11-21T07:30:00Z' });
      await story.app.crashAt('before-decision-commit:2');
      await story.say('responder', `/duplicate #${kept}`, joins);
      expect(story.app.alive(), 'before-decision-commit:2 was never passed').toBe(false);
      expect(await keys(story, kept, 'joined/')).toEqual([]);
      await story.app.forget();
      await story.app.start();
      await story.settle();
      expect(await story.issue(joins)).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
      expect(await keys(story, kept, 'joined/')).toHaveLength(1);
      const told = (await readAll(story, kept)).join();
      expect(told).toContain(`#${joins} was P0, this one is P1`);
      expect(told).toContain('/severity P0');
      expect((await story.issue(kept)).labels).toContain('P1');
      await story.app.kill();
      await story.app.forget();
      await story.app.start();
      await story.settle();
      for (const issue of [kept, joins]) await expectNothingTwice(story, issue);
      await readAll(story, joins);
      expect(await keys(story, kept, 'joined/')).toHaveLength(1);
    } finally {
      await story.end();
    }
  },
  PATIENCE,
);
