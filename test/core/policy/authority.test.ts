// Who may do what: rights, rules and apps in words; the whole product is in authority-product.test.ts.
import { describe, expect, test } from 'vitest';
import { type ActorFacts, permissions } from '../../../src/core/facts.ts';
import type { Person, Status } from '../../../src/core/incident/record.ts';
import { type Asked, hasRight, inWords, isHeard, isStrange, mayDo, mayUseApp, noGrant, teamsToAsk } from '../../../src/core/policy/authority.ts'; // biome-ignore format: one import
import type { Right } from '../../../src/core/policy/policy.ts';
import { aPerson, aPolicy, bot, people, policyOf, standing } from '../../support/builders.ts';

const rights: readonly Right[] = ['declare', 'respond', 'override'];
const strong = { declare: 'write', respond: 'write', override: 'maintain' } as const satisfies Record<Right, string>;
const rows = rights.flatMap((right) =>
  [...permissions, 'unknown' as const].map((permission) => ({ right, permission })),
);
const by = (person: Person | null, facts: ActorFacts, viaApp: number | null = null) => ({ person, facts, viaApp });

describe('the shipped policy', () => {
  test.each(rows)('$permission → $right', ({ right, permission }) => {
    const enough = permission !== 'unknown' && permissions.indexOf(permission) >= permissions.indexOf(strong[right]);
    expect(hasRight(right, by(people.responder, standing(permission)), aPolicy()).allowed).toBe(enough);
  });

  test.each(rows)('a bot with $permission has no $right', ({ right, permission }) => {
    expect(hasRight(right, by(bot, standing(permission, ['acme/devops']), 5), aPolicy()).allowed).toBe(false);
  });

  test.each(rows)('nobody with $permission has no $right', ({ right, permission }) => {
    expect(hasRight(right, by(null, standing(permission)), aPolicy()).allowed).toBe(false);
  });
});

describe('people and teams of the policy', () => {
  const policy = policyOf('authority: { respond: { roles: [admin], users: ["@Visitor"], teams: [acme/on-call] } }');
  const may = (person: Person, facts: ActorFacts) => hasRight('respond', by(person, facts), policy).allowed;

  test.each([...permissions, 'unknown' as const])(
    'a listed account may, whatever role it has, if it has one (%s)',
    (permission) => {
      expect(may(people.visitor, standing(permission))).toBe(permission !== 'none' && permission !== 'unknown');
    },
  );

  test.each([...permissions, 'unknown' as const])('a member of a listed team may (%s)', (permission) => {
    expect(may(people.reviewer, standing(permission, ['acme/on-call']))).toBe(true);
  });

  test('a member of another team may not', () => {
    expect(may(people.reviewer, standing('write', ['acme/others']))).toBe(false);
  });

  test('a bot that bears a listed name may not', () => {
    expect(may({ ...people.visitor, bot: true }, standing('admin'))).toBe(false);
  });

  test('a refusal names the rule and who may', () => {
    expect(hasRight('respond', by(aPerson(), standing('write')), policy)).toMatchObject({
      allowed: false,
      rule: 'authority.respond',
      who: 'people with the repository role admin; Visitor; the team acme/on-call',
    });
    expect(inWords(noGrant)).toBe('nobody');
  });

  test('teams are asked about only where nothing else decides', () => {
    const asked = (person: Person, facts: ActorFacts) =>
      teamsToAsk({ rights: ['respond'], commands: [] }, by(person, facts), policy);
    expect(asked(people.reviewer, standing('write'))).toEqual(['acme/on-call']);
    expect(asked(people.reviewer, standing('admin'))).toEqual([]);
    expect(asked(people.visitor, standing('read'))).toEqual([]);
    expect(asked(bot, standing('unknown'))).toEqual([]);
  });
});

describe('a custom repository role', () => {
  const policy = policyOf('authority: { respond: { roles: [maintain], custom_roles: ["Incident Responder"] } }');
  const withRole = (roleName: string) => by(people.visitor, { permission: 'read', roleName, teams: [] });

  test('counts by its name, whatever its case', () => {
    expect(hasRight('respond', withRole('incident responder'), policy).allowed).toBe(true);
    expect(hasRight('respond', withRole('incident responders'), policy)).toMatchObject({ allowed: false, who: 'people with the repository role maintain; people with the custom role Incident Responder' }); // biome-ignore format: one thought
  });

  test('counts as the role it is based on', () => {
    const based = by(people.visitor, { permission: 'maintain', roleName: 'Release captain', teams: [] });
    expect(hasRight('respond', based, policy).allowed).toBe(true);
  });

  test('that GitHub did not tell counts for nothing', () => {
    expect(hasRight('respond', by(people.visitor, standing('unknown')), policy).allowed).toBe(false);
  });
});

const ruled = policyOf(`
aliases: { fixing: mitigating }
authority:
  rules:
    - { commands: [rollback, close], who: { roles: [admin] } }
    - { commands: [rollback], levels: [P0], who: { teams: [acme/on-call] } }
    - { commands: [rollback], levels: [p0], statuses: [fixing], who: { users: [visitor] } }
    - { commands: [rollback], levels: [P1], who: { roles: [write] } }
    - { commands: [rollback], statuses: [resolved], who: { roles: [maintain] } }
    - { commands: [severity], levels: [P0], who: { roles: [maintain, admin] } }
    - { commands: [help], who: { roles: [triage] } }
`);

function ask(command: string, level: string | null, status: Status, more: Partial<Asked> = {}): Asked {
  return { right: 'respond', command, levels: [level], status, ...more };
}

