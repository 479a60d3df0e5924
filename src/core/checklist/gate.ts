// What a transition needs by the policy: items of the checklist and roles that are filled. Mitigation never waits for a cause (`S002-01`, C19).
import type { DeadlineList } from '../incident/deadline-change.ts';
import { formerLevels } from '../incident/former-levels.ts';
import type { Incident, Status } from '../incident/record.ts';
import type { Gated, Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { comesLater } from './cause.ts';
import { countedItems, type Numbered } from './items.ts';

/** What is open before a transition. `checks`: of a verification, in words; absent: none. */
export type Open = {
  readonly items: readonly Numbered[];
  readonly roles: readonly string[];
  readonly checks?: readonly string[];
  /** What is to be done and is not, with its issue; absent: nothing. */
  readonly owed?: readonly Owed[];
};

/** One thing that is to be done; `what` are people's words. */
export type Owed = { readonly what: string; readonly issue: number | null };

const gated = ['mitigating', 'monitoring', 'resolved', 'closed'] as const satisfies readonly Gated[];

/** The transition that a status is reached by, when it can have a gate. */
export function gateOf(status: Status): Gated | null {
  return gated.find((gate) => gate === status) ?? null;
}

/** What the gate before a status still needs of an incident. What the transition itself proves counts: ask it of the incident as it would be, and with `now` of severities left in the same comment. */
export function openBefore(gate: Gated, incident: Incident, policy: Policy, now: Timestamp | null = null): Open {
  const written = policy.gates[gate];
  if (written === undefined) return { items: [], roles: [] };
  const former = now === null ? [] : formerLevels(incident).map(({ level }) => level);
  const filled = new Set(Object.keys(incident.roles).map((role) => role.toLowerCase()));
  return {
    items: countedItems(incident, policy, former).filter(
      (item) => item.state === 'open' && written.needs.includes(item.id) && !comesLater(gate, item),
    ),
    roles: [...new Set(written.roles)].filter((role) => !filled.has(asRole(role))),
    ...owedIn(incident, written.owed),
  };
}

const lists = {
  backfills: 'backfills',
  temporary_fixes: 'temporaryFixes',
  follow_ups: 'followUps',
} as const satisfies Readonly<Record<string, DeadlineList>>;

function owedIn(incident: Incident, named: readonly (keyof typeof lists)[]): Pick<Open, 'owed'> {
  const open = named.flatMap((name) => incident[lists[name]].filter(({ done }) => done === null));
  return open.length === 0 ? {} : { owed: open.map(({ what, issue }) => ({ what, issue: issue?.number ?? null })) };
}

/** `ic` is the commander. */
function asRole(name: string): string {
  const role = name.toLowerCase();
  return role === 'ic' ? 'commander' : role;
}

export function isOpen({ items, roles, checks = [], owed = [] }: Open): boolean {
  return items.length + roles.length + checks.length + owed.length > 0;
}

/** Whether the gate holds what is open, or only lists it. */
export function isStrict(gate: Gated, policy: Policy): boolean {
  return policy.gates[gate]?.strict ?? false;
}

/** What people can tick now so that the next transition is not held. */
export function heldNext(incident: Incident, policy: Policy): readonly Numbered[] {
  const gate = nextGates(incident.status).find(
    (next) => isStrict(next, policy) && openBefore(next, incident, policy).items.some(({ isForPeople }) => isForPeople),
  );
  return gate === undefined ? [] : openBefore(gate, incident, policy).items.filter(({ isForPeople }) => isForPeople);
}

function nextGates(status: Status): readonly Gated[] {
  switch (status) {
    case 'investigating':
    case 'identified':
      return ['mitigating', 'monitoring'];
    case 'mitigating':
      return ['monitoring', 'resolved'];
    case 'monitoring':
      return ['resolved'];
    case 'resolved':
      return ['closed'];
    default:
      return [];
  }
}
