// What an incident left to be done, each with its deadline: follow-ups, proper fixes, temporary fixes to be removed.
import { reach } from '../clock/calendar.ts';
import { type DeadlineList, deadlineInWords, deadlineLists } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Span } from '../span.ts';
import type { Timestamp } from '../time.ts';
import type { Owed, OwedKind } from './measured.ts';

const KINDS: Readonly<Record<DeadlineList, OwedKind>> = {
  backfills: 'proper-fix',
  temporaryFixes: 'temporary-fix',
  followUps: 'follow-up',
};

/** Each by its own instant, or the policy's span after the resolution. */
export function owedItems(incident: Incident, policy: Policy | null): readonly Owed[] {
  return deadlineLists.flatMap((list) =>
    incident[list].map((item) => ({
      kind: KINDS[list],
      since: setAt(incident, list, item),
      due: item.due ?? afterResolution(incident, policy, policy === null ? null : withinOf(list, policy)),
      done: item.done,
    })),
  );
}

function withinOf(list: DeadlineList, { hotfix, temporaryFixes, postmortem }: Policy): Span | null {
  switch (list) {
    case 'backfills':
      return hotfix.backfillWithin;
    case 'temporaryFixes':
      return temporaryFixes.removeWithin;
    case 'followUps':
      return postmortem.followUpWithin;
  }
}

function afterResolution({ milestones }: Incident, policy: Policy | null, within: Span | null): Timestamp | null {
  return policy === null || within === null || milestones.resolved === null
    ? null
    : reach(milestones.resolved, within, policy);
}

/** When it was put on record, by its line of the timeline, which may have been cut. */
function setAt(incident: Incident, list: DeadlineList, item: Deadline): Timestamp | null {
  const whole = deadlineInWords(incident, { kind: 'deadline-set', list, item })?.text ?? '';
  const line = incident.timeline.find(
    ({ kind, text }) => kind === 'deadline' && (text === whole || (text.endsWith('…') && startsLike(whole, text))),
  );
  return line?.at ?? null;
}

function startsLike(whole: string, cut: string): boolean {
  return cut.length > 30 && whole.startsWith(cut.slice(0, -1));
}
