// What another policy changes, in words: for incidents of each level, and for all.
import { describe, expect, test } from 'vitest';
import { policyDiff } from '../../../src/core/policy/diff.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { policyOf, shipped } from '../../support/builders.ts';

const base = `preset: none
levels:
  - name: P0
    rank: 1
    respond_within: 5m
    resolve_within: 4h
    updates: { first: 15m, every: 30m }
    escalation:
      - { after: 0m, targets: [oncall] }
      - { after: 15m, targets: [lead] }
    monitor: 2h
    postmortem: { need: required, schedule_within: 24h, publish_within: 72h }
  - { name: P1, rank: 2, title: High, respond_within: 15m }
people: { oncall: ["@a"] }
aliases: { fixing: mitigating }
checklist: [{ id: cause, text: Cause known }, { id: told, text: Users told }]
authority: { declare: { roles: [write] }, respond: { roles: [write] } }
`;
const before = policyOf(base);

/** The policy with one piece of its text replaced. */
function changed(from: string, to: string): Policy {
  const text = base.replace(from, to);
  if (text === base) throw new Error(`the policy has no ${from}`);
  return policyOf(text);
}

function told(after: Policy) {
  return policyDiff(before, after).map(({ text }) => text);
}

describe('for incidents of a level', () => {
  test.each([
    { name: 'a later response', from: 'respond_within: 5m', to: 'respond_within: 10m', says: ['P0: respond within 5 minutes → 10 minutes'] },
    { name: 'an immediate response', from: 'respond_within: 5m', to: 'respond_within: immediate', says: ['P0: respond within 5 minutes → at once'] },
    { name: 'no response target', from: 'respond_within: 5m', to: 'respond_within: null', says: ['P0: respond within 5 minutes → no target'] },
    { name: 'a response by the calendar', from: 'respond_within: 15m', to: 'respond_within: 2 business days', says: ['P1: respond within 15 minutes → 2 business days'] },
    { name: 'seconds', from: 'respond_within: 5m', to: 'respond_within: 1h 30m 10s', says: ['P0: respond within 5 minutes → 1 hour 30 minutes 10 seconds'] },
    { name: 'another resolution', from: 'resolve_within: 4h', to: 'resolve_within: next sprint', says: ['P0: resolve within 4 hours → next sprint'] },
    { name: 'other updates', from: 'first: 15m, every: 30m', to: 'every: 1h, on_status_change: true', says: ['P0: the first update: after 15 minutes → not asked for', 'P0: updates every 30 minutes → 1 hour', 'P0: a new status counts as an update: no → yes'] },
    { name: 'no updates', from: 'updates: { first: 15m, every: 30m }', to: 'updates: null', says: ['P0: the first update: after 15 minutes → not asked for', 'P0: updates every 30 minutes → never'] },
    { name: 'a later step', from: 'after: 15m', to: 'after: 30m', says: ['P0: pages lead: after 15 minutes, until resolved → after 30 minutes, until resolved'] },
    { name: 'a step with a condition', from: '{ after: 15m, targets: [lead] }', to: '{ after: 15m, targets: [lead], when: [previous-silent], silent_for: 20m, until: acknowledged }', says: ['P0: pages lead: after 15 minutes, until resolved → after 15 minutes, when the step before is silent for 20 minutes, until acknowledged'] },
    { name: 'a step by hand', from: '{ after: 15m, targets: [lead] }', to: '{ after: 15m, targets: [lead], auto: false }', says: ['P0: pages lead: after 15 minutes, until resolved → after 15 minutes, by hand only, until resolved'] },
    { name: 'a step more', from: '      - { after: 15m, targets: [lead] }', to: '      - { after: 15m, targets: [lead] }\n      - { after: 1h, targets: [cto, ceo] }', says: ['P0: pages cto, ceo: new, after 1 hour, until resolved'] },
    { name: 'a step less', from: '      - { after: 15m, targets: [lead] }\n', to: '', says: ['P0: pages lead: no more, was after 15 minutes, until resolved'] },
    { name: 'steps the other way round', from: '- { after: 0m, targets: [oncall] }\n      - { after: 15m, targets: [lead] }', to: '- { after: 0m, targets: [lead] }\n      - { after: 0m, targets: [oncall] }', says: ['P0: pages lead: after 15 minutes, until resolved → at once, until resolved', 'P0: order of the ladder: oncall · lead → lead · oncall'] },
    { name: 'another window', from: 'monitor: 2h', to: 'monitor: { min: 15m, max: 30m }', says: ['P0: monitoring 2 hours → 15 minutes to 30 minutes'] },
    { name: 'no window', from: 'monitor: 2h', to: 'monitor: null', says: ['P0: monitoring 2 hours → none'] },
    { name: 'a freeze and hotfixes', from: 'monitor: 2h', to: 'monitor: 2h\n    freeze: true\n    hotfix: { allowed: true }', says: ['P0: deployments are held: no → yes', 'P0: hotfixes: not said → allowed'] },
    { name: 'no hotfixes', from: 'monitor: 2h', to: 'monitor: 2h\n    hotfix: { allowed: false }', says: ['P0: hotfixes: not said → not allowed'] },
    { name: 'another postmortem', from: 'schedule_within: 24h, ', to: '', says: ['P0: postmortem: required, schedule within 24 hours, publish within 72 hours → required, publish within 72 hours'] },
    { name: 'whom the declaration tells', from: 'rank: 1', to: 'rank: 1\n    audience: [stakeholders, ceo]', says: ['P0: told at the declaration: nobody → stakeholders, ceo'] },
    { name: 'another rank', from: 'rank: 2', to: 'rank: 3', says: ['P1: rank (1 is worst) 2 → 3'] },
    { name: 'other words', from: 'title: High', to: 'title: Urgent, definition: Broken', says: ['P1: title: High → Urgent', 'P1: definition: none → Broken'] },
  ])('$name', ({ from, to, says }) => {
    expect(told(changed(from, to))).toEqual(says);
  }); // biome-ignore format: a table

  test('is told in its parts, too', () => {
    expect(policyDiff(before, changed('respond_within: 5m', 'respond_within: 10m'))).toEqual([
      { level: 'P0', key: 'respond_within', text: 'P0: respond within 5 minutes → 10 minutes', before: '5 minutes', after: '10 minutes' },
    ]);
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'the same length in other words', from: 'monitor: 2h', to: 'monitor: { min: PT120M }' },
    { name: 'another case', from: 'name: P0', to: 'name: p0' },
    { name: 'what is the default', from: 'monitor: 2h', to: 'monitor: 2h\n    freeze: false' },
    { name: 'a rank that the place says', from: 'rank: 2, ', to: '' },
    { name: 'how long a step waits that does not wait', from: 'after: 15m', to: 'silent_for: 1m, after: 15m' },
  ])('$name is no change', ({ from, to }) => {
    expect(told(changed(from, to))).toEqual([]);
  });
});

