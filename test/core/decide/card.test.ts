// The card and the issue behind it: changed, deleted, gone; nothing of that loses a timer or pages anyone.
import { describe, expect, test } from 'vitest';
import type { Situation } from '../../../src/core/brain.ts';
import { nextLook } from '../../../src/core/clock/due.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute, T0 } = build;
const touched = (how: 'edited' | 'deleted', actor = people.visitor) => ({
  kind: 'card-touched' as const,
  issue: build.issue,
  installationId: 5,
  at: minute(1),
  actor,
  via: 'webhook' as const,
  commentId: 900,
  how,
});
const paged = (): ReturnType<typeof build.anIncident> => build.anIncident({}, build.paged('P0/0', 'P0/1'));

describe('a card that is not believed', () => {
  test.each([
    { name: 'changed by somebody', card: 'tampered', trigger: touched('edited'), says: /changed by somebody else/, by: 'visitor' },
    { name: 'deleted', card: 'missing', trigger: touched('deleted'), says: /deleted/, by: 'visitor' },
    { name: 'found changed by the clock', card: 'tampered', trigger: build.tick(minute(1)), says: /changed by somebody else/, by: null },
  ] as const)('$name: shown again from the record, and recorded', ({ card, trigger, says, by }) => {
    const record = paged();
    const decision = build.brain.decide(build.situation(trigger, { record, card, now: minute(1) }));
    expect(decision.effects.map(({ kind }) => kind)).toEqual(['card']);
    expect(decision.record).toMatchObject({ revision: record.revision + 1, level: 'P0' });
    expect(decision.record?.timeline.at(-1)).toMatchObject({ kind: 'tampered', by });
    expect(decision.record?.timeline.at(-1)?.text).toMatch(says);
    expect(decision.lookAgainAt).toBe(minute(5));
  }); // biome-ignore format: a table

  test('missing without anybody’s doing: made again, silently', () => {
    const record = paged();
    const decision = build.brain.decide(build.situation(build.tick(minute(1)), { record, card: 'missing', now: minute(1) }));
    expect(decision.effects.map(({ kind }) => kind)).toEqual(['card']);
    expect(decision.record?.timeline).toEqual(record.timeline);
  }); // biome-ignore format: one thought

  test('another comment of ours was touched: nothing', () => {
    const decision = build.brain.decide(build.situation(touched('edited'), { record: paged(), now: minute(1) }));
    expect(decision.effects).toEqual([]);
  });

  test('an unbelieved card of an unknown record is written over, so that there are never two', () => {
    const model = new Model();
    model.open();
    const card = model.comments.find(({ id }) => id === model.record?.card?.id) ?? null;
    const facts = build.facts({ issue: model.live, card, recentComments: model.comments });
    const situation = build.situation(build.look(minute(1)), { record: null, card: 'tampered', facts, now: minute(1) });
    expect(build.brain.decide(situation).record?.card).toEqual({ id: card?.id, nodeId: card?.nodeId });
  });
});

describe('the issue is gone', () => {
  test.each(['deleted', 'transferred'] as const)('%s: the record ends, its timers are off, nothing is sent', (how) => {
    const facts = build.facts({ issue: null, gone: how });
    const decision = build.brain.decide(build.situation(build.gone(how), { record: paged(), facts }));
    expect(decision).toMatchObject({ effects: [], outcome: `done:${how}`, lookAgainAt: null });
    expect(decision.record).toMatchObject({ status: 'closed' });
  });

  test.each<{ readonly name: string; readonly facts: Partial<Situation['facts']>; readonly outcome: string }>([
    { name: 'cannot be read for now', facts: { issue: null, gone: 'inaccessible' }, outcome: 'ignored:inaccessible' },
    { name: 'was not in the answer', facts: { issue: null, gone: null }, outcome: 'ignored:no-issue' },
  ])('$name: nothing is done, and the timer stays set', ({ facts, outcome }) => {
    const record = build.anIncident();
    const decision = build.brain.decide(build.situation(build.tick(T0), { record, facts: build.facts(facts) }));
    expect(decision).toMatchObject({ record, effects: [], outcome });
    expect(decision.lookAgainAt).toBe(nextLook(record, build.aPolicy()));
    expect(decision.lookAgainAt).not.toBeNull();
  });

  test('and was never an incident: silence', () => {
    expect(build.brain.factsFor(build.gone('deleted'), null, build.aPolicy(), build.self)).toBeNull();
  });
});

