// What is said once as the reader of a comment and of the timeline sees it: the fact, and what to do now.
import type { Due } from '../clock/due.ts';
import type { Once, OnceKind } from '../clock/once.ts';
import { onceInWords } from '../clock/once-words.ts';
import { isAtOnce } from '../clock/sound.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageData, type Trusted, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';

/** What a reader does about it; null where the fact is all. */
const nextSteps: Readonly<Record<OnceKind, string | null>> = {
  response: 'Comment `/ack` if you are on it.',
  'nobody-leads': 'Comment `/ack` to lead it.',
  'no-severity': 'Comment `/severity` with a level. If unsure, take the worse one.',
  resolution: 'Say what is next and by when with `/update`; when it is over, comment `/resolve`.',
  'phase-over': null,
  'monitoring-max': 'If nothing came back, comment `/resolve`; if it did, comment `/reopen <what came back>`.',
  timebox: 'Leave it and restore service another way; `/timebox done` when it was found out in time.',
  review:
    'Look at it now: it needs an approval of exactly its head by somebody who may write here and wrote none of it.',
  backfill: 'Put the proper fix in its place, or say here by when it will be.',
  'temporary-fix': 'Remove it, or say here by when it will be.',
  'follow-up': 'Do it, or say by when it will be: `/action #<its issue> due=<date>`.',
  'backfill-late': 'Have the proper fix put in its place, or say here by when it will be.',
  'temporary-fix-late': 'Have it removed, or say here by when it will be.',
  'follow-up-late':
    'Have it done, give it to somebody else (`/action #<its issue> owner=@user`), or close its issue where nobody will do it.',
  'postmortem-schedule':
    'Set a time for it: `/postmortem meeting <when>`, such as `/postmortem meeting tomorrow 15:00`.',
  'postmortem-draft':
    'Answer what its pull request asks and press *Ready for review* there; without one, comment `/postmortem`.',
  'postmortem-publish':
    'Merge its pull request, which publishes it; without one, comment `/postmortem`, or `/postmortem waive` with the reason.',
};

/** Lines of the comment. Beside a page or a request, which say that nobody is on it, that is not said again. */
export function overdueOnComment(items: readonly Due[], incident: Incident, policy: Policy): readonly MessageData[] {
  const isSaid = items.some(({ kind }) => kind === 'escalation' || kind === 'update');
  const repeats = (item: Once): boolean => isSaid && saysNobody.includes(item.kind);
  // What was asked for at several times while nobody was there to ask is asked for once.
  const isFirst = ({ kind, about }: Once, place: number, all: readonly Once[]): boolean =>
    all.findIndex((other) => other.kind === kind && other.about === about) === place;
  const once = items.flatMap((item) => ('about' in item && !repeats(item) ? [item] : [])).filter(isFirst);
  const isEscalated = items.some(({ kind }) => kind === 'escalation');
  return once.map((item) => ({
    text: onceInWords(item, incident, policy),
    next: nextOf(item, incident, policy, isEscalated),
  }));
}

const saysNobody: readonly OnceKind[] = ['response', 'nobody-leads', 'no-severity'];

function nextOf({ kind }: Once, incident: Incident, policy: Policy, isEscalated: boolean): Trusted | null {
  const next = nextSteps[kind];
  if (next === null) return null;
  if (kind === 'timebox') return trusted(`${escalated(incident, policy, isEscalated)} ${next}`);
  if (kind !== 'no-severity') return trusted(next);
  const levels = policy.levels.map(({ name }) => codeSpan(name)).join(', ');
  return trusted(`${next} There are ${levels}.`);
}

/** The step was taken with the time-box; the last of them leaves nobody else to call. */
function escalated(incident: Incident, policy: Policy, isEscalated: boolean): string {
  if (isEscalated) return 'It goes to the next step of the ladder, who are mentioned here.';
  if (incident.status === 'monitoring') return '';
  const { hurried = {}, taken } = incident.ladder;
  const isWaiting = Object.keys(hurried).some((key) => key.startsWith(`${incident.level}/`) && !taken.includes(key));
  if (isWaiting) return 'The next step of the ladder reaches nobody now and is told as soon as it does: call them.';
  const isLast = (levelOf(policy, incident)?.escalation.length ?? 0) > 0;
  return isLast ? 'Everybody on the ladder was told already: call whoever can decide.' : 'Call whoever can decide.';
}

/** The line of the timeline: what was missed, one after the other; empty when that is nothing. A phase and its budget are a row of the card. */
export function overdueInWords(items: readonly Once[], incident: Incident, policy: Policy): string {
  const level = levelOf(policy, incident);
  return items
    .filter((item) => item.kind !== 'phase-over' && !isAtOnce(item, level))
    .map((item) => onceInWords(item, incident, policy))
    .filter((text, place, all) => all.indexOf(text) === place)
    .join('; ');
}
