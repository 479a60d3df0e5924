// Schedules are asked for only where a policy names them, and what they say reaches the decision.
import { describe, expect, test } from 'vitest';
import { withSchedules } from '../../../src/shell/engine/schedules.ts';
import * as build from '../../support/builders.ts';

const scheduled = build.aPolicy({
  ...build.policyOf('on_call: [{ id: devops, pagerduty: PABC123, pagerduty_users: { ops@example.com: reviewer } }]'),
});
const clock = { now: () => build.minute(1), setOffset: () => undefined, offset: () => 0 };
const always = { email: 'ops@example.com', from: null, until: null };

function mentioned(situation: ReturnType<typeof build.situation>): readonly string[] {
  const { effects } = build.brain.decide(situation);
  return effects.flatMap((effect) => (effect.kind === 'comment' ? effect.message.mentions : []));
}

describe('what a policy leaves to a schedule', () => {
  test('is asked for once, and decides who is paged', async () => {
    const asked: string[] = [];
    const onCall = { read: async (id: string) => { asked.push(id); return { shifts: [always], trouble: null }; } };
    const situation = await withSchedules({ brain: build.brain, onCall, clock }, build.situation(build.opened(), { policy: scheduled }));
    expect(asked).toEqual(['PABC123']);
    expect(situation.now).toBe(build.minute(1));
    expect(mentioned(situation)).toContain('@reviewer');
  }); // biome-ignore format: one thought a line

  test('is told as lacking a key where the host has none', async () => {
    const situation = await withSchedules({ brain: build.brain, clock }, build.situation(build.opened(), { policy: scheduled }));
    expect(situation.facts.schedules).toEqual({ PABC123: { shifts: [], trouble: 'no-key' } });
  }); // biome-ignore format: one thought a line

  test('is nothing where it names none: nobody is asked', async () => {
    const onCall = { read: () => Promise.reject(new Error('asked')) };
    const situation = build.situation(build.opened());
    expect(await withSchedules({ brain: build.brain, onCall, clock }, situation)).toBe(situation);
  });
});
