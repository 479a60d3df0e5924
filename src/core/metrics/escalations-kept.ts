// How many steps of the escalation ladder came due, and how many of them told somebody in time.
import { stepKey } from '../clock/ladder.ts';
import { wasTold } from '../incident/ladder.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy, Tier } from '../policy/policy.ts';
import { compare, type Duration, earlier, isDue, later, plus, type Timestamp } from '../time.ts';
import { isWhole } from './history.ts';
import { type Known, known, missing } from './known.ts';
import type { Kept } from './measured.ts';

/** A page goes out within a minute or by another channel: until then a step is in time. */
export const GRACE: Duration = 'PT1M';

/**
 * Of a resolved incident, the ladder as it last ran: since the declaration, the last change of severity that began it anew, or the last return. A step that waits for somebody's
 * judgement is left out: the record does not say when that was.
 */
export function escalationsKept(incident: Incident, policy: Policy | null): Known<Kept> {
  const { resolved } = incident.milestones;
  const { since } = incident.ladder;
  if (resolved === null || since === null) return missing('not-reached');
  if (policy === null) return missing('no-policy');
  const level = levelOf(policy, incident);
  if (level === null || level.backlog || level.escalation.length === 0) return missing('not-asked');
  if (!isWhole(incident)) return missing('folded');
  const steps = level.escalation.flatMap((tier, step) => {
    const due = dueAt(incident, level, tier, step, since, resolved);
    return due === null ? [] : [{ due, key: stepKey(level.name, step) }];
  });
  const onTime = steps.filter(({ due, key }) => isInTime(incident, key, due)).length;
  return steps.length === 0 ? missing('nothing-due') : known({ due: steps.length, onTime });
}

function isInTime({ ladder }: Incident, key: string, due: Timestamp): boolean {
  const at = ladder.at[key];
  return at !== undefined && wasTold(ladder, key) && isDue(at, plus(due, GRACE));
}

/** When the clock had to take the step; null where it had not to. */
function dueAt(
  incident: Incident,
  level: Level,
  tier: Tier,
  step: number,
  since: Timestamp,
  resolved: Timestamp,
): Timestamp | null {
  if (!tier.auto || !tier.when.every((condition) => holds(condition, incident))) return null;
  const planned = plus(since, tier.after);
  const due = tier.when.includes('previous-silent') ? silentAt(incident, level, tier, step, since, planned) : planned;
  if (due === null) return null;
  const answers = tier.when.includes('unacknowledged') || tier.until === 'acknowledged';
  const acknowledged = answers ? answeredFrom(incident, since) : null;
  const mitigated = tier.until === 'mitigated' ? incident.milestones.mitigated : null;
  const end = [acknowledged, mitigated].flatMap((at) => at ?? []).reduce(earlier, resolved);
  return compare(due, end) < 0 ? due : null;
}

function holds(condition: Tier['when'][number], { customerFacing }: Incident): boolean {
  if (condition === 'customer-facing') return customerFacing === true;
  return condition === 'unacknowledged' || condition === 'previous-silent';
}

/** When the step before had been silent for long enough; null where somebody answered it, or it told nobody. */
function silentAt(
  incident: Incident,
  level: Level,
  tier: Tier,
  step: number,
  since: Timestamp,
  planned: Timestamp,
): Timestamp | null {
  const told = step === 0 ? since : (incident.ladder.at[stepKey(level.name, step - 1)] ?? null);
  if (told === null) return null;
  const due = later(planned, plus(told, tier.silentFor));
  const answered = answeredFrom(incident, told);
  return answered !== null && isDue(answered, due) ? null : due;
}

/** The first acknowledgement at or after an instant; null: none. */
function answeredFrom({ timeline }: Incident, from: Timestamp): Timestamp | null {
  return timeline.find(({ kind, at }) => kind === 'acknowledged' && compare(at, from) >= 0)?.at ?? null;
}
