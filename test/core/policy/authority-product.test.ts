// Authority over its whole product, against the decision record told once more in other words: nothing is left out, and nothing is allowed that is not written.
import { expect, test } from 'vitest';
import { type Permission, permissions } from '../../../src/core/facts.ts';
import { type Person, type Status, statuses } from '../../../src/core/incident/record.ts';
import { type Claimant, mayDo, noGrant } from '../../../src/core/policy/authority.ts';
import { commandNames } from '../../../src/core/policy/command-names.ts';
import type { AuthorityRule, Grant, Right } from '../../../src/core/policy/policy.ts';
import { aPolicy, bot, people } from '../../support/builders.ts';

const APP = 42;
const TEAM = 'acme/on-call';

const grants: readonly Grant[] = [
  noGrant,
  { ...noGrant, roles: ['write', 'maintain', 'admin'] },
  { ...noGrant, roles: ['none', 'read'], customRoles: ['Support'] },
  { ...noGrant, users: ['@Responder'], teams: [TEAM], apps: [APP] },
];

/** One command has the rules, the others have none. */
const RULED = 'rollback';
const conditions = [
  { levels: [], statuses: [] },
  { levels: ['p0'], statuses: [] },
  { levels: [], statuses: ['fixing'] },
  { levels: ['P0'], statuses: ['mitigating', 'resolved'] },
] as const;
const pairs = conditions.flatMap((first, index) => conditions.slice(index).map((second) => [first, second] as const));
const ruleSets: readonly (readonly AuthorityRule[])[] = [
  [],
  ...conditions.flatMap((when) => grants.map((who) => [{ ...when, commands: [RULED], who }])),
  ...pairs.map(([first, second]) => [
    { ...first, commands: [RULED, 'close'], who: grants[1] ?? noGrant },
    { ...second, commands: [RULED], who: grants[3] ?? noGrant },
  ]),
].map((rules) => rules.map((rule) => ({ ...rule, levels: [...rule.levels], statuses: [...rule.statuses] })));

const standings: readonly (Permission | 'unknown' | 'Support' | 'former Support')[] = [...permissions, 'unknown', 'Support', 'former Support']; // biome-ignore format: one table
function permissionOf(role: (typeof standings)[number]): Permission | 'unknown' {
  if (role === 'former Support') return 'none';
  return role === 'Support' ? 'read' : role;
}

const claimants: readonly Claimant[] = standings.flatMap((role) =>
  [
    { person: people.responder, viaApp: null, teams: [] },
    { person: people.visitor, viaApp: APP, teams: [] },
    { person: people.visitor, viaApp: null, teams: [TEAM, 'acme/others'] },
    { person: { ...bot, id: 1 }, viaApp: APP, teams: [TEAM] },
    { person: { ...bot, id: 1 }, viaApp: 43, teams: [] },
    { person: null, viaApp: null, teams: [] },
  ].map(({ teams, ...who }) => ({
    ...who,
    facts: {
      permission: permissionOf(role),
      roleName: role === 'unknown' ? null : role.replace('former ', ''),
      teams,
    },
  })),
);
const levels = [null, 'P0', 'P1', 'P9'] as const;
const rights: readonly (Right | null)[] = [null, 'declare', 'respond', 'override'];

/** Any one of a grant's lines is enough. */
function matches(grant: Grant, { person, facts, viaApp }: Claimant): boolean {
  const human = person as Person | null;
  if (human === null) return false;
  const hasStanding = ['read', 'triage', 'write', 'maintain', 'admin'].includes(facts.permission);
  const lines = human.bot
    ? [viaApp === APP && grant.apps.length > 0]
    : [
        grant.roles.some((role) => role === facts.permission),
        grant.customRoles.length > 0 && facts.roleName === 'Support' && hasStanding,
        grant.users.length > 0 && human.login === 'responder' && hasStanding,
        grant.teams.length > 0 && facts.teams.includes(TEAM),
      ];
  return lines.includes(true);
}

function weight({ levels: at, statuses: during }: AuthorityRule): number {
  return (at.length > 0 ? 1 : 0) + (during.length > 0 ? 1 : 0);
}

function applies(rule: AuthorityRule, command: string | null, level: string | null, status: Status): boolean {
  if (command === null || !rule.commands.includes(command)) return false;
  if (rule.levels.length > 0 && level !== 'P0') return false;
  const during = rule.statuses.map((word) => (word === 'fixing' ? 'mitigating' : word));
  return during.length === 0 || during.includes(status);
}

test('the function answers for every command, right, claimant, severity, status and rule as the decision record says', () => {
  const base = aPolicy({ aliases: { fixing: 'mitigating' } });
  let asked = 0;
  const wrong: unknown[] = [];
  for (const rules of ruleSets) {
    const policy = { ...base, authority: { ...base.authority, respond: grants[1] ?? noGrant, rules } };
    for (const command of rules.length === 0 ? [null, ...commandNames] : [null, 'note', 'close', RULED])
      for (const right of rights)
        for (const level of levels)
          for (const status of statuses) {
            const holding = rules.filter((rule) => applies(rule, command, level, status));
            const most = holding.reduce((found, rule) => Math.max(found, weight(rule)), 0);
            const nearest = holding.filter((rule) => weight(rule) === most).map(({ who }) => who);
            for (const claimant of claimants) {
              const general = right === null ? [] : [policy.authority[right]];
              const deciding = nearest.length > 0 ? nearest : general;
              const open = claimant.person !== null && (!claimant.person.bot || matches(policy.authority.respond, claimant)); // biome-ignore format: one thought
              const expected = deciding.length > 0 ? deciding.some((grant) => matches(grant, claimant)) : open;
              const verdict = mayDo({ right, command, levels: [level], status }, claimant, policy);
              asked += 1;
              const told = verdict.allowed || (verdict.rule.startsWith('authority.') && verdict.who !== '');
              if (verdict.allowed !== expected || !told)
                wrong.push({ rules, command, right, level, status, claimant, verdict });
            }
          }
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(asked).toBeGreaterThan(900_000);
});

test('two severities are allowed exactly when each is', () => {
  const base = aPolicy();
  const rules = [{ commands: ['severity'], levels: ['P0'], statuses: [], who: grants[3] ?? noGrant }];
  const policy = { ...base, authority: { ...base.authority, rules } };
  for (const claimant of claimants)
    for (const from of levels)
      for (const to of levels) {
        const at = (...both: readonly (string | null)[]) => mayDo({ right: 'respond', command: 'severity', levels: both, status: 'investigating' }, claimant, policy).allowed; // biome-ignore format: one call
        expect(at(from, to)).toBe(at(from) && at(to));
      }
});
