// A page that reached nobody: GitHub links a handle to no account or team. Its members are told one by one, else the next step of the ladder is taken.
import { stepAfter } from '../clock/ladder.ts';
import type { Effect } from '../effects.ts';
import type { Change } from '../incident/change.ts';
import { mentionable } from '../incident/mentions.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { levelOf, MOST_MENTIONS, pagedBy } from '../policy/find.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { readDueKey } from './due-key.ts';
import { pageByHand } from './page-message.ts';
import { asMayBeShown } from './security.ts';

/** Teams that are asked for their members at most: each is a request, and somebody waits. */
const MOST_TEAMS = 3;

/** The teams (`org/team`) among handles that reached nobody whose members may be told instead. */
export function teamsUnheard({ handles }: TriggerOf<'unheard'>): readonly string[] {
  return handles
    .filter((handle) => handle.includes('/'))
    .map((handle) => handle.replace(/^@/, ''))
    .slice(0, MOST_TEAMS);
}

/** The draft with those told who are behind the handles, or the next step to be taken at once; the card shows which handles reach nobody. */
export function onUnheard(draft: Draft, trigger: TriggerOf<'unheard'>): Draft {
  const { incident, situation } = draft;
  if (trigger.page.startsWith('assignees/'))
    return { ...draft, incident: { ...incident, unassigned: trigger.handles } };
  const noted = changed(draft, [{ kind: 'unheard', handles: trigger.handles }], byItself(draft));
  if (!isActive(incident.status)) return noted;
  const { policy, facts, now } = situation;
  const members = Object.values(facts.members ?? {}).flatMap((logins) => logins ?? []);
  const handles = [...new Set(members.map((login) => `@${login}`))];
  const called = mentionable(incident, handles, policy.mentions.perHour, now).slice(0, MOST_MENTIONS);
  const further = handles.length > 0 ? [] : nextSteps(draft, trigger);
  const told = changed(noted, [{ kind: 'paged', keys: [], whom: called }, ...further], byItself(draft));
  const isKnown = trigger.handles.every((handle) => incident.unheard?.includes(handle));
  if (further.length > 0 || (isKnown && called.length === 0)) return told;
  return doing(told, explained(told, trigger, called));
}

/** For each step that reached nobody at all the one behind it. Without a severity there is no step, and no other page either. */
function nextSteps(
  { incident, situation: { policy } }: Draft,
  { page, handles }: TriggerOf<'unheard'>,
): readonly Change[] {
  const level = levelOf(policy, incident);
  if (level === null) return [];
  const steps = (readDueKey(page, policy)?.steps ?? []).filter((key) => key.startsWith(`${level.name}/`));
  const silent = steps.filter((key) =>
    pagedBy(policy, level, Number(key.slice(level.name.length + 1))).every((handle) => handles.includes(handle)),
  );
  const next = silent.map((key) => stepAfter(incident, level, key)).find((step) => step !== null) ?? null;
  // As long as one step of the page was heard somebody is coming.
  if (next === null || silent.length < steps.length) return [];
  return [
    { kind: 'hurried', key: next.key, tier: next.tier.targets.join(', '), why: 'the step before reached nobody' },
  ];
}

function explained(
  { incident, situation }: Draft,
  { page, handles }: TriggerOf<'unheard'>,
  called: readonly string[],
): Effect {
  const names = handles.map((handle) => codeSpan(handle)).join(', ');
  const text =
    called.length > 0
      ? `GitHub tells nobody by ${names}, so the members are mentioned one by one.`
      : `GitHub tells nobody by ${names}, and there is nobody else to tell. Mention or call somebody yourself; correct the handle under \`people\` in the policy.`;
  return {
    kind: 'comment',
    key: `unheard/${page}`,
    urgency: called.length > 0 ? 'page' : 'reply',
    message: pageByHand(asMayBeShown(incident, situation), called, trusted(text), situation.now),
  };
}
