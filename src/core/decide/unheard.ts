// A page that reached nobody: GitHub links a handle to no account or team. Its members are told one by one, else the next step of the ladder is taken,
// or without one the next people are told.
import { stepAfter, stepKey, UNASSIGNED } from '../clock/ladder.ts';
import { heardFrom } from '../clock/stand-ins.ts';
import type { Effect } from '../effects.ts';
import type { Change } from '../incident/change.ts';
import { mentionable, mentionedAt, mentionedWith } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { firstPage } from '../incident/withdrawn-page.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { eachOnce, handlesOf, levelOf, MOST_MENTIONS, pagedBy } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { compare } from '../time.ts';
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
  if (trigger.page.startsWith('assignees/'))
    return { ...draft, incident: { ...draft.incident, unassigned: trigger.handles } };
  const change = { kind: 'unheard' as const, handles: trigger.handles, members: teamsIn(draft) };
  const noted = changed(draft, [change], byItself(draft));
  const page = firstPage(trigger.page);
  const { incident, situation } = noted;
  // A report that was declared meanwhile is paged by its ladder.
  if (page.startsWith('report/') ? incident.status !== 'reported' : !isActive(incident.status)) return noted;
  const steps = readDueKey(page, situation.policy)?.steps ?? [];
  if (wasAnswered(incident, steps)) return noted;
  const reached = reachedBy(noted, trigger);
  const members = membersIn(draft).filter((handle) => !isIn(reached, handle) && !isIn(incident.unheard, handle));
  const called = told(noted, members);
  if (called.length > 0) return paging(noted, trigger, called, 'so the members are mentioned one by one.');
  if (reached.length > 0) return noted;
  const level = levelOf(situation.policy, incident);
  if (page.startsWith('report/') || (level === null && steps.includes(UNASSIGNED))) {
    const next = nextPeople(noted);
    if (next.length > 0) return paging(noted, trigger, next, 'so the next people are told.');
  }
  const further = level === null ? [] : nextStep(incident, level, steps);
  if (further.length > 0) return changed(noted, further, byItself(draft));
  const others = readDueKey(page, situation.policy) !== null && steps.length === 0 ? standIns(noted, trigger) : [];
  if (others.length > 0) return paging(noted, trigger, others, 'so others are told.');
  const isPagedByLevel = level !== null && steps.length > 0 && !steps.some((key) => isStepOf(level, key));
  const isKnown = trigger.handles.every((handle) => draft.incident.unheard?.includes(handle));
  if (isPagedByLevel || isKnown) return noted;
  const todo = 'Mention or call somebody yourself; correct the handle under `people` in the policy.';
  return paging(noted, trigger, [], `and there is nobody else to tell. ${todo}`);
}

/** Somebody acknowledged after these steps were taken: their page has done what it was for. */
function wasAnswered({ ladder: { answered, at } }: Incident, steps: readonly string[]): boolean {
  if (answered === null || steps.length === 0) return false;
  return steps.every((key) => at[key] !== undefined && compare(at[key], answered) < 0);
}

const again = /^unheard\/(?:(\d+)\/)?/;

/** The name of the page that follows one which reached nobody: `unheard/…`, then `unheard/2/…`. */
function keyAfter(page: string): string {
  const before = again.exec(page);
  return before === null ? `unheard/${page}` : `unheard/${Number(before[1] ?? 1) + 1}/${firstPage(page)}`;
}

function isIn(handles: readonly string[] | undefined, handle: string): boolean {
  return handles?.some((other) => other.toLowerCase() === handle.toLowerCase()) === true;
}

/** The members by the handle of their team. */
function teamsIn({ situation: { facts } }: Draft): Readonly<Record<string, readonly string[]>> {
  const teams = Object.entries(facts.members ?? {});
  return Object.fromEntries(teams.map(([team, logins]) => [`@${team}`, (logins ?? []).map((login) => `@${login}`)]));
}

function membersIn({ situation: { facts } }: Draft): readonly string[] {
  const members = Object.values(facts.members ?? {}).flatMap((logins) => logins ?? []);
  return eachOnce(members.map((login) => `@${login}`));
}

/** Those of handles who may be mentioned now. */
function told({ incident, situation: { policy, now } }: Draft, handles: readonly string[]): readonly string[] {
  return mentionable(incident, handles, policy.mentions.perHour, now).slice(0, MOST_MENTIONS);
}

