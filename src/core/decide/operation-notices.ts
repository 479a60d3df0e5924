// What the reader of the card must know of a run that goes on without going on.
import { allUnderWay, type Operation } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import { compare, minutesBetween, plus, type Timestamp } from '../time.ts';

/** So long a run may wait before somebody should look. */
const WAITS = 'PT5M';

/** How long it may take by then, in words; the run itself is on the card. */
export function operationNotices(incident: Incident, now: Timestamp): Incident['notices'] {
  return allUnderWay(incident)
    .filter(({ kind }) => kind !== 'evidence')
    .flatMap((running) => noticeOf(running, now));
}

function noticeOf(running: Operation, now: Timestamp): Incident['notices'] {
  if (running.state === 'running' || compare(plus(running.since, WAITS), now) > 0) return [];
  const minutes = Math.floor(minutesBetween(running.since, now) / 5) * 5;
  const text = `The ${running.title} has not begun for ${minutes} minutes: ${WHY[running.state] ?? ''}. Look at the run, or comment /cancel and do it by hand.`;
  return [{ key: `waits:${running.key}`, text }];
}

const WHY: Readonly<Partial<Record<Operation['state'], string>>> = {
  asked: 'GitHub has not answered yet',
  unanswered: 'GitHub does not say whether it was started',
  queued: 'it waits for a runner, or for another run of its group',
  waiting: 'somebody must approve it on GitHub',
};
