// Rules about rotations: each says somebody at any time, and one only.
import { isZone } from '../../clock/zone.ts';
import { overlaps, windowsOf } from '../../oncall/override.ts';
import type { Rotation } from '../../oncall/shift.ts';
import { compare } from '../../time.ts';
import type { Path } from '../path.ts';
import type { Policy } from '../policy.ts';
import type { Rule, Violation } from './rule.ts';

/** The rule holds for every rotation by itself. */
function each({ onCall }: Policy, check: (rotation: Rotation) => readonly Violation[]): readonly Violation[] {
  return onCall.flatMap(check);
}

function violation(rotation: Rotation, inside: Path, message: string): Violation {
  const whole: Path = ['on_call', rotation.id];
  const at = inside.length === 0 ? [whole] : [[...whole, ...inside], whole];
  return { at, message: `rotation ${rotation.id}: ${message}` };
}

export const rotationsHaveSomebody: Rule = {
  code: 'on-call-nobody',
  says: 'A rotation has people, a team, or a schedule of PagerDuty with at least one of its users.',
  needsAll: true,
  check: (policy) =>
    each(policy, (rotation) => {
      const { people, team, pagerduty, pagerdutyUsers } = rotation;
      if (pagerduty !== null && Object.keys(pagerdutyUsers).length === 0) {
        const message =
          'nobody of the schedule has an account here, so it would mention nobody. Write them under `pagerduty_users`.';
        return [violation(rotation, ['pagerduty'], message)];
      }
      if (people.length > 0 || team !== null || pagerduty !== null) return [];
      return [violation(rotation, ['people'], 'there is nobody in it. Write `people`, `team` or `pagerduty`.')];
    }),
};

export const rotationsHaveOneSource: Rule = {
  code: 'on-call-source',
  says: 'A team is the only source of its rotation; a schedule of PagerDuty may have people beside it, for when it does not answer.',
  check: (policy) =>
    each(policy, (rotation) => {
      const { people, team, pagerduty } = rotation;
      if (team === null || (people.length === 0 && pagerduty === null)) return [];
      const other = people.length > 0 ? 'people' : 'pagerduty';
      return [
        violation(
          rotation,
          ['team'],
          `it has a team and \`${other}\` as well, and only one can say who is on call. Remove one.`,
        ),
      ];
    }),
};

export const rotationZonesAreKnown: Rule = {
  code: 'on-call-zone',
  says: 'The time zone of a rotation is one of the IANA database.',
  check: (policy) =>
    each(policy, (rotation) => {
      const { timezone } = rotation;
      if (timezone === null || isZone(timezone)) return [];
      const message = `there is no time zone \`${timezone}\`; expected a name such as Europe/Berlin or UTC. Correct it.`;
      return [violation(rotation, ['timezone'], message)];
    }),
};

export const handOverDaysAreOfWeeks: Rule = {
  code: 'on-call-day',
  says: 'Only shifts of whole weeks have a day of hand-over.',
  check: (policy) =>
    each(policy, (rotation) => {
      const { length, handOver } = rotation;
      if (handOver.day === null || isWholeWeeks(length)) return [];
      const message =
        'a shift is no whole number of weeks, so it is not always on the same day that one hands over. Remove `day`, or make `length` a week.';
      return [violation(rotation, ['hand_over', 'day'], message)];
    }),
};

function isWholeWeeks(length: string): boolean {
  const hours = /^PT(\d+)H$/.exec(length);
  return hours !== null && Number(hours[1]) % 168 === 0;
}

export const overridesEnd: Rule = {
  code: 'on-call-override',
  says: 'An override begins before it is over.',
  check: (policy) =>
    each(policy, (rotation) =>
      windowsOf(rotation)
        .filter(({ from, until }) => compare(from, until) >= 0)
        .map(({ index }) => {
          const { from, to } = rotation.overrides[index] ?? { from: '', to: '' };
          return violation(
            rotation,
            ['overrides', index, 'to'],
            `an override is from ${from} to ${to}, which is not later. Correct one of them.`,
          );
        }),
    ),
};

export const overridesDoNotOverlap: Rule = {
  code: 'on-call-overlap',
  says: 'Two overrides of a rotation do not hold at the same time.',
  check: (policy) =>
    each(policy, (rotation) =>
      overlaps(windowsOf(rotation)).map(([a, b]) => {
        const [one, other] = [rotation.overrides[a.index], rotation.overrides[b.index]];
        const message = `the overrides from ${one?.from} (${a.who}) and from ${other?.from} (${b.who}) overlap, and only one can be on call. Shorten or remove one of them.`;
        return violation(rotation, ['overrides', b.index], message);
      }),
    ),
};

/** In the order of the reference. */
export const onCallRules: readonly Rule[] = [
  rotationsHaveSomebody,
  rotationsHaveOneSource,
  rotationZonesAreKnown,
  handOverDaysAreOfWeeks,
  overridesEnd,
  overridesDoNotOverlap,
];
