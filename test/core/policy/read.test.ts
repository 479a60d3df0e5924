// A team's policy text is read strictly and kindly: every problem at once, each with its place and what to do.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { LARGEST_POLICY, readPolicy } from '../../../src/core/policy/read.ts';
import { shipped } from '../../support/builders.ts';

/** The text without its marks (`▸`), and where they stood. */
function marked(text: string) {
  const marks = text
    .split('▸')
    .slice(0, -1)
    .map((_part, index, parts) => {
      const before = parts
        .slice(0, index + 1)
        .join('')
        .split('\n');
      return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    });
  return { text: text.replaceAll('▸', ''), marks };
}

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
    { name: 'a duration of absurdly many parts', text: `levels:\n  - name: P0\n    resolve_within: ${'99999w '.repeat(150)}`, at: [3, 21], code: 'custom', says: /expected a length of time of at most 60 characters/ },
    { name: 'a duration that nobody lives to see', text: 'levels:\n  - name: P0\n    resolve_within: 99999w', at: [3, 21], code: 'custom', says: /found "99999w", expected at most ten years\. Correct it\./ },
    { name: 'one that is a day longer than ten years', text: 'levels:\n  - name: P0\n    monitor: 3651d', at: [3, 14], code: 'custom', says: /at most ten years/ },
    { name: 'an ISO duration without end', text: 'time_box: PT99999H', at: [1, 11], code: 'custom', says: /at most ten years/ },
    { name: 'a number for a duration', text: 'time_box: 90', at: [1, 11], code: 'invalid_type', says: /`time_box`: found 90, expected a length of time\. Write it with its unit: 90m\./ },
    { name: 'a number for a step’s time', text: 'levels:\n  - name: P0\n    escalation: [{ after: 90, targets: [a] }]', at: [3, 27], code: 'invalid_type', says: /Write it with its unit: 90m\./ },
    { name: 'a number for a span', text: 'levels:\n  - name: P0\n    resolve_within: 4', at: [3, 21], code: 'invalid_type', says: /Write it with its unit: 4m\./ },
    { name: 'a number for a window', text: 'levels:\n  - name: P0\n    monitor: 15', at: [3, 14], code: 'custom', says: /Write it with its unit: 15m\./ },
    { name: 'a number for a pause', text: 'levels:\n  - name: P0\n    updates: { every: 30 }', at: [3, 23], code: 'invalid_type', says: /Write it with its unit: 30m\./ },
    { name: 'a negative number for a duration', text: 'time_box: -5', at: [1, 11], code: 'invalid_type', says: /found -5, .*with its unit: 15m\./ },
    { name: 'a number in quotes for a duration', text: 'time_box: "90"', at: [1, 11], code: 'custom', says: /found "90", expected a length of time with its unit, such as 90m\. Correct it\./ },
    { name: 'a pause of half a minute in ISO', text: 'levels:\n  - name: P0\n    updates: { every: PT0M30S }', at: [3, 23], code: 'custom', says: /at least a minute/ },
    { name: 'a pause of no minutes and 59 seconds', text: 'levels:\n  - name: P0\n    updates: { every: 0h 0m 59s }', at: [3, 23], code: 'custom', says: /at least a minute/ },
    { name: 'a pause of nothing in ISO days', text: 'levels:\n  - name: P0\n    updates: { every: P0D }', at: [3, 23], code: 'custom', says: /at least a minute/ },
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
    { name: 'colons within brackets', text: `people: [${'a: '.repeat(deep)}]`, at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'colons within brackets, line by line', text: `people: [${'a:\n '.repeat(deep)}]`, at: [1, 1], code: 'too-deep', says: /levels deep/ },
    { name: 'dashes behind brackets that close nothing', text: `]]] ${'- '.repeat(deep)}`, at: [1, 1], code: 'too-deep', says: /levels deep/ },
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

