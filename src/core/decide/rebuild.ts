// The record again from the thread when its card is gone: acknowledged commands are replayed into the state machine, without effects.
import type { Situation } from '../brain.ts';
import { understood } from '../commands/index.ts';
import { type ParsedLine, parseComment } from '../commands/parse.ts';
import type { LiveComment, LiveIssue } from '../facts.ts';
import { applyAll } from '../incident/apply.ts';
import { forNewComment } from '../incident/former-levels.ts';
import type { Incident, Status } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { ownEffectKeys } from '../marker.ts';
import { hasRight } from '../policy/authority.ts';
import { compare } from '../time.ts';
import { asShown } from './as-shown.ts';
import { claimantOf, todaysPolicy } from './asked.ts';
import { statusOf } from './labels.ts';
import { namedPeople } from './named-people.ts';
import { namedClaimant } from './named-to-lead.ts';
import { levelPaged, ownComment } from './own-comment.ts';
import { replayLine, type Thread } from './replay.ts';
import { readReplyKey } from './reply.ts';
import { remember } from './seen.ts';
import { isEditedByResponders } from './written-by.ts';

/** Whether the app has been in this thread before, be it only with a reaction: then the incident is rebuilt and not declared anew. */
export function wasHere(situation: Situation): boolean {
  return situation.facts.recentComments.some((comment) => comment.acknowledged !== null || isOwn(comment, situation));
}

/** A record that was rebuilt, and what its timeline says of that. */
export type Rebuilt = { readonly incident: Incident; readonly text: string };

/**
 * The incident again, from the report that `reportOf` makes of the issue. A report is what its description says by now; of an incident whose description
 * somebody edited who may not respond nothing of it is taken, as nothing was when they did, but that it may be about security.
 */
export function rebuiltFrom(situation: Situation, live: LiveIssue, reportOf: (live: LiveIssue) => Incident): Rebuilt {
  const report = reportOf(live);
  const incident = rebuild(report, live, situation);
  const text = rebuiltInWords(situation);
  const { declared } = incident.milestones;
  if (declared === null || isEditedByResponders(live, declared, situation)) return { incident, text };
  const untaken = rebuild(reportOf({ ...live, body: '' }), live, situation);
  const wasSecurity = keysOf(situation).some((key) => key.startsWith('security/'));
  return {
    incident: { ...untaken, security: untaken.security || report.security || wasSecurity },
    text: `${text}; the description was edited by somebody who may not respond here, or GitHub does not say by whom: its answers and ticks were left out`,
  };
}

/**
 * The incident with its thread replayed, from the report that the issue is. Commands count only if the app acknowledged them; what labels
 * and assignee say now wins. Declared at its opening if the thread, its author's right or the label says so; else by the first command that
 * declares, and then.
 */
function rebuild(report: Incident, live: LiveIssue, situation: Situation): Incident {
  const thread: Thread = { situation, people: peopleOf(live, situation), did: didOf(situation) };
  const begun = { ...report, level: levelAtFirst(report, thread) };
  const asReport = replay(begun, thread);
  if (!wasDeclaredAtOnce(asReport, live, situation)) return asShown(asReport, live, situation);
  const declared = applyAll(begun, [{ kind: 'declared' }], { at: live.createdAt, by: live.author, comment: null });
  return asShown(replay(declared, thread), live, situation);
}

function replay(begun: Incident, thread: Thread): Incident {
  const { situation } = thread;
  return situation.facts.recentComments.reduce(
    (incident, comment) =>
      isOwn(comment, situation)
        ? ownComment(incident, comment, keysIn(comment, situation), situation.policy)
        : replayOne(incident, comment, thread),
    begun,
  );
}

/** The labels tell today's severity. What it was before the first `/severity` the pages until then tell; without any it is not known. */
function levelAtFirst(report: Incident, { situation, did }: Thread): string | null {
  const { recentComments } = situation.facts;
  const change = recentComments.findIndex((comment) =>
    carriedOut(comment, did).some((line) => line.name === 'severity' && line.problem === null),
  );
  if (change < 0) return report.level;
  const paged = recentComments
    .slice(0, change)
    .map((comment) => levelPaged(keysIn(comment, situation), situation.policy));
  return paged.find((level) => level !== null) ?? null;
}

/** What the timeline says of a rebuilt record. */
function rebuiltInWords({ facts }: Situation): string {
  const edited = facts.recentComments.filter((comment) => comment.acknowledged === 'accepted' && comment.edited).length;
  const left = edited === 0 ? '' : `; ${edited} comment${edited === 1 ? '' : 's'} edited since left out`;
  return `The record was rebuilt from the thread${left}`;
}

function isOwn(comment: LiveComment, { self }: Situation): boolean {
  return comment.author !== null && self.botIds.includes(comment.author.id);
}

function keysOf(situation: Situation): readonly string[] {
  return situation.facts.recentComments.flatMap((comment) => keysIn(comment, situation));
}

function keysIn(comment: LiveComment, { self }: Situation): readonly string[] {
  return ownEffectKeys(comment, self.botIds);
}

