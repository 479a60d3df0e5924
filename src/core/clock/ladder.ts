// The escalation ladder: which steps the clock will take, and when (`S001-25`, `S003-33`).
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { findLevel, levelOf } from '../policy/find.ts';
import type { Level, Policy, Tier } from '../policy/policy.ts';
import { compare, later, plus, type Timestamp } from '../time.ts';

/** A step of the ladder. `key` names it in `ladder.taken`. */
export type Escalation = {
  readonly kind: 'escalation';
  readonly at: Timestamp;
  readonly key: string;
  readonly step: number;
};

/** Stands in `ladder.taken` for the page of an incident without a severity. */
export const UNASSIGNED = 'unassigned/0';

/** The name of a ladder step; holding the level, so that flipping a severity pages once per step (AC-18). */
export function stepKey(level: string, step: number): string {
  return `${level}/${step}`;
}

/** The steps that will be taken if nobody says more. A step that waits for another one is not foreseen: only what was said can stay unanswered. */
export function escalations(incident: Incident, policy: Policy): readonly Escalation[] {
  const level = levelOf(policy, incident);
  const since = incident.ladder.since;
  if (since === null || !isActive(incident.status)) return [];
  if (level === null) return withoutLevel(incident, since);
  if (level.backlog) return [];
  return level.escalation.flatMap((tier, step) => {
    const key = stepKey(level.name, step);
    if (incident.ladder.taken.includes(key)) return [];
    const hurried = incident.ladder.hurried?.[key];
    if (hurried !== undefined) return [{ kind: 'escalation', at: hurried, key, step }];
    if (!tier.auto || !holds(tier, incident)) return [];
    const at = dueAt(level, tier, step, incident, since);
    return at === null ? [] : [{ kind: 'escalation', at, key, step }];
  });
}

/**
 * The first step that was not taken and is none of `beside`, at an instant, whatever it waits for: a person may go on to it. None when there is no
 * further one, while a fix is only watched, and for a ticket of the backlog, which pages nobody.
 */
export function nextStep(
  { ladder, status, level: name }: Incident,
  policy: Policy,
  at: Timestamp,
  beside: readonly string[] = [],
): readonly Escalation[] {
  const level = findLevel(policy, name);
  if (level === null || level.backlog || ladder.since === null) return [];
  if (!isActive(status) || status === 'monitoring') return [];
  const isTaken = (step: number): boolean => [...ladder.taken, ...beside].includes(stepKey(level.name, step));
  const step = level.escalation.findIndex((_tier, index) => !isTaken(index));
  return step < 0 ? [] : [{ kind: 'escalation', at, key: stepKey(level.name, step), step }];
}

/**
 * Nobody knows the severity, or the policy does not know it any more: one page all the same (decision 0004), unless somebody answered already: nobody is
 * paged because a policy was changed.
 */
function withoutLevel(incident: Incident, since: Timestamp): readonly Escalation[] {
  if (incident.ladder.taken.includes(UNASSIGNED) || incident.ladder.answered !== null) return [];
  return [{ kind: 'escalation', at: since, key: UNASSIGNED, step: 0 }];
}

/** Whether the step may still be taken: its `until` has not come to pass, and what people must have said was said (`S001-26`). */
function holds(tier: Tier, incident: Incident): boolean {
  return !isPast(tier.until, incident) && tier.when.every((condition) => isTrue(condition, incident));
}

function isPast(until: Tier['until'], { milestones, ladder }: Incident): boolean {
  if (until === 'acknowledged') return ladder.answered !== null;
  return until === 'mitigated' && milestones.mitigated !== null;
}

/** Acknowledged is who answered this ladder: an incident that came back is unanswered again. */
function isTrue(condition: Tier['when'][number], { ladder, flags, customerFacing }: Incident): boolean {
  if (condition === 'unacknowledged') return ladder.answered === null;
  if (condition === 'customer-facing' && customerFacing !== null) return customerFacing;
  return condition === 'previous-silent' || flags.includes(condition);
}

/** `previous-silent` moves the step to when the one before has been silent for long enough; null while it cannot be (`S001-27`). */
function dueAt(level: Level, tier: Tier, step: number, incident: Incident, since: Timestamp): Timestamp | null {
  const planned = plus(since, tier.after);
  if (!tier.when.includes('previous-silent')) return planned;
  const mentioned = mentionedAt(level, step - 1, incident, since);
  const { answered } = incident.ladder;
  if (mentioned === null || (answered !== null && compare(answered, mentioned) >= 0)) return null;
  return later(planned, plus(mentioned, tier.silentFor));
}

/**
 * When the step mentioned somebody; null when it has not, or only counts as taken. Before the first step, and on a card of an earlier release, which
 * tells of no mention at all, it is the start of the ladder.
 */
function mentionedAt(level: Level, step: number, { ladder }: Incident, since: Timestamp): Timestamp | null {
  if (step < 0) return since;
  const key = stepKey(level.name, step);
  const tellsNothing = ladder.taken.includes(key) && Object.keys(ladder.at).length === 0;
  return ladder.at[key] ?? (tellsNothing ? since : null);
}

/** Whether an acknowledgement leaves nothing to page for: the step asks for one, or ends with one. So does the page of an incident without a severity. */
export function isAnswerable(policy: Policy, key: string): boolean {
  const tiers = policy.levels.flatMap(({ name, escalation }) =>
    escalation.filter((_tier, step) => stepKey(name, step) === key),
  );
  return tiers.every(({ until, after }) => until === 'acknowledged' || /^PT0[SM]$/.test(after));
}

/** The step that follows one which reached nobody: the next that may still be taken, whatever it waits for; null when there is none. */
export function stepAfter(
  incident: Incident,
  level: Level,
  key: string,
): { readonly key: string; readonly tier: Tier } | null {
  const from = level.escalation.findIndex((_tier, step) => stepKey(level.name, step) === key);
  const later = level.escalation.flatMap((tier, step) =>
    step > from ? [{ tier, key: stepKey(level.name, step) }] : [],
  );
  return later.find((next) => !incident.ladder.taken.includes(next.key) && !isPast(next.tier.until, incident)) ?? null;
}
