// Preset and team's words make one policy; cross-key rules hold; a broken file never stands between a team and its incident.

import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { keyRows } from '../../../scripts/policy-docs/keys.ts';
import { asWritten } from '../../../src/core/policy/as-written.ts';
import { noGrant } from '../../../src/core/policy/authority.ts';
import { findLevel, findStatus, handlesOf, targetsOf, unmappedRoles } from '../../../src/core/policy/find.ts';
import { notRead, whyNotRead } from '../../../src/core/policy/not-read.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { builtIn, policyFrom } from '../../../src/core/policy/policy-from.ts';
import { aPolicy, mapped, policyOf, shipped } from '../../support/builders.ts';

const file = (text: string | null, version = 'v2') => ({ source: '.github/firebreak.yml', version, text });

function level(policy: Policy, name: string) {
  const found = findLevel(policy, name);
  if (found === null) throw new Error(`no level ${name}`);
  return found;
}

describe('the shipped preset `github`, beside its runbook (presets.test.ts)', () => {
  test('is in force in a repository that has no policy', () => {
    expect(builtIn(shipped.policies)).toMatchObject({ preset: 'github', people: {}, source: { from: 'built-in' } });
  });

  test.each([
    ['fixing', 'mitigating'],
    ['verifying', 'monitoring'],
    ['Investigating', 'investigating'],
    ['MITIGATING', 'mitigating'],
    ['nonsense', null],
    ['constructor', null],
  ])('the word %s means %s', (word, status) => {
    expect(findStatus(builtIn(shipped.policies), word)).toBe(status);
  });
});

describe('what a preset or a base has can be taken away by its name', () => {
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const lists: readonly { readonly at: string; readonly of: (policy: Policy) => readonly string[] }[] = [
    { at: 'levels', of: ({ levels }) => levels.map(({ name }) => name) },
    { at: 'roles', of: ({ roles }) => ids(roles) },
    { at: 'contacts', of: ({ contacts }) => ids(contacts) },
    { at: 'phases', of: ({ phases }) => ids(phases) },
    { at: 'checklist', of: ({ checklist }) => ids(checklist) },
    { at: 'channels', of: ({ channels }) => ids(channels) },
    { at: 'cause_families', of: ({ causeFamilies }) => ids(causeFamilies) },
    { at: 'references', of: ({ references }) => ids(references) },
    { at: 'quick_reference', of: ({ quickReference }) => ids(quickReference) },
    { at: 'access', of: ({ access }) => ids(access) },
    { at: 'mitigations', of: ({ mitigations }) => ids(mitigations) },
    { at: 'rollback.recommend_when', of: ({ rollback }) => ids(rollback.recommendWhen) },
    { at: 'verify', of: ({ verify }) => ids(verify) },
    { at: 'recovery', of: ({ recovery }) => ids(recovery) },
    { at: 'evidence.probes', of: ({ evidence }) => ids(evidence.probes) },
    { at: 'intake.questions', of: ({ intake }) => ids(intake.questions) },
  ];

  /** Presets ship no people, so no rotation either: the test beneath takes one away from a base. The inputs of an action are taken away like it. */
  const ofNoPreset = ['on_call', 'mitigations[].inputs'];

  /** A shipped preset whose list has things, and the keys that lead to it. */
  function lying(at: string, of: (policy: Policy) => readonly string[]) {
    const preset = Object.keys(shipped.policies).find((name) => of(policyOf(`preset: ${name}`)).length > 0);
    return { preset, before: of(policyOf(`preset: ${preset ?? ''}`)), keys: at.split('.') };
  }

  test.each(lists)('$at', ({ at, of }) => {
    const { preset, before, keys } = lying(at, of);
    const [first = '', ...others] = before;
    const gone = [{ [at === 'levels' ? 'name' : 'id']: first, removed: true }];
    const written = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), gone);
    const after = policyOf(stringify({ preset, ...(written as object) }));
    expect([before.length > 0, of(after)]).toEqual([true, others]);
  });

  test('on_call, of a base', () => {
    const file = { source: 'acme/shop/a.yml', version: 'v1', text: '_extends: acme/policies:a.yml\non_call: [{ id: oncall, removed: true }]' };
    const base = { source: 'acme/policies/a.yml', version: 'v1', text: 'on_call: [{ id: oncall, people: ["@lead"] }, { id: devops, people: ["@lead"] }]' };
    const { policy, problems } = policyFrom(shipped.policies, file, null, { 'acme/policies:a.yml': base });
    expect([problems, ids(policy.onCall)]).toEqual([[], ['devops']]);
  }); // biome-ignore format: one thought a line

  test('mitigations[].inputs, of one mitigation', () => {
    const { mitigations } = policyOf('preset: commander\nmitigations: [{ id: scale, inputs: [{ id: target, removed: true }] }]');
    expect(mitigations.find(({ id }) => id === 'scale')?.inputs.map(({ id }) => id)).toEqual(['replicas']);
  });

  test('every list of things with an id or name is in the table', () => {
    const known = keyRows().filter(({ path }) => /\[\]\.removed$/.test(path));
    expect(known.map(({ path }) => path.replace('[].removed', '')).sort()).toEqual([...lists.map(({ at }) => at), ...ofNoPreset].sort());
    const named = keyRows().filter(({ path }) => /\[\]\.id$/.test(path));
    expect(named.map(({ path }) => path.replace('[].id', '')).filter((at) => !lists.some((list) => list.at === at) && !ofNoPreset.includes(at))).toEqual([]);
  });

  test('it is not printed, and what is left reads the same again', () => {
    const policy = policyOf('checklist: [{ id: cause, removed: true }]');
    const written = asWritten(policy);
    expect(JSON.stringify(written)).not.toContain('removed');
    expect(policyOf(stringify(written)).checklist).toEqual(policy.checklist);
  });

  test('what nothing below has is told, with what was meant', () => {
    const { problems } = policyFrom(shipped.policies, file('checklist: [{ id: casue, removed: true }]'), null);
    expect(problems.map(({ message }) => message)).toEqual([
      '`checklist.casue` is to be taken away (`removed`), and nothing below has it; did you mean `cause`? Correct its name or remove it.',
    ]);
  });

  test('what names it is no mistake: it is named by nobody any more', () => {
    const text = 'checklist: [{ id: cause, removed: true }]\ngates: { resolved: { needs: [cause] } }';
    expect(policyFrom(shipped.policies, file(text), null).problems).toEqual([]);
  });
}); // biome-ignore format: a table

