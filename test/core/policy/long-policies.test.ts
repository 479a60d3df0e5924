// A policy as long as it may be is judged with work that grows as its length does: comparisons are counted, not timed (AC-30).
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as nearest from '../../../src/core/commands/nearest.ts';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { LARGEST_POLICY } from '../../../src/core/policy/read.ts';
import { shipped } from '../../support/builders.ts';

vi.mock('../../../src/core/commands/nearest.ts', { spy: true });
beforeEach(() => {
  vi.clearAllMocks();
});

/** Names of letters alone, each like the next. */
function name(at: number): string {
  return [17_576, 676, 26, 1].map((place) => String.fromCharCode(97 + (Math.floor(at / place) % 26))).join('');
}

function names(count: number, from = 0): string {
  return Array.from({ length: count }, (_, index) => name(from + index)).join(', ');
}

/** How many names are compared while a text is judged, and what of it is told. */
function judged(text: string) {
  expect(text.length).toBeLessThanOrEqual(LARGEST_POLICY);
  const { problems } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
  const pairs = vi.mocked(nearest.distance).mock.calls.length;
  const words = vi.mocked(nearest.nearest).mock.calls.reduce((sum, [, candidates]) => sum + candidates.length, 0);
  return { compared: pairs + words, problems };
}

const steps = (level: number) =>
  Array.from({ length: 20 }, (_, step) => `{ after: ${step}m, targets: [${names(10, level * 200 + step * 10)}] }`);
const levels = (count: number) =>
  Array.from({ length: count }, (_, level) => `- { name: L${level}, escalation: [${steps(level).join(', ')}] }`);
const people = (count: number) => Array.from({ length: count }, (_, at) => `  ${name(9_000 + at)}: ["@acme/a"]`);
const rules = (key: string) =>
  Array.from(
    { length: 50 },
    (_, at) => `  - { commands: [ack], who: { roles: [admin] }, ${key}: [${names(20, at * 20)}] }`,
  );

describe('a long policy is judged at once', () => {
  test.each([
    { name: 'thousands of roles that are paged and a page of people', lines: ['preset: none', 'levels:', ...levels(16), 'people:', ...people(60)] },
    { name: 'roles that are all alike', lines: ['levels: [{ name: P0, audience: [aaab] }]', 'people:', ...people(60)] },
    { name: 'rules about commands that are none', lines: ['authority:', '  rules:', ...Array.from({ length: 50 }, (_, at) => `  - { commands: [${names(60, at * 60)}], who: { roles: [admin] } }`)] },
    { name: 'rules about levels that are none', lines: ['authority:', '  rules:', ...rules('levels')] },
    { name: 'rules about statuses that are none', lines: ['authority:', '  rules:', ...rules('statuses')] },
  ])('$name', ({ lines }) => {
    expect(judged(lines.join('\n')).compared).toBeLessThan(25_000);
  });

  test.each([
    { name: 'people', lines: ['people:', ...people(61)], says: '`people`: found keys with values, expected at most 60 roles. Correct it.' },
    { name: 'aliases', lines: ['aliases:', ...Array.from({ length: 101 }, (_, at) => `  ${name(at)}: mitigating`)], says: '`aliases`: found keys with values, expected at most 100 words. Correct it.' },
    { name: 'targets of a step', lines: ['levels:', `- { name: P0, escalation: [{ after: 0m, targets: [${names(11)}] }] }`], says: '`levels.0.escalation.0.targets`: has 11 items, expected at most 10. Shorten it.' },
    { name: 'users of a grant', lines: [`authority: { respond: { users: [${names(51)}] } }`], says: '`authority.respond.users`: has 51 items, expected at most 50. Shorten it.' },
  ])('more $name than anybody needs are refused', ({ lines, says }) => {
    expect(judged(lines.join('\n')).problems.map(({ message }) => message)).toEqual([says]);
  });
}); // biome-ignore format: tables

test('a slip is found among the names of a usual runbook', () => {
  const { problems } = judged(`levels: [{ name: P0, audience: [databse-lead] }]\npeople: { database-lead: ["@a"] }`);
  expect(problems.map(({ code }) => code)).toEqual(['role-slip']);
});
