// The two questions answered: what must be known for a trigger, and what follows. Dispatch only; each kind has its file.
import type { Brain, Situation } from '../brain.ts';
import { DRIFT_GRACE } from '../clock/due.ts';
import type { Decision } from '../decision.ts';
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { isOver } from '../incident/transitions.ts';
import { inTeamWords, noTemplates } from '../messages/team-templates.ts';
import { levelOf, withWholeChecklist } from '../policy/find.ts';
import { later, plus, type Timestamp } from '../time.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { actOnClock } from './act-on-clock.ts';
import { onAlertAnswered } from './alert-answered.ts';
import { askedForMissing } from './ask-for-missing.ts';
import { onIssueOpened } from './backfill.ts';
import { onClosed, onLabelled, onReopened, onRetitled } from './by-hand.ts';
import { closedByItself } from './closed-by-itself.ts';
import { onCommentEdited } from './comment-edited.ts';
import { withCredentialTold } from './credential-told.ts';
import { declare, declareAgain, declareLate, isCandidate, reportOf, ticksOf } from './declare.ts';
import { byItself, changed, type Draft } from './draft.ts';
import { onLook } from './drift.ts';
import { asPractised, scored, withoutChannels } from './drill.ts';
import { evidenceLinked, gathered } from './evidence.ts';
import { factsFor, peopleFor } from './facts-for.ts';
import { finish } from './finish.ts';
import { followed, onChecked, onDispatched, onUnrecorded } from './follow.ts';
import { followUpsSeen, onFollowUpMoved } from './follow-up-moved.ts';
import { freezeSettled, onFreezeNews } from './freeze.ts';
import { furtherFor } from './further.ts';
import { nothing, onGone } from './gone.ts';
import { onHotfixAnswered, onHotfixNews } from './hotfix.ts';
import { hotfixArrived } from './hotfix-live.ts';
import { onHotfixSeen } from './hotfix-seen.ts';
import { joinsAgain, onJoined } from './joined.ts';
import { levelsAmong } from './labels.ts';
import { lookedBack } from './look-back.ts';
import { withoutLostPolicy } from './lost-policy.ts';
import { schedulesFor, withPeopleOnCall } from './on-call.ts';
import { onCommented } from './on-commented.ts';
import { onPageNotSent } from './page-withdrawn.ts';
import { isDeclaredAgain, isPlain } from './plain.ts';
import { onPostmortemAnswered, postmortemDue, postmortemSeen } from './postmortem.ts';
import { readAgain } from './read-again.ts';
import { isDoubtful, rebuiltFrom, wasHere } from './rebuild.ts';
import { redeployed } from './redeployed.ts';
import { tellFirstResponder, tellHeldReport } from './report-told.ts';
import { withLeftOpen } from './resembling.ts';
import { rowsFollow } from './rows-follow.ts';
import { withSecurity } from './security.ts';
import { onDocumentPushed } from './table-pushed.ts';
import { teamsFor } from './teams-for.ts';
import { onTold } from './told.ts';
import { onUnheard } from './unheard.ts';
import { isByResponders } from './written-by.ts';

/** The brain for one declaration form (the definition in `.github/ISSUE_TEMPLATE/incident.yml`). */
export function createBrain(form: Form): Brain {
  return {
    factsFor,
    teamsFor,
    schedulesFor,
    peopleFor,
    furtherFor,
    decide: (situation) =>
      inTeamWords(
        asPractised(decide(withPeopleOnCall(withoutChannels(situation)), form)),
        situation.templates ?? noTemplates,
      ),
  };
}

