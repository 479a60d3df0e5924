// What holds back a thing that is due: the hourly budget, somebody's `/snooze`, the policy's quiet hours.
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { earlier, isDue, later, plus, type Timestamp } from '../time.ts';
import { withinBudget } from './budget.ts';
import type { Due } from './due.ts';
import { quietUntil } from './quiet-hours.ts';
import { type Sound, soundOf } from './sound.ts';

/**
 * When the thing is done that is due at `item.at`, seen from `now`: what is late is done in the quiet hours as little as what is due in them. What is only
 * written on the card is never held, nor what a person asks for now.
 */
export function putOff(item: Due, incident: Incident, policy: Policy, now: Timestamp | null): Timestamp {
  const sound = soundOf(item, incident, policy);
  if (sound === 'card' || isHurried(item, incident)) return item.at;
  const free = sound === 'reminder' && 'about' in item ? withinBudget(incident, item.at) : item.at;
  const woken = later(free, snoozedUntil(sound, incident, policy) ?? free);
  if (!mayWait(item, incident, policy)) return woken;
  const done = now === null ? woken : later(woken, now);
  const quiet = quietUntil(done, policy);
  return quiet === done ? woken : quiet;
}

/**
 * When somebody may be told of a report, which no clock knows: at the instant itself or when the quiet hours are over; null: never, a ticket of the
 * backlog pages nobody.
 */
export function reportFrom(incident: Incident, policy: Policy, at: Timestamp): Timestamp | null {
  if (levelOf(policy, incident)?.backlog === true) return null;
  return waits(incident, policy) ? quietUntil(at, policy) : at;
}

/** When somebody may be told of a report of that level which is due at an instant. */
export function toldFrom(level: Level | null, policy: Policy, at: Timestamp): Timestamp {
  return waitsAt(level, policy) ? quietUntil(at, policy) : at;
}

/** When those that wait for the end of the quiet hours are told together; of a policy that has changed, by what it says now. */
export function togetherFrom(together: Timestamp, policy: Policy): Timestamp {
  return quietUntil(together, policy);
}

/** When somebody is told of the report that is held back, or of those that are told in its thread; null: never, as things are. */
export function heldReportFrom(incident: Incident, policy: Policy, now: Timestamp): Timestamp | null {
  const { held, status } = incident;
  if (held === undefined) return null;
  if (held.together !== undefined) {
    const all = togetherFrom(held.together, policy);
    const isOwn = status === 'reported' && held.told !== true;
    const alone = isOwn ? reportFrom(incident, policy, later(held.until, now)) : null;
    return alone === null ? all : earlier(alone, all);
  }
  const own = status === 'reported' ? reportFrom(incident, policy, later(held.until, now)) : null;
  return own ?? (held.digest === true ? held.until : null);
}

/** Of a thing that is due, what says whether it is held back. */
export type Paged = { readonly kind: Due['kind']; readonly key: string };

/** What holds back all that a page is for. */
export type Hold = { readonly by: 'snoozed' | 'quiet'; readonly until: Timestamp };

/**
 * What holds a page back that was due before and nobody has taken yet; null: it is sent, for at least one of the things that it is for. They were
 * loud when they were due, so it is only asked what began since.
 */
export function heldNow(items: readonly Paged[], incident: Incident, policy: Policy, now: Timestamp): Hold | null {
  const holds = items.map((item) => holdOf(item, incident, policy, now));
  const [first] = holds;
  return first === undefined || holds.includes(null) ? null : first;
}

function holdOf(item: Paged, incident: Incident, policy: Policy, now: Timestamp): Hold | null {
  if (isHurried(item, incident)) return null;
  const snoozed = pagesHeldUntil(incident, policy);
  if (snoozed !== null && !isDue(snoozed, now)) return { by: 'snoozed', until: snoozed };
  const quiet = mayWait(item, incident, policy) ? quietUntil(now, policy) : now;
  return quiet === now ? null : { by: 'quiet', until: quiet };
}

/** A step that somebody escalates to, or that follows one which was due and reached nobody. */
function isHurried({ kind, key }: Partial<Paged>, { ladder }: Incident): boolean {
  return kind === 'escalation' && key !== undefined && ladder.hurried?.[key] !== undefined;
}

/** Until when what sounds so is put off; never what pages at the worst level, unless the policy says so. */
function snoozedUntil(sound: Sound, incident: Incident, policy: Policy): Timestamp | null {
  return sound === 'reminder' ? (incident.snooze?.until ?? null) : pagesHeldUntil(incident, policy);
}

/**
 * Until when `/snooze` puts pages off; null when it does not. It is the policy's limit after the first one at most: said again and again it would silence
 * the ladder for ever, also when somebody has acknowledged, since there are steps that an acknowledgement does not end (`S003-33`). Only reminders are put
 * off on and on.
 */
export function pagesHeldUntil(incident: Incident, policy: Policy): Timestamp | null {
  const { snooze } = incident;
  const level = levelOf(policy, incident);
  const isWorst = level === null || level.rank === policy.levels[0]?.rank;
  if (snooze === undefined || (isWorst && !policy.snooze.silencesWorst)) return null;
  if (snooze.since === undefined) return snooze.until;
  return earlier(snooze.until, plus(snooze.since, policy.snooze.limit));
}

/** Without a severity it may be the worst, which is around the clock. */
function waits(incident: Incident, policy: Policy): boolean {
  return waitsAt(levelOf(policy, incident), policy);
}

function waitsAt(level: Level | null, policy: Policy): boolean {
  return policy.quietHours !== null && level !== null && !level.aroundTheClock;
}

/** Who is at it is awake: what concerns them goes on, also the step that a time-box of theirs takes with it. */
function mayWait({ kind }: Pick<Due, 'kind'>, incident: Incident, policy: Policy): boolean {
  if (!waits(incident, policy)) return false;
  if (kind === 'escalation' || kind === 'response' || kind === 'nobody-leads') return true;
  return !isActive(incident.status) || incident.ladder.answered === null;
}
