// A rule about names of roles: they are free, but one that looks like a slip of a declared one pages nobody, silently.
import type { Path } from '../path.ts';
import type { Policy } from '../policy.ts';
import { slipsOf } from '../slips.ts';
import type { Rule, Violation } from './rule.ts';

type Named = { readonly role: string; readonly path: Path };

export const rolesAreNoSlips: Rule = {
  code: 'role-slip',
  says: 'A role that is paged, told or needed and that nobody declares, or that people have and nothing names, is not one slip away from another.',
  needsAll: true,
  check: (policy) => [...undeclared(policy), ...unnamed(policy)],
};

/** A role that something names and nobody is. */
function undeclared(policy: Policy): readonly Violation[] {
  const named = namedIn(policy);
  const slips = slipsOf(rolesOf(named), declaredIn(policy));
  return named.flatMap(({ role, path }) => {
    const meant = slips.get(role);
    if (meant === undefined) return [];
    const message = `\`${path.join('.')}\` names the role \`${role}\`, which nobody is; \`${meant}\` is declared. Correct one of the names, or write \`${role}\` under \`people\`.`;
    return [{ at: [path, ['people', meant]], message }];
  });
}

/** People of a role that nothing names, while one like it has no people. */
function unnamed(policy: Policy): readonly Violation[] {
  const own = ownRoles(policy);
  const named = new Set([...rolesOf(namedIn(policy)), ...own]);
  const open = own.filter((role) => !Object.hasOwn(policy.people, role));
  const strangers = Object.keys(policy.people).filter((role) => !named.has(role));
  return [...slipsOf(strangers, open)].map(([role, meant]) => {
    const message = `\`people.${role}\`: nothing names the role \`${role}\`; \`${meant}\` is one, and nobody is it. Correct the name.`;
    return { at: [['people', role]], message };
  });
}

function rolesOf(named: readonly Named[]): readonly string[] {
  return named.map(({ role }) => role);
}

/** Those that people are mapped to, that people take, and that are contacts. */
function declaredIn(policy: Policy): readonly string[] {
  return [...Object.keys(policy.people), ...ownRoles(policy)];
}

function ownRoles({ roles, contacts }: Policy): readonly string[] {
  return [...roles.map(({ id }) => id), ...contacts.flatMap(({ id }) => [id, `${id}-backup`])];
}

function namedIn({ levels, gates, postmortem }: Policy): readonly Named[] {
  return [
    ...levels.flatMap(({ name, audience, escalation }) => [
      ...each(audience, 'levels', name, 'audience'),
      ...escalation.flatMap(({ targets }, step) => each(targets, 'levels', name, 'escalation', step, 'targets')),
    ]),
    ...Object.entries(gates).flatMap(([gate, { roles }]) => each(roles, 'gates', gate, 'roles')),
    ...each(postmortem.reviewers, 'postmortem', 'reviewers'),
  ];
}

function each(roles: readonly string[], ...at: Path): readonly Named[] {
  return roles.map((role, index) => ({ role, path: [...at, index] }));
}
