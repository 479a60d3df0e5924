// What whoever reviews a policy should look at, though it is sound: a swap to somebody else, a role nobody asks for, a schedule alone.
import type { Policy } from '../policy/policy.ts';
import type { Rotation } from './shift.ts';
import { backupRole } from './standing.ts';

/** Sentences with what to do; empty when there is nothing to look at. `named` are the roles that the policy pages, tells, or shows. */
export function onCallHints(policy: Policy, named: readonly string[]): readonly string[] {
  return policy.onCall.flatMap((rotation) => [
    ...alsoMapped(rotation, policy),
    ...notNamed(rotation, named),
    ...alone(rotation),
    ...strangers(rotation),
  ]);
}

function alsoMapped({ id, backup }: Rotation, { people }: Policy): readonly string[] {
  const roles = [id, ...(backup === null ? [] : [backupRole(id)])];
  return roles
    .filter((role) => Object.hasOwn(people, role))
    .map(
      (role) =>
        `\`people.${role}\` has people and so has the rotation \`${id}\`, which goes before them: they count only before it begins and where it has nobody. Remove them if that is not meant.`,
    );
}

function notNamed({ id }: Rotation, named: readonly string[]): readonly string[] {
  if (named.includes(id) || named.includes(backupRole(id))) return [];
  return [
    `the rotation \`${id}\` fills a role that no ladder, audience or contact names: nobody is paged by it. Name it under \`escalation\`.`,
  ];
}

function alone({ id, pagerduty, people }: Rotation): readonly string[] {
  if (pagerduty === null || people.length > 0) return [];
  return [`the rotation \`${id}\` has PagerDuty as its only source. Write \`people\` for when it does not answer.`];
}

/** Right for somebody who stands in from elsewhere, wrong for a slip. */
function strangers({ id, people, overrides }: Rotation): readonly string[] {
  const known = people.map((handle) => handle.toLowerCase());
  return overrides
    .filter(({ who }) => !known.includes(who.toLowerCase()))
    .map(
      ({ from, who }) =>
        `the override of \`${id}\` from ${from} has ${who}, who is not in the rotation. Look whether that is the right name.`,
    );
}

/** The policy with everybody who may come to be on call in their roles: for asking whether a role is anybody's, not for mentioning. */
export function withEverybody(policy: Policy): Policy {
  const roles = policy.onCall.flatMap(({ id, people, team, pagerdutyUsers, backup }) => {
    const users = Object.values(pagerdutyUsers).map((name) => `@${name.replace(/^@/, '')}`);
    const all = [...people, ...(team === null ? [] : [team]), ...users];
    const behind = typeof backup === 'number' && people.length > 1 ? [[backupRole(id), people] as const] : [];
    const named = typeof backup === 'string' ? (policy.people[backup] ?? []) : [];
    const second = named.length > 0 ? [[backupRole(id), named] as const] : behind;
    return all.length === 0 ? [] : [[id, all] as const, ...second];
  });
  return roles.length === 0 ? policy : { ...policy, people: { ...policy.people, ...Object.fromEntries(roles) } };
}
