// What the sweep finds changed by hands whose events never came: given a short grace, then settled as the doing of nobody known.
import { DRIFT_GRACE } from '../clock/due.ts';
import type { LiveIssue } from '../facts.ts';
import { isOver } from '../incident/transitions.ts';
import { titleOf } from '../policy/shown-as.ts';
import { compare, plus } from '../time.ts';
import { onClosed, onLabelsFound, onReopened, onRetitled } from './by-hand.ts';
import type { Draft } from './draft.ts';
import { labelDifference } from './labels.ts';

/** The draft after a look at the issue; `settled` when the issue is to be brought in line now. */
export function onLook(draft: Draft, live: LiveIssue): { readonly draft: Draft; readonly settled: boolean } {
  const { drift } = draft.incident;
  const { now } = draft.situation;
  if (!differs(draft, live)) return { draft: since(draft, null), settled: false };
  // The event may be on its way, with the name of whoever did it.
  if (drift === null) return { draft: since(draft, now), settled: false };
  if (compare(plus(drift, DRIFT_GRACE), now) > 0) return { draft, settled: false };
  return { draft: since(settle(draft, live), null), settled: true };
}

function differs({ incident, situation }: Draft, live: LiveIssue): boolean {
  const { add, remove } = labelDifference(situation.policy, incident, live);
  return (
    add.length + remove.length > 0 ||
    titleOf(situation.policy, incident) !== live.title ||
    isOver(incident.status) !== (live.state === 'closed')
  );
}

function settle(draft: Draft, live: LiveIssue): Draft {
  const state = onReopened(onClosed(draft, live, draft.situation.trigger), live, { actor: null });
  return onRetitled(onLabelsFound(state, live), live, null);
}

function since(draft: Draft, drift: string | null): Draft {
  return draft.incident.drift === drift ? draft : { ...draft, incident: { ...draft.incident, drift } };
}
