// What the reader of the card must know of a run that goes on without going on.
import { allUnderWay, type Operation } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import { watchedRollback } from '../incident/rolled-back.ts';
import { compare, minutesBetween, plus, type Timestamp } from '../time.ts';

/** So long a run may wait before somebody should look. */
const WAITS = 'PT5M';

/** How long it may take by then, in words; the run itself is on the card. */
export function operationNotices(incident: Incident, now: Timestamp): Incident['notices'] {
  const running = allUnderWay(incident).filter(({ kind }) => kind !== 'evidence');
  return [...running.flatMap((one) => noticeOf(one, now)), ...unrecorded(incident, now)];
}

/** GitHub, and the next rollback, take the version that was left for the live one. */
function unrecorded(incident: Incident, now: Timestamp): Incident['notices'] {
  const rollback = watchedRollback(incident, now);
  if (rollback?.unrecorded === undefined) return [];
  const { key, title, unrecorded: why, to } = rollback;
  const text = `GitHub does not record a deployment for the ${title} (${why}), and takes the version before it for the live one, as the next /rollback will. Record one of ${to?.sha.slice(0, 7) ?? 'the old version'} by hand, or let the app write deployments.`;
  return [{ key: `unrecorded:${key}`, text }];
}

function noticeOf(running: Operation, now: Timestamp): Incident['notices'] {
  if (running.state === 'running' || compare(plus(running.since, WAITS), now) > 0) return [];
  const minutes = Math.floor(minutesBetween(running.since, now) / 5) * 5;
  const text = `The ${running.title} has not begun for ${minutes} minutes: ${WHY[running.state] ?? ''}. Look at the run, or comment /cancel and do it by hand.`;
  return [{ key: `waits:${running.key}`, text }];
}

const WHY: Readonly<Partial<Record<Operation['state'], string>>> = {
  asked: 'GitHub has not answered yet',
  unanswered: 'GitHub does not say where it is',
  queued: 'it waits for a runner, or for another run of its group',
  waiting: 'somebody must approve it on GitHub',
};
