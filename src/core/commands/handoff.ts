// `/handoff`: the lead passes to somebody, with a brief that reaches them (`S004-27`, `S002-37`).
import { applyAll } from '../incident/apply.ts';
import type { Change } from '../incident/change.ts';
import { isOver } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { handoffMessage } from '../messages/handoff.ts';
import { embedded, trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, loginOf, personIn, refused } from './command.ts';

export const handoff: Command = {
  name: 'handoff',
  usage: '/handoff @user [status] [actions=] [questions=] [stakeholders=] [next=]',
  summary: 'Hand the lead to somebody, who is mentioned with a brief. You remain available for questions.',
  group: 'people',
  examples: [
    '/handoff @commander rolled back, watching the error rate',
    '/handoff @commander fix is in review actions="rollback of db-2" questions="is EU affected?" stakeholders="support" next="watch errors"',
  ],
  args: [{ name: 'user', kind: 'user', required: true }],
  options: [
    { name: 'actions', kind: 'text' },
    { name: 'questions', kind: 'text' },
    { name: 'stakeholders', kind: 'text' },
    { name: 'next', kind: 'text' },
  ],
  flags: [],
  freeText: { name: 'status', required: false },
  late: 'ask',
  right: 'respond',
  worksAs: () => ['ic'],
  people: (line) => [loginOf(line.args[0] ?? '')],
  leads: (line) => line.args[0] ?? null,
  usefulNow: () => null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, people, policy, actor, now } = input;
  const to = personIn(people, line.args[0]);
  if (to === null || to.bot) return refused(problem('unknown-person', { example: codeSpan('/handoff @login') }));
  if (isOver(incident.status))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'An open incident',
        next: 'Comment `/reopen` first',
      }),
    );
  const from = incident.roles['commander'] ?? null;
  if (from?.id === to.id) return refused(problem('leads-already', { who: to.login }));
  const changes: readonly Change[] = [{ kind: 'handed-over', to, brief: briefOf(input) }];
  const after = applyAll(incident, changes, { at: now, by: actor, comment: null });
  const { actions, questions, stakeholders, next } = line.options;
  const said = { by: actor, situation: line.text, actions, questions, stakeholders, next };
  const role = policy.roles.find(({ id }) => id === 'commander');
  return done(changes, {
    handoff: {
      to: to.login,
      mention: trusted(`@${to.login}`),
      from: trusted(actor.login),
      instead: from === null || from.id === actor.id ? null : trusted(from.login),
      brief: embedded(handoffMessage(after, policy, now, from ?? actor, said)),
      steps: (role?.handoff ?? []).map((text, index) => ({ number: index + 1, text })),
      duties: role?.duties ?? [],
      title: role?.title ?? 'Incident commander',
    },
  });
}

/** What was said, for the timeline. */
function briefOf({ line }: CommandInput): string | null {
  const parts = ['actions', 'questions', 'stakeholders', 'next'].flatMap((name) =>
    line.options[name] === undefined ? [] : [`${name}: ${line.options[name]}`],
  );
  const all = [...(line.text === null ? [] : [line.text]), ...parts];
  return all.length === 0 ? null : all.join('; ');
}
