// `/cancel`: what waits for `/confirm` is dropped, and what runs is asked to end.
import { allUnderWay, type Plan, pendingPlan } from '../incident/operation.ts';
import { planTitle } from '../incident/operation-change.ts';
import { inert } from '../markdown/inert.ts';
import { runLink } from '../messages/operation.ts';
import { trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const cancel: Command = {
  name: 'cancel',
  usage: '/cancel [what]',
  summary: 'Drop the plan that waits, or cancel the run that was started.',
  group: 'mitigate',
  examples: ['/cancel', '/cancel rollback'],
  args: [{ name: 'what', kind: 'word', required: false, choices: ['rollback', 'action'] }],
  options: [],
  flags: [],
  slow: true,
  late: 'ask',
  right: 'respond',
  usefulNow: (incident, _policy, now) =>
    allUnderWay(incident).length > 0 || pendingPlan(incident, now) !== null ? '/cancel' : null,
  decide,
};

function decide({ line, incident, now, actor, isReplay }: CommandInput): Outcome {
  const [what] = line.args;
  const isMeant = (kind: string) => what === undefined || kind === what;
  const [running, ...others] = allUnderWay(incident).filter(({ kind }) => isMeant(kind));
  const pending = pendingPlan(incident, now);
  const plan = pending !== null && isMeant(pending.kind) ? pending : null;
  if (running === undefined && plan !== null) return dropped(plan, actor.login);
  if (running === undefined) return isReplay === true ? done([]) : refused(problem('nothing-to-cancel', {}));
  if (others.length > 0) return refused(problem('which-to-cancel', {}));
  return done([{ kind: 'operation-cancelled', key: running.key }], {
    said: {
      text: trusted(
        `GitHub is asked to end the ${inert(running.title)}${runLink(running)}. What it has done by then stays done: look at what is live.`,
      ),
    },
  });
}

function dropped(plan: Plan, login: string): Outcome {
  return done([{ kind: 'plan-dropped', why: `${login} cancelled it` }], {
    said: { text: trusted(`The ${inert(planTitle(plan))} that was planned is dropped; nothing was started.`) },
  });
}