describe('levels that come, go and are called otherwise', () => {
  test('a new one says what it is', () => {
    const after = changed('people:', '  - { name: P2, rank: 3, title: Low, respond_within: 1 day }\npeople:');
    expect(policyDiff(before, after)).toEqual([
      {
        level: 'P2',
        key: 'level',
        text: 'P2: a new level: rank (1 is worst) 3; title: Low; respond within 24 hours; pages nobody. Incidents are given it with `/severity P2`',
        before: 'none',
        after: 'rank (1 is worst) 3; title: Low; respond within 24 hours; pages nobody',
      },
    ]);
  });

  test('a new one says everything that happens at it', () => {
    const level = `  - name: P2
    rank: 3
    audience: [ceo]
    alert: false
    updates: { first: 0m, every: 1h, on_status_change: true }
    escalation: [{ after: 0m, targets: [oncall, lead] }, { after: 30m, targets: [cto], when: [unacknowledged], until: acknowledged }]
    monitor: { min: 15m, max: 1h }
    freeze: true
    hotfix: { allowed: false }
    postmortem: { need: report, publish_within: 2 business days }
people:`;
    expect(policyDiff(before, changed('people:', level)).map(({ after }) => after.split('; '))).toEqual([
      [
        'rank (1 is worst) 3',
        'the first update: at once',
        'updates every 1 hour',
        'a new status counts as an update',
        'told at the declaration: ceo',
        'monitoring 15 minutes to 1 hour',
        'deployments are held',
        'hotfixes: not allowed',
        'postmortem: report, publish within 2 business days',
        'declared without the initial alert',
        'pages oncall, lead at once, until resolved',
        'pages cto after 30 minutes, while nobody acknowledged, until acknowledged',
      ],
    ]);
  });

  test('one that is gone says what its open incidents need', () => {
    const after = changed('  - { name: P1, rank: 2, title: High, respond_within: 15m }\n', '');
    expect(told(after)).toEqual([
      'P1: removed. An open incident of P1 that takes this policy becomes one of the nearest worse level',
    ]);
  });

  test('one under another name is the same by its rank, and says so', () => {
    const after = changed('name: P1, rank: 2, title: High, respond_within: 15m', 'name: SEV-2, rank: 2, title: High, respond_within: 1h');
    expect(policyDiff(before, after).map(({ level, key, text }) => [level, key, text])).toEqual([
      ['P1', 'name', 'P1: the level of rank 2 is called SEV-2. An open incident of P1 that takes this policy becomes SEV-2'],
      ['P1', 'respond_within', 'P1: respond within 15 minutes → 1 hour'],
    ]);
  }); // biome-ignore format: one thought a line

  test('a name that moves to another rank stays that name: badness is a rank, and that is told (C1)', () => {
    const after = policyOf('preset: none\nlevels: [{ name: P1, rank: 1 }, { name: P2, rank: 2 }]');
    const was = policyOf('preset: none\nlevels: [{ name: P0, rank: 1 }, { name: P1, rank: 2 }]');
    expect(policyDiff(was, after).map(({ text }) => text)).toEqual([
      'P1: rank (1 is worst) 2 → 1',
      'P1: around the clock: no → yes',
      'P2: a new level: rank (1 is worst) 2; pages nobody. Incidents are given it with `/severity P2`',
      'P0: removed. An open incident of P0 that takes this policy becomes one of the nearest worse level',
    ]);
  });
});

