// A comment: its commands in order, each checked against authority as it is now, with one reaction and at most one reply.
import type { Situation } from '../brain.ts';
import { ack } from '../commands/ack.ts';
import { type Command, type CommandInput, type Outcome, type Page, refused } from '../commands/command.ts';
import { commands, understood } from '../commands/index.ts';
import { type ParsedLine, parseComment } from '../commands/parse.ts';
import { credentialIn } from '../credential.ts';
import { isDry } from '../drill/dry.ts';
import type { Effect } from '../effects.ts';
import { applyAll } from '../incident/apply.ts';
import type { Cause } from '../incident/change.ts';
import type { Incident, IssueRef, Person } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import { hasRight, isHeard, mayDo } from '../policy/authority.ts';
import { type Problem, type ProblemCode, problem } from '../problems.ts';
import type { TriggerOf } from '../trigger.ts';
import { owedAmended } from './amended.ts';
import { claimantOf, commandAsked, todaysPolicy } from './asked.ts';
import { owedFiled } from './backfill.ts';
import { byApp, denial, throughApp } from './denied.ts';
import { dispatching } from './dispatching.ts';
import { type Draft, doing } from './draft.ts';
import { drillOf } from './drill-opened.ts';
import { hotfixesBegun } from './hotfix.ts';
import { joinsOf } from './joined.ts';
import { ageOf, isOld, lateness, tooLate } from './lateness.ts';
import { misread, placeOf } from './misread.ts';
import { unfitToLead } from './named-to-lead.ts';
import { brokenPolicy } from './notices.ts';
import { ofHost } from './of-host.ts';
import { paging } from './paging.ts';
import { postmortemBegun } from './postmortem.ts';
import { onlySaid, practised } from './practised.ts';
import { type Answer, answered, refusalOf } from './reply.ts';
import { asMayBeSaid, asMayBeShown } from './security.ts';
import { remember, wasSeen } from './seen.ts';
import { learningShared } from './shared.ts';
import { underItsPolicy } from './under-policy.ts';
import { wouldDo } from './would-do.ts';

type Told = Answer & {
  readonly incident: Incident;
  readonly joins: readonly IssueRef[];
  readonly pages: readonly Page[];
  readonly drills: readonly Effect[];
};

/** The draft with the comment's commands carried out. A comment without commands changes nothing. */
export function onCommented(
  draft: Draft,
  trigger: TriggerOf<'commented'>,
): { readonly draft: Draft; readonly outcome: string } {
  const actor = trigger.actor;
  const ignored = whyIgnored(draft, trigger);
  if (actor === null || ignored !== null) return { draft, outcome: `ignored:${ignored ?? 'nobody'}` };
  const leaked = credentialIn(trigger.comment.body);
  if (leaked !== null) return nothingOf(draft, trigger, problem('credential', leaked));
  const lines = linesOf(draft.situation, trigger);
  if (lines.length === 0) return { draft, outcome: 'ignored:no-command' };
  if (wasChanged(draft.situation, trigger)) return nothingOf(draft, trigger, problem('comment-changed'));
  let told: Told = { incident: draft.incident, joins: [], pages: [], drills: [], parts: [], did: [], refused: null };
  for (const [position, line] of lines.entries()) told = carryOut(told, line, position, actor, draft, trigger);
  return finish(draft, trigger, told);
}

/** None of its commands is carried out. */
function nothingOf(draft: Draft, trigger: TriggerOf<'commented'>, found: Problem) {
  const { incident } = draft;
  return finish(draft, trigger, {
    incident,
    joins: [],
    pages: [],
    drills: [],
    parts: [part('', found)],
    did: [],
    refused: found.code,
  });
}

function linesOf({ facts }: Situation, { comment }: TriggerOf<'commented'>): readonly ParsedLine[] {
  return parseComment(comment.body, understood, facts.comment?.byEmail);
}

function whyIgnored({ situation, incident }: Draft, trigger: TriggerOf<'commented'>): string | null {
  const { facts } = situation;
  if (trigger.actor?.bot !== false && !isHeard(trigger.comment.viaApp, todaysPolicy(situation))) return 'bot';
  if (wasSeen(incident, trigger.comment.id)) return 'seen';
  if (facts.comment === null) return 'comment-deleted';
  if (trigger.via === 'sweep' && facts.comment.acknowledged !== null) return 'acknowledged-before';
  return null;
}

