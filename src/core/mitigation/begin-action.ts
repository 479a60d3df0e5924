// The changes with which an action of the catalogue begins, waits for a word, or is done by hand.
import type { Change } from '../incident/change.ts';
import { actionTitle } from '../incident/operation-change.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { plus, type Timestamp } from '../time.ts';
import type { Action, Values } from './action-inputs.ts';
import { planCode } from './plan-code.ts';

/** How long a plan can be confirmed. */
const PENDING = 'PT10M';

/** An action of the catalogue with the values that its policy let through. */
export type ActionPlan = {
  readonly action: Action;
  readonly workflow: string;
  readonly values: Values;
  readonly because: string | null;
};

/** It is on record before anything is started. */
export function beginAction({ action, workflow, values, because }: ActionPlan, incident: Incident): readonly Change[] {
  const asked: Change = {
    kind: 'operation-asked',
    operation: {
      kind: 'action',
      action: action.id,
      title: actionTitle(action.title),
      environment: null,
      from: null,
      to: null,
      next: null,
      workflow,
      branch: null,
      // A closed set, of values that the policy describes (AC-26).
      inputs: { ...values, incident: String(incident.issue.number) },
      because,
    },
  };
  return [...toMitigating(incident), asked];
}

/** It waits for a word. */
export function planAction({ action, workflow, values, because }: ActionPlan, now: Timestamp): readonly Change[] {
  const code = codeOfAction(action, values, now);
  const title = actionTitle(action.title);
  const until = plus(now, PENDING);
  const inputs = { ...values };
  return [
    { kind: 'planned', plan: { kind: 'action', code, action: action.id, title, workflow, inputs, because, until } },
  ];
}

/** No workflow does it. */
export function byHand(action: Action, values: Values, because: string | null, incident: Incident): readonly Change[] {
  const typed = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  const said = [...typed, because ?? ''].join(' ').trim();
  return [
    ...toMitigating(incident),
    { kind: 'done-by-hand', title: actionTitle(action.title), because: said === '' ? null : said },
  ];
}

/** Whoever acts is mitigating (DESIGN section 4): it never waits for a cause. */
function toMitigating({ status }: Incident): readonly Change[] {
  const isBefore = status === 'investigating' || status === 'identified';
  return isBefore ? [{ kind: 'status', status: 'mitigating', note: null }] : [];
}

/** Whether it begins without `/confirm`. */
export function actsAtOnce({ atOnceToRank }: Action, incident: Incident, policy: Policy): boolean {
  const rank = levelOf(policy, incident)?.rank ?? null;
  return rank !== null && rank <= atOnceToRank;
}

/** The plan's code: of another action, of other values and of another second it is another. */
export function codeOfAction({ id }: Action, values: Values, now: Timestamp): string {
  return planCode([id, values, now]);
}