describe('for every incident', () => {
  test.each([
    { name: 'people', from: '["@a"]', to: '["@a", "@b"]', key: 'people.oncall', says: 'people of oncall: @a → @a, @b' },
    { name: 'people of a new role', from: 'oncall: ["@a"]', to: 'oncall: ["@a"], lead: ["@b"]', key: 'people.lead', says: 'people of lead: new, @b' },
    { name: 'a word', from: 'fixing: mitigating', to: 'fixing: monitoring', key: 'aliases.fixing', says: 'the word fixing: mitigating → monitoring' },
    { name: 'a word less', from: 'aliases: { fixing: mitigating }', to: 'aliases: {}', key: 'aliases.fixing', says: 'the word fixing: removed, was mitigating' },
    { name: 'an item more', from: 'text: Users told }', to: 'text: Users told }, { id: x, text: X done }', key: 'checklist.x', says: 'checklist x: new, X done' },
    { name: 'an item less', from: ', { id: told, text: Users told }', to: '', key: 'checklist.told', says: 'checklist told: removed, was Users told' },
    { name: 'an item that may be left out', from: 'text: Cause known', to: 'text: Cause known, optional: true', key: 'checklist.cause.optional', says: 'checklist cause optional: no → yes' },
    { name: 'items the other way round', from: '{ id: cause, text: Cause known }, { id: told, text: Users told }', to: '{ id: told, text: Users told }, { id: cause, text: Cause known }', key: 'checklist.order', says: 'checklist order: cause, told → told, cause' },
    { name: 'a gate', from: 'people:', to: 'gates: { resolved: { needs: [cause], strict: true } }\npeople:', key: 'gates.resolved', says: 'gate before resolved: new, needs cause, strict yes' },
    { name: 'a phase', from: 'people:', to: 'phases: [{ id: assess, title: Assess, status: investigating, over_when: mitigating }]\npeople:', key: 'phases.assess', says: 'phases assess: new, Assess' },
    { name: 'who may declare', from: 'declare: { roles: [write] }', to: 'declare: { roles: [admin], teams: [acme/x] }', key: 'authority.declare', says: 'who may declare: people with the repository role write → people with the repository role admin; the team acme/x' },
    { name: 'a rule of authority', from: 'authority: {', to: 'authority: { rules: [{ commands: [rollback], who: { roles: [admin] } }],', key: 'authority.rules', says: 'authority rules: new, commands rollback, who roles admin' },
    { name: 'the time zone', from: 'people:', to: 'timezone: Europe/Berlin\npeople:', key: 'timezone', says: 'timezone: UTC → Europe/Berlin' },
    { name: 'business hours', from: 'people:', to: 'business_hours: { to: "18:00" }\npeople:', key: 'business_hours.to', says: 'business hours to: 17:00 → 18:00' },
    { name: 'how a status is called', from: 'people:', to: 'status_words: { mitigating: Fixing }\npeople:', key: 'status_words.mitigating', says: 'word for the status mitigating: new, Fixing' },
    { name: 'when the resolution is announced', from: 'people:', to: 'order: { announce_resolved: before-monitoring }\npeople:', key: 'order.announce_resolved', says: 'order announce resolved: after-monitoring → before-monitoring' },
    { name: 'a threshold', from: 'people:', to: 'thresholds: { error_rate: { rollback: 0.1 } }\npeople:', key: 'thresholds.error_rate.rollback', says: 'thresholds error rate rollback: new, 0.1' },
    { name: 'a recovery check', from: 'people:', to: 'recovery: [{ id: up, text: It is up }]\npeople:', key: 'recovery.up', says: 'recovery up: new, It is up' },
    { name: 'a backfill', from: 'people:', to: 'hotfix: { backfill_within: 2 days }\npeople:', key: 'hotfix.backfill_within', says: 'hotfix backfill within: new, 48 hours' },
    { name: 'how many reports', from: 'people:', to: 'reports_per_hour: 5\npeople:', key: 'reports_per_hour', says: 'reports per hour: 3 → 5' },
  ])('$name', ({ from, to, key, says }) => {
    expect(policyDiff(before, changed(from, to)).map((change) => [change.level, change.key, change.text])).toEqual([[null, key, says]]);
  }); // biome-ignore format: a table
});

describe('any two of the presets', () => {
  const presets = Object.keys(shipped.policies).map((name) => ({ name, policy: policyOf(`preset: ${name}`) }));

  test.each(presets)('$name changes nothing against itself, from wherever it is read', ({ policy }) => {
    expect(policyDiff(policy, policy)).toEqual([]);
    expect(policyDiff(policy, { ...policy, preset: 'none', source: { from: 'x', version: 'y' } })).toEqual([]);
  });

  test.each(presets.flatMap((a) => presets.filter((b) => b !== a).map((b) => ({ from: a, to: b }))))(
    '$from.name → $to.name: every side differs, and each is the other way round from there',
    ({ from, to }) => {
      const there = policyDiff(from.policy, to.policy);
      const back = policyDiff(to.policy, from.policy);
      const wide = (changes: typeof there) => changes.filter(({ level }) => level === null);
      expect(there.filter((change) => change.before === change.after)).toEqual([]);
      expect(wide(back).map(({ key, before: was, after: is }) => [key, is, was]).sort()).toEqual(
        wide(there).map(({ key, before: was, after: is }) => [key, was, is]).sort(),
      );
    },
  ); // biome-ignore format: one thought a line
});
