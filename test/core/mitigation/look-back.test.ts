// The look back of an incident, from its declaration to its card.
import { describe, expect, test } from 'vitest';
import { quietPast, type RecentPast, unreadPast } from '../../../src/core/mitigation/recent-past.ts';
import { plus } from '../../../src/core/time.ts';
import { createRenderer } from '../../../src/shell/render/renderer.ts';
import * as build from '../../support/builders.ts';
import { deployment, shaOf } from './deployments.ts';

const renderer = createRenderer({ signingKey: 'a key of the tests', templates: build.shipped.messages });

const { people, minute, T0 } = build;

/** Live at so many minutes before the incident was declared. */
function deployed(letter: string, before: number) {
  const at = plus(T0, `PT${-before}M`.replace('PT-', '-PT'));
  return {
    ...deployment(letter, 1),
    id: String(1000 - before),
    ref: `v${letter}`,
    at,
    statuses: [{ state: 'success' as const, at }],
  };
}

const past: RecentPast = { ...quietPast, deployments: [deployed('c', 4), deployed('b', 300), deployed('a', 900)] };

/** A declared incident that was not looked back for. */
const declared = () => build.after(build.aReport({ reportedBy: people.responder }), T0, build.declared);
const ticked = (facts: Partial<Parameters<typeof build.facts>[0]>, record = declared()) =>
  build.brain.decide(build.situation(build.tick(minute(1)), { record, facts: build.facts(facts), now: minute(1) }));

describe('when an incident is declared', () => {
  test('it is looked at once, in a turn of its own: the page does not wait for it', () => {
    const decision = build.brain.decide(build.situation(build.opened()));
    expect(build.brain.factsFor(build.opened(), null, build.aPolicy(), build.self)).not.toHaveProperty('past');
    expect(decision.effects.map(({ kind }) => kind)).toContain('comment');
    expect(decision.lookAgainAt).toBe(T0);
    const asked = build.brain.factsFor(build.tick(T0), decision.record, build.aPolicy(), build.self);
    const accepted = ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', 'closed'];
    // Reported, declined and duplicate ones are no incidents: whoever may open an issue must not make a good version look bad.
    expect(asked?.past).toMatchObject({
      environment: 'production',
      accepted: accepted.map((status) => `status: ${status}`),
    });
  });

  test('the card shows the suspects with reasons, what is live and the last known good version, and the rule of the runbook', () => {
    const policy = build.policyOf('preset: sev\n');
    const situation = build.situation(build.tick(minute(1)), {
      record: declared(),
      facts: build.facts({ past }),
      now: minute(1),
    });
    const { record } = build.brain.decide({ ...situation, policy });
    expect(record?.changes).toMatchObject({
      considered: 3,
      rule: 'recent-deploy',
      live: { ref: 'vc' },
      good: { ref: 'vb', sha: shaOf('b') },
    });
    expect(record?.changes?.suspects.map(({ title }) => title)).toEqual([
      'Deployment of vc to production',
      'Deployment of vb to production',
    ]);
    expect(record?.timeline.at(-1)?.text).toBe('Looked at 3 changes, first suspect: Deployment of vc to production');
  });

  test('it is not looked at again by itself', () => {
    const { record } = ticked({ past });
    if (record === null) throw new Error('there is a record');
    expect(build.brain.factsFor(build.tick(minute(2)), record, build.aPolicy(), build.self)).not.toHaveProperty('past');
    expect(ticked({ past: quietPast }, record).record?.changes).toEqual(record.changes);
  });

  test('it is looked at again when it is said to have begun at another time, since the ranking depends on it', () => {
    const { record } = ticked({ past });
    if (record === null) throw new Error('there is a record');
    const corrected = build.after(record, minute(2), { kind: 'timed', times: { started: plus(T0, '-PT5H') } });
    expect(build.brain.factsFor(build.tick(minute(2)), corrected, build.aPolicy(), build.self)?.past?.since).toBe(
      '2026-02-27T23:00:00Z',
    );
    const again = ticked({ past }, corrected).record;
    expect(again?.changes).toMatchObject({
      onset: '2026-02-28T23:00:00Z',
      suspects: [{ title: 'Deployment of vb to production' }],
    });
    expect(ticked({ past: quietPast }, again ?? corrected).record?.changes).toEqual(again?.changes);
  });

  test('nothing happened: the card is left alone', () => {
    const paged = build.after(declared(), T0, build.paged('P0/0', 'P0/1'));
    const decision = ticked({ past: quietPast }, paged);
    expect(decision.effects).toEqual([]);
    expect(decision.record?.changes).toMatchObject({ considered: 0, unread: [] });
  });

  test('what GitHub does not tell is named, and not asked for again and again', () => {
    const decision = ticked({ past: unreadPast });
    expect(decision.record?.changes?.unread).toContain('deployments');
    if (decision.record === null) throw new Error('there is a record');
    expect(ticked({}, decision.record).lookAgainAt).not.toBe(minute(1));
  });

  test('lists that GitHub has more of are named on the card, also where nothing else is known', () => {
    const cut = ['30 merged pull requests', '100 failed workflow runs'];
    for (const found of [past, quietPast]) {
      const { record, effects } = ticked({ past: { ...found, cut } });
      const card = effects.find((effect) => effect.kind === 'card');
      const ready = card === undefined || record === null ? null : renderer.ready(card, record);
      expect(ready).toMatchObject({
        text: expect.stringContaining(
          'There were more than 30 merged pull requests, 100 failed workflow runs: the cause may be among those that were not looked at.',
        ),
      });
    }
  });

  test('what others wrote leaves no mark: long names are cut, an address that is none is left out, and nothing ends the link', () => {
    const odd = [
      { ...deployed('c', 4), ref: 'v'.repeat(400), url: 'javascript:alert(1)' },
      { ...deployed('b', 5), ref: 'x](https://evil.example) @lead', url: 'https://ci.example/1) @lead (' },
      { ...deployed('a', 6), url: `https://ci.example/${'a'.repeat(600)}` },
    ];
    const { record, effects } = ticked({ past: { ...quietPast, deployments: odd } });
    expect(record?.changes?.suspects.map(({ url }) => url)).toEqual([null, 'https://ci.example/1) @lead (', null]);
    expect([...(record?.changes?.suspects[0]?.title ?? '')]).toHaveLength(150);
    const card = effects.find((effect) => effect.kind === 'card');
    const ready = card === undefined || record === null ? null : renderer.ready(card, record);
    const whole = ready?.kind === 'card' ? ready.text : '';
    const text = whole.slice(whole.indexOf('**What changed'), whole.indexOf('Live: '));
    expect(text).not.toMatch(/@lead|\]\(https:\/\/evil/);
    expect(text).toContain('(https://ci.example/1%29%20%40lead%20%28)');
  });

  test('a report is left alone until it is declared', () => {
    const record = build.aReport({ reportedBy: people.visitor });
    expect(build.brain.factsFor(build.tick(minute(1)), record, build.aPolicy(), build.self)).not.toHaveProperty('past');
  });

  test('the suspects of a security incident that everybody can read are not shown', () => {
    const record = { ...declared(), security: true };
    const decision = ticked({ past, repository: { private: false, archived: false, nodeId: 'R_1' } }, record);
    const card = JSON.stringify(decision.effects);
    expect(card).not.toContain('vc');
    expect(decision.record?.changes?.suspects).toHaveLength(2);
  });
});
