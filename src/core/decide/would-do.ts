// What a command would bring about beside its entries, for a dry run: really decided on a copy, and the effects in words that mention nobody.
import type { Outcome } from '../commands/command.ts';
import type { Effect } from '../effects.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageValue, trusted } from '../messages.ts';
import { actOnClock } from './act-on-clock.ts';
import type { Draft } from './draft.ts';
import { asMayBeShown } from './security.ts';
import { learningShared } from './shared.ts';
import { syncEffects } from './sync.ts';
import { underItsPolicy } from './under-policy.ts';

type Done = Extract<Outcome, { kind: 'done' }>;

/** The pages, mentions and changes of the issue that follow from the changes, and would not have followed without them. */
export function wouldDo(
  draft: Draft,
  before: Incident,
  after: Incident,
  { page, replies }: Done,
): readonly MessageValue[] {
  const known = new Set(following(draft, before).map(({ key }) => key));
  const pages = page === undefined ? [] : [paged(page.whom)];
  const called = replies.flatMap((reply) => ('handoff' in reply ? [mentions([reply.handoff.to])] : []));
  const announced = replies.some((reply) => 'announce' in reply || 'announced' in reply);
  const effects = following(draft, after).filter(({ key }) => !known.has(key));
  return [
    ...pages,
    ...called,
    ...(announced ? [trusted('Announced in this thread, in the words of the runbook')] : []),
    ...learningShared(before, after, draft.situation).flatMap(inWords),
    ...effects.map((effect) => asShown(effect, after, draft)).flatMap(inWords),
  ];
}

/** A title that a comment may not repeat is told as the one that it may. */
function asShown(effect: Effect, after: Incident, { situation }: Draft): Effect {
  const { summary } = asMayBeShown(after, situation);
  if (effect.kind !== 'title' || summary === after.summary) return effect;
  return { ...effect, title: `${prefixOf(effect.title)}${summary}` };
}

/** `[INCIDENT P0] `, or nothing. */
function prefixOf(title: string): string {
  return /^\[[^\]]*\] /.exec(title)?.[0] ?? '';
}

/** The keys of what concerns the issue say what they do, so that two decisions can be compared. */
function following(draft: Draft, incident: Incident): readonly Effect[] {
  const situation = underItsPolicy(draft.situation, incident);
  const acted = actOnClock({ ...draft, situation, incident, effects: [] });
  const live = situation.facts.issue;
  if (live === null) return acted.effects;
  const former = draft.former ?? draft.situation.policy;
  const occasion = { byHand: false, trigger: '', former };
  const sync = syncEffects(situation.policy, draft.situation.record, acted.incident, live, occasion);
  return [...acted.effects, ...sync.map((effect) => ({ ...effect, key: JSON.stringify(effect) }))];
}

function inWords(effect: Effect): readonly MessageValue[] {
  switch (effect.kind) {
    case 'comment':
      if (effect.message.mentions.length === 0) return [trusted('A comment in this thread')];
      return [effect.urgency === 'page' ? paged(effect.message.mentions) : mentions(effect.message.mentions)];
    case 'labels':
      return [...each('Label added', effect.add), ...each('Label taken away', effect.remove)];
    case 'title':
      return [trusted(`Title: ${codeSpan(effect.title, { max: 300 })}`)];
    case 'assignees':
      return [...each('Assigned', effect.add.map(loginOf)), ...each('No longer assigned', effect.remove.map(loginOf))];
    case 'close':
      return [trusted(`The issue closed as ${effect.reason.replace('_', ' ')}`)];
    case 'reopen':
      return [trusted('The issue reopened')];
    default:
      return [];
  }
}

function each(what: string, names: readonly string[]): readonly MessageValue[] {
  return names.length === 0 ? [] : [trusted(`${what}: ${names.map((name) => codeSpan(name)).join(', ')}`)];
}

function loginOf({ login }: { readonly login: string }): string {
  return login;
}

function paged(handles: readonly string[]): MessageValue {
  return trusted(`Paged: ${unlinked(handles)}`);
}

function mentions(handles: readonly string[]): MessageValue {
  return trusted(`Mentioned: ${unlinked(handles)}`);
}

/** In code and without the sign, so that GitHub tells nobody. */
function unlinked(handles: readonly string[]): string {
  return handles.map((handle) => codeSpan(handle.replace(/^@/, ''))).join(', ');
}
