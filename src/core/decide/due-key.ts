// The key of the comment that the clock makes names what was due: written by `act-on-clock.ts`, read back by rebuild and simulation.
import { type Due, stepKey, UNASSIGNED } from '../clock/due.ts';
import { type OnceKind, onceKey, onceKinds } from '../clock/once.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { toSecond } from '../time.ts';

/**
 * Names what was due, not when it was noticed: the same however often the decision is repeated. Steps are named by their place in the policy, so
 * under a policy that was accepted on the way the key says since when.
 */
export function dueKey(incident: Incident, policy: Policy, items: readonly Due[]): string {
  const parts = items.map((item) => slugOf(item, policy));
  const accepted = incident.policy?.accepted ?? null;
  const under = accepted === null ? '' : `${toSecond(accepted)}/`;
  return `due/${toSecond(items[0]?.at ?? incident.issue.nodeId)}/${under}${parts.join('.')}`;
}

/** What a key says was due: keys of steps, a request for an update, the end of the window, and keys of what is said once. */
export type DueKey = {
  readonly steps: readonly string[];
  readonly update: boolean;
  readonly monitoringOver: boolean;
  readonly passed: readonly string[];
};

/** Null for the keys of other comments. */
export function readDueKey(key: string, policy: Policy): DueKey | null {
  if (!key.startsWith('due/')) return null;
  const parts = (key.split('/').at(-1) ?? '').split('.');
  return {
    steps: parts.flatMap((part) => stepOf(part, policy)?.key ?? []),
    update: parts.includes('update'),
    monitoringOver: parts.includes('monitoring-over'),
    passed: parts.flatMap((part) => onceOf(part) ?? []),
  };
}

/** The level whose ladder a key names a step of; null when it names none. */
export function levelInKey(key: string, policy: Policy): string | null {
  const steps = (key.split('/').at(-1)?.split('.') ?? []).map((part) => stepOf(part, policy));
  return steps.find((step) => step !== null && step.level !== null)?.level ?? null;
}

function slugOf(item: Due, policy: Policy): string {
  if (item.kind === 'escalation') return stepSlug(policy, item.key);
  return 'about' in item
    ? `${item.kind}:${escaped(item.about)}:${toSecond(item.key.split('/').at(-1) ?? item.at)}`
    : item.kind;
}

/** The key of what was said once, as the record keeps it; null when a part is none. */
function onceOf(part: string): string | null {
  const match = /^([a-z-]+):([A-Za-z0-9_]*):(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/.exec(part);
  const kind = onceKinds.find((one): one is OnceKind => one === match?.[1]);
  return match === null || kind === undefined ? null : onceKey(kind, unescaped(match[2] ?? ''), match[3] ?? '');
}

/** A marker takes few characters, and none of those that part a key: the others stand as `_` and four hexadecimal digits. */
function escaped(about: string): string {
  return about.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function unescaped(text: string): string {
  return text.replace(/_([0-9a-f]{4})/g, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
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