describe('what is printed as it stands is plain', () => {
  const word = (text: string) => `status_words: { monitoring: ${JSON.stringify(text)} }`;
  const link = (at: string) => `references: [{ id: a, title: A, at: ${JSON.stringify(at)} }]`;
  const grant = (key: string, name: string) => `authority: { respond: { ${key}: [${JSON.stringify(name)}] } }`;
  const person = (name: string) => `people: { oncall: [${JSON.stringify(name)}] }`;
  test.each([
    { name: 'a mention for a status', text: word('@acme/everyone'), says: /without @, # or Markdown/ },
    { name: 'a status in two lines', text: word('Fine\n\n# All clear'), says: /one line/ },
    { name: 'a status that ends with a line break', text: word('Fine\n'), says: /one line/ },
    { name: 'a status in bold', text: word('**Resolved**'), says: /Markdown/ },
    { name: 'a status that is a cell more', text: word('Fine | Resolved'), says: /Markdown/ },
    { name: 'a status that is a link', text: word('[Fine](https://x.example)'), says: /Markdown/ },
    { name: 'a status that is an address', text: word('see https://x.example'), says: /Markdown/ },
    { name: 'a status with an entity', text: word('&#64;acme'), says: /Markdown/ },
    { name: 'a status that turns the line round', text: word('a\u202eb'), says: /one line/ },
    { name: 'a status that is too long', text: word('x'.repeat(41)), says: /has 41 characters, expected at most 40/ },
    { name: 'a link with a space', text: link('https://x.example/a b'), says: /without spaces, brackets/ },
    { name: 'a link that ends itself', text: link('https://x.example/a)![b](https://y.example'), says: /without spaces, brackets/ },
    { name: 'a link with a line break', text: link('https://x.example/\n@acme'), says: /without spaces, brackets/ },
    { name: 'a link with an account in front', text: link('https://github.com@evil.example/'), says: /without spaces, brackets or an account/ },
    { name: 'a link to a script', text: link('javascript:alert(1)'), says: /path of a file from the root/ },
    { name: 'a link that is not encrypted', text: link('http://x.example/'), says: /expected an https address/ },
    { name: 'a link out of the repository', text: link('../../other/secrets'), says: /path of a file from the root/ },
    { name: 'a link from the root of the host', text: link('/docs/a.md'), says: /path of a file from the root/ },
    { name: 'a link that is too long', text: link(`https://x.example/${'a'.repeat(500)}`), says: /has 518 characters, expected at most 500/ },
    { name: 'a check of another protocol', text: 'recovery: [{ id: a, text: A, url: "file:///etc/passwd" }]', says: /expected an https address/ },
    { name: 'a team that is mentioned', text: grant('teams', '@acme/on-call'), says: /expected the team without @: acme\/on-call\. Correct it\./ },
    { name: 'a team with a line behind it', text: grant('teams', 'acme/on-call\n@all'), says: /expected organisation\/team/ },
    { name: 'a team of a team', text: grant('teams', 'acme/a/b'), says: /expected organisation\/team/ },
    { name: 'a team with markup', text: grant('teams', 'acme/**x**'), says: /expected organisation\/team/ },
    { name: 'a user that is a sentence', text: grant('users', 'me and @acme/all'), says: /expected the login of an account/ },
    { name: 'a user that is a team', text: grant('users', '@acme/all'), says: /expected the login of an account/ },
    { name: 'a login that is too long', text: grant('users', 'a'.repeat(40)), says: /expected the login of an account/ },
    { name: 'a person with a dot', text: person('@some.body'), says: /as GitHub has them/ },
    { name: 'a person that begins with a hyphen', text: person('@-body'), says: /as GitHub has them/ },
  ])('$name is refused', ({ text, says }) => {
    const { problems } = readPolicy(text, 'f');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(says);
  });

  test.each([
    word('In Arbeit (Team 2)'),
    word('🔎 Looking into it'),
    word('à l’étude'),
    link('https://wiki.example.com:8443/a/b?c=d&e=%20f#g'),
    link('https://wiki.example.com'),
    link('docs/runbooks/shop-1_a.md'),
    link('packages/@acme/shop/README.md'),
    grant('teams', 'Acme/on-call_2'),
    grant('users', '@lead'),
    grant('users', 'mona_acme'),
    person('@acme/on-call'),
  ])('%s is taken', (text) => {
    expect(readPolicy(text, 'f').problems).toEqual([]);
  });
}); // biome-ignore format: tables

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

  test('of every kind (YAML, schema, rules, preset) come in one run, in order, none twice', () => {
    const { text, marks } = marked(`
preset: ▸gihub
labels: { ▸incidnt: incident }
▸labels: {}
levels:
  - name: P0
    ▸monitr: 2h
    respond_within: ▸5 parsecs
    updates: { every: ▸0m }
    monitor: { min: 1h, max: ▸30m }
    escalation:
      - { after: 1h, targets: [devops] }
      - { after: ▸1m, targets: [devops] }
  - ▸{ title: nameless }
  - { name: P4, rank: ▸1 }
  - { name: ▸p4 }
people: ▸!handles { devops: ["@a"] }
aliases: { fixing: ▸repairing, monitoring: ▸mitigating }
timezone: ▸Europe/Berln
gates: { resolved: { needs: [▸severty] } }
authority: { respond: { roles: [▸owner] } }`);
    const { problems } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
    const told = marks.filter((_mark, index) => index !== 1);
    expect(problems.map(({ line, column }) => ({ line, column }))).toEqual(told);
    expect(new Set(problems.map(({ code }) => code)).size).toBeGreaterThanOrEqual(11);
  });

  test('a section that is written twice is told, and what is in it is left alone', () => {
    const { problems } = readPolicy('labels: { incidnt: a }\nlabels: { status: b }\nfoo: 1', 'f');
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'yaml-syntax'],
      [3, 'unknown-key'],
    ]);
  });

  test.each([
    { name: 'twenty', lines: 20, last: 'unknown-key' },
    { name: 'one more', lines: 21, last: '2 more problems begin here. Correct those above first.' },
    { name: 'thousands', lines: 9_000, last: '8981 more problems begin here. Correct those above first.' },
  ])('$name: up to twenty are told, then how many more', ({ lines, last }) => {
    const { problems } = readPolicy(Array.from({ length: lines }, (_, line) => `k${line}: 1`).join('\n'), 'f');
    expect(problems).toHaveLength(20);
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect([problems[19]?.code, problems[19]?.message]).toContain(last);
  });
});