function decide(situation: Situation, form: Form): Decision {
  const { record, facts, trigger } = situation;
  if (facts.gone !== null) return onGone(situation);
  if (facts.issue === null) return nothing(situation, 'ignored:no-issue');
  if (isPlain(record) && !isDeclaredAgain(trigger, record, situation.policy))
    return nothing(situation, 'ignored:plain-issue');
  if (record === null && !isCandidate(situation.policy, facts.issue, form))
    return nothing(situation, 'ignored:not-an-incident');
  if (record === null && facts.issue.state === 'closed' && !wasHere(situation))
    return nothing(situation, 'ignored:closed');
  const started = begin(situation, facts.issue, form);
  const turn = byKind(started, facts.issue, form);
  const { outcome, settled = false } = turn;
  const told = withCredentialTold(turn.draft, facts.issue, form);
  const whole = postmortemDue(withSecurity(hotfixArrived(redeployed(followed(evidenceLinked(told)))), facts.issue));
  const draft = whole.incident.postmortem === undefined ? whole : closedByItself(rowsFollow(whole));
  const held = !settled && isChangedUnheard(trigger, draft, facts.issue);
  const ended = scored(draft);
  const timed = held ? ended : freezeSettled(askedForMissing(actOnClock(tellHeldReport(withLeftOpen(ended)))));
  const decision = finish(timed, outcome, settled || isByHand(trigger, facts.issue), keyOf(trigger));
  return held ? notBefore(decision, plus(situation.now, DRIFT_GRACE)) : decision;
}

function notBefore(decision: Decision, at: Timestamp): Decision {
  const { lookAgainAt } = decision;
  return { ...decision, lookAgainAt: lookAgainAt === null ? null : later(lookAgainAt, at) };
}

/**
 * Somebody closed or reopened the issue, or put a milder severity on it, and the event has not reached us yet: what the clock has to say waits for it
 * or for the end of its grace, and is judged then (F-36).
 */
function isChangedUnheard(trigger: Trigger, { incident, situation: { policy } }: Draft, live: LiveIssue): boolean {
  if (trigger.kind !== 'tick' && trigger.kind !== 'look') return false;
  if ((live.state === 'closed') !== isOver(incident.status)) return true;
  const rank = levelOf(policy, incident)?.rank ?? null;
  const shown = levelsAmong(
    policy,
    live.labels.map(({ name }) => name),
  );
  return rank !== null && shown.length > 0 && shown.every((level) => level.rank > rank);
}

const byHand: readonly Trigger['kind'][] = ['labelled', 'edited', 'closed', 'reopened', 'opened'];

/** After these the issue itself may differ from the record in what the record says of it; the body is nobody's but its author's. */
function isByHand(trigger: Trigger, live: LiveIssue): boolean {
  return byHand.includes(trigger.kind) && (trigger.kind !== 'edited' || isRetitled(trigger, live));
}

function begin(situation: Situation, live: LiveIssue, form: Form): Draft {
  const { record, card, trigger } = situation;
  if (record === null) return fromNothing(situation, live, form);
  if (isPlain(record)) return declareAgain(situation, record, live, form);
  const incident = withWholeChecklist(situation.policy, record);
  const draft = withoutLostPolicy({ situation, incident, effects: [], log: [] });
  if (card !== 'tampered' && !(card === 'missing' && trigger.kind === 'card-touched')) return draft;
  const what =
    card === 'tampered'
      ? 'The status card was changed by somebody else and is shown again from the record'
      : 'The status card was deleted and is shown again';
  return changed(draft, [{ kind: 'recorded', entry: 'tampered', text: what }], {
    ...byItself(draft),
    by: trigger.kind === 'card-touched' ? trigger.actor : null,
  });
}

function fromNothing(situation: Situation, live: LiveIssue, form: Form): Draft {
  if (!wasHere(situation)) return declare(situation, live, form);
  const { incident: rebuilt, text } = rebuiltFrom(situation, live, (read) =>
    reportOf({ ...situation, now: live.createdAt }, read, form),
  );
  const incident = { ...rebuilt, asked: true };
  const draft: Draft = { situation, incident, effects: [], log: [] };
  const areTheirs = incident.milestones.declared !== null && isByResponders(live, situation);
  const ticks = areTheirs ? ticksOf(draft, live, form) : [];
  const said = { kind: 'recorded', entry: 'rebuilt', text } as const;
  const again = changed(draft, [...ticks, said], byItself(draft));
  return isDoubtful(incident, live, situation) ? tellFirstResponder(again) : again;
}

