// A rule about names of roles: they are free, but one that looks like a slip of a declared one pages nobody, silently.
import type { Path } from '../path.ts';
import type { Policy } from '../policy.ts';
import { slipOf } from '../slips.ts';
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
  const declared = declaredIn(policy);
  return namedIn(policy).flatMap(({ role, path }) => {
    const meant = declared.includes(role) ? null : slipOf(role, declared);
    if (meant === null) return [];
    const message = `\`${path.join('.')}\` names the role \`${role}\`, which nobody is; \`${meant}\` is declared. Correct one of the names, or write \`${role}\` under \`people\`.`;
    return [{ at: [path, ['people', meant]], message }];
  });
}

/** People of a role that nothing names, while one like it has no people. */
function unnamed(policy: Policy): readonly Violation[] {
  const named = [...namedIn(policy).map(({ role }) => role), ...ownRoles(policy)];
  const open = named.filter((role) => !Object.hasOwn(policy.people, role) && declaredIn(policy).includes(role));
  return Object.keys(policy.people).flatMap((role) => {
    const meant = named.includes(role) ? null : slipOf(role, open);
    if (meant === null) return [];
    const message = `\`people.${role}\`: nothing names the role \`${role}\`; \`${meant}\` is one, and nobody is it. Correct the name.`;
    return [{ at: [['people', role]], message }];
  });
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
