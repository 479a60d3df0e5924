// Changes made with the mouse: each is a command of that person, or put back with a reason (DESIGN section 3).
import { isOpen } from '../checklist/gate.ts';
import { openForReply, openInWords } from '../checklist/through.ts';
import { closing, closingGate, closingPassage } from '../commands/close.ts';
import { understood } from '../commands/index.ts';
import { withoutCredentials } from '../credential.ts';
import type { Effect } from '../effects.ts';
import type { LiveComment, LiveIssue } from '../facts.ts';
import { windowIsOver } from '../incident/apply.ts';
import type { Cause, Change } from '../incident/change.ts';
import { NOTHING_SAID } from '../incident/declaration.ts';
import type { Person } from '../incident/record.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { inert } from '../markdown/inert.ts';
import { type MessageData, type ReplyPart, type Trusted, trusted } from '../messages.ts';
import { type Claimant, hasRight, type Verdict } from '../policy/authority.ts';
import { findLevel } from '../policy/find.ts';
import { levelOfLabel, readTitle, titleOf } from '../policy/shown-as.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { claimantOf, lineOf, mayCommand, todaysPolicy } from './asked.ts';
import { goesOnAfterMerge } from './closed-by-merge.ts';
import { changed, type Draft, doing } from './draft.ts';
import { isStranger, wasTold, withTold } from './explained.ts';
import { hasLabel, labelDifference, leftToUndo, sameLabel, statusOf } from './labels.ts';
import { counting } from './over-and-over.ts';
import { refusalOf } from './reply.ts';
import { summaryOf } from './sync.ts';

/**
 * A label was put on or taken off by hand. Only that label is this person's doing: the rest of what the issue shows has events of its own. It counts
 * while the issue still shows it, so that an event which comes again finds nothing to do (AC-03).
 */
export function onLabelled(draft: Draft, live: LiveIssue, { label, added, actor }: TriggerOf<'labelled'>): Draft {
  const { policy } = draft.situation;
  if (added !== hasLabel(live, label)) return draft;
  if (!added) return onUnlabelled(draft, live, label, actor);
  const level = levelOfLabel(policy, label);
  if (level !== null && level.name !== draft.incident.level)
    return asCommand(draft, actor, 'severity', [level.name], 'label changed by hand');
  const status = statusOf(policy, label);
  return status === null || status === draft.incident.status
    ? draft
    : asCommand(draft, actor, 'status', [status], 'label changed by hand');
}

/** Taken off with another one in its place, it is half of a change: the other half has an event of its own. */
function onUnlabelled(draft: Draft, live: LiveIssue, label: string, actor: Person | null): Draft {
  const { policy } = draft.situation;
  const missing = leftToUndo(policy, draft.incident, live, label).add.find((wanted) => sameLabel(wanted, label));
  if (missing === undefined) return draft;
  return noted(draft, actor, `A label was taken away by hand and is put back: ${missing}`);
}

/** Labels that differ from the record, and no event told who changed them. */
export function onLabelsFound(draft: Draft, live: LiveIssue): Draft {
  const { add, remove } = labelDifference(draft.situation.policy, draft.incident, live);
  if (remove.length > 0) return noted(draft, null, `Labels were changed, nobody knows by whom: put back`);
  if (add.length === 0) return draft;
  return noted(draft, null, `A label was taken away by hand and is put back: ${add.join(', ')}`);
}