describe('what was meant', () => {
  test.each([
    { name: 'a slip in a key', text: 'levels: [{ name: P0, monitr: 2h }]', says: '`levels.0` has no key `monitr`; did you mean `monitor`?' },
    { name: 'a key in camel case', text: 'levels: [{ name: P0, respondWithin: 2h }]', says: 'did you mean `respond_within`?' },
    { name: 'a key with a dash', text: 'business-hours: {}', says: 'the policy has no key `business-hours`; did you mean `business_hours`?' },
    { name: 'a slip in a key of a section that may be written otherwise', text: 'levels: [{ name: P0, monitor: { min: 1h, mx: 2h } }]', says: '`levels.0.monitor` has no key `mx`' },
    { name: 'a slip in a gate', text: 'gates: { resolvd: {} }', says: 'did you mean `resolved`?' },
    { name: 'a slip in a key of every gate', text: 'gates: { resolved: { needz: [] } }', says: 'did you mean `needs`?' },
    { name: 'a slip in a kind of message', text: 'messages: { al_clear: github }', says: 'did you mean `all_clear`?' },
    { name: 'a key of another section', text: 'on_status_change: true', says: 'it belongs to `levels.updates`' },
    { name: 'a key of things in another section', text: 'silent_for: 5m', says: 'it belongs to `levels.escalation`' },
    { name: 'a key of nothing, in a short section', text: 'labels: { colour: red }', says: 'it knows incident, status_prefix, severity_prefix, backlog and drill' },
    { name: 'a key of nothing, in a long section', text: 'colour: red', says: 'docs/policy.md lists its keys' },
    { name: 'a merge key', text: 'levels: [{ name: P0, <<: { rank: 1 } }]', says: 'YAML 1.2 has no merge keys' },
    { name: 'a slip in a word', text: 'aliases: { fixing: mitigatng }', says: 'did you mean `mitigating`?' },
    { name: 'a word in another case', text: 'aliases: { fixing: Mitigating }', says: 'found "Mitigating", expected investigating, identified, mitigating, monitoring or resolved; did you mean `mitigating`?' },
    { name: 'a slip in a condition', text: 'levels: [{ name: P0, escalation: [{ after: 0m, targets: [a], when: [previous_silent] }] }]', says: 'did you mean `previous-silent`?' },
    { name: 'a number in quotes', text: 'levels: [{ name: P0, rank: "1" }]', says: 'found "1", expected number. Write it without quotes.' },
    { name: 'a text without quotes', text: 'labels: { status_prefix: 7 }', says: 'found 7, expected string (a text). Write it in quotes.' },
    { name: 'yes', text: 'levels: [{ name: P0, alert: yes }]', says: 'found "yes", expected boolean (true or false). Write true or false.' },
    { name: 'nothing', text: 'levels:', says: 'found nothing, expected array (a list). Write a value or remove the key.' },
    { name: 'neither way of writing it', text: 'levels: [{ name: P0, monitor: true }]', says: 'found true, expected string or object' },
    { name: 'one of two ways, wrong inside', text: 'levels: [{ name: P0, monitor: { min: soon } }]', says: '`levels.0.monitor.min`: found "soon", expected a duration' },
    { name: 'one of two ways, and something missing', text: 'levels: [{ name: P0, monitor: { max: 1h } }]', says: '`levels.P0.monitor` has no `min`. Write it.' },
    { name: 'a per cent that is no share', text: 'rollback: { recommend_when: [{ id: a, says: b, error_rate_over: 10 }] }', says: 'a share: write 0.1 for 10 %' },
    { name: 'more than everything', text: 'rollback: { recommend_when: [{ id: a, says: b, error_rate_over: 101 }] }', says: 'found 101, expected at most 1. Correct it.' },
    { name: 'too long a text', text: `runbook: { title: ${'x'.repeat(501)} }`, says: 'has 501 characters, expected at most 500. Shorten it.' },
    { name: 'too long a list', text: `people: { a: [${'"@a",'.repeat(51)}] }`, says: '`people.a`: has 51 items, expected at most 50. Shorten it.' },
    { name: 'too short a list', text: 'business_hours: { days: [] }', says: 'has 0 items, expected at least 1' },
    { name: 'an empty text', text: 'labels: { incident: "" }', says: 'is empty, expected at least 1 character' },
    { name: 'too great a number', text: 'reports_per_hour: 61', says: 'found 61, expected at most 60' },
    { name: 'too small a number', text: 'hotfix: { max_changed_lines: 0 }', says: 'found 0, expected more than 0' },
    { name: 'half a number', text: 'reports_per_hour: 1.5', says: 'found 1.5, expected a whole number' },
    { name: 'a name that is too long', text: `people: { ${'x'.repeat(61)}: [] }`, says: 'this name cannot be' },
    { name: 'a day that is none', text: 'business_hours: { holidays: [2026-02-30] }', says: 'found "2026-02-30", expected a date such as 2026-12-25' },
    { name: 'things that are missing, together', text: 'phases: [{ id: a }]', says: '`phases.a` has no `title`, `status` and `over_when`. Write them.' },
    { name: 'a thing that has no name', text: 'levels: [{ title: x }]', says: '`levels.0` has no `name`. Write it.' },
    { name: 'an id that is taken', text: 'checklist: [{ id: a, text: A }, { id: A1, text: B }, { id: a, text: C }]', says: '`checklist`: the id `a` is written twice. Remove one.' },
    { name: 'a name that is taken in another case', text: 'levels: [{ name: P0 }, { name: p0 }]', says: 'level p0 is written twice; labels are the same whatever their case. Remove one.' },
    { name: 'an anchor that is not there', text: 'people:\n  a: *handles', says: 'Unresolved alias' },
  ])('$name', ({ text, says }) => {
    const { problems } = readPolicy(text, 'f');
    expect(problems.map(({ message }) => message).join('\n')).toContain(says);
    for (const { message } of problems) expect(message).toMatch(/(Correct|Write|Remove|Shorten|Delete)\b[^.]*\.$/);
  }); // biome-ignore format: a table

  test('a preset', () => {
    const { problems } = policyFrom(shipped.policies, { source: 'f', version: '1', text: 'preset: Standrd' }, null);
    expect(problems).toEqual([
      {
        file: 'f',
        line: 1,
        column: 9,
        code: 'unknown-preset',
        message: expect.stringMatching(
          /no preset `Standrd`; expected github, .* Did you mean `standard`\? Correct its name\.$/,
        ),
      },
    ]);
  });

  test('a thing that is to be changed, whose id has a slip', () => {
    const text = 'preset: github\nchecklist: [{ id: cuase, optional: true }]';
    const { problems } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
    expect(problems.map(({ line, column, message }) => [line, column, message])).toEqual([
      [2, 13, '`checklist.cuase` has no `text`; did you mean `cause`? Write it or correct the name.'],
    ]);
  });
});

