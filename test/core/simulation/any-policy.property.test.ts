// Whatever a team writes: a policy that is sound can be played through, and every time in it leads to an instant.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { reach } from '../../../src/core/clock/calendar.ts';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { parseSpan } from '../../../src/core/span.ts';
import { shipped } from '../../support/builders.ts';
import { play, START } from './play.ts';

const amount = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 200 }) },
  fc.constantFrom(1440, 3650, 9999, 99_999, 1e9, 1e308),
);
const unit = fc.constantFrom('s', 'm', 'h', 'd', 'w', ' minutes', ' days');
const parts = fc.array(fc.tuple(amount, unit), { minLength: 1, maxLength: 160 });
const words = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(amount, unit).map(([count, of]) => `${count}${of}`) },
  parts.map((all) => all.map(([count, of]) => `${count}${of}`).join(' ')),
  fc.tuple(amount, amount, amount).map(([hours, minutes, seconds]) => `PT${hours}H${minutes}M${seconds}S`),
  fc.tuple(amount, amount).map(([weeks, days]) => `P${weeks}W${days}D`),
);
const span = fc.oneof(
  words,
  fc.constantFrom('immediate', 'next business day', 'next sprint'),
  amount.map((days) => `${days} business days`),
);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const level = fc.record({
  name: fc.constant('P0'),
  respond_within: maybe(span),
  resolve_within: maybe(span),
  monitor: maybe(words),
  updates: maybe(fc.record({ first: words, every: words })),
  escalation: fc.array(
    fc.record({
      after: words,
      targets: fc.constant(['oncall']),
      when: fc.constantFrom([], ['unacknowledged'], ['previous-silent']),
      silent_for: words,
    }),
    { maxLength: 2 },
  ),
  postmortem: maybe(fc.record({ need: fc.constant('required'), draft_within: span, publish_within: span })),
});
const policy = fc.record({
  preset: fc.constant('none'),
  timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia'),
  levels: fc.tuple(level),
  people: fc.constant({ oncall: ['@acme/on-call'] }),
  phases: fc.array(
    fc.record({ id: fc.constant('a'), title: fc.constant('A'), status: fc.constant('investigating'), over_when: fc.constantFrom('mitigating', 'closed'), to: span }),
    { maxLength: 1 },
  ),
  sprint: fc.record({ days: fc.integer({ min: 1, max: 90 }), begins: fc.constantFrom('0001-01-01', '2026-01-05', '9999-12-31') }),
}); // biome-ignore format: one thought a line

/** The policy of a text; null when it is not sound. */
function sound(written: object) {
  const text = stringify(JSON.parse(JSON.stringify(written)));
  const { policy: read, problems } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
  return problems.length === 0 ? read : null;
}

test('a sound policy can be played through', () => {
  let played = 0;
  fc.assert(
    fc.property(policy, (written) => {
      const read = sound(written);
      if (read === null) return;
      played += 1;
      expect(() => play(read, '1h: /status monitoring\n5h: /resolve --force done')).not.toThrow();
    }),
    { numRuns: 120 },
  );
  expect(played).toBeGreaterThan(20);
});

test('every length of time that is one leads to an instant', () => {
  const calendar = sound({ preset: 'none', levels: [{ name: 'P0' }] });
  fc.assert(
    fc.property(span, (text) => {
      const read = parseSpan(text);
      if (read !== null && calendar !== null) expect(reach(START, read, calendar)).toMatch(/^\d{4}-/);
    }),
    { numRuns: 600 },
  );
});
