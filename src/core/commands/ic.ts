// `/ic`: hand the lead to somebody. The commander is the assignee.
import { codeSpan } from '../markdown/quoted.ts';
import { dutiesOf } from '../messages/duties.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, loginOf, personIn, refused } from './command.ts';

export const ic: Command = {
  name: 'ic',
  usage: '/ic @user',
  summary: 'Make somebody the incident commander.',
  group: 'people',
  examples: ['/ic @commander'],
  args: [{ name: 'user', kind: 'user', required: true }],
  options: [],
  flags: [],
  late: 'run',
  right: 'respond',
  people: (line) => [loginOf(line.args[0] ?? '')],
  leads: (line) => line.args[0] ?? null,
  usefulNow: () => null,
  decide: ({ line, people, policy, incident }) => {
    const person = personIn(people, line.args[0]);
    if (person === null) return refused(problem('unknown-person', { example: codeSpan('/ic @login') }));
    return done([{ kind: 'role', role: 'commander', person }], ...dutiesOf(policy, incident, 'commander', person));
  },
};
