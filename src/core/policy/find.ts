// Looking things up in a policy by the words people use.
import type { ChecklistItem } from '../incident/checklist-item.ts';
import type { Incident, Status } from '../incident/record.ts';
import { statuses } from '../incident/record.ts';
import type { Level, Policy, Tier } from './policy.ts';

/** The level of that name, whatever its case; null when the policy has none. */
export function findLevel(policy: Policy, name: string | null): Level | null {
  if (name === null) return null;
  return policy.levels.find((level) => level.name.toLowerCase() === name.trim().toLowerCase()) ?? null;
}

/** The incident's level as the policy knows it; null when it has none or the policy forgot it. */
export function levelOf(policy: Policy, incident: Incident): Level | null {
  return findLevel(policy, incident.level);
}

/** The canonical status for a word, an alias or the policy's own word; null when it is none. */
export function findStatus(policy: Policy, word: string): Status | null {
  const wanted = word.trim().toLowerCase();
  const own = statuses.find((status) => policy.statusWords[status]?.toLowerCase() === wanted);
  if (own !== undefined) return own;
  const alias = Object.entries(policy.aliases).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? wanted;
  return statuses.find((status) => status === alias) ?? null;
}

/** A comment mentions no more people than these (AC-16). */
export const MOST_MENTIONS = 10;

/** The handles of roles, each once, in order. Roles without people give none. */
export function handlesOf(policy: Policy, roles: readonly string[]): readonly string[] {
  return inOrder(roles.map((role) => peopleOf(policy, role)));
}

/** Each once, in order; where they are more than a comment mentions, the first of each group before the second of any: no group is left out for another. */
export function inOrder(groups: readonly (readonly string[])[]): readonly string[] {
  const all = eachOnce(groups.flat());
  if (all.length <= MOST_MENTIONS) return all;
  const turns = Array.from({ length: Math.max(...groups.map(({ length }) => length)) }, (_, turn) => turn);
  return eachOnce(turns.flatMap((turn) => groups.flatMap((group) => group.slice(turn, turn + 1))));
}

/** Handles without those that another one before is but for its case: GitHub knows no case in them. */
export function eachOnce(handles: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const handle of handles) if (!first.has(handle.toLowerCase())) first.set(handle.toLowerCase(), handle);
  return [...first.values()];
}

function peopleOf(policy: Policy, role: string): readonly string[] {
  return Object.hasOwn(policy.people, role) ? (policy.people[role] ?? []) : [];
}

/**
 * Whom a step of the ladder mentions: its own targets, or — where none of them is mapped to anybody — those of the nearest step
 * that is (DESIGN section 5: the page goes to the nearest configured tier), then of the other levels, then whoever is mapped at all:
 * paging fails open (INV-11).
 */
export function targetsOf(policy: Policy, level: Level, step: number): readonly string[] {
  const own = handlesOf(policy, level.escalation[step]?.targets ?? []);
  if (own.length > 0) return own;
  const others = level.escalation
    .map((tier: Tier, index) => ({ distance: Math.abs(index - step), handles: handlesOf(policy, tier.targets) }))
    .filter((other) => other.handles.length > 0)
    .sort((a, b) => a.distance - b.distance);
  return others[0]?.handles ?? anyone(policy, level.rank);
}

/** Whom a page reaches: the step's people, or without a level the first step of the worst one (decision 0004). */
export function pagedBy(policy: Policy, level: Level | null, step: number): readonly string[] {
  const worst = policy.levels[0];
  if (level !== null) return targetsOf(policy, level, step);
  return worst === undefined ? [] : targetsOf(policy, worst, 0);
}

/** A step that the clock takes when its time comes, whatever else holds. */
export function isUnconditional(tier: Tier): boolean {
  return tier.auto && tier.when.length === 0;
}

/** The first people of the level whose rank is nearest, the worse one first: nobody wakes everyone for a typo. */
function anyone(policy: Policy, rank: number): readonly string[] {
  const nearest = [...policy.levels].sort(
    (a, b) => Math.abs(a.rank - rank) - Math.abs(b.rank - rank) || a.rank - b.rank,
  );
  const tiers = nearest.flatMap((level) => level.escalation.map((tier) => handlesOf(policy, tier.targets)));
  return tiers.find((handles) => handles.length > 0) ?? handlesOf(policy, Object.keys(policy.people));
}

/** The items that the declaration form has boxes for: what is done about the fix and afterwards is ticked in the thread. */
export function shownItems(policy: Policy): Policy['checklist'] {
  return policy.checklist.filter(({ stage }) => stage === 'assess' || stage === 'during' || stage === 'resolve');
}

/**
 * The whole checklist that an incident has under a policy. What was ticked stays ticked, by its very text, or by its id where the same proves it: a tick
 * that an event gave is no word of a person. What the policy does not have is not on it any more.
 */
export function checklistOf(policy: Policy, before: readonly ChecklistItem[] = []): readonly ChecklistItem[] {
  return policy.checklist.map(({ id, text, tickedWhen }) => {
    const same =
      before.find((item) => item.text === text) ??
      before.find((item) => item.id === id && item.tickedWhen === tickedWhen);
    const { state = 'open', by = null, at = null, byBox } = same ?? {};
    return { id, text, tickedWhen, state, by, at, ...(byBox === undefined ? {} : { byBox }) };
  });
}

/** The incident with every item of its policy, open where its record has none: an older release kept some of them only. */
export function withWholeChecklist(policy: Policy, incident: Incident): Incident {
  const isWhole =
    incident.checklist.length === policy.checklist.length &&
    incident.checklist.every(({ id }, index) => id === policy.checklist[index]?.id);
  return isWhole ? incident : { ...incident, checklist: [...checklistOf(policy, incident.checklist)] };
}

/** Roles of the level's ladder and audience that nobody is mapped to. */
export function unmappedRoles(policy: Policy, level: Level): readonly string[] {
  const roles = new Set([...level.escalation.flatMap((tier) => tier.targets), ...level.audience]);
  return [...roles].filter((role) => peopleOf(policy, role).length === 0);
}