/** Whom the page, or the one that it follows, did reach of those it was for: somebody is coming. Who was over the hour's mentions was not told, and whom other pages mentioned was not by this one. */
function reachedBy(draft: Draft, { page, handles, whom }: TriggerOf<'unheard'>): readonly string[] {
  const { incident, situation } = draft;
  const { policy } = situation;
  const first = firstPage(page);
  const level = levelOf(policy, incident);
  const steps = (readDueKey(first, policy)?.steps ?? []).filter((key) => level === null || isStepOf(level, key));
  const people = first.startsWith('report/')
    ? [reachedOf(incident, pagedBy(policy, null, 0), [])]
    : steps.map((key) => {
        const step = level === null ? 0 : stepIn(level, key);
        const told = page === first && whom !== undefined ? whom : mentionedAt(incident, incident.ladder.at[key]);
        const own = pagedBy(policy, level, step);
        const instead = told.length === 0 ? [] : heardFrom(own, step, incident, policy);
        return reachedOf(incident, [...own, ...membersIn(draft), ...instead], told);
      });
  // Whoever is only informed beside the first step has not been asked to come.
  const informed = handlesOf(policy, level?.audience ?? []);
  const beside = steps.length > 0 && page === first ? [] : (whom ?? mentionedWith(incident, handles));
  const others = beside.filter((handle) => !isIn(informed, handle) && !isIn(incident.unheard, handle));
  return [...people.flat(), ...others];
}

/** Of the people those that were told and can be; of a page that the record knows no mention of everybody was. */
function reachedOf({ unheard }: Incident, people: readonly string[], told: readonly string[]): readonly string[] {
  return people.filter((handle) => (told.length === 0 || isIn(told, handle)) && !isIn(unheard, handle));
}

function stepIn(level: Level, key: string): number {
  return level.escalation.findIndex((_tier, step) => stepKey(level.name, step) === key);
}

function isStepOf(level: Level, key: string): boolean {
  return stepIn(level, key) >= 0;
}

/** For each step that reached nobody at all the one behind it. */
function nextStep(incident: Incident, level: Level, steps: readonly string[]): readonly Change[] {
  if (level.backlog) return [];
  const own = steps.filter((key) => isStepOf(level, key));
  const next = own.map((key) => stepAfter(incident, level, key)).find((step) => step !== null) ?? null;
  if (next === null) return [];
  return [
    { kind: 'hurried', key: next.key, tier: next.tier.targets.join(', '), why: 'the step before reached nobody' },
  ];
}

/** In place of whom a reminder did not reach: their team's members, else the people of the first step that reaches somebody. */
function standIns(draft: Draft, { whom, handles }: TriggerOf<'unheard'>): readonly string[] {
  const { incident, situation } = draft;
  return told(draft, heardFrom(whom ?? handles, -1, incident, situation.policy));
}

/** Without a severity there is no step to go on to: the next of the worst level's people, then of the other levels', then whoever is mapped. */
function nextPeople(draft: Draft): readonly string[] {
  const { incident, situation } = draft;
  const groups = everybody(situation.policy).map((group) => group.filter((handle) => !isIn(incident.unheard, handle)));
  return groups.map((group) => told(draft, group)).find((group) => group.length > 0) ?? [];
}

function everybody(policy: Policy): readonly (readonly string[])[] {
  const tiers = policy.levels.flatMap(({ escalation }) => escalation.map(({ targets }) => handlesOf(policy, targets)));
  return [...tiers, ...Object.keys(policy.people).map((role) => handlesOf(policy, [role]))];
}

/** One more page, to whom it may still reach, that says why. */
function paging(draft: Draft, { page, handles }: TriggerOf<'unheard'>, whom: readonly string[], so: string): Draft {
  const { incident, situation } = draft;
  const text = `GitHub tells nobody by ${handles.map((handle) => codeSpan(handle)).join(', ')}, ${so}`;
  const comment: Effect = {
    kind: 'comment',
    key: keyAfter(page),
    urgency: whom.length > 0 ? 'page' : 'reply',
    message: pageByHand(asMayBeShown(incident, situation), whom, trusted(text), situation.now),
    answered: incident.ladder.answered,
  };
  return doing(changed(draft, [{ kind: 'paged', keys: [], whom }], byItself(draft)), comment);
}
