// `/cancel`: what waits for `/confirm` is dropped, and what runs is asked to end.
import { pendingPlan, underWay } from '../incident/operation.ts';
import { rollbackTitle } from '../incident/operation-change.ts';
import { inert } from '../markdown/inert.ts';
import { runLink } from '../messages/operation.ts';
import { trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const cancel: Command = {
  name: 'cancel',
  usage: '/cancel',
  summary: 'Drop the plan that waits, or cancel the run that was started.',
  group: 'mitigate',
  examples: ['/cancel'],
  args: [],
  options: [],
  flags: [],
  slow: true,
  late: 'ask',
  right: 'respond',
  usefulNow: (incident, _policy, now) =>
    underWay(incident) !== null || pendingPlan(incident, now) !== null ? '/cancel' : null,
  decide,
};

function decide({ incident, now, actor, isReplay }: CommandInput): Outcome {
  const running = underWay(incident);
  const plan = pendingPlan(incident, now);
  if (running === null && plan === null)
    return isReplay === true ? done([]) : refused(problem('nothing-to-cancel', {}));
  if (running === null && plan !== null)
    return done([{ kind: 'plan-dropped', why: `${actor.login} cancelled it` }], {
      said: {
        text: trusted(
          `The ${inert(rollbackTitle(plan.environment, plan.to))} that was planned is dropped; nothing was started.`,
        ),
      },
    });
  if (running === null) return done([]);
  return done([{ kind: 'operation-cancelled', key: running.key }], {
    said: {
      text: trusted(
        `GitHub is asked to end the ${inert(running.title)}${runLink(running)}. What it has done by then stays done: look at what is live.`,
      ),
    },
  });
}