type Turn = { readonly draft: Draft; readonly outcome: string; readonly settled?: boolean };

function byKind(draft: Draft, live: LiveIssue, form: Form): Turn {
  const { trigger } = draft.situation;
  switch (trigger.kind) {
    case 'commented':
      return onCommented(draft, trigger);
    case 'labelled':
      return { draft: onLabelled(draft, live, trigger), outcome: 'done' };
    case 'edited':
      return { draft: readAgain(asRetitled(draft, live, trigger), live, trigger, form), outcome: 'done' };
    case 'opened':
      return { draft: declareLate(draft, live), outcome: 'done' };
    case 'comment-edited':
      return onCommentEdited(draft, trigger);
    case 'joined':
      return onJoined(draft, trigger);
    case 'unheard':
      return { draft: onUnheard(draft, trigger), outcome: 'done' };
    case 'page-refused':
    case 'page-withdrawn':
      return { draft: onPageNotSent(draft, trigger), outcome: 'done' };
    case 'dispatched':
      return { draft: onDispatched(draft, trigger), outcome: 'done' };
    case 'unrecorded':
      return { draft: onUnrecorded(draft, trigger), outcome: 'done' };
    case 'checked':
      return { draft: onChecked(draft, trigger), outcome: 'done' };
    case 'alert-answered':
      return onAlertAnswered(draft, trigger);
    case 'told':
      return { draft: onTold(draft, trigger), outcome: 'done' };
    case 'hotfix-answered':
      return { draft: onHotfixAnswered(draft, trigger), outcome: 'done' };
    case 'hotfix-news':
      return { draft: onHotfixNews(draft, trigger), outcome: 'done' };
    case 'hotfix-seen':
      return { draft: onHotfixSeen(draft, trigger), outcome: 'done' };
    case 'postmortem-answered':
      return { draft: onPostmortemAnswered(draft, trigger), outcome: 'done' };
    case 'document-pushed':
      return { draft: onDocumentPushed(draft, trigger), outcome: 'done' };
    case 'issue-opened':
      return { draft: onIssueOpened(draft, trigger), outcome: 'done' };
    case 'follow-up-moved':
      return { draft: onFollowUpMoved(draft, trigger), outcome: 'done' };
    case 'freeze-news':
      return { draft: onFreezeNews(draft, trigger), outcome: 'done' };
    case 'closed':
      return { draft: onClosed(draft, live, trigger), outcome: 'done' };
    case 'reopened':
      return { draft: onReopened(draft, live, trigger), outcome: 'done' };
    case 'look': {
      const looked = onLook(draft, live);
      const joins = joinsAgain(looked.draft, trigger);
      return { ...looked, draft: postmortemSeen(followUpsSeen({ ...looked.draft, joins })), outcome: 'done' };
    }
    case 'tick': {
      const looked = onLook(draft, live);
      return { ...looked, draft: postmortemSeen(followUpsSeen(gathered(lookedBack(looked.draft)))), outcome: 'done' };
    }
    default:
      return { draft, outcome: 'done' };
  }
}

/** Only an edit of the title is one: beside an edit of the body, a title of ours may still be on its way to the issue. */
function asRetitled(draft: Draft, live: LiveIssue, trigger: TriggerOf<'edited'>): Draft {
  return isRetitled(trigger, live) ? onRetitled(draft, live, trigger.actor) : draft;
}

/** A title that somebody else has given since is not this person's doing: their own event says so, or the sweep. */
function isRetitled({ titleFrom, titleTo }: TriggerOf<'edited'>, live: LiveIssue): boolean {
  return titleFrom !== null && (titleTo === undefined || titleTo === live.title);
}

/** Names the trigger in the keys of its effects: the same for every repeat of it. */
function keyOf(trigger: Trigger): string {
  return trigger.kind === 'commented' ? `comment-${trigger.comment.id}` : `${trigger.kind}-${trigger.at}`;
}
