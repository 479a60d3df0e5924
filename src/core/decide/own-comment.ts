// What the app's own comments say was done, read back from their marks: pages by step, requests for updates, the end of the window.
import { stepKey, UNASSIGNED } from '../clock/due.ts';
import type { LiveComment } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { effectKeysIn } from '../marker.ts';
import type { Policy } from '../policy/policy.ts';

/** The incident with what one comment of the app shows to have been done. */
export function ownComment(incident: Incident, comment: LiveComment, policy: Policy): Incident {
  let current = incident;
  for (const key of effectKeysIn(comment.body)) {
    if (key.startsWith('due/')) current = withDue(current, (key.split('/').at(-1) ?? '').split('.'), comment, policy);
  }
  return current;
}

/** The level whose ladder a comment of the app shows a step of; null when it shows none. */
export function levelPaged(comment: LiveComment, policy: Policy): string | null {
  const parts = effectKeysIn(comment.body).flatMap((key) => key.split('/').at(-1)?.split('.') ?? []);
  const match = parts.map((part) => step.exec(part)).find((found) => found !== null);
  return policy.levels[Number(match?.[1] ?? -1)]?.name ?? null;
}

const step = /^step-(\d+)-(\d+)$/;

function withDue(incident: Incident, parts: readonly string[], comment: LiveComment, policy: Policy): Incident {
  const { ladder, updates, monitoring } = incident;
  const steps = parts.flatMap((part) => stepOf(part, policy));
  const asked = parts.includes('update');
  return {
    ...incident,
    ladder: { ...ladder, taken: [...new Set([...ladder.taken, ...steps])] },
    updates: asked ? { ...updates, remindedAt: comment.createdAt, reminders: updates.reminders + 1 } : updates,
    unasked: steps.length === 0 ? [...incident.unasked.slice(-5), comment.createdAt] : incident.unasked,
    monitoring:
      parts.includes('monitoring-over') && monitoring !== null ? { ...monitoring, announced: true } : monitoring,
  };
}

function stepOf(part: string, policy: Policy): string[] {
  if (part === 'step-unassigned') return [UNASSIGNED];
  const match = step.exec(part);
  const level = match === null ? undefined : policy.levels[Number(match[1])];
  return match === null || level === undefined ? [] : [stepKey(level.name, Number(match[2]))];
}
