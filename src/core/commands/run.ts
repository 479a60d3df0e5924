// `/run`: an action of the policy's catalogue, by the workflow that it names, with values that it lets through; without a workflow it is done by hand.

import { underWay } from '../incident/operation.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { actionMessage, catalogueMessage } from '../messages/action.ts';
import { embedded } from '../messages.ts';
import { type Action, readInputs } from '../mitigation/action-inputs.ts';
import { actsAtOnce, beginAction, byHand, codeOfAction, planAction } from '../mitigation/begin-action.ts';
import { runningProblem, wrongStatus } from '../mitigation/refused-operation.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { nearest } from './nearest.ts';

export const run: Command = {
  name: 'run',
  usage: '/run [action] [key=value…] [because=<text>]',
  summary: 'Run an action of the runbook; alone, list them.',
  group: 'mitigate',
  examples: ['/run', '/run restart', '/run scale target=web replicas=5', '/run scale target=web replicas=5 --dry-run'],
  args: [{ name: 'action', kind: 'word', required: false }],
  options: [{ name: 'because', kind: 'text' }],
  openOptions: true,
  flags: [],
  destructive: true,
  slow: true,
  late: 'ask',
  right: 'respond',
  worksAs: ({ args }) => (args[0] === undefined ? [] : [`run ${args[0].toLowerCase()}`]),
  usefulNow: (incident, policy) =>
    isActive(incident.status) &&
    incident.status !== 'monitoring' &&
    policy.mitigations.some(({ workflow, kind }) => workflow !== null && kind !== 'rollback') &&
    underWay(incident, 'action') === null
      ? '/run'
      : null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, policy, isReplay } = input;
  const [typed] = line.args;
  if (policy.mitigations.length === 0) return refused(problem('no-actions', {}));
  if (typed === undefined) return done([], { plan: embedded(catalogueMessage(policy)) });
  const action = policy.mitigations.find(({ id }) => id === typed.toLowerCase());
  if (isReplay === true)
    return done([{ kind: 'noted', text: 'An action was asked for; the runs of its workflow tell how it went' }]);
  if (action === undefined) return refused(unknownAction(typed, policy));
  if (action.kind === 'rollback')
    return refused(
      problem('action-has-command', { action: codeSpan(`/run ${action.id}`), command: codeSpan('/rollback') }),
    );
  if (!isActive(incident.status)) return refused(wrongStatus(incident));
  return asked(action, input);
}

function asked(action: Action, { line, incident, policy, now, isOpenToAll }: CommandInput): Outcome {
  const read = readInputs(action, line.options);
  if ('problem' in read) return refused(read.problem);
  const { values } = read;
  const { workflow } = action;
  const because = line.options['because'] ?? null;
  const isTried = line.flags.includes('dry-run');
  const atOnce = actsAtOnce(action, incident, policy);
  const shown = { action, workflow, values: incident.security && isOpenToAll ? null : values, atOnce, isTried };
  if (workflow === null)
    return done(byHand(action, values, because, incident), { plan: embedded(actionMessage({ ...shown, code: null })) });
  const running = underWay(incident, 'action');
  if (running !== null) return refused(runningProblem(running));
  const plan = { action, workflow, values, because };
  if (atOnce) return done(beginAction(plan, incident), { plan: embedded(actionMessage({ ...shown, code: null })) });
  const code = isTried ? null : codeOfAction(action, values, now);
  return done(planAction(plan, now), { plan: embedded(actionMessage({ ...shown, code })) });
}

function unknownAction(typed: string, { mitigations }: Policy) {
  const ids = mitigations.map(({ id }) => id);
  const near = nearest(typed.toLowerCase(), ids);
  return problem('unknown-action', {
    typed: codeSpan(typed),
    known: ids.map((id) => codeSpan(id)).join(', '),
    near: near === null ? '' : `Did you mean ${codeSpan(`/run ${near}`)}? `,
  });
}