describe('what a team writes lies over the preset', () => {
  test('a level by its name, key by key', () => {
    const policy = policyOf('levels:\n  - { name: P1, monitor: 45m }');
    expect(level(policy, 'P1')).toMatchObject({
      monitor: { min: 'PT45M', max: null },
      respondWithin: 'PT15M',
      rank: 2,
    });
  });

  test('a level that is switched off in part', () => {
    expect(level(policyOf('levels:\n  - { name: P0, updates: null }'), 'P0').updates).toBeNull();
  });

  test('a level of its own, by rank', () => {
    const policy = policyOf('levels:\n  - { name: P4, respond_within: 2 days }');
    expect(policy.levels.map(({ name, rank }) => [name, rank]).at(-1)).toEqual(['P4', 5]);
  });

  test('a level in another case is the same level, as labels are on GitHub', () => {
    const policy = policyOf('levels:\n  - { name: p1, monitor: 45m }');
    expect(policy.levels.map(({ name, monitor }) => [name, monitor?.min ?? null])).toEqual([
      ['P0', 'PT2H'],
      ['P1', 'PT45M'],
      ['P2', 'PT30M'],
      ['P3', null],
    ]);
  });

  test('a thing of a list by its id, of which only the difference is written', () => {
    const policy = policyOf('checklist:\n  - { id: cause, optional: true }\n  - { id: support, text: Support told }');
    const ours = policy.checklist.filter(({ id }) => id === 'cause' || id === 'support');
    expect(ours).toMatchObject([
      { id: 'cause', text: 'Root cause identified', optional: true },
      { id: 'support', text: 'Support told', optional: false },
    ]);
  });

  test('a channel is known by its id, whatever its name', () => {
    const text = 'preset: none\nlevels: [{ name: A }]\nchannels: [{ id: team, title: T, kind: slack, name: "#a" }]';
    const over = { 'o/b:x.yml': { source: 'o/b/x.yml', version: 'v1', text } };
    const own = file('_extends: o/b:x.yml\nchannels: [{ id: team, name: "#b" }]');
    const { policy, problems } = policyFrom(shipped.policies, own, null, over);
    expect([problems, policy.channels.map(({ id, name }) => [id, name])]).toEqual([[], [['team', '#b']]]);
  });

  test('people are added, a grant is replaced', () => {
    const policy = policyOf('people: { comms: ["@a"] }\nauthority: { declare: { roles: [admin] } }');
    expect(policy.people).toEqual({ comms: ['@a'] });
    expect(policy.authority.declare).toEqual({ ...noGrant, roles: ['admin'] });
    expect(policy.authority.respond.roles).toEqual(['write', 'maintain', 'admin']);
  });
});

