// Whom a policy names: people and teams that are mentioned, put on call or given rights, each with where it stands.

import { windowsOf } from '../oncall/override.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Timestamp } from '../time.ts';

/** Somebody, without `@`, and where the policy names them. */
export type Named = { readonly name: string; readonly where: string };

/** People and teams, each once, under the first place that names them. Overrides of the past count no more. */
export function namedIn(
  policy: Policy,
  now: Timestamp,
): { readonly people: readonly Named[]; readonly teams: readonly Named[] } {
  const all = [...mapped(policy), ...rotations(policy, now), ...granted(policy)].map(({ name, where }) => ({
    name: name.replace(/^@/, ''),
    where,
  }));
  const once = [...new Map(all.toReversed().map((one) => [one.name.toLowerCase(), one])).values()].toReversed();
  const isTeam = ({ name }: Named) => name.includes('/');
  return { people: once.filter((one) => !isTeam(one)), teams: once.filter(isTeam) };
}

function mapped({ people }: Policy): readonly Named[] {
  return Object.entries(people).flatMap(([role, handles]) =>
    handles.map((name) => ({ name, where: `people.${role}` })),
  );
}

function rotations({ onCall, timezone: zone }: Policy, now: Timestamp): readonly Named[] {
  return onCall.flatMap(({ id, people, team, overrides, timezone, pagerdutyUsers }) => {
    const where = `on_call.${id}`;
    const ahead = windowsOf({ overrides, timezone: timezone ?? zone }).filter(({ until }) => compare(until, now) > 0);
    const names = [
      ...people,
      ...(team === null ? [] : [team]),
      ...ahead.map(({ who }) => who),
      ...Object.values(pagerdutyUsers),
    ];
    return names.map((name) => ({ name, where }));
  });
}

function granted({ authority }: Policy): readonly Named[] {
  const { declare, respond, override, rules } = authority;
  const grants = [
    ...Object.entries({ declare, respond, override }).map(([name, grant]) => ({ where: `authority.${name}`, grant })),
    ...rules.map(({ commands, who }) => ({ where: `authority.rules (${commands.join(', ')})`, grant: who })),
  ];
  return grants.flatMap(({ where, grant }) => [...grant.users, ...grant.teams].map((name) => ({ name, where })));
}
