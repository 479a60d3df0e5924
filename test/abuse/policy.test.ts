// What somebody may write into a policy file in a pull request, or get merged unseen: it never throws, never stops the app, and gives nobody a right that it does not say.
import { describe, expect, test } from 'vitest';
import { hasRight } from '../../src/core/policy/authority.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import * as build from '../support/builders.ts';
import { Model } from '../support/model.ts';
import { hostile, inert } from './attack.ts';

const read = (text: string) => policyFrom(build.shipped.policies, { source: 'acme/shop/.github/firebreak.yml', version: 'v', text }, null); // biome-ignore format: one call
const visitor = { person: build.people.visitor, facts: build.standing('read'), viaApp: null };

const rows: readonly (readonly [string, string])[] = [
  ['aliases that multiply', `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`],
  ['an alias of itself', 'a: &a [*a]'],
  ['a prototype', '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }'],
  ['a prototype in authority', 'authority: { __proto__: { respond: { roles: [read] } } }'],
  ['a merge key', 'base: &b { respond: { roles: [read] } }\nauthority: { <<: *b }'],
  ['a tag that makes things', 'authority: !!js/function "() => 1"'],
  ['a tag of binary', 'people: { a: !!binary aGk= }'],
  ['a thousand documents', '---\na: 1\n'.repeat(1_000)],
  ['a hundred levels of nesting', `${'a: {'.repeat(100)}${'}'.repeat(100)}`],
  ['a key twice', 'authority: { respond: { roles: [admin] } }\nauthority: { respond: { roles: [read] } }'],
  ['a role that there is not', 'authority: { respond: { roles: [everyone] } }'],
  ['a role in other letters', 'authority: { respond: { roles: [r\u0435ad] } }'],
  ['a team without its organisation', 'authority: { respond: { teams: [everyone] } }'],
  ['an app by its name', 'authority: { respond: { apps: [helper] } }'],
  ['an app without a number', 'authority: { respond: { apps: [0, -1, 1.5] } }'],
  ['a rule about a command that there is not', 'authority: { rules: [{ commands: [everything], who: { roles: [read] } }] }'],
  ['a rule about all commands', 'authority: { rules: [{ commands: ["*"], who: { roles: [read] } }] }'],
  ['a rule without commands', 'authority: { rules: [{ commands: [], who: { roles: [read] } }] }'],
  ['only nul characters', '\0\0\0'],
  ['only a byte order mark', '\ufeff'],
  ['binary', String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code))],
  ['an endless line', 'a'.repeat(200_000)],
  ['an endless list', `people: { a: [${'"@x",'.repeat(20_000)}] }`],
  ['a number for a policy', '7'],
  ['nothing', ''],
]; // biome-ignore format: a table

describe('a policy file with', () => {
  test.each(rows)('%s gives no right and throws nothing', (_name, text) => {
    const { policy, problems } = read(text);
    expect(hasRight('respond', visitor, policy).allowed).toBe(false);
    expect(hasRight('declare', visitor, policy).allowed).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(problems.length).toBeLessThan(200);
  });

  test.each(rows)('%s is told on the card without doing anything there', (_name, text) => {
    const { policy, problems } = read(text);
    const model = new Model({}, policy);
    model.standings.set('lead', build.standing('admin'));
    model.open(build.people.lead);
    if (model.record === null) throw new Error('There is no incident.');
    const notice = problems.map(({ message }) => message).join(' ').slice(0, 900); // biome-ignore format: one thought
    model.record = { ...model.record, notices: [{ key: 'x', text: notice }] };
    inert(model, () => model.say(build.people.lead, '/note still here'));
    expect(model.record?.timeline.at(-1)?.text).toBe('still here');
  });
});

describe('a policy with a slip elsewhere', () => {
  test('lets no more people command than it says', () => {
    const { policy, problems } = read('authority: { respond: { roles: [admin] } }\nlabels: 7\n');
    expect(problems).not.toEqual([]);
    const writer = { person: build.people.responder, facts: build.standing('write'), viaApp: null };
    expect(hasRight('respond', writer, policy).allowed).toBe(false);
  });

  test('that leaves nobody is commanded by who keeps the repository', () => {
    const { policy } = read('authority: { respond: { roles: [admins] } }');
    const as = (permission: 'write' | 'admin') => hasRight('respond', { person: build.people.lead, facts: build.standing(permission), viaApp: null }, policy).allowed; // biome-ignore format: one call
    expect([as('write'), as('admin')]).toEqual([false, true]);
  });
});

describe('words of a policy are shown and do nothing', () => {
  test.each(Object.entries(hostile))('%s', (_name, said) => {
    const text = JSON.stringify(said.toWellFormed().replace(/\0/g, '').slice(0, 60).trim() || 'x');
    const { policy } = read(`preset: github\n${build.mapped}authority: { rules: [{ commands: [note], who: { custom_roles: [${text}] } }, { commands: [ack], levels: [P0], statuses: [investigating], who: { custom_roles: [${text}] } }] }`); // biome-ignore format: one text
    const model = new Model({}, policy);
    model.open();
    inert(model, () => model.say(build.people.responder, '/note x\n/ack'));
    expect(model.record?.milestones.acknowledged).toBe(policy.source.from === 'built-in' ? build.T0 : null);
  });
});