/** Edits never run: the live text must be the text of the event (AC-08, AC-09). */
function wasChanged({ facts }: Situation, trigger: TriggerOf<'commented'>): boolean {
  return (
    facts.comment !== null && (facts.comment.edited || normal(facts.comment.body) !== normal(trigger.comment.body))
  );
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function carryOut(
  told: Told,
  typed: ParsedLine,
  position: number,
  actor: Person,
  draft: Draft,
  trigger: TriggerOf<'commented'>,
): Told {
  const line = practised(typed, told.incident);
  const command = understood.find((candidate) => candidate.name === line.name);
  const { situation } = draft;
  const cause: Cause = { at: situation.now, by: actor, comment: trigger.comment.id };
  const outcome = decideLine(line, command, told.incident, actor, draft, trigger);
  if (outcome.kind === 'refused') {
    const { body } = trigger.comment;
    const isHidden = asMayBeShown(told.incident, situation) !== told.incident;
    const place = linesOf(situation, trigger).length > 1 ? placeOf(line, body, isHidden) : null;
    const refused: ProblemCode = told.refused ?? outcome.problem.code;
    const found = asMayBeSaid(outcome.problem, told.incident, situation);
    const name = isHidden ? (line.name.split('=')[0] ?? '') : line.name;
    return { ...told, refused, parts: [...told.parts, part(name, found, place)] };
  }
  const changes = outcome.changes.length === 0 ? [] : [...outcome.changes, ...lateness(line, draft, trigger)];
  const after = applyAll(told.incident, changes, cause);
  if (!line.flags.includes('dry-run')) {
    const joins = outcome.joins === undefined ? told.joins : [...told.joins, outcome.joins];
    return {
      ...told,
      incident: after,
      joins,
      pages: outcome.page === undefined ? told.pages : [...told.pages, outcome.page],
      drills: [...told.drills, ...drillOf(outcome.drill, position, trigger.comment.id, situation)],
      did: [...told.did, position],
      parts: [...told.parts, ...outcome.replies],
    };
  }
  const would = asMayBeShown(after, situation)
    .timeline.slice(told.incident.timeline.length)
    .map(({ kind, text }) => (kind === 'policy' ? trusted(codeSpan(text, { max: 300 })) : text));
  // What a policy would mean is what the dry run is for: it is shown as `/policy` shows it.
  const means = outcome.replies.filter((reply) => 'policy' in reply || 'plan' in reply || 'readiness' in reply);
  const does = wouldDo(draft, told.incident, after, outcome);
  if (isDry(line.name, told.incident)) return { ...told, ...onlySaid(told, line, cause, { would, does }, means) };
  return { ...told, parts: [...told.parts, { dryRun: { command: trusted(`/${line.name}`), would, does } }, ...means] };
}

function decideLine(
  line: ParsedLine,
  command: Command | undefined,
  incident: Incident,
  actor: Person,
  draft: Draft,
  trigger: TriggerOf<'commented'>,
): Outcome {
  const { situation } = draft;
  const { policy, keep, offered, facts } = underItsPolicy(situation, incident);
  if (line.problem !== null) return refused(misread(line.problem, policy));
  if (command === undefined) throw new Error(`/${line.name} was read as a command and has no row in the table.`);
  const asked = commandAsked(command, line, incident, { ...situation, policy });
  const denied = denial(mayDo(asked, claimantOf(situation), todaysPolicy(situation)), situation);
  if (denied !== null) return refused(denied);
  const unheard = byApp(command, situation, trigger);
  if (unheard !== null) return refused(unheard);
  const unlisted = throughApp(command, asked, draft, trigger);
  if (unlisted !== null) return refused(unlisted);
  if (isOld(draft, trigger) && command.late !== 'run') return refused(tooLate(command, ageOf(draft, trigger)));
  const input: CommandInput = {
    line,
    incident: asMayBeShown(incident, situation),
    actor,
    now: situation.now,
    policy,
    keep,
    offered,
    brokenPolicy: brokenPolicy(situation),
    people: facts.people,
    ...(facts.standings === undefined ? {} : { standings: facts.standings }),
    ...ofHost(situation),
    others: facts.others ?? {},
    keepsOthers: trigger.via !== 'action',
    ...(facts.past === undefined ? {} : { past: facts.past }),
    ...(facts.elsewhere === undefined ? {} : { elsewhere: facts.elsewhere }),
    ...(facts.comparison === undefined ? {} : { comparison: facts.comparison }),
    ...(facts.readiness === undefined ? {} : { readiness: facts.readiness }),
    ...(incident.plan === undefined ? {} : { plan: incident.plan }),
    forced: line.flags.includes('force'),
    isOpenToAll: !facts.repository.private,
    all: commands,
  };
  const outcome = forcedIfAllowed(command, input, situation);
  if (outcome.kind === 'refused') return outcome;
  const unfit = unfitToLead(command, line, incident, ack, { ...situation, policy });
  return unfit === null ? outcome : refused(unfit);
}

/** Whoever may not override a gate may say `--force` where nothing is held: what is done must then be the same without it. */
function forcedIfAllowed(command: Command, input: CommandInput, situation: Situation): Outcome {
  const outcome = command.decide(input);
  if (!input.forced) return outcome;
  const notForced = denial(hasRight('override', claimantOf(situation), todaysPolicy(situation)), situation);
  if (notForced === null) return outcome;
  const unforced = command.decide({ ...input, forced: false });
  return JSON.stringify(unforced) === JSON.stringify(outcome) ? unforced : refused(notForced);
}

/** The command's name; what is only near to one is somebody's text. */
function nameOf(typed: string): string {
  if (typed === '') return 'Your comment';
  return understood.some(({ name }) => name === typed) ? `/${typed}` : codeSpan(`/${typed}`);
}

function part(name: string, found: Problem, place: string | null = null): ReplyPart {
  return refusalOf(nameOf(name), found, place);
}

function finish(
  draft: Draft,
  trigger: TriggerOf<'commented'>,
  told: Told,
): { readonly draft: Draft; readonly outcome: string } {
  const incident = remember(told.incident, trigger.comment.id);
  const after = {
    ...draft,
    incident,
    situation: underItsPolicy(draft.situation, incident),
    former: draft.situation.policy,
  };
  const replied = doing(
    answered(after, trigger, told),
    ...dispatching(draft.incident, incident),
    ...hotfixesBegun(draft.incident, incident, after.situation),
    ...postmortemBegun(draft.incident, incident, after.situation),
    ...learningShared(draft.incident, incident, after.situation),
    ...owedFiled(draft.incident, incident, after.situation),
    ...told.drills,
    ...owedAmended(draft.incident, incident, after.situation, { name: `comment-${trigger.comment.id}`, table: false }),
  );
  return {
    draft: paging({ ...replied, joins: joinsOf(after, trigger, told.joins) }, trigger, told.pages),
    outcome: told.refused === null ? 'done' : `refused:${told.refused}`,
  };
}
