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
  const filled = new Set([...Object.keys(policy.people), ...filledByRotations(policy)]);
  const open = own.filter((role) => !filled.has(role));
  const strangers = [...Object.keys(policy.people), ...policy.onCall.map(({ id }) => id)].filter(
    (role) => !named.has(role),
  );
  return [...slipsOf(strangers, open)].map(([role, meant]) => {
    const where = Object.hasOwn(policy.people, role) ? `people.${role}` : `on_call.${role}`;
    const message = `\`${where}\`: nothing names the role \`${role}\`; \`${meant}\` is one, and nobody is it. Correct the name.`;
    return {
      at: [
        ['people', role],
        ['on_call', role],
      ],
      message,
    };
  });
}

function rolesOf(named: readonly Named[]): readonly string[] {
  return named.map(({ role }) => role);
}

/** Those that people are mapped to, that people take, and that are contacts. */
function declaredIn(policy: Policy): readonly string[] {
  return [...Object.keys(policy.people), ...filledByRotations(policy), ...ownRoles(policy)];
}

/** What rotations make roles of. */
function filledByRotations({ onCall }: Policy): readonly string[] {
  return onCall.flatMap(({ id, backup }) => (backup === null ? [id] : [id, `${id}-backup`]));
}

function ownRoles({ roles, contacts }: Policy): readonly string[] {
  return [...roles.map(({ id }) => id), ...contacts.flatMap(({ id }) => [id, `${id}-backup`])];
}

/** Every role that the policy pages, tells, needs, or shows as a contact. */
export function rolesNamed(policy: Policy): readonly string[] {
  return [...rolesOf(namedIn(policy)), ...ownRoles(policy)];
}

function namedIn({ levels, gates, postmortem, onCall }: Policy): readonly Named[] {
  return [
    ...levels.flatMap(({ name, audience, escalation }) => [
      ...each(audience, 'levels', name, 'audience'),
      ...escalation.flatMap(({ targets }, step) => each(targets, 'levels', name, 'escalation', step, 'targets')),
    ]),
    ...Object.entries(gates).flatMap(([gate, { roles }]) => each(roles, 'gates', gate, 'roles')),
    ...each(postmortem.reviewers, 'postmortem', 'reviewers'),
    ...each(postmortem.escalateTo, 'postmortem', 'escalate_to'),
    ...onCall.flatMap(({ id, backup }) =>
      typeof backup === 'string' ? [{ role: backup, path: ['on_call', id, 'backup'] }] : [],
    ),
  ];
}

function each(roles: readonly string[], ...at: Path): readonly Named[] {
  return roles.map((role, index) => ({ role, path: [...at, index] }));
}
