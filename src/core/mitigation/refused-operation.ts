// Why nothing can be started now.
import type { Operation } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import { inert } from '../markdown/inert.ts';
import { runLink } from '../messages/operation.ts';
import { type Problem, problem } from '../problems.ts';

export function wrongStatus({ status }: Incident): Problem {
  return problem('wrong-status', {
    status,
    expected: 'A declared incident that is not over',
    next: status === 'reported' ? 'Comment `/ack` first' : 'Comment `/reopen` first',
  });
}

/** One at a time: two of them would undo each other. */
export function runningProblem(running: Operation): Problem {
  return problem('operation-running', { title: inert(running.title), run: runLink(running) });
}
