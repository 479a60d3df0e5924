// The service is back, as far as is known: the fix is watched, unless a gate holds.
import { openInWords, passage } from '../checklist/through.ts';
import { watchedFor } from '../clock/monitoring.ts';
import { applyAll } from '../incident/apply.ts';
import type { Change } from '../incident/change.ts';
import { isActive } from '../incident/transitions.ts';
import type { Ended } from '../messages/operation.ts';
import { byItself, type Draft } from './draft.ts';

export type Watched = Pick<Ended, 'watchedUntil' | 'held'>;
export const unwatched: Watched = { watchedUntil: null, held: [] };

/** The draft in `monitoring`, or what holds it. */
export function watching(draft: Draft): { readonly draft: Draft; readonly told: Watched } {
  const { incident, situation } = draft;
  const nothing = { draft, told: unwatched };
  if (!isActive(incident.status) || incident.status === 'monitoring') return nothing;
  const window = watchedFor(incident, situation.policy)?.window.min ?? null;
  const changes: readonly Change[] =
    window === null ? [{ kind: 'status', status: 'monitoring', note: null }] : [{ kind: 'monitoring', window }];
  const { held } = passage(incident, situation.policy, changes, byItself(draft));
  const open = openInWords(held);
  if (open.length > 0) return { draft, told: { watchedUntil: null, held: open } };
  const watched = { ...draft, incident: applyAll(incident, changes, byItself(draft)) };
  return { draft: watched, told: { watchedUntil: watched.incident.monitoring?.until ?? null, held: [] } };
}
