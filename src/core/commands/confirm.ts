// `/confirm`: what was planned begins, if it is still what was planned. Of a rollback the same version is live and the same one is to go back to; of an action the policy says the same.
import { type Plan, type PlanOf, pendingPlan, underWay } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { actionMessage } from '../messages/action.ts';
import { planMessage } from '../messages/plan.ts';
import { embedded, trusted } from '../messages.ts';
import { readInputs } from '../mitigation/action-inputs.ts';
import { beginAction } from '../mitigation/begin-action.ts';
import { beginRollback } from '../mitigation/begin-rollback.ts';
import { lookBack, onsetOf } from '../mitigation/look-back.ts';
import { runningProblem, wrongStatus } from '../mitigation/refused-operation.ts';
import { refusedTarget } from '../mitigation/refused-target.ts';
import { elsewhereProblem, inTheWay } from '../mitigation/rollback-elsewhere.ts';
import { codeOf, planned, type RollbackPlan, rollbackPlan } from '../mitigation/rollback-plan.ts';
import { targetOf, toCompare } from '../mitigation/wanted-rollback.ts';
import { problem } from '../problems.ts';
import type { Timestamp } from '../time.ts';
import type { Command, CommandInput, Outcome, PastAsked } from './command.ts';
import { done, refused } from './command.ts';

export const confirm: Command = {
  name: 'confirm',
  usage: '/confirm <code>',
  summary: 'Begin what was planned, by the code of the plan.',
  group: 'mitigate',
  examples: ['/confirm 3f9c2ab'],
  args: [{ name: 'code', kind: 'word', required: true }],
  options: [],
  flags: [],
  destructive: true,
  slow: true,
  late: 'ask',
  right: 'respond',
  worksAs: (_line, incident) =>
    incident?.plan?.kind === 'action' ? ['run', `run ${incident.plan.action}`] : ['rollback'],
  past: ({ incident, policy, now }) => {
    const plan = pendingRollback(incident, now);
    return plan === null ? null : lookBack(policy, plan.environment, onsetOf(incident, now));
  },
  compares: ({ past, incident, policy, now }) => {
    const plan = pendingRollback(incident, now);
    return plan === null ? null : toCompare(targetFor({ past, incident, policy, now }, plan), past);
  },
  usefulNow: (incident, _policy, now) => {
    const plan = pendingPlan(incident, now);
    return plan === null ? null : `/confirm ${plan.code}`;
  },
  decide,
};

function pendingRollback(incident: Incident, now: Timestamp): PlanOf<'rollback'> | null {
  const plan = pendingPlan(incident, now);
  return plan?.kind === 'rollback' ? plan : null;
}

/** The very version that was planned, whatever the rule would say by now. */
function targetFor(
  { past, incident, policy, now }: Omit<PastAsked, 'line'> & { readonly past: NonNullable<CommandInput['past']> },
  plan: PlanOf<'rollback'>,
) {
  return targetOf(past, { environment: plan.environment, to: plan.to.sha }, incident, policy, now);
}

function decide(input: CommandInput): Outcome {
  const { line, incident, now, isReplay } = input;
  if (isReplay === true) return done([]);
  if (!isActive(incident.status)) return refused(wrongStatus(incident));
  const plan = pendingPlan(incident, now);
  const running = underWay(incident, plan?.kind ?? 'rollback');
  if (running !== null) return refused(runningProblem(running));
  const typed = line.args[0] ?? '';
  if (plan === null || plan.code !== typed.toLowerCase()) return refused(noPlan(incident, plan, typed));
  return plan.kind === 'rollback' ? confirmRollback(plan, input) : confirmAction(plan, input);
}

function confirmRollback(plan: PlanOf<'rollback'>, input: CommandInput): Outcome {
  const { line, incident, policy, now, past, elsewhere, comparison = null } = input;
  if (past === undefined || past.unread.includes('deployments')) return refused(problem('not-read', {}));
  const other = inTheWay(elsewhere, plan.environment);
  if (other !== null) return refused(elsewhereProblem(other));
  const target = targetFor({ past, incident, policy, now }, plan);
  if (target.kind !== 'found') return refused(refusedTarget(target, plan.environment, past));
  const found = rollbackPlan(target, plan.environment, comparison, policy);
  const isTried = line.flags.includes('dry-run');
  const why = changedSince(plan, found);
  if (why !== null) return shownAnew(found, why, isTried, input, plan.because);
  const shown = { plan: embedded(planMessage(found, policy, { atOnce: true, code: null, isTried })) };
  return done(beginRollback(found, plan.because, incident, policy), shown);
}

/** Why what would begin is not what was planned, in our words; null where it is. Somebody has weighed what the plan said, and nothing else. */
function changedSince({ from, to, doubts, environment }: PlanOf<'rollback'>, found: RollbackPlan): string | null {
  if (found.from.id !== from.id || found.to.id !== to.id)
    return `Something was deployed to ${codeSpan(environment)} since the plan was shown`;
  return found.doubts.every((doubt) => doubts.includes(doubt)) ? null : 'More speaks against it than the plan said';
}

/** As it is now, it waits for a word of its own. */
function shownAnew(
  found: RollbackPlan,
  why: string,
  isTried: boolean,
  { policy, now }: CommandInput,
  because: string | null,
): Outcome {
  const code = isTried ? null : codeOf(found, now);
  return done(
    [planned(found, because, now)],
    { said: { text: trusted(`${why}, so nothing was started. The plan as it is now:`) } },
    { plan: embedded(planMessage(found, policy, { atOnce: false, code, isTried })) },
  );
}

/** The values are held against the policy once more: it may have changed since. What is typed in the open is as it was given, not as it is shown. */
function confirmAction({ action: id, workflow, because }: PlanOf<'action'>, input: CommandInput): Outcome {
  const { line, incident, policy, plan: kept, isOpenToAll } = input;
  const action = policy.mitigations.find((one) => one.id === id);
  const given = kept?.kind === 'action' ? kept.inputs : {};
  const read = action === undefined ? null : readInputs(action, given);
  if (action?.workflow !== workflow || read === null || 'problem' in read)
    return refused(problem('action-changed', { action: codeSpan(`/run ${id}`) }));
  const { values } = read;
  const isTried = line.flags.includes('dry-run');
  const shown = incident.security && isOpenToAll ? null : values;
  const words = { action, workflow, values: shown, atOnce: true, code: null, isTried };
  return done(beginAction({ action, workflow, values, because }, incident), { plan: embedded(actionMessage(words)) });
}

function noPlan(incident: Incident, plan: Plan | null, typed: string) {
  if (plan === null) return problem(incident.plan === undefined ? 'no-plan' : 'plan-over', {});
  return problem('other-plan', { typed: codeSpan(typed), code: codeSpan(`/confirm ${plan.code}`) });
}