describe('our own events, echoed back', () => {
  const record = paged();
  test.each([
    { name: 'a label', trigger: build.labelled('P0', true, { actor: build.bot }) },
    { name: 'a label taken off', trigger: build.labelled('P1', false, { actor: build.bot }) },
    { name: 'the title', trigger: build.edited({ actor: build.bot }) },
    { name: 'a reopening', trigger: build.reopenedByHand({ actor: build.bot }) },
    { name: 'the card', trigger: touched('edited', { ...build.bot } as never) },
    { name: 'the opening', trigger: build.opened({ actor: build.bot }) },
    { name: 'a label that follows the opening', trigger: build.labelled('P0', true) },
    { name: 'the incident label that follows the opening', trigger: build.labelled('Incident', true) },
    { name: 'the second delivery of the opening', trigger: build.opened() },
    { name: 'a lock', trigger: { ...build.tick(T0), kind: 'locked', locked: true } as const },
  ])('$name costs nothing', ({ trigger }) => {
    expect(build.brain.factsFor(trigger, record, build.aPolicy(), build.self)).toBeNull();
  });

  test('a close costs nothing where the incident is over; where it is not, what we merged closed it by a keyword', () => {
    const trigger = build.closedByHand({ actor: build.bot });
    const over = { ...record, status: 'closed' } as typeof record;
    expect(build.brain.factsFor(trigger, over, build.aPolicy(), build.self)).toBeNull();
    expect(build.brain.factsFor(trigger, record, build.aPolicy(), build.self)).toMatchObject({ closer: true });
  });

  test.each([
    { name: 'a label of others on a plain issue', trigger: build.labelled('bug', true) },
    { name: 'a closed plain issue', trigger: build.closedByHand() },
    { name: 'a retitled plain issue', trigger: build.edited() },
    { name: 'the clock without a record', trigger: build.tick(T0) },
  ])('$name costs nothing', ({ trigger }) => {
    expect(build.brain.factsFor(trigger, null, build.aPolicy(), build.self)).toBeNull();
  });
});

describe('a broken policy', () => {
  test('is told on the card once, with line and column, and the incident is handled', () => {
    const policyProblems = [{ file: 'acme/shop/.github/firebreak.yml', line: 3, column: 5, code: 'yaml-syntax', message: 'odd. Correct it.' }];
    const first = build.brain.decide(build.situation(build.opened(), { policyProblems }));
    expect(first.record?.notices.map(({ text }) => text).join()).toMatch(/last good policy is in force\. line 3, column 5: odd/);
    const live = build.liveIssue();
    const again = build.brain.decide(
      build.situation(build.tick(minute(1)), { record: first.record, policyProblems, facts: build.facts({ issue: live }), now: minute(1) }),
    );
    expect(again.effects).toEqual([]);
  }); // biome-ignore format: one thought a line

  test('what is wrong in a base is told without its words: not everybody here may read that repository', () => {
    const policyProblems = [{ file: 'acme/private/.github/firebreak.yml', line: 3, column: 5, code: 'invalid_type', message: 'found "the password", expected number. Correct it.' }];
    const { record } = build.brain.decide(build.situation(build.opened(), { policyProblems }));
    const said = record?.notices.map(({ text }) => text).join() ?? '';
    expect(said).toContain('acme/private/.github/firebreak.yml, line 3, column 5: there is a mistake.');
    expect(JSON.stringify(record)).not.toContain('the password');
  }); // biome-ignore format: one thought a line
});
