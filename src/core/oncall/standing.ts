// Who every rotation of a policy puts on call at an instant, from whatever source it has, and what was in the way.
import { handlesOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { behind, nextTurn, type Rota, rotaOf, type Turn, turnAt } from './rota.ts';
import { type ScheduleReading, type ScheduleTrouble, scheduledAt } from './schedule.ts';
import { firstShift, type Rotation } from './shift.ts';

/** What is known beside the policy: schedules by their id, and logins in lower case that are no accounts any more, or that a mention here would not reach. */
export type Known = { readonly schedules: Readonly<Record<string, ScheduleReading>>; readonly gone: readonly string[] };

export const nothingKnown: Known = { schedules: {}, gone: [] };

/** Why a rotation is not simply as it says: `unmapped` somebody of the schedule has no account in the policy, `nobody` it says nobody, `not-begun` it begins later. */
export type Trouble = ScheduleTrouble | 'unmapped' | 'nobody' | 'gone' | 'not-begun';

/** Who is on call by one rotation. Handles as the policy has them; `until` and `next` null and empty where there is no change. */
export type Standing = {
  readonly rotation: Rotation;
  readonly handles: readonly string[];
  readonly until: Timestamp | null;
  readonly next: readonly string[];
  readonly backup: readonly string[];
  /** Whose turn it is, where an override has somebody else. */
  readonly stoodIn: string | null;
  readonly troubles: readonly Trouble[];
};

/** Every rotation of the policy, in its order. Never throws, whatever the policy says. */
export function standingsOf(policy: Policy, now: Timestamp, known: Known): readonly Standing[] {
  const first = policy.onCall.map((rotation) => standingOf(rotation, policy, now, known));
  const filled = { ...policy, people: { ...policy.people, ...peopleOf(first) } };
  return first.map((standing) => withBackup(standing, filled));
}

/** The roles that rotations fill, with who fills them. */
export function peopleOf(standings: readonly Standing[]): Policy['people'] {
  const filled = standings.flatMap(({ rotation: { id }, handles, backup }) => [
    { role: id, handles },
    { role: backupRole(id), handles: backup },
  ]);
  return Object.fromEntries(filled.flatMap(({ role, handles }) => (handles.length === 0 ? [] : [[role, handles]])));
}

export function backupRole(id: string): string {
  return `${id}-backup`;
}

/** A backup that is a role has the people of that role; a rotation that has nobody is stood in for by its backup. */
function withBackup(standing: Standing, policy: Policy): Standing {
  const { backup: said, id } = standing.rotation;
  const backup = typeof said === 'string' ? handlesOf(policy, [said]) : standing.backup;
  const instead = backup.length > 0 ? backup : handlesOf(policy, [backupRole(id)]);
  return { ...standing, backup, handles: standing.handles.length > 0 ? standing.handles : instead };
}

function standingOf(written: Rotation, policy: Policy, now: Timestamp, known: Known): Standing {
  const rotation = { ...written, timezone: written.timezone ?? policy.timezone };
  const mapped = handlesOf(policy, [rotation.id]);
  if (rotation.team !== null) return { ...empty(rotation), handles: [rotation.team] };
  const rota = rotaOf(
    rotation,
    known.gone.map((login) => `@${login}`),
  );
  if (rotation.pagerduty === null) return byTurns(rota, mapped, now);
  const unread: ScheduleReading = { shifts: [], trouble: 'no-answer' };
  const reading = Object.hasOwn(known.schedules, rotation.pagerduty) ? known.schedules[rotation.pagerduty] : unread;
  return bySchedule(rota, mapped, now, reading ?? unread);
}

function empty(rotation: Rotation): Standing {
  return { rotation, handles: [], until: null, next: [], backup: [], stoodIn: null, troubles: [] };
}

/** Before it begins whoever the role has stays on call; where that is nobody, the first of the rotation is: paging fails open (INV-11). */
function byTurns(rota: Rota, mapped: readonly string[], now: Timestamp): Standing {
  const { rotation } = rota;
  const turn = turnAt(rota, now);
  if (turn.who === null) return { ...empty(rotation), handles: mapped, troubles: ['nobody'] };
  const troubles = [
    ...(turn.begun ? [] : ['not-begun' as const]),
    ...(isPassedOver(rota, turn.who, now) ? ['gone' as const] : []),
  ];
  if (!turn.begun && mapped.length > 0)
    return { ...empty(rotation), handles: mapped, until: firstShift(rotation), next: [turn.who], troubles };
  const next = nextTurn(rota, now);
  return {
    rotation,
    handles: [turn.who],
    until: next?.at ?? null,
    next: next === null ? [] : [next.who],
    backup: backupOf(rota, turn),
    stoodIn: turn.stoodIn,
    troubles,
  };
}

function backupOf(rota: Rota, turn: Turn): readonly string[] {
  const { backup } = rota.rotation;
  const who = typeof backup === 'number' ? behind(rota, turn, backup) : null;
  return who === null ? [] : [who];
}

/** Whether somebody else would be on call, were every account there. */
function isPassedOver(rota: Rota, who: string, now: Timestamp): boolean {
  return rota.gone.length > 0 && turnAt({ ...rota, gone: [] }, now).who !== who;
}

/** Where the schedule says nobody who has an account here, the rotation's own people are asked, then whoever the role has. */
function bySchedule(rota: Rota, mapped: readonly string[], now: Timestamp, reading: ScheduleReading): Standing {
  const { rotation } = rota;
  const { handles, unmapped, until } = scheduledAt(reading, rotation, now);
  const troubles: readonly Trouble[] = [
    ...(reading.trouble === null ? [] : [reading.trouble]),
    ...(unmapped > 0 ? ['unmapped' as const] : []),
  ];
  if (handles.length === 0) {
    const instead = byTurns(rota, mapped, now);
    const isSilent = troubles.length === 0;
    return { ...instead, troubles: isSilent ? ['nobody'] : troubles };
  }
  const next = until === null ? [] : scheduledAt(reading, rotation, until).handles;
  const turn = { ...turnAt(rota, now), who: handles[0] ?? null, stoodIn: null };
  return { rotation, handles, until, next, backup: backupOf(rota, turn), stoodIn: null, troubles };
}
