// An incident that stays open and silent for ninety days: GitHub takes 2,500 comments an issue, so that what is asked again is asked ever less often, and what must page still does.
import { describe, expect, test } from 'vitest';
import { effectKeysIn } from '../../../src/core/marker.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;
const DAY = 24 * 60;

/** Of what GitHub takes in a thread, what may be spent on reminders: people need the rest. */
const MOST = 300;

const shouting = `
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"], manager: ["@manager"] }
levels:
  - name: P0
    respond_within: 5m
    updates: { every: 15m }
    escalation: [{ after: 0m, targets: [oncall] }, { after: 3 days, targets: [lead] }, { after: 60 days, targets: [manager] }]
`;

/** Minutes since the declaration of the comments with such a part in their key. */
function minutesOf(model: Model, part: string): readonly number[] {
  return model.said
    .filter(({ body }) => effectKeysIn(body).some((key) => key.split('/').at(-1)?.split('.').some((each) => each.startsWith(part))))
    .map(({ createdAt }) => minutesBetween(build.T0, createdAt));
} // biome-ignore format: one thought a line

function silentFor(days: number, policy: string): Model {
  const model = new Model({}, build.policyOf(policy));
  model.open();
  model.until(minute(days * DAY));
  return model;
}

describe('open and silent for ninety days', () => {
  const model = silentFor(90, shouting);
  const asked = minutesOf(model, 'update');

  test('an update is asked for at every interval for a day', () => {
    expect(asked.filter((at) => at <= DAY)).toEqual(Array.from({ length: 96 }, (_, index) => (index + 1) * 15));
  });

  test('then the pause doubles, up to a day', () => {
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(pauses.slice(95, 103)).toEqual([15, 15, 30, 60, 120, 240, 480, 960]);
    expect(new Set(pauses.slice(103))).toEqual(new Set([DAY]));
    expect(asked.at(-1)).toBeGreaterThan(89 * DAY);
  });

  test('all comments together are far fewer than GitHub takes', () => {
    expect(model.written.length).toBeLessThan(MOST);
  });

  test('the ladder goes on to its end, each step at its time', () => {
    expect(minutesOf(model, 'step')).toEqual([0, 3 * DAY, 60 * DAY]);
  });

  test('an update is answered as ever: the next is asked for an interval later', () => {
    const answered = silentFor(90, shouting);
    answered.say(people.responder, '/update still looking');
    const before = minutesOf(answered, 'update').length;
    answered.until(minute(90 * DAY + 60));
    expect(minutesOf(answered, 'update').slice(before)).toEqual([15, 30, 45, 60].map((more) => 90 * DAY + more));
  });
});

test('an interval longer than a day is what the policy says', () => {
  const model = silentFor(90, shouting.replace('every: 15m', 'every: 7 days'));
  expect(minutesOf(model, 'update')).toEqual(Array.from({ length: 12 }, (_, index) => (index + 1) * 7 * DAY));
});

/** A shipped preset, every role of whose ladders somebody has. */
function mapped(preset: string): Policy {
  const policy = build.policyOf(`preset: ${preset}\n`);
  const roles = policy.levels.flatMap(({ escalation }) => escalation.flatMap(({ targets }) => targets));
  return { ...policy, people: Object.fromEntries(roles.map((role) => [role, [`@${role}`]])) };
}

describe.each(Object.keys(build.shipped.policies))('the preset %s', (preset) => {
  const policy = mapped(preset);
  test.each(policy.levels.map(({ name }) => name))('%s stays far from what GitHub takes', (level) => {
    const model = new Model({ labelled: ['incident', level] }, policy);
    model.open();
    model.until(minute(90 * DAY));
    expect(model.written.length).toBeLessThan(MOST);
  });
});
