// How many progress updates came due, and how many of them came in time: the promise of the policy, followed through the timeline.
import { pauseAfter, updateWait } from '../clock/updates.ts';
import { mayRestart } from '../incident/ladder.ts';
import type { Incident, TimelineEntry } from '../incident/record.ts';
import { findLevel } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, plus, type Timestamp } from '../time.ts';
import { type LevelChange, levelChanges, turnOf } from './history.ts';
import { type Known, known, missing } from './known.ts';
import type { Kept } from './measured.ts';

/** Where the promise stands: since when the next update is counted, how many were given; `since` null: nobody is asked for one. */
type Promised = {
  readonly level: string | null;
  readonly since: Timestamp | null;
  readonly given: number;
  readonly kept: Kept;
};

/**
 * Of a resolved incident. An update is due when the policy promises it; while nobody answers it is due again as the clock asks again. While a fix is watched
 * none is due (decision 0003), and a return, another severity and the end of the watching begin anew.
 */
export function updatesKept(incident: Incident, policy: Policy | null): Known<Kept> {
  const { declared, resolved } = incident.milestones;
  if (declared === null || resolved === null) return missing('not-reached');
  const changes = levelChanges(incident);
  if (!('value' in changes)) return changes;
  if (policy === null) return missing('no-policy');
  const end = walk(incident, policy, changes.value, declared);
  if (end.kept.due > 0) return known(end.kept);
  return missing(everAsked(incident, policy, changes.value) ? 'nothing-due' : 'not-asked');
}

function walk(incident: Incident, policy: Policy, changes: readonly LevelChange[], declared: Timestamp): Promised {
  const level = changes[0] === undefined ? incident.level : changes[0].from;
  let now: Promised = { level, since: null, given: 0, kept: { due: 0, onTime: 0 } };
  for (const [index, entry] of incident.timeline.entries())
    now = step(now, entry, policy, () => restarts(incident, index, declared));
  return now;
}

function step(now: Promised, entry: TimelineEntry, policy: Policy, mayBegin: () => boolean): Promised {
  const { at, kind } = entry;
  const told = (given: boolean): Promised => ({ ...now, kept: counted(now, at, given, policy) });
  const turn = turnOf(entry);
  if (kind === 'declared' || turn === 'back') return { ...now, since: at };
  if (kind === 'update') return { ...told(true), since: now.since === null ? null : at, given: now.given + 1 };
  if (kind === 'severity') return { ...told(false), level: levelIn(entry), since: begun(now, at, mayBegin()) };
  if (turn === 'restored' || turn === 'over') return { ...told(isStatusTold(now, policy)), since: null };
  if (turn !== 'responding') return now;
  if (now.since === null) return { ...now, since: at };
  return isStatusTold(now, policy) ? { ...told(true), since: at, given: Math.max(1, now.given) } : now;
}

function begun({ since }: Promised, at: Timestamp, mayBegin: boolean): Timestamp | null {
  return since === null || !mayBegin ? since : at;
}

function levelIn({ text }: TimelineEntry): string | null {
  return /→ ([A-Za-z0-9][A-Za-z0-9 -]*)/.exec(text)?.[1] ?? null;
}

function isStatusTold({ level }: Promised, policy: Policy): boolean {
  return findLevel(policy, level)?.updates?.onStatusChange === true;
}

/** The record as it was before an entry, as far as the clock's rule about restarts looks at it. */
function restarts(incident: Incident, index: number, declared: Timestamp): boolean {
  const timeline = incident.timeline.slice(0, index);
  const last = (kind: TimelineEntry['kind']) => timeline.findLast((entry) => entry.kind === kind)?.at ?? null;
  const milestones = { ...incident.milestones, declared, reopened: last('reopened') };
  const ladder = { ...incident.ladder, answered: last('acknowledged') };
  const at = incident.timeline[index]?.at ?? declared;
  return mayRestart({ ...incident, timeline, milestones, ladder }, at);
}

/** What came due until an instant; an update that comes when nothing was missed is the promised one. */
function counted({ level, since, given, kept }: Promised, until: Timestamp, isUpdate: boolean, policy: Policy): Kept {
  const found = findLevel(policy, level);
  const cadence = found?.backlog === true ? null : (found?.updates ?? null);
  const wait = cadence === null ? null : updateWait(cadence, given);
  if (since === null || cadence === null || wait === null) return kept;
  let [missed, due] = [0, plus(since, wait)];
  while (compare(due, until) < 0) {
    missed += 1;
    if (cadence.every === null) break;
    due = plus(due, pauseAfter(due, since, cadence.every));
  }
  const isKept = missed === 0 && isUpdate;
  return { due: kept.due + missed + (isKept ? 1 : 0), onTime: kept.onTime + (isKept ? 1 : 0) };
}

function everAsked({ level }: Incident, policy: Policy, changes: readonly LevelChange[]): boolean {
  const levels = [level, ...changes.flatMap(({ from, to }) => [from, to])].map((name) => findLevel(policy, name));
  return levels.some((one) => one !== null && !one.backlog && one.updates !== null);
}