describe('a text that would do harm', () => {
  test.each([
    { name: 'keys by the thousand', text: `{${Array.from({ length: 20_000 }, (_, key) => key.toString(36)).join(',').slice(0, 99_000)}}`, code: 'unknown-key' },
    { name: 'one key by the thousand', text: 'a: 1\n'.repeat(19_000), code: 'yaml-syntax' },
    { name: 'a key twice in every thing of a list', text: `levels:\n${'- {a: 1, a: 2}\n'.repeat(6_000)}`, code: 'yaml-syntax' },
    { name: 'things without a name by the thousand', text: `levels:\n${'- {}\n'.repeat(19_000)}`, code: 'too_big' },
    { name: 'tags by the thousand', text: `levels:\n${'- !x a\n'.repeat(12_000)}`, code: 'yaml-syntax' },
    { name: 'aliases by the thousand', text: `levels: [&a a,${'*a,'.repeat(33_000)}]`, code: 'yaml-unreadable' },
    { name: 'handles by the thousand', text: `people: { a: [${'x,'.repeat(49_000)}] }`, code: 'too_big' },
    { name: 'one enormous line', text: `preset: ${'x'.repeat(99_000)}`, code: 'unknown-preset' },
  ])('$name: is refused, in short words', ({ text, code }) => {
    const { problems } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
    expect(problems[0]?.code).toBe(code);
    expect(problems.length).toBeLessThanOrEqual(20);
    expect(Math.max(...problems.map(({ message }) => message.length))).toBeLessThan(400);
  }); // biome-ignore format: a table

  test.each([
    { name: 'at the top', text: '__proto__: { levels: [] }', at: [1, 1] },
    { name: 'as a role', text: 'people: { __proto__: ["@a"] }', at: [1, 11] },
    { name: 'in a level', text: 'levels:\n  - name: P0\n    __proto__: { rank: 1 }', at: [3, 5] },
  ])('__proto__ $name is refused', ({ text, at }) => {
    const { written, problems } = readPolicy(text, 'f');
    expect(written).toBeNull();
    expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([[...at, 'unknown-key']]);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('a role called %s is a role like any other', (role) => {
    const text = `preset: none\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [${role}] }] }]\npeople: { ${role}: ["@a"] }`;
    const { problems, policy } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
    expect(problems).toEqual([]);
    expect(Object.entries(policy.people)).toEqual([[role, ['@a']]]);
  });

  test('what a long text says is repeated in short', () => {
    const { problems } = readPolicy(`aliases: { fixing: ${'y'.repeat(5_000)} }`, 'f');
    expect(problems[0]?.message.length).toBeLessThan(200);
  });
});

describe('any policy with any mistake', () => {
  const sound: unknown = parse(shipped.policies['github'] ?? '');

  /** A copy in which one thing is replaced, renamed or taken out. */
  function mutated(value: unknown, steps: readonly number[], put: unknown): unknown {
    const [step, ...rest] = steps;
    if (step === undefined || typeof value !== 'object' || value === null) return put;
    const keys = Object.keys(value);
    const key = keys[step % Math.max(1, keys.length)] ?? 'x';
    const inner = mutated(Reflect.get(value, key), rest, put);
    if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? inner : item));
    return { ...value, [rest.length === 0 && step % 3 === 0 ? `${key}x` : key]: inner };
  }

  const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant([]), fc.constant({}), fc.constant(['x', { id: 'a' }]), fc.constant('15m'));

  test('is read without a throw, and every problem has a place inside the file', () => {
    const steps = fc.array(fc.nat(40), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(steps, anything), { minLength: 1, maxLength: 6 }), fc.boolean(), (mistakes, flow) => {
        const value = mistakes.reduce((now, [path, put]) => mutated(now, path, put), sound);
        const text = stringify(value, flow ? { collectionStyle: 'flow' } : {});
        const lines = text.split('\n');
        const { problems, policy } = policyFrom(shipped.policies, { source: 'f', version: '1', text }, null);
        for (const { line, column, message } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
          expect(message).toMatch(/(Correct|Write|Remove|Shorten|Delete)\b[^.]*\.$/);
        }
        expect(policy.source.from).toBe(problems.length === 0 ? 'f' : 'built-in');
        expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(problems.length);
      }),
      { numRuns: 60 },
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abc:-{}[],&*!|>\n \t"\'#?<0._'), maxLength: 120 }), (text) => {
        for (const { line, column } of policyFrom(shipped.policies, { source: 'f', version: '1', text }, null).problems) {
          expect(line).toBeLessThanOrEqual(text.split(/\r?\n/).length);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });
}); // biome-ignore format: one thought a line

describe('a sound policy', () => {
  test.each([
    { name: 'people', text: 'people: { devops: ["@acme/on-call", "@some-body"] }' },
    { name: 'an account of managed users', text: 'people: { devops: ["@mona_acme"] }' },
    { name: 'a byte order mark', text: '\ufefflabels: { incident: outage }' },
    { name: 'Windows line ends', text: 'labels:\r\n  incident: outage\r\n' },
    { name: 'the longest time', text: 'time_box: 3650d' },
    { name: 'the shortest pause', text: 'levels: [{ name: P0, updates: { every: 60s } }]' },
    { name: 'an alias or two', text: 'levels:\n  - { name: P0, monitor: &m 2h }\n  - { name: P1, monitor: *m }' },
    {
      name: 'JSON in one long line',
      text: JSON.stringify({
        people: Object.fromEntries(Array.from({ length: 60 }, (_, role) => [`role-${role}`, ['@a']])),
      }),
    },
    { name: 'durations of every kind', text: 'levels:\n  - { name: P0, monitor: 1 day, respond_within: PT5M }' },
  ])('$name: is read', ({ text }) => {
    expect(readPolicy(text, 'firebreak.yml')).toMatchObject({ problems: [], written: expect.anything() });
  });
});
