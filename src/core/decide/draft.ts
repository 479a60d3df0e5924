// A decision in the making: the situation, the incident so far, and what was collected on the way.
import type { Situation } from '../brain.ts';
import type { Join, LogLine } from '../decision.ts';
import type { Effect } from '../effects.ts';
import { apply } from '../incident/apply.ts';
import type { Cause, Change } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { RowChange } from '../postmortem/write-rows.ts';

export type Draft = {
  readonly situation: Situation;
  readonly incident: Incident;
  /** The policy before the trigger, when it changed the policy: the issue may still have its labels. */
  readonly former?: Policy;
  readonly effects: readonly Effect[];
  readonly joins?: readonly Join[];
  /** Rows of the postmortem that do not say what is so, beside those whose items are changed; absent: none. */
  readonly rows?: readonly RowChange[];
  readonly log: readonly LogLine[];
};

/** The draft with changes applied to its incident. */
export function changed(draft: Draft, changes: readonly Change[], cause: Cause): Draft {
  let incident = draft.incident;
  for (const change of changes) incident = apply(incident, change, cause);
  return { ...draft, incident };
}

/** The draft with more to do. */
export function doing(draft: Draft, ...effects: readonly Effect[]): Draft {
  return { ...draft, effects: [...draft.effects, ...effects] };
}

/** The app itself as the cause, now. */
export function byItself(draft: Draft): Cause {
  return { at: draft.situation.now, by: null, comment: null };
}