describe('a policy written out whole', () => {
  test.each(Object.keys(shipped.policies))('%s: is the same policy, over nothing', (preset) => {
    const { source: _source, ...policy } = policyOf(`preset: ${preset}\npeople: { constructor: ["@a"] }`);
    const { source: _other, ...again } = policyOf(stringify(asWritten({ ...policy, source: _source })));
    expect(again).toEqual({ ...policy, preset: 'none' });
  });
});

describe('rules across keys', () => {
  test.each([
    { name: 'another incident label', text: 'labels: { incident: outage }', says: /only .incident. is possible/ },
    { name: 'two levels of one rank', text: 'levels:\n  - { name: P4, rank: 1 }', says: /P0 and P4 both have rank 1/ },
    { name: 'a level named as the incident label', text: 'levels:\n  - { name: Incident, rank: 9 }', says: /name of the incident label/ },
    { name: 'a level twice', text: 'levels: [{ name: P4 }, { name: p4, rank: 9 }]', says: /level p4 is written twice/ },
    { name: 'an unknown preset', text: 'preset: gihub', says: /no preset `gihub`; expected github/ },
  ])('$name is a problem', ({ text, says }) => {
    const { problems, policy } = policyFrom(shipped.policies, file(text), null);
    expect(problems.map(({ message }) => message).join()).toMatch(says);
    expect(policy.source.from).toBe('built-in');
  }); // biome-ignore format: a table
});

