// A duplicate whose server dies on the way: the incident that it joins hears of it all the same, and once.
import { expect, test } from 'vitest';
import { startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll } from '../support/visible.ts';

/** Two starts each; the second pass of a place is that of the incident that is joined. */
const PATIENCE = 120_000;

test.each(['before-decision-commit', 'decided-not-run', 'effect-sent-no-answer', 'before-decision-commit:2', 'effect-sent-no-answer:2'])('killed at %s', async (crashAt) => {
  const story = await startStory();
  try {
    const kept = await story.declare({ body: 'Started: 2026-11-21T07:30:00Z' });
    const joins = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
    await story.app.kill();
    await story.app.start();
    await story.settle();
    await story.app.kill();
    await story.app.start({ crashAt });
    await story.settle();
    await story.say('responder', `/duplicate #${kept}`, joins);
    expect(story.app.alive(), `${crashAt} was never passed`).toBe(false);
    await story.app.start();
    await story.settle();
    expect(await story.issue(joins)).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
    expect(await keys(story, kept, 'joined/')).toHaveLength(1);
    expect(await story.card(kept)).toMatch(new RegExp(`Started:.*2026-11-21T07:00:00Z[\\s\\S]*Joined by.*#${joins}`));
    for (const issue of [kept, joins]) {
      await expectNothingTwice(story, issue);
      await readAll(story, issue);
    }
  } finally {
    await story.end();
  }
}, PATIENCE); // biome-ignore format: one thought a line
