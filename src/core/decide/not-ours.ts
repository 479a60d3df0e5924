// Whether a trigger is any of the app's business, before anything is asked of GitHub.
import type { Self } from '../brain.ts';
import { understood } from '../commands/index.ts';
import { parseComment } from '../commands/parse.ts';
import { credentialIn } from '../credential.ts';
import { deadlineOfIssue } from '../incident/deadline-change.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { isUnknownLevel } from '../policy/like-level.ts';
import type { Policy } from '../policy/policy.ts';
import { levelLabel, levelOfLabel, statusLabel } from '../policy/shown-as.ts';
import type { Trigger } from '../trigger.ts';
import { hasNewCommand, newCredential } from './comment-edited.ts';
import { isOwnDrillOpened } from './drill-opened.ts';
import { isFreezeNews } from './freeze.ts';
import { isHotfixNews } from './hotfix.ts';
import { isNewlySeen } from './hotfix-seen.ts';
import { sameLabel } from './labels.ts';
import { isDeclaredAgain, isPlain } from './plain.ts';
import { isSecurityLabel } from './security.ts';
import { isNews } from './told.ts';

export function isNotOurs(trigger: Trigger, record: Incident | null, policy: Policy, self: Self): boolean {
  if (trigger.actor !== null && trigger.actor.id === self.botId)
    return !isClosedByMerge(trigger, record) && !isOwnDrillOpened(trigger, self);
  if (isPlain(record)) return !isDeclaredAgain(trigger, record, policy);
  switch (trigger.kind) {
    case 'commented':
      return isUnheard(trigger, self) || saysNothingToUs(trigger, record);
    case 'labelled':
      return record === null
        ? !trigger.added || !sameLabel(trigger.label, policy.labels.incident)
        : isEcho(trigger, record, policy);
    case 'edited':
      return record === null || (trigger.titleFrom === null && trigger.bodyFrom === null);
    case 'opened':
      return record !== null && record.status !== 'reported';
    case 'comment-edited':
      return record === null || !(hasNewCommand(trigger) || newCredential(trigger) !== null);
    case 'locked':
      return true;
    case 'tick':
    case 'unheard':
    case 'page-refused':
    case 'page-withdrawn':
    case 'dispatched':
    case 'unrecorded':
    case 'checked':
    case 'alert-answered':
    case 'hotfix-answered':
    case 'issue-opened':
    case 'postmortem-answered':
    case 'document-pushed':
    case 'gone':
    case 'closed':
    case 'reopened':
    case 'card-touched':
      return record === null;
    case 'told':
      return !isNews(record, trigger);
    case 'hotfix-news':
      return record === null || !isHotfixNews(record, trigger);
    case 'hotfix-seen':
      return record === null || !isNewlySeen(record, trigger, policy);
    case 'follow-up-moved':
      return record === null || deadlineOfIssue(record, trigger.number) === null;
    case 'freeze-news':
      return !isFreezeNews(record, trigger);
    case 'joined':
    case 'look':
      return false;
  }
}

/** We close what is over: where it is not, something that we merged closed it by a keyword. */
function isClosedByMerge({ kind }: Trigger, record: Incident | null): boolean {
  return kind === 'closed' && record !== null && isActive(record.status);
}

/** No command, and nothing that should not stand in a thread. */
function saysNothingToUs({ comment }: Extract<Trigger, { kind: 'commented' }>, record: Incident | null): boolean {
  return (
    parseComment(comment.body, understood).length === 0 && (record === null || credentialIn(comment.body) === null)
  );
}

/** Nobody, the app itself under any of its accounts, and bots that GitHub names no app for: whether another app is listed only today's policy says. */
function isUnheard({ actor, comment }: Extract<Trigger, { kind: 'commented' }>, self: Self): boolean {
  if (actor === null || self.botIds.includes(actor.id)) return true;
  return actor.bot && comment.viaApp === null;
}

/** A label event that says what the record says already, such as those that follow `opened`; or about a label of others. */
function isEcho(trigger: Extract<Trigger, { kind: 'labelled' }>, record: Incident, policy: Policy): boolean {
  const level = record.level === null ? '' : levelLabel(policy, record.level);
  const drill = record.drill === true ? [policy.labels.drill] : [];
  const ours = [policy.labels.incident, level, statusLabel(policy, record.status), ...drill].some((label) =>
    sameLabel(label, trigger.label),
  );
  if (ours) return trigger.added;
  const meaningful =
    levelOfLabel(policy, trigger.label) !== null ||
    isUnknownLevel(policy, trigger.label) ||
    isSecurityLabel(trigger.label) ||
    trigger.label.toLowerCase().startsWith(policy.labels.statusPrefix.toLowerCase());
  return !meaningful;
}
