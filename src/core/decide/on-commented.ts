// A comment: its commands in order, each checked against authority as it is now, with one reaction and at most one reply.
import type { Situation } from '../brain.ts';
import { type Command, type CommandInput, type Outcome, refused } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { type ParsedLine, parseComment } from '../commands/parse.ts';
import type { Effect } from '../effects.ts';
import { applyAll } from '../incident/apply.ts';
import type { Cause } from '../incident/change.ts';
import type { Incident, Person } from '../incident/record.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import { mayDo } from '../policy/authority.ts';
import { type Problem, problem } from '../problems.ts';
import { compare, minus, minutesBetween, plus } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { type Draft, doing } from './draft.ts';

/** Commands found later than this after they were written are old (DESIGN section 5). */
const OLD_AFTER = 'PT15M';

type Told = { readonly incident: Incident; readonly parts: readonly ReplyPart[]; readonly refused: boolean };

/** The draft with the comment's commands carried out. A comment without commands changes nothing. */
export function onCommented(
  draft: Draft,
  trigger: TriggerOf<'commented'>,
): { readonly draft: Draft; readonly outcome: string } {
  const actor = trigger.actor;
  const ignored = whyIgnored(draft, trigger);
  if (actor === null || ignored !== null) return { draft, outcome: `ignored:${ignored ?? 'nobody'}` };
  const lines = parseComment(trigger.comment.body, commands);
  if (lines.length === 0) return { draft, outcome: 'ignored:no-command' };
  if (wasChanged(draft.situation, trigger))
    return finish(draft, trigger, {
      incident: draft.incident,
      parts: [part('', problem('comment-changed'))],
      refused: true,
    });
  let told: Told = { incident: draft.incident, parts: [], refused: false };
  for (const line of lines) told = carryOut(told, line, actor, draft, trigger);
  return finish(draft, trigger, told);
}

function whyIgnored({ situation, incident }: Draft, trigger: TriggerOf<'commented'>): string | null {
  const { facts } = situation;
  if (trigger.actor?.bot !== false) return 'bot';
  if (incident.seen.ids.includes(trigger.comment.id) || trigger.comment.id <= incident.seen.upTo) return 'seen';
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

function carryOut(told: Told, line: ParsedLine, actor: Person, draft: Draft, trigger: TriggerOf<'commented'>): Told {
  const command = commands.find((candidate) => candidate.name === line.name);
  const { situation } = draft;
  const cause: Cause = { at: situation.now, by: actor, comment: trigger.comment.id };
  const outcome = decideLine(line, command, told.incident, actor, draft, trigger);
  if (outcome.kind === 'refused')
    return { ...told, refused: true, parts: [...told.parts, part(line.name, outcome.problem)] };
  const after = applyAll(told.incident, outcome.changes, cause);
  if (!line.flags.includes('dry-run')) return { ...told, incident: after, parts: [...told.parts, ...outcome.replies] };
  const would = after.timeline.slice(told.incident.timeline.length).map((entry) => entry.text);
  return { ...told, parts: [...told.parts, { dryRun: { command: trusted(`/${line.name}`), would } }] };
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
  if (line.problem !== null || command === undefined)
    return refused(problem('grammar', { message: line.problem?.message ?? '' }));
  const { policy, facts } = situation;
  const denied = command.right === null ? null : denial(command.right, actor, situation);
  if (denied !== null) return refused(denied);
  const age = minutesBetween(trigger.comment.createdAt, situation.now);
  const old = compare(plus(trigger.comment.createdAt, OLD_AFTER), situation.now) < 0;
  if (old && command.late !== 'run') return refused(problem('too-late', { minutes: String(age) }));
  const wantsForce = line.flags.includes('force');
  const notForced = wantsForce ? denial('override', actor, situation) : null;
  if (notForced !== null) return refused(notForced);
  const input: CommandInput = {
    line,
    incident,
    actor,
    now: situation.now,
    policy,
    people: facts.people,
    forced: wantsForce,
    all: commands,
  };
  return command.decide(input);
}

function denial(
  right: 'declare' | 'respond' | 'override',
  actor: Person,
  { facts, policy }: Situation,
): Problem | null {
  const verdict = mayDo(right, actor, facts.actor, policy);
  if (verdict.allowed) return null;
  return problem(facts.actor.permission === 'unknown' ? 'permission-unknown' : 'not-allowed', {
    rule: verdict.rule,
    who: verdict.who,
  });
}

function part(name: string, found: Problem): ReplyPart {
  const { happened, expected, next } = found;
  return { refusal: { command: trusted(name === '' ? 'Your comment' : `/${name}`), happened, expected, next } };
}

/** How many handled comments are remembered one by one; older ones are covered by `upTo`. */
const REMEMBERED = 100;

function finish(
  draft: Draft,
  trigger: TriggerOf<'commented'>,
  told: Told,
): { readonly draft: Draft; readonly outcome: string } {
  const { comment } = trigger;
  const after = { ...draft, incident: remember(told.incident, comment.id) };
  const outcome = told.refused ? 'refused' : 'done';
  const react: Effect = {
    kind: 'react',
    key: `react/${comment.id}`,
    commentNodeId: comment.nodeId,
    reaction: told.refused ? 'confused' : '+1',
  };
  const answered = replied(after, trigger, told);
  return { draft: doing(answered.draft, react, ...answered.effects), outcome };
}

type Answer = { readonly draft: Draft; readonly effects: readonly Effect[] };

/** One reply to the comment. Somebody without the right gets the explanation at most once an hour (AC-05). */
function replied(draft: Draft, trigger: TriggerOf<'commented'>, told: Told): Answer {
  const { situation, incident } = draft;
  const actor = trigger.actor;
  if (told.parts.length === 0 || actor === null) return { draft, effects: [] };
  const stranger = !mayDo('respond', actor, situation.facts.actor, situation.policy).allowed;
  const hourAgo = minus(situation.now, 'PT1H');
  const recent = incident.refused.filter((entry) => compare(entry.at, hourAgo) > 0);
  if (stranger && recent.some((entry) => entry.id === actor.id)) return { draft, effects: [] };
  const remembered = stranger ? { ...incident, refused: [...recent, { id: actor.id, at: situation.now }] } : incident;
  const message = {
    template: 'reply' as const,
    mentions: [],
    data: { to: trusted(actor.login), parts: folded(told.parts) },
  };
  return {
    draft: { ...draft, incident: remembered },
    effects: [{ kind: 'comment', key: `reply/${trigger.comment.id}`, urgency: 'reply', message }],
  };
}

/** Parts that one reply spells out; a comment of a thousand commands is answered once, briefly. */
const MOST_PARTS = 12;

function folded(parts: readonly ReplyPart[]): readonly ReplyPart[] {
  if (parts.length <= MOST_PARTS) return parts;
  return [
    ...parts.slice(0, MOST_PARTS),
    { said: { text: `And ${parts.length - MOST_PARTS} more that were not done.` } },
  ];
}

function remember(incident: Incident, id: number): Incident {
  const ids = [...new Set([...incident.seen.ids, id])].sort((a, b) => a - b);
  const dropped = ids.slice(0, Math.max(0, ids.length - REMEMBERED));
  return { ...incident, seen: { upTo: Math.max(incident.seen.upTo, ...dropped), ids: ids.slice(dropped.length) } };
}
