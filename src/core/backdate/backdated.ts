// The record of an incident that was over, or under way, before Firebreak came: with the times that GitHub knows, and nothing of what nobody knows.
import { dueItems } from '../clock/due.ts';
import { reportOf } from '../decide/declare.ts';
import { labelsOf, tagsOf } from '../decide/labels.ts';
import { summaryOf } from '../decide/sync.ts';
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { applyAll } from '../incident/apply.ts';
import { readDeclaration } from '../incident/declaration.ts';
import type { Incident, TimelineEntry } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { isDue, type Timestamp } from '../time.ts';
import { levelFor, type Mapped } from './mapping.ts';
import type { PastIssue, Turn } from './past-issue.ts';
import { isPossible, type TimePatterns, timeBehind } from './said-at.ts';

export type Ways = {
  readonly policy: Policy;
  readonly form: Form;
  readonly mapping: readonly Mapped[];
  readonly patterns: TimePatterns;
  readonly now: Timestamp;
};

/** The record, at revision 1 and without a card; null where nobody said how bad it was. */
export function backdated({ issue, live, turns }: PastIssue, ways: Ways): Incident | null {
  const { policy, form, mapping, patterns, now } = ways;
  const names = live.labels.map(({ name }) => name);
  const said = readDeclaration(
    { title: live.title, body: live.body, labels: names, openedAt: live.createdAt },
    form,
    policy,
  );
  const level = levelFor(names, mapping, said);
  if (level === null) return null;
  const report = reportOf({ trigger: { issue, actor: null }, policy, now }, live, form);
  const times = timesOf(live, turns, patterns, now);
  const begun = {
    ...report,
    summary: summaryOf(policy, live) || report.summary,
    level,
    formLevel: null,
    excluded: null,
    unknownSeverities: [],
    missing: [],
    asked: true,
    imported: true as const,
  };
  const lived = through(begun, live, times);
  const kept = { ...asKnown(lived, live, times, now), revision: 1 };
  const given = labelsOf(policy, kept);
  return { ...withoutPast(kept, policy, now), labels: [...given], ...tagsOf(live, policy, given) };
}

type Times = { readonly declared: Timestamp; readonly turns: readonly Turn[] };

/** What the team's own pattern says, where it can be; else what GitHub recorded. */
function timesOf(live: LiveIssue, turns: readonly Turn[], patterns: TimePatterns, now: Timestamp): Times {
  const last = turns.at(-1);
  const saidEnd = timeBehind(patterns.resolved, live.body, live.createdAt);
  const saidStart = timeBehind(patterns.declared, live.body, live.createdAt);
  const end = last?.kind === 'closed' ? last.at : now;
  const declared = saidStart !== null && isPossible(saidStart, end, now) ? saidStart : live.createdAt;
  const before = turns.length < 2 ? declared : (turns.at(-2)?.at ?? declared);
  if (last?.kind !== 'closed' || saidEnd === null || !isPossible(before, saidEnd, now)) return { declared, turns };
  return { declared, turns: [...turns.slice(0, -1), { ...last, at: saidEnd }] };
}

/** Declared, ended and opened again as GitHub recorded it. */
function through(begun: Incident, live: LiveIssue, { declared, turns }: Times): Incident {
  const first = applyAll(begun, [{ kind: 'declared' }], { at: declared, by: live.author, comment: null });
  return turns.reduce((incident, { kind, at, by }) => {
    const next = applyAll(
      incident,
      kind === 'closed'
        ? [{ kind: 'resolved', summary: null }, { kind: 'closed' }]
        : [{ kind: 'reopened', reason: null }],
      { at, by: null, comment: null },
    );
    return {
      ...next,
      timeline: next.timeline.map((entry, index) => (index < incident.timeline.length ? entry : { ...entry, by })),
    };
  }, first);
}

/** How it ended, who led it; when it was mitigated nobody knows. */
function asKnown(incident: Incident, live: LiveIssue, { declared }: Times, now: Timestamp): Incident {
  const isOpen = live.state === 'open';
  const [commander] = live.assignees;
  const { milestones } = incident;
  return {
    ...incident,
    status: isOpen ? 'investigating' : endOf(live),
    roles: commander === undefined ? {} : { commander },
    milestones: {
      ...milestones,
      started: milestones.started === live.createdAt ? declared : milestones.started,
      reported: live.createdAt,
      mitigated: null,
      resolved: endOf(live) === 'closed' ? milestones.resolved : null,
    },
    ladder: { since: isOpen ? now : null, taken: [], at: {}, answered: null },
    updates: { ...incident.updates, since: isOpen ? now : null },
    timeline: [...incident.timeline.map((entry) => ({ ...entry, recorded: now })), takenOver(now)],
  };
}

/** As the app closes issues itself: `not_planned` what was declined, `duplicate` what is one. */
function endOf({ stateReason }: LiveIssue): 'closed' | 'declined' | 'duplicate' {
  if (stateReason === 'not_planned') return 'declined';
  return stateReason === 'duplicate' ? 'duplicate' : 'closed';
}

function takenOver(at: Timestamp): TimelineEntry {
  const text = 'Taken over from an issue of before: its times are those that GitHub knows';
  return { at, kind: 'note', by: null, text, comment: null };
}

/** What came due before it was taken over is not said any more. */
function withoutPast(incident: Incident, policy: Policy, now: Timestamp): Incident {
  const past = dueItems(incident, policy).filter(({ at }) => isDue(at, now));
  return { ...incident, passed: past.flatMap((item) => ('key' in item && 'about' in item ? [item.key] : [])) };
}
