// The key of the comment that the clock makes names what was due: written by `act-on-clock.ts`, read back by rebuild and simulation.
import { type LiveDue, stepKey, UNASSIGNED } from '../clock/due.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { toSecond } from '../time.ts';

/**
 * Names what was due, not when it was noticed: the same however often the decision is repeated. Steps are named by their place in the policy, so
 * under a policy that was accepted on the way the key says since when.
 */
export function dueKey(incident: Incident, policy: Policy, items: readonly LiveDue[]): string {
  const parts = items.map((item) => (item.kind === 'escalation' ? stepSlug(policy, item.key) : item.kind));
  const accepted = incident.policy?.accepted ?? null;
  const under = accepted === null ? '' : `${toSecond(accepted)}/`;
  return `due/${toSecond(items[0]?.at ?? incident.issue.nodeId)}/${under}${parts.join('.')}`;
}

/** What a key says was due: keys of steps, a request for an update, the end of the window. */
export type DueKey = { readonly steps: readonly string[]; readonly update: boolean; readonly monitoringOver: boolean };

/** Null for the keys of other comments. */
export function readDueKey(key: string, policy: Policy): DueKey | null {
  if (!key.startsWith('due/')) return null;
  const parts = (key.split('/').at(-1) ?? '').split('.');
  return {
    steps: parts.flatMap((part) => stepOf(part, policy)?.key ?? []),
    update: parts.includes('update'),
    monitoringOver: parts.includes('monitoring-over'),
  };
}

/** The level whose ladder a key names a step of; null when it names none. */
export function levelInKey(key: string, policy: Policy): string | null {
  const steps = (key.split('/').at(-1)?.split('.') ?? []).map((part) => stepOf(part, policy));
  return steps.find((step) => step !== null && step.level !== null)?.level ?? null;
}

/** A step as it stands in a comment's marker: level position and step, since level names may hold blanks. */
function stepSlug(policy: Policy, key: string): string {
  if (key === UNASSIGNED) return 'step-unassigned';
  for (const [rank, level] of policy.levels.entries()) {
    const step = level.escalation.findIndex((_tier, index) => stepKey(level.name, index) === key);
    if (step >= 0) return `step-${rank}-${step}`;
  }
  return 'step';
}

function stepOf(part: string, policy: Policy): { readonly key: string; readonly level: string | null } | null {
  if (part === 'step-unassigned') return { key: UNASSIGNED, level: null };
  const match = /^step-(\d+)-(\d+)$/.exec(part);
  const level = match === null ? undefined : policy.levels[Number(match[1])];
  return match === null || level === undefined
    ? null
    : { key: stepKey(level.name, Number(match[2])), level: level.name };
}
