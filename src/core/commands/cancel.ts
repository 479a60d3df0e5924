// `/cancel`: what waits for `/confirm` is dropped, and what runs is asked to end.
import { allUnderWay, isUnheardOf, type Operation, onlyLooks, type Plan, pendingPlan } from '../incident/operation.ts';
import { planTitle } from '../incident/operation-change.ts';
import type { Incident } from '../incident/record.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { runLink } from '../messages/operation.ts';
import { trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import type { ParsedLine } from './parse.ts';

export const cancel: Command = {
  name: 'cancel',
  usage: '/cancel [what]',
  summary: 'Drop the plan that waits, or cancel the run that was started.',
  group: 'mitigate',
  examples: ['/cancel', '/cancel rollback'],
  args: [{ name: 'what', kind: 'word', required: false, choices: ['rollback', 'action', 'verification', 'evidence'] }],
  options: [],
  flags: [],
  slow: true,
  late: 'ask',
  right: 'respond',
  worksAs: (line, incident) => (incident === null ? [] : begunBy(line, incident)),
  usefulNow: (incident, _policy, now) =>
    allUnderWay(incident).some((one) => !onlyLooks(one)) || pendingPlan(incident, now) !== null ? '/cancel' : null,
  decide,
};

/** The commands that begin what would end: whoever may not begin it may not end it. */
function begunBy({ args: [what] }: ParsedLine, incident: Incident): readonly string[] {
  const running = meantBy(what, incident);
  const plan =
    incident.plan !== undefined && (what === undefined || incident.plan.kind === what) ? [incident.plan] : [];
  return [...running, ...plan].flatMap(({ kind, ...one }) => {
    if (kind === 'rollback') return ['rollback'];
    if (kind === 'verification') return ['verify'];
    if (kind === 'evidence') return [];
    return 'action' in one && one.action !== undefined ? ['run', `run ${one.action}`] : ['run'];
  });
}

/** What only looks is in nobody's way: it is meant when it is named. */
function meantBy(what: string | undefined, incident: Incident): readonly Operation[] {
  return allUnderWay(incident).filter((one) => (what === undefined ? !onlyLooks(one) : one.kind === what));
}

function decide({ line, incident, now, actor, isReplay }: CommandInput): Outcome {
  const [what] = line.args;
  const open = allUnderWay(incident);
  const pending = pendingPlan(incident, now);
  const plan = pending !== null && (what === undefined || pending.kind === what) ? pending : null;
  const meant = meantBy(what, incident);
  // Or when there is nothing else.
  const [running, ...others] = meant.length > 0 || what !== undefined || plan !== null ? meant : open;
  if (running === undefined && plan !== null) return dropped(plan, actor.login);
  if (running === undefined) return isReplay === true ? done([]) : refused(problem('nothing-to-cancel', {}));
  if (others.length > 0) return refused(problem('which-to-cancel', {}));
  if (running.byApp === true) return notWaitedFor(running, 'it changed nothing');
  if (running.state === 'unanswered' || isUnheardOf(running, now))
    return notWaitedFor(running, `nobody knows whether it runs, so look at the runs of ${codeSpan(running.workflow)}`);
  return done([{ kind: 'operation-cancelled', key: running.key }], {
    said: {
      text: trusted(
        `GitHub is asked to end the ${inert(running.title)}${runLink(running)}. What it has done by then stays done: look at what is live.`,
      ),
    },
  });
}

/** Its answers may still come; nobody looks at them. */
function notWaitedFor({ key, title }: Operation, but: string): Outcome {
  return done(
    [
      { kind: 'operation-cancelled', key },
      { kind: 'operation-moved', key, state: 'cancelled', run: null, step: null },
    ],
    { said: { text: trusted(`The ${inert(title)} is dropped: ${but}.`) } },
  );
}

function dropped(plan: Plan, login: string): Outcome {
  return done([{ kind: 'plan-dropped', why: `${login} cancelled it` }], {
    said: { text: trusted(`The ${inert(planTitle(plan))} that was planned is dropped; nothing was started.`) },
  });
}
