// What has to be done by an instant: time-boxes in the heat, and afterwards backfills, removals, follow-ups and the postmortem.
import type { Deadline, Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Span } from '../span.ts';
import { compare, type Timestamp } from '../time.ts';
import { reach } from './calendar.ts';
import { type Once, type OnceKind, once } from './once.ts';

/** Every deadline that is not met yet: by its own instant, or the policy's span after the resolution. Closing the issue ends none but the time-boxes. */
export function deadlines(incident: Incident, policy: Policy): readonly Once[] {
  if (incident.status === 'reported' || incident.status === 'declined' || incident.status === 'duplicate') return [];
  const { hotfix, temporaryFixes, postmortem } = policy;
  return [
    ...(isActive(incident.status) ? open(incident, 'timebox', incident.timeBoxes, null, policy) : []),
    ...open(incident, 'backfill', incident.backfills, hotfix.backfillWithin, policy),
    ...open(incident, 'temporary-fix', incident.temporaryFixes, temporaryFixes.removeWithin, policy),
    ...open(incident, 'follow-up', incident.followUps, postmortem.followUpWithin, policy),
    ...late(incident, 'backfill-late', incident.backfills, hotfix.backfillWithin, policy),
    ...late(incident, 'temporary-fix-late', incident.temporaryFixes, temporaryFixes.removeWithin, policy),
    ...late(incident, 'follow-up-late', incident.followUps, postmortem.followUpWithin, policy),
    ...postmortems(incident, policy),
  ];
}

function open(
  incident: Incident,
  kind: OnceKind,
  items: readonly Deadline[],
  within: Span | null,
  policy: Policy,
): readonly Once[] {
  if (items.length === 0) return [];
  const common = afterResolution(incident, within, policy);
  return items.flatMap(({ id, due, done }) => (done === null ? once(incident, kind, id, due ?? common) : []));
}

/** Due and not done some time later either: once for each date that it was due on, so that another date begins anew. */
function late(
  incident: Incident,
  kind: OnceKind,
  items: readonly Deadline[],
  within: Span | null,
  policy: Policy,
): readonly Once[] {
  const { escalateAfter } = policy.postmortem;
  if (escalateAfter === null || items.length === 0) return [];
  const common = afterResolution(incident, within, policy);
  return items.flatMap(({ id, due, done }) => {
    const at = due ?? common;
    return done !== null || at === null ? [] : once(incident, kind, id, reach(at, escalateAfter, policy));
  });
}

/**
 * The level’s own deadlines, where it needs a postmortem or a report, or one was begun that it does not need (`S000-39`, `S001-22`, `S003-24`,
 * `S004-18`, C15, C16): until its meeting is set, it is drafted, and published, or somebody says that none is written.
 */
function postmortems(incident: Incident, policy: Policy): readonly Once[] {
  const level = levelOf(policy, incident);
  if (level === null || level.postmortem === null) return [];
  const { need, scheduleWithin, draftWithin, publishWithin } = level.postmortem;
  const { state, drafted } = incident.postmortem ?? {};
  if (state === 'published' || state === 'waived' || need === 'none') return [];
  if (need === 'optional' && state === undefined) return [];
  const by = (kind: OnceKind, within: Span | null): readonly Once[] =>
    once(incident, kind, level.name, afterResolution(incident, within, policy));
  return [
    ...(isScheduled(incident) ? [] : by('postmortem-schedule', scheduleWithin)),
    ...(drafted === undefined ? by('postmortem-draft', draftWithin) : []),
    ...by('postmortem-publish', publishWithin),
  ];
}

/** A meeting that was before the incident came back was about something else. */
function isScheduled({ debrief, milestones }: Incident): boolean {
  const { resolved } = milestones;
  const { meets, held } = debrief ?? {};
  return [meets, held].some((said) => said !== undefined && resolved !== null && compare(said.on, resolved) >= 0);
}

function afterResolution({ milestones }: Incident, within: Span | null, policy: Policy): Timestamp | null {
  return within === null || milestones.resolved === null ? null : reach(milestones.resolved, within, policy);
}
