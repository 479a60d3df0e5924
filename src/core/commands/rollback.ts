// `/rollback`: back to the last known good version (C25, S003-16), at once where it is urgent and nothing speaks against it, else after `/confirm`.

import { underWay } from '../incident/operation.ts';
import { isActive } from '../incident/transitions.ts';
import { planMessage } from '../messages/plan.ts';
import { embedded } from '../messages.ts';
import { beginRollback } from '../mitigation/begin-rollback.ts';
import { lookBack, onsetOf } from '../mitigation/look-back.ts';
import { isOf } from '../mitigation/recent-past.ts';
import { runningProblem, wrongStatus } from '../mitigation/refused-operation.ts';
import { refusedTarget } from '../mitigation/refused-target.ts';
import { elsewhereProblem, inTheWay } from '../mitigation/rollback-elsewhere.ts';
import { beginsAtOnce, codeOf, planned, rollbackPlan } from '../mitigation/rollback-plan.ts';
import { targetOf, toCompare } from '../mitigation/wanted-rollback.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome, PastAsked } from './command.ts';
import { done, refused } from './command.ts';
import type { ParsedLine } from './parse.ts';

export const rollback: Command = {
  name: 'rollback',
  usage: '/rollback [environment] [to=<version>] [because=<text>]',
  summary: 'Go back to the last known good version, or to the one named.',
  group: 'mitigate',
  examples: ['/rollback', '/rollback production to=v2.3.3 because="checkout fails"', '/rollback --dry-run'],
  args: [{ name: 'environment', kind: 'word', required: false }],
  options: [
    { name: 'to', kind: 'word' },
    { name: 'because', kind: 'text' },
  ],
  flags: [],
  destructive: true,
  slow: true,
  late: 'ask',
  right: 'respond',
  past: ({ line, incident, policy, now }) =>
    underWay(incident, 'rollback') === null && isActive(incident.status)
      ? lookBack(policy, environmentOf(line, policy), onsetOf(incident, now))
      : null,
  compares: ({ past, ...asked }) => toCompare(targetFor({ ...asked, past }), past),
  usefulNow: (incident, policy) =>
    isActive(incident.status) &&
    incident.status !== 'monitoring' &&
    incident.changes?.good != null &&
    underWay(incident, 'rollback') === null &&
    (incident.changes.rule !== null || policy.rollback.recommendWhen.length === 0)
      ? '/rollback'
      : null,
  decide,
};

function environmentOf({ args }: ParsedLine, policy: Policy): string {
  return args[0] ?? policy.rollback.environment;
}

function targetFor({
  line,
  incident,
  policy,
  now,
  past,
}: PastAsked & { readonly past: NonNullable<CommandInput['past']> }) {
  return targetOf(
    past,
    { environment: environmentOf(line, policy), to: line.options['to'] ?? null },
    incident,
    policy,
    now,
  );
}

function decide(input: CommandInput): Outcome {
  const { line, incident, policy, now, past, isReplay, elsewhere, comparison = null } = input;
  // Of a thread that is read again, nobody knows any more what it went to: the run tells.
  if (isReplay === true)
    return done([{ kind: 'noted', text: 'A rollback was asked for; the runs of its workflow tell how it went' }]);
  if (!isActive(incident.status)) return refused(wrongStatus(incident));
  const running = underWay(incident, 'rollback');
  if (running !== null) return refused(runningProblem(running));
  const environment = environmentOf(line, policy);
  if (past === undefined || past.unread.includes('deployments') || !isOf(past, environment))
    return refused(problem('not-read', {}));
  const other = inTheWay(elsewhere, environment);
  if (other !== null) return refused(elsewhereProblem(other));
  const target = targetFor({ line, incident, policy, now, past });
  if (target.kind !== 'found') return refused(refusedTarget(target, environment, past));
  const plan = rollbackPlan(target, environment, comparison, policy);
  const because = line.options['because'] ?? null;
  const isTried = line.flags.includes('dry-run');
  const atOnce = beginsAtOnce(plan, incident, policy);
  const code = codeOf(plan, now);
  const shown = { plan: embedded(planMessage(plan, policy, { atOnce, code: isTried ? null : code, isTried })) };
  if (atOnce) return done(beginRollback(plan, because, incident, policy), shown);
  return done([planned(plan, because, now)], shown);
}
