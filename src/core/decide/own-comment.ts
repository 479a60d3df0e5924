// What the app's own comments say was done, read back from their marks: pages by step, requests for updates, the end of the window.
import type { LiveComment } from '../facts.ts';
import { apply } from '../incident/apply.ts';
import { withPage } from '../incident/proof.ts';
import type { Incident } from '../incident/record.ts';
import { evidenceKey } from '../mitigation/evidence.ts';
import type { Policy } from '../policy/policy.ts';
import { type DueKey, levelInKey, readDueKey } from './due-key.ts';
import { readJoinedKey } from './joined.ts';

/** The incident with what the marks of one comment of the app show to have been done. */
export function ownComment(
  incident: Incident,
  comment: LiveComment,
  keys: readonly string[],
  policy: Policy,
): Incident {
  let current = incident;
  for (const key of keys) {
    const due = readDueKey(key, policy);
    if (due !== null) current = withDue(current, due, comment);
    const joined = readJoinedKey(key);
    const by = { at: comment.createdAt, by: null, comment: null };
    if (joined !== null) current = apply(current, joined, by);
    if (key === evidenceKey(incident)) current = apply(current, { kind: 'gathered', comment }, by);
  }
  return current;
}

/** The level whose ladder the marks of a comment of the app show a step of; null when they show none. */
export function levelPaged(keys: readonly string[], policy: Policy): string | null {
  const levels = keys.map((key) => levelInKey(key, policy));
  return levels.find((level) => level !== null) ?? null;
}

function withDue(incident: Incident, due: DueKey, comment: LiveComment): Incident {
  const { ladder, updates, monitoring } = incident;
  const { steps } = due;
  return {
    ...incident,
    ladder: {
      ...ladder,
      taken: [...new Set([...ladder.taken, ...steps])],
      at: { ...ladder.at, ...Object.fromEntries(steps.map((key) => [key, comment.createdAt])) },
    },
    checklist: steps.length === 0 ? incident.checklist : [...withPage(incident.checklist, comment.createdAt)],
    updates: due.update ? { ...updates, remindedAt: comment.createdAt, reminders: updates.reminders + 1 } : updates,
    unasked: isPage(due) ? incident.unasked : [...incident.unasked.slice(-5), comment.createdAt],
    passed: [...new Set([...incident.passed, ...due.passed])],
    monitoring: due.monitoringOver && monitoring !== null ? { ...monitoring, announced: true } : monitoring,
  };
}

/** Pages are no part of the hourly budget. */
function isPage({ steps, passed }: DueKey): boolean {
  return steps.length > 0 || passed.some((key) => /^(response|timebox)\//.test(key));
}
