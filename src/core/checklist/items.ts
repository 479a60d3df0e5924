// The checklist of an incident as its policy has it: every item with its number, whether it counts at this severity, and which are looked at now.
import type { ChecklistItem } from '../incident/checklist-item.ts';
import type { Incident } from '../incident/record.ts';
import { checklistOf, levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';

export type Stage = Policy['checklist'][number]['stage'];

/** An item with its place in the whole checklist, counted from 1: the number stays whatever is shown. */
export type Numbered = ChecklistItem & {
  readonly number: number;
  readonly stage: Stage;
  readonly optional: boolean;
  /** Whether a person is asked to tick it, rather than to bring about what proves it. */
  readonly isForPeople: boolean;
};

/** Every item of the policy, whatever the record lacks of them: what nobody can be seen to have done is open. */
export function allItems(incident: Incident, policy: Policy): readonly Numbered[] {
  return checklistOf(policy, incident.checklist).flatMap((item, index) => {
    const written = policy.checklist[index];
    return written === undefined
      ? []
      : [
          {
            ...item,
            number: index + 1,
            stage: written.stage,
            optional: written.optional,
            isForPeople: isForPeople(item, incident, policy),
          },
        ];
  });
}

/** The items that count at the incident's severity, and at others; without one only those of every severity do. */
export function countedItems(incident: Incident, policy: Policy, also: readonly string[] = []): readonly Numbered[] {
  const counted = [incident.level, ...also].flatMap((name) => name?.toLowerCase() ?? []);
  return allItems(incident, policy).filter(({ number }) => {
    const levels = policy.checklist[number - 1]?.levels ?? [];
    return levels.length === 0 || levels.some((name) => counted.includes(name.toLowerCase()));
  });
}

/** The stages that are worked on by now: the fix once service is restored, what follows once it is resolved. */
export function stagesSoFar({ status, milestones }: Incident): readonly Stage[] {
  const resolved = status === 'resolved' || status === 'closed';
  const fix: readonly Stage[] = milestones.mitigated !== null || resolved ? ['fix'] : [];
  return ['assess', 'during', 'resolve', ...fix, ...(resolved ? (['after'] as const) : [])];
}

/** What the end of the incident ticks by itself, nobody needs to: save for a fix that nobody watches, or watched to the end. */
export function isForPeople({ tickedWhen }: ChecklistItem, incident: Incident, policy: Policy): boolean {
  if (tickedWhen !== 'watched') return tickedWhen !== 'mitigated' && tickedWhen !== 'resolved';
  const { status, monitoring } = incident;
  const isResolved = status === 'resolved' || status === 'closed';
  return isResolved || (monitoring === null && (levelOf(policy, incident)?.monitor ?? null) === null);
}

/** What is not done yet of what is worked on by now, for the reader; the resolution itself is what is being worked towards. */
export function openItems(incident: Incident, policy: Policy): readonly Numbered[] {
  const stages = stagesSoFar(incident);
  return countedItems(incident, policy).filter(
    ({ state, stage, tickedWhen }) =>
      state === 'open' &&
      stage !== 'after' &&
      stages.includes(stage) &&
      tickedWhen !== 'watched' &&
      tickedWhen !== 'resolved',
  );
}

/** The command that ticks them, ready to copy; null when there is nothing that people tick. */
export function checkCommand(items: readonly Numbered[]): string | null {
  const numbers = items.filter((item) => item.isForPeople).map(({ number }) => number);
  return numbers.length === 0 ? null : `/check ${numbers.join(' ')}`;
}