describe('which policy is in force', () => {
  const good = file('labels: { status_prefix: "is: " }', 'v1');

  test('no file: the built-in one, and no problem', () => {
    const { policy, problems, lastGood } = policyFrom(shipped.policies, file(null), good);
    expect([policy.labels.incident, problems, lastGood]).toEqual(['incident', [], null]);
  });

  test('a sound file is in force and remembered', () => {
    const { policy, problems, lastGood } = policyFrom(shipped.policies, good, null);
    expect([policy.labels.statusPrefix, problems, lastGood]).toEqual(['is: ', [], good]);
  });

  test.each([
    { name: 'a syntax error', text: '{' },
    { name: 'a broken rule', text: 'levels:\n  - { name: P4, rank: 1 }' },
    { name: 'an empty file, which is what a file too big to be sent looks like', text: '' },
    { name: 'ten thousand brackets', text: '['.repeat(10_000) },
  ])('$name: the last good one, with the problem', ({ text }) => {
    const { policy, problems, lastGood } = policyFrom(shipped.policies, file(text), good);
    expect(policy).toMatchObject({ labels: { statusPrefix: 'is: ' }, source: { version: 'v1' } });
    expect(problems.length).toBeGreaterThan(0);
    expect(lastGood).toEqual(good);
  });

  test('broken, and no good one known: the built-in one, with the problem', () => {
    const { policy, problems } = policyFrom(shipped.policies, file('{'), null);
    expect(policy.source.from).toBe('built-in');
    expect(problems).toHaveLength(1);
  });

  test('broken, and no good one known: its people are reached all the same', () => {
    const { policy } = policyFrom(shipped.policies, file('people: { devops: ["@acme/on-call"] }\nlevles: []'), null);
    expect(policy.source.from).toBe('built-in');
    expect(policy.people).toEqual({ devops: ['@acme/on-call'] });
  });

  const closed = { roles: ['admin'], users: [], teams: [] };
  const builtInGrant = { roles: ['write', 'maintain', 'admin'], users: [], teams: [] };

  test.each([
    { name: 'the file says who', text: 'authority: { respond: { roles: [maintain] }, override: { users: ["@lead"] } }\nfoo: 1', respond: { ...closed, roles: ['maintain'] }, override: { ...closed, roles: ['maintain', 'admin'], users: ['@lead'] }, unsure: [] },
    { name: 'the file says nothing of it, so it is as built in', text: 'foo: 1', respond: builtInGrant, override: { ...closed, roles: ['maintain', 'admin'] }, unsure: [] },
    { name: 'the file cannot be read at all', text: '{', respond: closed, override: closed, unsure: ['respond', 'override'] },
    { name: 'the file is empty, as one is that is too big to be sent', text: '', respond: closed, override: closed, unsure: ['respond', 'override'] },
    { name: 'one right cannot be read: what is valid of it', text: 'authority: { respond: { roles: [admn, maintain], teams: [acme/x] }, override: { roles: [maintain] } }', respond: { roles: ['admin', 'maintain'], users: [], teams: ['acme/x'] }, override: { ...closed, roles: ['maintain'] }, unsure: ['respond'] },
    { name: 'the section cannot be read', text: 'authority: 7', respond: closed, override: closed, unsure: ['respond', 'override'] },
    { name: 'the section has a slip in its name', text: 'authorty: { respond: { roles: [admin] } }', respond: closed, override: closed, unsure: ['respond', 'override'] },
    { name: 'a right has a slip in its name', text: 'authority: { respnd: { roles: [admin] } }', respond: closed, override: closed, unsure: ['respond', 'override'] },
    { name: 'its base may say who, and is not there', text: '_extends: gone\nauthority: { respond: { users: ["@lead"] } }', respond: { ...closed, users: ['@lead'] }, override: closed, unsure: ['respond', 'override'] },
  ])('broken, and no good one known: who may act is never more than the file says ($name)', ({ text, respond, override, unsure }) => {
    const own = { ...file(text), source: 'acme/shop/.github/firebreak.yml' };
    const found = policyFrom(shipped.policies, own, null, { 'acme/gone:.github/firebreak.yml': null });
    expect(found.problems.length).toBeGreaterThan(0);
    expect(found.unsure).toEqual(unsure);
    expect(found.policy.authority).toMatchObject({ respond, override, declare: builtInGrant });
  }); // biome-ignore format: a table

  test.each(['refused', 'unavailable', 'private'] as const)('not read (%s): the last good one, and said', (why) => {
    const { policy, problems, lastGood, unsure } = policyFrom(shipped.policies, notRead('f.yml', why), good);
    expect(policy).toMatchObject({ labels: { statusPrefix: 'is: ' }, source: { version: 'v1' } });
    expect(problems).toEqual([{ file: 'f.yml', line: 1, column: 1, code: 'policy-not-read', message: whyNotRead(why) }]);
    expect([lastGood, unsure]).toEqual([good, []]);
  }); // biome-ignore format: one thought a line

  test('not read, and no good one known: it pages as built in, and nobody but admins acts', () => {
    const { policy, unsure } = policyFrom(shipped.policies, notRead('f.yml', 'refused'), null);
    expect(policy.authority).toMatchObject({ respond: closed, override: closed, declare: builtInGrant });
    expect(unsure).toEqual(['respond', 'override']);
  });

  test('the file is deleted, and broken when it comes back: the good one of before is gone with it', () => {
    const { lastGood } = policyFrom(shipped.policies, file(null), good);
    expect(policyFrom(shipped.policies, file('{'), lastGood).policy.source.from).toBe('built-in');
  });

  test('broken, and the last good one is broken too by today’s rules: the built-in one', () => {
    expect(policyFrom(shipped.policies, file('{'), file('{')).policy.source.from).toBe('built-in');
  });
});

describe('whom a step of the ladder mentions', () => {
  test.each([
    { name: 'its own target', people: mapped, step: 1, whom: ['@lead'] },
    { name: 'the nearest tier when its own is mapped to nobody', people: 'people: { devops: ["@acme/devops"] }', step: 1, whom: ['@acme/devops'] },
    { name: 'the nearest tier of another level rather than nobody', people: 'people: { manager: ["@acme/managers"] }', step: 0, whom: ['@acme/managers'] },
    { name: 'whoever is mapped rather than nobody', people: 'people: { comms: ["@reviewer"] }', step: 0, whom: ['@reviewer'] },
    { name: 'nobody when nobody is mapped', people: 'people: {}', step: 0, whom: [] },
  ])('$name', ({ people, step, whom }) => {
    const policy = policyOf(people);
    expect(targetsOf(policy, level(policy, 'P0'), step)).toEqual(whom);
  }); // biome-ignore format: a table

  test('a role with the name of something every object has is mapped to nobody', () => {
    expect(handlesOf(aPolicy(), ['constructor', 'toString', '__proto__'])).toEqual([]);
    const odd = policyOf('levels:\n  - { name: P0, escalation: [{ after: 0m, targets: [constructor] }] }');
    expect(unmappedRoles(odd, level(odd, 'P0'))).toEqual(['constructor']);
  });
});
