// A team's policy text is read strictly and kindly: every problem at once, each with its place and what to do.
import { describe, expect, test } from 'vitest';
import { LARGEST_POLICY, readPolicy } from '../../../src/core/policy/read.ts';

const deep = 10_000;
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
  'levels: [*d, *d, *d]',
].join('\n');

describe('a policy with one mistake', () => {
  test.each([
    { name: 'a syntax error', text: 'levels:\n  - name: [P0\n', at: [3, 1], code: 'yaml-syntax', says: /flow sequence/i },
    { name: 'a tab as indentation', text: 'labels:\n\tincident: x', at: [2, 1], code: 'yaml-syntax', says: /tabs/i },
    { name: 'two documents', text: 'labels: {}\n---\nlabels: {}', at: [2, 1], code: 'yaml-syntax', says: /multiple documents/ },
    { name: 'an unknown key', text: 'labels: {}\nescalate: yes', at: [2, 1], code: 'unknown-key', says: /no key `escalate`/ },
    { name: 'an unknown key inside', text: 'levels:\n  - name: P0\n    monitr: 2h', at: [3, 5], code: 'unknown-key', says: /`levels.0` has no key `monitr`/ },
    { name: 'a number as text', text: 'levels:\n  - name: P0\n    rank: "1"', at: [3, 11], code: 'invalid_type', says: /expected number/ },
    { name: 'no duration', text: 'levels:\n  - name: P0\n    monitor: soon', at: [3, 14], code: 'custom', says: /15m, 2h or PT15M/ },
    { name: 'a duration beyond reckoning', text: 'levels:\n  - name: P0\n    monitor: PT99999999999999999999H', at: [3, 14], code: 'custom', says: /15m, 2h or PT15M/ },
    { name: 'updates without a pause', text: 'levels:\n  - name: P0\n    updates: { first: 15m, every: 0m }', at: [3, 35], code: 'custom', says: /at least a minute/ },
    { name: 'a handle without @', text: 'people:\n  devops: [someone]', at: [2, 12], code: 'invalid_format', says: /@login or @organisation\/team/ },
    { name: 'an unknown role', text: 'authority:\n  respond: { roles: [owner] }', at: [2, 22], code: 'invalid_value', says: /admin/ },
    { name: 'a status that is none', text: 'aliases: { fixing: repairing }', at: [1, 20], code: 'invalid_value', says: /mitigating/ },
    { name: 'a duplicate key', text: 'labels: { incident: a }\nlabels: { incident: b }', at: [2, 1], code: 'yaml-syntax', says: /unique/ },
    { name: 'a custom tag', text: 'people: !!js/function "x"', at: [1, 9], code: 'yaml-syntax', says: /tag/i },
    { name: 'another custom tag', text: 'people: !handles { devops: ["@x"] }', at: [1, 9], code: 'yaml-syntax', says: /tag/i },
    { name: '__proto__', text: '__proto__: { levels: [] }', at: [1, 1], code: 'unknown-key', says: /`__proto__`/ },
    { name: 'a list', text: '- name: P0', at: [1, 1], code: 'invalid_type', says: /expected object/ },
    { name: 'a sentence', text: 'page me when it burns', at: [1, 1], code: 'invalid_type', says: /expected object/ },
    { name: 'an empty value', text: 'levels:\n', at: [1, 8], code: 'invalid_type', says: /expected array/ },
    { name: 'nothing at all', text: '', at: [1, 1], code: 'empty', says: /empty/ },
    { name: 'nothing but a comment', text: '# later\n', at: [1, 1], code: 'empty', says: /empty/ },
    { name: 'an alias bomb', text: bomb, at: [1, 1], code: 'yaml-unreadable', says: /alias/i },
    { name: 'too much of it', text: '#'.repeat(LARGEST_POLICY + 1), at: [1, 1], code: 'too-large', says: /at most 100000/ },
    { name: 'lists in lists', text: `people: ${'['.repeat(deep)}${']'.repeat(deep)}`, at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'lists that never end', text: `people: ${'['.repeat(deep)}`, at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'maps in maps', text: `${'{a: '.repeat(deep)}${'}'.repeat(deep)}`, at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'dashes', text: '- '.repeat(deep), at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'question marks', text: '? '.repeat(deep), at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'steps to the right', text: Array.from({ length: 400 }, (_, step) => `${' '.repeat(step)}a:`).join('\n'), at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'a checklist that fits no card', text: `checklist:\n  - { id: a, text: ${'x'.repeat(501)} }`, at: [2, 20], code: 'too_big', says: /500/ },
  ])('$name is told with its place', ({ text, at, code, says }) => {
    const { written, problems } = readPolicy(text, 'firebreak.yml');
    expect(written).toBeNull();
    const [first] = problems;
    expect({ line: first?.line, column: first?.column, code: first?.code }).toEqual({ line: at[0], column: at[1], code });
    expect(first?.message).toMatch(says);
  }); // biome-ignore format: a table

  test('every message says what to do', () => {
    for (const text of ['', '{', '- a', 'x: 1', 'levels:\n  - rank: a', bomb, '['.repeat(deep), '#'.repeat(200_000)]) {
      for (const { message } of readPolicy(text, 'firebreak.yml').problems)
        expect(message).toMatch(/(Correct|Write|Remove|Shorten|Delete)\b[^.]*\.$/);
    }
  });

  test('a file full of mistakes is told within reason', () => {
    const { problems } = readPolicy(
      Array.from({ length: 2_000 }, (_, line) => `key${line}: 1`).join('\n'),
      'firebreak.yml',
    );
    expect(problems.length).toBeLessThanOrEqual(20);
  });
});

describe('several mistakes', () => {
  test('are told at once, each in its place', () => {
    const { problems } = readPolicy(
      'levels:\n  - name: P0\n    rank: "1"\n    respond_within: soon\n    foo: 1\n',
      'firebreak.yml',
    );
    expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 11, 'invalid_type'],
      [4, 21, 'custom'],
      [5, 5, 'unknown-key'],
    ]);
  });
});

describe('a sound policy', () => {
  test.each([
    { name: 'people', text: 'people: { devops: ["@acme/on-call", "@some-body"] }' },
    { name: 'an account of managed users', text: 'people: { devops: ["@mona_acme"] }' },
    { name: 'a byte order mark', text: '\ufefflabels: { incident: outage }' },
    { name: 'Windows line ends', text: 'labels:\r\n  incident: outage\r\n' },
    { name: 'an alias or two', text: 'levels:\n  - { name: P0, monitor: &m 2h }\n  - { name: P1, monitor: *m }' },
    { name: 'durations of every kind', text: 'levels:\n  - { name: P0, monitor: 1 day, respond_within: PT5M }' },
  ])('$name: is read', ({ text }) => {
    expect(readPolicy(text, 'firebreak.yml')).toMatchObject({ problems: [], written: expect.anything() });
  });
});
