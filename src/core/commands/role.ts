// `/role`: who does what. The commander's role has a command of its own beside this one (`/ic`).
import { codeSpan } from '../markdown/quoted.ts';
import { dutiesOf } from '../messages/duties.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, loginOf, personIn, refused } from './command.ts';
import { asTyped, suggested, wordMeant } from './grammar/word-meant.ts';

/** Roles every incident knows beside those that the policy maps to people. */
const common = ['commander', 'comms', 'scribe', 'sme'] as const;

export const role: Command = {
  name: 'role',
  usage: '/role <role> @user',
  summary: 'Give somebody a role: commander, comms, scribe, sme, or one of the policy.',
  group: 'people',
  examples: ['/role comms @reviewer'],
  args: [
    { name: 'role', kind: 'word', required: true },
    { name: 'user', kind: 'user', required: true },
  ],
  options: [],
  flags: [],
  late: 'run',
  right: 'respond',
  worksAs: ({ args }) => (idOf(args[0]) === 'commander' ? ['ic'] : []),
  people: (line) => [loginOf(line.args[1] ?? '')],
  leads: ({ args }) => (idOf(args[0]) === 'commander' ? (args[1] ?? null) : null),
  usefulNow: () => null,
  decide: ({ line, policy, people, incident }) => {
    const typed = (line.args[0] ?? '').toLowerCase();
    const roles = rolesOf(policy);
    if (!roles.includes(typed)) {
      return refused(
        problem('unknown-role', {
          word: asTyped(line.args[0] ?? ''),
          roles: roles.map((name) => codeSpan(name)).join(', '),
          suggestion: suggested('/role', wordMeant(typed, roles), ' @user'),
        }),
      );
    }
    const person = personIn(people, line.args[1]);
    if (person === null) return refused(problem('unknown-person', { example: codeSpan('/role comms @login') }));
    const id = idOf(typed);
    return done([{ kind: 'role', role: id, person }], ...dutiesOf(policy, incident, id, person));
  },
};

/** The role that is meant: `ic` is the commander. */
function idOf(typed = ''): string {
  const role = typed.toLowerCase();
  return role === 'ic' ? 'commander' : role;
}

function rolesOf(policy: Policy): string[] {
  const needed = Object.values(policy.gates).flatMap(({ roles }) => roles);
  const all = [...common, 'ic', ...policy.roles.map(({ id }) => id), ...Object.keys(policy.people), ...needed];
  return [...new Set(all.map((name) => name.toLowerCase()))];
}