/**
 * Whether the opening declared the incident, given its thread replayed as a report's. A report may have been told to nobody: what speaks
 * against one is a clock that ran before any command declared it, or its author's right. A label is no authority: anybody may have set it.
 */
function wasDeclaredAtOnce({ milestones }: Incident, live: LiveIssue, situation: Situation): boolean {
  const statuses = live.labels.flatMap(({ name }) => statusOf(situation.policy, name) ?? []);
  if (statuses.includes('reported') || wasTold(situation)) return false;
  const { declared } = milestones;
  const clockSpoke = situation.facts.recentComments.some(
    (comment) =>
      (declared === null || compare(comment.createdAt, declared) < 0) &&
      keysIn(comment, situation).some((key) => key.startsWith('due/')),
  );
  if (clockSpoke) return true;
  return mayAuthorDeclare(live, situation);
}

/** The app has said of the issue that it is a report, or that the form says that it is no incident. */
function wasTold(situation: Situation): boolean {
  return keysOf(situation).some((key) => key.startsWith('report/') || key.startsWith('excluded/'));
}

/** A right that is not known is none (INV-4). */
function mayAuthorDeclare({ author }: LiveIssue, situation: Situation): boolean {
  if (author === null) return false;
  const claimant = claimantOf(situation);
  const itself = claimant.person?.id === author.id;
  const known = itself ? claimant : { ...namedClaimant(situation, author.login.toLowerCase()), person: author };
  return hasRight('declare', known, todaysPolicy(situation)).allowed;
}

/** What a report becomes only by being declared. */
function isDeclared(status: Status): boolean {
  return isActive(status) || status === 'resolved' || status === 'closed';
}

/** A report of which nobody was told and whose label says that it is under way: who set it is not in the thread, so somebody must look. */
export function isDoubtful({ status }: Incident, live: LiveIssue, situation: Situation): boolean {
  const statuses = live.labels.flatMap(({ name }) => statusOf(situation.policy, name) ?? []);
  return status === 'reported' && statuses.some(isActive) && !wasTold(situation);
}

/** The author whose right to declare decides and is not known yet; none where the thread or the label says that it is a report. */
export function authorToAsk({ facts, trigger, policy, ...rest }: Situation): readonly string[] {
  const author = facts.issue?.author ?? null;
  if (author === null || author.bot || author.id === trigger.actor?.id) return [];
  const statuses = (facts.issue?.labels ?? []).flatMap(({ name }) => statusOf(policy, name) ?? []);
  const isReport = statuses.includes('reported') || wasTold({ facts, trigger, policy, ...rest });
  return isReport || !statuses.some(isDeclared) ? [] : [author.login.toLowerCase()];
}

function didOf(situation: Situation): ReadonlyMap<number, readonly number[]> {
  return new Map(
    keysOf(situation).flatMap((key) => {
      const read = readReplyKey(key);
      return read === null ? [] : [[read.comment, read.did] as const];
    }),
  );
}

/** Whom `/ic` and `/role` named and who has neither spoken nor is assigned: GitHub must be asked who they are. */
export function strangersIn(situation: Situation): readonly string[] {
  const { issue, recentComments } = situation.facts;
  if (issue === null) return [];
  const known = peopleOf(issue, situation);
  const did = didOf(situation);
  return namedPeople(recentComments.flatMap((comment) => carriedOut(comment, did))).filter(
    (login) => !(login in known),
  );
}

/** Everybody the thread knows by login: whom `/ic` and `/role` named has mostly spoken or is assigned. */
function peopleOf(live: LiveIssue, { facts }: Situation): Thread['people'] {
  const known = [...facts.recentComments.map((comment) => comment.author), ...live.assignees, live.author];
  const byLogin = known.flatMap((person) => (person === null ? [] : [[person.login.toLowerCase(), person] as const]));
  return { ...Object.fromEntries(byLogin), ...facts.people };
}

/** The lines of a comment that the app carried out: all of an accepted one, of others those that the reply names; none if it was edited. */
function carriedOut(comment: LiveComment, did: Thread['did']): readonly ParsedLine[] {
  if (comment.acknowledged === null || comment.edited) return [];
  const lines = parseComment(comment.body, understood, comment.byEmail).filter(
    (line) => !line.flags.includes('dry-run'),
  );
  return comment.acknowledged === 'accepted' ? lines : linesAt(comment, did.get(comment.id) ?? []);
}

function linesAt(comment: LiveComment, positions: readonly number[]): readonly ParsedLine[] {
  if (positions.length === 0) return [];
  return parseComment(comment.body, understood, comment.byEmail).filter((_line, position) =>
    positions.includes(position),
  );
}

function replayOne(incident: Incident, comment: LiveComment, thread: Thread): Incident {
  const actor = comment.author;
  if (actor === null || comment.acknowledged === null) return incident;
  let current = forNewComment(remember(incident, comment.id));
  for (const line of carriedOut(comment, thread.did)) current = replayLine(current, line, actor, comment, thread);
  return current;
}
