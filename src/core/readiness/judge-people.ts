// Whether mentions reach somebody: every level pages people, who are there and may read the repository.
import { withEverybody } from '../oncall/hints.ts';
import { standingsOf } from '../oncall/standing.ts';
import { pagedBy, unmappedRoles } from '../policy/find.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';
import { type Named, namedIn } from './named-people.ts';

/** Levels that page nobody, and roles that nobody is. */
export function judgeLadders({ policy }: ReadinessFacts): readonly Finding[] {
  const everybody = withEverybody(policy.policy);
  const paging = everybody.levels.filter(({ escalation, backlog }) => escalation.length > 0 && !backlog);
  const silent = paging.filter((level) => pagedBy(everybody, level, 0).length === 0);
  if (silent.length > 0)
    return silent.map((level) =>
      finding('nobody-paged', {
        level: level.name,
        roles: [...new Set(level.escalation.flatMap(({ targets }) => targets))].join(', '),
      }),
    );
  const roles = [...new Set(everybody.levels.flatMap((level) => unmappedRoles(everybody, level)))];
  return roles.length === 0 ? [] : [finding('role-unmapped', { roles: roles.join(', ') })];
}

/** People and teams that a mention does not reach. */
export function judgePeople(facts: ReadinessFacts): readonly Finding[] {
  const { people, teams } = namedIn(facts.policy.policy, facts.now);
  return [...people.flatMap((one) => judgePerson(one, facts)), ...teams.flatMap((one) => judgeTeam(one, facts))];
}

function judgePerson({ name, where }: Named, { people }: ReadinessFacts): readonly Finding[] {
  const seen = people[name.toLowerCase()];
  if (seen === undefined) return [];
  if (!seen.told) return [notTold(`whether ${name} may read the repository`, seen.why)];
  if (seen.value === 'missing') return [finding('person-unknown', { person: name, where })];
  return seen.value === 'shut-out' ? [finding('person-shut-out', { person: name, where })] : [];
}

function judgeTeam({ name, where }: Named, { teams }: ReadinessFacts): readonly Finding[] {
  const seen = teams[name.toLowerCase()];
  if (seen === undefined) return [];
  if (!seen.told) return [notTold(`whether the team ${name} may read the repository`, seen.why)];
  if (seen.value === 'unseen') return [finding('team-unseen', { team: name, where })];
  return seen.value === 'shut-out' ? [finding('team-shut-out', { team: name, where })] : [];
}

/** Rotations that put nobody on call, or whose source cannot be asked from here. */
export function judgeOnCall({ policy: { policy }, now, people, hasPagerDutyKey }: ReadinessFacts): readonly Finding[] {
  const gone = Object.entries(people).flatMap(([login, seen]) => (seen.told && seen.value !== 'reads' ? [login] : []));
  const keyless = policy.onCall.filter(({ pagerduty }) => pagerduty !== null && !hasPagerDutyKey);
  const empty = standingsOf(policy, now, { schedules: {}, gone }).filter(
    ({ rotation, handles }) => rotation.pagerduty === null && handles.length === 0,
  );
  return [
    ...keyless.map(({ id }) => finding('on-call-key', { rotation: id })),
    ...empty.map(({ rotation }) => finding('on-call-nobody', { rotation: rotation.id })),
  ];
}
