// Who may do what: the whole table, and it fails closed.
import { describe, expect, test } from 'vitest';
import { permissions } from '../../../src/core/facts.ts';
import { inWords, mayDo, teamsToAsk } from '../../../src/core/policy/authority.ts';
import type { Right } from '../../../src/core/policy/policy.ts';
import { aPerson, aPolicy, bot, people, policyOf, standing } from '../../support/builders.ts';

const rights: readonly Right[] = ['declare', 'respond', 'override'];
const strong = { declare: 'write', respond: 'write', override: 'maintain' } as const satisfies Record<Right, string>;
const rows = rights.flatMap((right) =>
  [...permissions, 'unknown' as const].map((permission) => ({ right, permission })),
);

describe('the shipped policy', () => {
  test.each(rows)('$permission → $right', ({ right, permission }) => {
    const enough = permission !== 'unknown' && permissions.indexOf(permission) >= permissions.indexOf(strong[right]);
    expect(mayDo(right, people.responder, standing(permission), aPolicy()).allowed).toBe(enough);
  });

  test.each(rows)('a bot with $permission has no $right', ({ right, permission }) => {
    expect(mayDo(right, bot, standing(permission, ['acme/devops']), aPolicy()).allowed).toBe(false);
  });

  test.each(rows)('nobody with $permission has no $right', ({ right, permission }) => {
    expect(mayDo(right, null, standing(permission), aPolicy()).allowed).toBe(false);
  });
});

describe('people and teams of the policy', () => {
  const policy = policyOf('authority: { respond: { roles: [admin], users: ["@Visitor"], teams: [acme/on-call] } }');

  test.each([...permissions, 'unknown' as const])('a listed account may, whatever its role is (%s)', (permission) => {
    expect(mayDo('respond', people.visitor, standing(permission), policy).allowed).toBe(true);
  });

  test.each([...permissions, 'unknown' as const])('a member of a listed team may (%s)', (permission) => {
    expect(mayDo('respond', people.reviewer, standing(permission, ['acme/on-call']), policy).allowed).toBe(true);
  });

  test('a member of another team may not', () => {
    expect(mayDo('respond', people.reviewer, standing('write', ['acme/others']), policy).allowed).toBe(false);
  });

  test('a bot that bears a listed name may not', () => {
    expect(mayDo('respond', { ...people.visitor, bot: true }, standing('admin'), policy).allowed).toBe(false);
  });

  test('a refusal names the rule and who may', () => {
    expect(mayDo('respond', aPerson(), standing('write'), policy)).toEqual({
      allowed: false,
      rule: 'authority.respond',
      who: 'people with the repository role admin; Visitor; the team acme/on-call',
    });
    expect(inWords({ roles: [], users: [], teams: [] })).toBe('nobody');
  });

  test('teams are asked about only where nothing else decides', () => {
    expect(teamsToAsk('respond', people.reviewer, standing('write'), policy)).toEqual(['acme/on-call']);
    expect(teamsToAsk('respond', people.reviewer, standing('admin'), policy)).toEqual([]);
    expect(teamsToAsk('respond', people.visitor, standing('read'), policy)).toEqual([]);
    expect(teamsToAsk('respond', bot, standing('unknown'), policy)).toEqual([]);
  });
});