describe('a rule about a command', () => {
  const verdict = (asked: Asked, person: Person, facts: ActorFacts) => mayDo(asked, by(person, facts), ruled);
  const admin = standing('admin');

  test('stands in place of the general grant', () => {
    expect(verdict(ask('close', 'P2', 'monitoring'), people.responder, standing('write'))).toMatchObject({ allowed: false, rule: 'authority.rules number 1', who: 'people with the repository role admin' }); // biome-ignore format: one thought
    expect(verdict(ask('close', 'P2', 'monitoring'), people.lead, admin).allowed).toBe(true);
    expect(verdict(ask('note', 'P2', 'monitoring'), people.responder, standing('write')).allowed).toBe(true);
  });

  test('of a level stands in place of one of all levels', () => {
    expect(verdict(ask('rollback', 'P0', 'investigating'), people.lead, admin)).toMatchObject({ allowed: false, rule: 'authority.rules number 2 (at P0)' }); // biome-ignore format: one thought
    expect(verdict(ask('rollback', 'P0', 'investigating'), people.lead, standing('read', ['acme/on-call'])).allowed).toBe(true); // biome-ignore format: one thought
  });

  test('of a level and a status stands in place of both, and knows the team’s words', () => {
    expect(verdict(ask('rollback', 'P0', 'mitigating'), people.lead, standing('admin', ['acme/on-call']))).toMatchObject({ allowed: false, rule: 'authority.rules number 3 (at p0, while fixing)', who: 'visitor' }); // biome-ignore format: one thought
    expect(verdict(ask('rollback', 'P0', 'mitigating'), people.visitor, standing('read')).allowed).toBe(true);
  });

  test('of as many conditions as another: one of them is enough, and a refusal names both', () => {
    const asked = ask('rollback', 'P1', 'resolved');
    expect(verdict(asked, people.responder, standing('write')).allowed).toBe(true);
    expect(verdict(asked, people.commander, standing('maintain')).allowed).toBe(true);
    expect(verdict(asked, people.lead, admin)).toMatchObject({ allowed: false, rule: 'authority.rules number 4 (at P1), authority.rules number 5 (while resolved)', who: 'people with the repository role write, maintain' }); // biome-ignore format: one thought
  });

  test('of a level does not hold while the severity is not known', () => {
    expect(verdict(ask('rollback', null, 'investigating'), people.lead, admin).allowed).toBe(true);
  });

  test('is asked at the severity that is left and at the one that is led to', () => {
    const change = (levels: Asked['levels']) => ask('severity', null, 'investigating', { levels });
    expect(verdict(change(['P3', 'P0']), people.responder, standing('write')).allowed).toBe(false);
    expect(verdict(change(['P0', 'P3']), people.responder, standing('write')).allowed).toBe(false);
    expect(verdict(change(['P3', 'P1']), people.responder, standing('write')).allowed).toBe(true);
    expect(verdict(change(['P3', 'P0']), people.commander, standing('maintain')).allowed).toBe(true);
  });

  test('can close what is open to anyone', () => {
    const help = ask('help', 'P0', 'investigating', { right: null });
    expect(verdict(help, people.visitor, standing('read')).allowed).toBe(false);
    expect(verdict(help, people.reviewer, standing('triage')).allowed).toBe(true);
  });

  test('about another command is asked for no teams', () => {
    const asked = (command: string) => teamsToAsk({ rights: ['respond'], commands: [command] }, by(people.reviewer, standing('read')), ruled); // biome-ignore format: one call
    expect([asked('rollback'), asked('note')]).toEqual([['acme/on-call'], []]);
  });
});

describe('an app', () => {
  const policy = policyOf(`
authority:
  respond: { apps: [42] }
  rules: [{ commands: [rollback], who: { roles: [write], apps: [77] } }]
`);
  const rollback = ask('rollback', 'P0', 'investigating');
  const note = ask('note', 'P0', 'investigating');
  const anyones = ask('help', 'P0', 'investigating', { right: null });
  const other = { ...aPerson(), bot: true };

  test('commands by its bot where it is listed, and nowhere else', () => {
    const asked = [note, rollback, anyones];
    const may = (app: number | null) =>
      asked.map((one) => mayDo(one, by(other, standing('admin'), app), policy).allowed);
    expect([may(42), may(77), may(43), may(null)]).toEqual([[true, false, true], [false, true, false], [false, false, false], [false, false, false]]); // biome-ignore format: one table
    expect([42, 77, 43, null].map((app) => isHeard(app, policy))).toEqual([true, true, false, false]);
  });

  test('keeps the roles of the preset beside it', () => {
    expect(hasRight('respond', by(people.responder, standing('write')), policy).allowed).toBe(true);
  });

  test('that writes for a person is used where it is listed', () => {
    const use = (asked: Asked, app: number | null) => mayUseApp(asked, by(people.responder, standing('write'), app), policy).allowed; // biome-ignore format: one call
    expect([use(rollback, 77), use(rollback, 42), use(rollback, null), use(note, 42), use(note, 77)]).toEqual([true, false, true, true, false]); // biome-ignore format: one table
  });

  test('gives a person no right', () => {
    expect(mayDo(note, by(people.visitor, standing('read'), 42), policy).allowed).toBe(false);
  });
});

test('a stranger is who may give no command at all', () => {
  const one = policyOf('authority: { rules: [{ commands: [note], who: { users: [visitor] } }] }');
  expect(isStrange(by(people.visitor, standing('read')), one)).toBe(false);
  expect(isStrange(by(people.visitor, standing('read')), aPolicy())).toBe(true);
});
