// A page while GitHub cannot even be asked: what the trigger, the working copy and the last good policy say must do (DESIGN section 3: paging fails open).
import { escalations } from '../clock/ladder.ts';
import { putOff, reportFrom } from '../clock/put-off.ts';
import { isCandidate, reportOf } from '../decide/declare.ts';
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { apply } from '../incident/apply.ts';
import { isDrillTitle } from '../incident/drill-title.ts';
import { timesTold } from '../incident/ladder.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import { levelOfLabel } from '../policy/shown-as.ts';
import { isDue, plus, type Timestamp } from '../time.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { connectedChannels } from './chosen.ts';
import { type Fact, pageFact } from './happened.ts';
import type { Telling } from './telling.ts';
import { fallbacks, isWorst, PAGE_PATIENCE, telling } from './tellings.ts';

/** What is known without GitHub. */
export type Offline = {
  readonly trigger: Trigger;
  /** The working copy; null when the incident is new. */
  readonly record: Incident | null;
  /** The policy that it keeps, else the last good one. */
  readonly policy: Policy;
  /** GitHub's address for people: `https://github.com`. */
  readonly web: string;
  readonly connected: readonly string[];
  readonly now: Timestamp;
};

/** The page that is due and has waited for a minute because GitHub does not answer; empty when there is none. */
export function pageOutOfBand(offline: Offline, form: Form): readonly Telling[] {
  const { trigger, record, policy, now } = offline;
  if (isDrill(trigger, record)) return [];
  if (!isDue(plus(trigger.at, PAGE_PATIENCE), now)) return [];
  if (trigger.kind === 'opened' && record === null) return pageOfNew(offline, trigger, form);
  if (record === null) return [];
  if (trigger.kind === 'tick') return pageOfKnown(offline, record);
  const changed = asChanged(trigger, record, policy);
  return changed === null ? [] : pageOfKnown(offline, changed);
}

/** Practice is no emergency: it waits for GitHub, whatever the policy lets it reach. */
function isDrill(trigger: Trigger, record: Incident | null): boolean {
  if (record !== null) return record.drill === true;
  return trigger.kind === 'opened' && isDrillTitle(trigger.title);
}

/** The incident as hands would make it that raise it to the worst level or reopen it, if they may: as with a new one nobody can be asked. Null: nothing of that. */
function asChanged(trigger: Trigger, record: Incident, policy: Policy): Incident | null {
  const { actor, at } = trigger;
  if (actor === null || actor.bot || record.milestones.declared === null || record.plainSince !== null) return null;
  const cause = { at, by: actor, comment: null };
  if (trigger.kind === 'labelled' && trigger.added) {
    const level = levelOfLabel(policy, trigger.label);
    if (level === null || isWorst(record, policy) || !isActive(record.status)) return null;
    return apply(record, { kind: 'level', level: level.name, reason: null }, cause);
  }
  if (trigger.kind !== 'reopened' || (record.status !== 'closed' && record.status !== 'resolved')) return null;
  if (record.roles['commander']?.id === actor.id) return null;
  return apply(record, { kind: 'reopened', reason: null }, cause);
}

function pageOfKnown(offline: Offline, record: Incident): readonly Telling[] {
  const { policy, now } = offline;
  const due = escalations(record, policy).filter((step) => isDue(putOff(step, record, policy, now), now));
  const step = due.at(-1);
  if (step === undefined || !isActive(record.status) || !isWorst(record, policy)) return [];
  return told(offline, record, pageFact(record, step.key, step.at, timesTold(record.ladder, step.key) + 1));
}

/** Labels and form are not authority, but nobody can be asked; a page too many is better than none. */
function pageOfNew(offline: Offline, trigger: TriggerOf<'opened'>, form: Form): readonly Telling[] {
  const { policy, now } = offline;
  const live = asOpened(offline, trigger);
  if (!isCandidate(policy, live, form)) return [];
  const report = reportOf({ trigger, policy, now }, live, form);
  if (report.excluded !== null || !isWorst(report, policy)) return [];
  if (reportFrom(report, policy, now) !== now) return [];
  return told(offline, report, pageFact(report, `${report.level ?? 'unassigned'}/0`, trigger.at, 1));
}

/** The issue as the trigger has it. */
function asOpened({ web }: Offline, { issue, title, body, labels, author, at }: TriggerOf<'opened'>): LiveIssue {
  return {
    url: urlOf(web, issue),
    title,
    body,
    state: 'open',
    stateReason: null,
    locked: false,
    labels: labels.map((name) => ({ id: '', name })),
    assignees: [],
    author,
    createdAt: at,
  };
}

function urlOf(web: string, { owner, repo, number }: Incident['issue']): string {
  return `${web}/${owner}/${repo}/issues/${number}`;
}

function told({ policy, web, connected, now }: Offline, incident: Incident, fact: Fact): readonly Telling[] {
  const url = urlOf(web, incident.issue);
  return fallbacks(connectedChannels(policy, connected), incident).map((channel) =>
    telling(channel, fact, { incident, policy, url, now }),
  );
}
