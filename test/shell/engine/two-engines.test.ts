// Two instances over one database, and a timer that is due for both: one page goes out, whichever is first, and whatever their clocks say.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Brain } from '../../../src/core/brain.ts';
import { freshPostgres, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';
import { FakeGitHub, fakeBrain } from '../../support/fake-thread.ts';

const MINUTE = 60_000;

/** The fake brain, whose timer pages `@lead`. */
function pagingBrain(): Brain {
  const brain = fakeBrain();
  return {
    ...brain,
    decide: (situation) => {
      const decision = brain.decide(situation);
      const effects = decision.effects.map((effect) =>
        effect.kind === 'comment' && effect.key.startsWith('due-')
          ? { ...effect, urgency: 'page' as const, message: { ...effect.message, mentions: ['@lead'] } }
          : effect,
      );
      return { ...decision, effects };
    },
  };
}

describe('two engines on one PostgreSQL', () => {
  let place: TestDatabase;
  let github: FakeGitHub;
  let one: TestEngine;
  let two: TestEngine;

  beforeEach(async () => {
    place = await freshPostgres();
    github = new FakeGitHub();
    one = await new TestEngine(place, github, {}, { brain: pagingBrain() }).start();
    two = await new TestEngine(place, github, {}, { brain: pagingBrain() }).start();
  });
  afterEach(async () => {
    await Promise.all([one.stop(), two.stop()]);
    await place.dispose();
  });

  const issues = (count: number) => Array.from({ length: count }, (_, index) => github.issue(index + 1));
  const idle = () => Promise.all([one.idle(), two.idle()]);

  /** Incidents, each with a timer in a quarter of an hour. */
  async function waiting(count: number) {
    const opened = issues(count);
    for (const issue of opened) await one.open(issue);
    for (const [index, issue] of opened.entries()) await (index % 2 === 0 ? one : two).say(issue, '/wait PT15M');
    await idle();
    return opened;
  }

  /** Every time something was sent to GitHub that is due. */
  const sent = () => github.asked.filter((what) => what.startsWith('perform') && what.includes('due-'));
  const ticks = () => [...one.handled, ...two.handled].filter(({ outcome }) => outcome === 'done:tick');

  test('both see it due at the same moment: one tick, one page', async () => {
    const opened = await waiting(12);
    await Promise.all([one.engine.setClockOffset(16 * MINUTE), two.engine.setClockOffset(16 * MINUTE)]);
    await idle();
    for (const issue of opened) expect(github.said(issue)).toEqual(['declared', 'due']);
    expect(sent()).toHaveLength(opened.length);
    expect(ticks()).toHaveLength(opened.length);
  });

  test('the clock of one is two minutes ahead: it is due when the first says so, and the other does not page again', async () => {
    const opened = await waiting(4);
    await Promise.all([one.engine.setClockOffset(16 * MINUTE), two.engine.setClockOffset(14 * MINUTE)]);
    await idle();
    expect(sent()).toHaveLength(opened.length);
    await two.engine.setClockOffset(16 * MINUTE);
    await idle();
    for (const issue of opened) expect(github.said(issue)).toEqual(['declared', 'due']);
    expect(sent()).toHaveLength(opened.length);
  });

  test('one is stopped as both see it due: the other finishes, and nothing is paged twice', async () => {
    const opened = await waiting(12);
    await Promise.all([one.engine.setClockOffset(16 * MINUTE), two.engine.setClockOffset(16 * MINUTE)]);
    await one.stop();
    await two.idle();
    for (const issue of opened) expect(github.said(issue)).toEqual(['declared', 'due']);
    expect(sent()).toHaveLength(opened.length);
  });

  test('the job of one timer is there twice, once for each: one page', async () => {
    const [issue = github.issue(1)] = await waiting(1);
    await one.database.query(`UPDATE firebreak.incidents SET due_at = now() - interval '1 second'`);
    await one.database.query(
      `INSERT INTO pgboss.job (name, policy, data)
       SELECT 'timers', 'standard', jsonb_build_object('incident', key) FROM firebreak.incidents, generate_series(1, 2)`,
    );
    await Promise.all([one.engine.setClockOffset(16 * MINUTE), two.engine.setClockOffset(16 * MINUTE)]);
    await idle();
    expect(github.said(issue)).toEqual(['declared', 'due']);
    expect(sent()).toHaveLength(1);
  });
});