/** The title was changed by hand: prefix and label change together (`S003-10`). */
export function onRetitled(draft: Draft, live: LiveIssue, actor: Person | null): Draft {
  const { policy } = draft.situation;
  // As we print it; a long one is cut, and then says less than the record.
  if (live.title === titleOf(policy, draft.incident)) return draft;
  const level = findLevel(policy, readTitle(policy, live.title)?.level ?? null);
  const summary = summaryOf(policy, live);
  const renamed = summary !== '' && summary !== draft.incident.summary && !isCut(summary, draft.incident.summary);
  if (!renamed && (level === null || level.name === draft.incident.level)) return draft;
  const verdict = hasRight('respond', claimant(draft, actor), todaysPolicy(draft.situation));
  if (!verdict.allowed)
    return noted(
      draft,
      actor,
      `The title was changed by somebody who may not respond here, and is put back${allowed(verdict)}`,
    );
  const summarised = renamed
    ? answeredByTitle(changed(draft, [{ kind: 'summary', text: summary }], cause(draft, actor)))
    : draft;
  return level === null || level.name === draft.incident.level
    ? summarised
    : asCommand(summarised, actor, 'severity', [level.name], 'title changed by hand');
}

function answeredByTitle(draft: Draft): Draft {
  const { incident } = draft;
  return { ...draft, incident: { ...incident, missing: incident.missing.filter((text) => text !== NOTHING_SAID) } };
}

/** A title takes 256 characters: the beginning of a longer summary is that summary still. */
function isCut(shown: string, summary: string): boolean {
  return shown.endsWith('…') && summary.startsWith(shown.slice(0, -1));
}

/** Closing by hand is `/close` by that person: gates hold → resolved and closed; otherwise reopened with the list. */
export function onClosed(draft: Draft, live: LiveIssue, trigger: Trigger): Draft {
  const { policy, now, facts } = draft.situation;
  const { incident } = draft;
  if (live.state !== 'closed' || isOver(incident.status)) return draft;
  const actor = trigger.actor;
  if (incident.status === 'reported') return onReportClosed(draft, actor);
  const merged = isFixWatched(draft) ? null : goesOnAfterMerge(draft, live, trigger);
  if (merged !== null) return merged;
  const verdict = mayCommand(draft, actor, 'close');
  if (!verdict.allowed) {
    const who = trusted(`somebody who may respond here closes it${inert(allowed(verdict))}`);
    const after = noted(draft, actor, `Closed by hand and reopened: by somebody who may not${allowed(verdict)}`);
    return explained(after, actor, notClosed([{ number: null, text: who }], null), `reopened/${trigger.at}`);
  }
  const beside = closingGate(incident, policy, now);
  const { held } = closingPassage(incident, policy, cause(draft, actor));
  if (beside.length === 0 && !isOpen(held))
    return changed(draft, closing(incident, goodSummary(facts.recentComments, actor)), cause(draft, actor));
  const { open, copy } = openForReply(held);
  const rows = [...beside.map((text) => ({ number: null, text: trusted(text) })), ...open];
  const why = [...beside, ...openInWords(held)].join('; ');
  const after = noted(draft, actor, `Closed by hand and reopened: ${why}`);
  return explained(after, actor, notClosed(rows, copy), `reopened/${trigger.at}`);
}

/** Resolved, or watched to the end of its window: then a keyword closes it as a person does. */
function isFixWatched({ incident, situation: { now } }: Draft): boolean {
  return !isActive(incident.status) || windowIsOver(incident, now);
}

function notClosed(open: readonly MessageData[], copy: Trusted | null): ReplyPart {
  return { notClosed: { open, copy } };
}

/** Says why it was undone: to a responder each time, to a stranger who goes on clicking once an hour. */
function explained(draft: Draft, actor: Person | null, part: ReplyPart, key: string): Draft {
  const { policy, now } = draft.situation;
  const stranger = actor !== null && isStranger(claimant(draft, actor), policy);
  if (stranger && wasTold(draft.incident, actor, now)) return draft;
  const message = {
    template: 'reply' as const,
    mentions: [],
    data: {
      to: trusted(actor?.login ?? 'somebody'),
      parts: [part],
    },
  };
  const told = stranger ? { ...draft, incident: withTold(draft.incident, actor, now) } : draft;
  const comment: Effect = { kind: 'comment', key, urgency: 'reply', message };
  return doing(told, comment);
}

