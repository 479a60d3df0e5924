// How a drill went against the clock of its policy, when it is over: what was in time, what was not, and what nobody can say.

import { countedItems } from '../checklist/items.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { onTheClock } from '../span.ts';
import { compare, minutesBetween, plus, type Timestamp } from '../time.ts';

/** One thing that was practised. `ok` null: the policy sets no time for it, or there was nothing to do. Minutes are counted from the declaration. */
export type Scored = {
  readonly of: 'acknowledged' | 'first-update' | 'updates' | 'mitigated' | 'resolved' | 'checklist' | 'escalations';
  readonly ok: boolean | null;
  readonly was: string;
  readonly wanted: string | null;
};

/** The rows in the order of a response. An incident that was never declared has none. */
export function scoreOf(incident: Incident, policy: Policy): readonly Scored[] {
  const { declared } = incident.milestones;
  if (declared === null) return [];
  return [
    acknowledged(incident, policy, declared),
    firstUpdate(incident, policy, declared),
    updatesKept(incident, policy),
    within('mitigated', incident.milestones.mitigated, null, declared),
    within('resolved', incident.milestones.resolved, levelOf(policy, incident)?.resolveWithin ?? null, declared),
    checklist(incident, policy),
    escalations(incident),
  ];
}

function acknowledged(incident: Incident, policy: Policy, declared: Timestamp): Scored {
  return within(
    'acknowledged',
    incident.milestones.acknowledged,
    levelOf(policy, incident)?.respondWithin ?? null,
    declared,
  );
}

function within(of: Scored['of'], at: Timestamp | null, span: string | null, declared: Timestamp): Scored {
  const clock = span === null ? null : onTheClock(span);
  const wanted = clock === null ? null : `within ${minutes(declared, plus(declared, clock))}`;
  if (at === null) return { of, ok: wanted === null ? null : false, was: 'never', wanted };
  const ok = clock === null ? null : compare(at, plus(declared, clock)) <= 0;
  return { of, ok, was: `after ${minutes(declared, at)}`, wanted };
}

/** The timeline has it: the first text that people were told. */
function firstUpdate(incident: Incident, policy: Policy, declared: Timestamp): Scored {
  const first = incident.timeline.find(({ kind }) => kind === 'update')?.at ?? null;
  const updates = levelOf(policy, incident)?.updates ?? null;
  return within('first-update', first, updates?.first ?? updates?.every ?? null, declared);
}

/** Kept where nobody had to be asked for one. */
function updatesKept(incident: Incident, policy: Policy): Scored {
  const asked = incident.timeline.filter(({ kind }) => kind === 'reminded').length;
  const isAsked = (levelOf(policy, incident)?.updates ?? null) !== null;
  const given = incident.updates.given;
  return {
    of: 'updates',
    ok: isAsked ? asked === 0 : null,
    was: `${given} given, ${asked} asked for`,
    wanted: isAsked ? 'none asked for' : null,
  };
}

function checklist(incident: Incident, policy: Policy): Scored {
  const counted = countedItems(incident, policy).filter(({ id }) => stageOf(policy, id) !== 'after');
  const open = counted.filter(({ state }) => state === 'open').length;
  const was = `${counted.length - open} of ${counted.length}`;
  return {
    of: 'checklist',
    ok: counted.length === 0 ? null : open === 0,
    was,
    wanted: counted.length === 0 ? null : 'all of it',
  };
}

function stageOf(policy: Policy, id: string): string {
  return policy.checklist.find((item) => item.id === id)?.stage ?? '';
}

/** Answered where somebody acknowledged after the last step that was told; those of the very first page are no escalation. */
function escalations({ ladder }: Incident): Scored {
  const instants = Object.values(ladder.at).toSorted(compare);
  const [first] = instants;
  const further = instants.filter((at) => first !== undefined && compare(at, first) > 0);
  const last = further.at(-1);
  if (last === undefined) return { of: 'escalations', ok: null, was: 'none was needed', wanted: null };
  const isAnswered = ladder.answered !== null && compare(ladder.answered, last) >= 0;
  const was = `${further.length} after the first page, ${isAnswered ? 'answered' : 'nobody answered'}`;
  return { of: 'escalations', ok: isAnswered, was, wanted: 'an answer' };
}

function minutes(from: Timestamp, to: Timestamp): string {
  const count = minutesBetween(from, to);
  return `${count} minute${count === 1 ? '' : 's'}`;
}