/** A report may be taken back by its author, or declined by whoever may respond. */
function onReportClosed(draft: Draft, actor: Person | null): Draft {
  const own = actor !== null && actor.id === draft.incident.reportedBy.id;
  const verdict = mayCommand(draft, actor, 'decline');
  if (!own && !verdict.allowed)
    return noted(draft, actor, `Closed by hand by somebody who may not, and reopened${allowed(verdict)}`);
  const change: Change = {
    kind: 'status',
    status: 'declined',
    note: own ? 'withdrawn by its reporter' : 'closed by hand',
  };
  return changed(draft, [change], cause(draft, actor));
}

type Reopened = Pick<TriggerOf<'reopened'>, 'actor' | 'byAlert'>;

/** Reopening by hand is `/reopen` by that person. The machine whose alert the incident is says that the alert is back: it needs no right to be heard once more. */
export function onReopened(draft: Draft, live: LiveIssue, { actor, byAlert }: Reopened): Draft {
  const { reportedBy, status } = draft.incident;
  if (live.state !== 'open' || !isOver(status)) return draft;
  const isAlert = reportedBy.bot && (byAlert === true || actor?.id === reportedBy.id);
  if (!isAlert) return asCommand(draft, actor, 'reopen', [], 'reopened by hand');
  return asCommand(draft, reportedBy, 'reopen', [], 'its alert came back', true);
}

/** The four fields of the runbook's all-clear, written just before the issue was closed by the same person (`S003-22`). */
function goodSummary(comments: readonly LiveComment[], actor: Person | null): string | null {
  const last = comments.findLast(
    (comment) =>
      comment.author?.id === actor?.id &&
      /^\s*(Fix|Resolved|Duration|Verified):/im.test(comment.body.replaceAll('\\n', '\n')),
  );
  if (last === undefined) return null;
  const lines = last.body
    .replaceAll('\\n', '\n')
    .split('\n')
    .filter((line) => /^\s*(Fix|Resolved|Duration|Verified):\s*\S/i.test(line));
  return lines.length === 0 ? null : withoutCredentials(lines.map((line) => line.trim()).join('; '));
}

function asCommand(
  draft: Draft,
  actor: Person | null,
  name: string,
  args: readonly string[],
  text: string,
  isHeard = false,
): Draft {
  const command = understood.find((candidate) => candidate.name === name);
  const { situation, incident } = draft;
  const verdict = mayCommand(draft, actor, name, args);
  if (command === undefined || actor === null || !(verdict.allowed || isHeard)) {
    return noted(draft, actor, `${text}, by somebody who may not: put back${allowed(verdict)}`);
  }
  const line = lineOf(name, args, text);
  const outcome = command.decide({
    line,
    incident,
    actor,
    now: situation.now,
    policy: situation.policy,
    keep: situation.keep,
    offered: situation.offered,
    brokenPolicy: null,
    people: {},
    others: {},
    keepsOthers: false,
    forced: false,
    isOpenToAll: !situation.facts.repository.private,
    all: understood,
  });
  if (outcome.kind === 'refused' && outcome.problem.code === 'gate-held') {
    const after = noted(draft, actor, `${text}, but the checklist does not allow it yet: put back`);
    const part = refusalOf(`/${name} ${args.join(' ')}`, outcome.problem);
    return explained(after, actor, part, `held/${situation.trigger.at}`);
  }
  if (outcome.kind === 'refused')
    return noted(draft, actor, `${text}, but ${incident.status} does not allow it: put back`);
  return changed(draft, outcome.changes, cause(draft, actor));
}

function claimant({ situation }: Draft, actor: Person | null): Claimant {
  return { ...claimantOf(situation), person: actor };
}

/** Which rule decided and who can, for the end of a sentence. */
function allowed(verdict: Verdict): string {
  return verdict.allowed ? '' : `; allowed (${verdict.rule}): ${verdict.who}`;
}

function noted(draft: Draft, actor: Person | null, text: string): Draft {
  return counting(changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], cause(draft, actor)));
}

function cause(draft: Draft, actor: Person | null): Cause {
  return { at: draft.situation.now, by: actor, comment: null };
}
