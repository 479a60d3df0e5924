// A policy that lies over another repository's: which texts it is composed of, in which order, and what is told when one is not right.
import { describe, expect, test } from 'vitest';
import type { PolicyFile } from '../../../src/core/facts.ts';
import { asShownIn, notRead } from '../../../src/core/policy/not-read.ts';
import { type Bases, policyFrom, policyOfWritten, readWritten } from '../../../src/core/policy/policy-from.ts';
import { shipped } from '../../support/builders.ts';

const own = 'acme/shop/.github/firebreak.yml';

function file(text: string | null, source = own): PolicyFile {
  return { source, version: `of ${source}`, text };
}

/** Bases by name, as `needs` names them. */
function basesOf(texts: Readonly<Record<string, string | null>>): Bases {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text === null ? null : file(text, name.replace(':', '/'))]),
  );
}

function read(text: string, texts: Readonly<Record<string, string | null>> = {}, source = own) {
  return policyFrom(shipped.policies, file(text, source), null, basesOf(texts));
}

/** `file:line:column code`. */
function told(text: string, texts: Readonly<Record<string, string | null>>) {
  return read(text, texts).problems.map(({ file: at, line, column, code }) => `${at}:${line}:${column} ${code}`);
}

const policies = 'acme/policies:.github/firebreak.yml';
const org = 'acme/org:.github/firebreak.yml';

describe('what must be read first', () => {
  test.each([
    { name: 'a repository of the same owner', text: '_extends: policies', needs: policies },
    { name: 'the organisation’s own', text: '_extends: .github', needs: 'acme/.github:.github/firebreak.yml' },
    { name: 'a repository of another owner', text: '_extends: other/policies', needs: 'other/policies:.github/firebreak.yml' },
    { name: 'a path', text: '_extends: policies:runbooks/shop.yml', needs: 'acme/policies:runbooks/shop.yml' },
    { name: 'with mistakes of its own, which can wait', text: '_extends: policies\nfoo: 1', needs: policies },
  ])('$name', ({ text, needs }) => {
    expect(read(text)).toMatchObject({ needs, problems: [], lastGood: null, policy: { source: { from: 'built-in' } } });
  }); // biome-ignore format: a table

  test('the last good policy is in force meanwhile', () => {
    const good = file('labels: { status_prefix: "is: " }');
    const { policy, lastGood, needs } = policyFrom(shipped.policies, file('_extends: policies'), good, {});
    expect([policy.labels.statusPrefix, lastGood, needs]).toEqual(['is: ', good, policies]);
  });

  test.each([
    { name: 'of the base', text: '_extends: other/policies', base: 'other/policies:.github/firebreak.yml', of: '_extends: core', needs: 'other/core:.github/firebreak.yml' },
    { name: 'of a base of the same owner', text: '_extends: policies', base: policies, of: '_extends: core:a.yml', needs: 'acme/core:a.yml' },
  ])('a base $name is next, and its repository is one of the base’s owner', ({ text, base, of, needs }) => {
    expect(read(text, { [base]: of }).needs).toBe(needs);
  }); // biome-ignore format: a table

  test('nothing, when all is there', () => {
    expect(read('_extends: policies', { [policies]: '{}' })).toMatchObject({ needs: null, problems: [] });
  });

  test('a file that is in no repository names its bases as it does', () => {
    expect(read('_extends: policies', {}, 'firebreak.yml').needs).toBe('policies:.github/firebreak.yml');
  });
});

describe('a name that names no file is refused before anything is asked for', () => {
  const asked = /expected a repository, or repository:path/;
  const path = /without empty parts, `\.` or `\.\.`/;
  test.each([
    { name: 'a path that is the root', named: 'policies:/', says: path },
    { name: 'a path that is the folder itself', named: 'policies:./', says: path },
    { name: 'no path behind the colon', named: '"policies:"', says: asked },
    { name: 'a path from the root', named: 'policies:/shop.yml', says: path },
    { name: 'a path from here', named: 'policies:./shop.yml', says: path },
    { name: 'a path upwards', named: 'policies:../../shop/secrets.yml', says: path },
    { name: 'a path upwards from within', named: 'policies:a/../../b.yml', says: path },
    { name: 'a path through nothing', named: 'policies:a//b.yml', says: path },
    { name: 'a folder', named: 'policies:a/', says: path },
    { name: 'dots in code', named: 'policies:%2e%2e/b.yml', says: asked },
    { name: 'a backslash', named: "'policies:..\\b.yml'", says: asked },
    { name: 'a NUL', named: '"policies:a\\0.yml"', says: asked },
    { name: 'a line break at the end', named: '"policies:a.yml\\n"', says: asked },
    { name: 'a query', named: 'policies:a.yml?ref=main', says: asked },
    { name: 'the repository that is a dot', named: '.', says: asked },
    { name: 'the repository that is two', named: 'acme/..', says: asked },
    { name: 'the owner that is two', named: '../policies', says: asked },
    { name: 'two colons', named: 'policies:a:b.yml', says: asked },
    { name: 'a path of absurd length', named: `policies:${'a/'.repeat(400)}b.yml`, says: /has 814 characters, expected at most 300/ },
    { name: 'a repository of absurd length', named: `acme/${'a'.repeat(101)}`, says: asked },
  ])('$name', ({ named, says }) => {
    const { needs, problems } = read(`labels: {}\n_extends: ${named}`);
    expect([needs, problems.map(({ line, column }) => [line, column])]).toEqual([null, [[2, 11]]]);
    expect(problems[0]?.message).toMatch(says);
    expect(problems[0]?.message).toMatch(/(Correct|Shorten) it\.$/);
  });
}); // biome-ignore format: a table

describe('what lies over what', () => {
  const texts = {
    [policies]: '_extends: org\nlabels: { status_prefix: "near: " }\nlevels: [{ name: P0, monitor: 2m, respond_within: 2m }]',
    [org]: 'labels: { status_prefix: "far: ", severity_prefix: "far: " }\nlevels: [{ name: P0, monitor: 3m, respond_within: 3m, resolve_within: 3h }]',
  }; // biome-ignore format: one thought a line

  test('the preset, the furthest base, the nearer one, the file', () => {
    const { policy, problems } = read('_extends: policies\nlevels: [{ name: P0, monitor: 1m }]', texts);
    expect(problems).toEqual([]);
    expect(policy.labels).toMatchObject({ statusPrefix: 'near: ', severityPrefix: 'far: ', incident: 'incident' });
    expect(policy.levels.find(({ name }) => name === 'P0')).toMatchObject({
      monitor: { min: 'PT1M' },
      respondWithin: 'PT2M',
      resolveWithin: 'PT3H',
      rank: 1,
    });
    expect(policy.source).toEqual({ from: own, version: `of ${own}` });
  });

  test.each([
    { name: 'the file’s', text: '_extends: policies\npreset: sev', base: 'preset: standard', preset: 'sev' },
    { name: 'the base’s where the file names none', text: '_extends: policies', base: 'preset: standard', preset: 'standard' },
    { name: 'the default where nobody names one', text: '_extends: policies', base: '{}', preset: 'github' },
    { name: 'none', text: '_extends: policies\npreset: none', base: 'preset: sev\nlevels: [{ name: A }]', preset: 'none' },
  ])('the preset is $name', ({ text, base, preset }) => {
    expect(read(text, { [policies]: base })).toMatchObject({ problems: [], policy: { preset } });
  }); // biome-ignore format: a table

  test('a thing of the base can be changed without saying all of it', () => {
    const { policy, problems } = read('_extends: policies\npreset: none\nchecklist: [{ id: a, optional: true }]', {
      [policies]: 'levels: [{ name: A }]\nchecklist: [{ id: a, text: Ask }]',
    });
    expect(problems).toEqual([]);
    expect(policy.checklist).toMatchObject([{ id: 'a', text: 'Ask', optional: true }]);
  });

  test('five bases are possible', () => {
    const five = Object.fromEntries(
      [1, 2, 3, 4, 5].map((base) => [
        `acme/b${base}:.github/firebreak.yml`,
        base === 5 ? 'reports_per_hour: 5' : `_extends: b${base + 1}`,
      ]),
    );
    expect(read('_extends: b1', five)).toMatchObject({ problems: [], needs: null, policy: { reportsPerHour: 5 } });
  });
});

describe('a chain that cannot be', () => {
  test.each([
    { name: 'a base that is not there', text: 'labels: {}\n_extends: policies', texts: { [policies]: null }, problems: [`${own}:2:11 extends-not-there`] },
    { name: 'a base that is not there, and a mistake of the file', text: 'foo: 1\n_extends: policies', texts: { [policies]: null }, problems: [`${own}:1:1 unknown-key`, `${own}:2:11 extends-not-there`] },
    { name: 'itself', text: '_extends: shop', texts: {}, problems: [`${own}:1:11 extends-circle`] },
    { name: 'itself in another case', text: '_extends: ACME/Shop', texts: {}, problems: [`${own}:1:11 extends-circle`] },
    { name: 'a base that extends the file', text: '_extends: policies', texts: { [policies]: '\n_extends: shop' }, problems: [`${own}:1:11 extends-broken`, 'acme/policies/.github/firebreak.yml:2:11 extends-circle'] },
    { name: 'two bases that extend each other', text: '_extends: policies', texts: { [policies]: '_extends: org', [org]: '_extends: policies' }, problems: [`${own}:1:11 extends-broken`, 'acme/org/.github/firebreak.yml:1:11 extends-circle'] },
    { name: 'a base of a base that is not there', text: '_extends: policies', texts: { [policies]: '_extends: org', [org]: null }, problems: [`${own}:1:11 extends-broken`, 'acme/policies/.github/firebreak.yml:1:11 extends-not-there'] },
    { name: 'six bases', text: '_extends: b1', texts: Object.fromEntries([1, 2, 3, 4, 5, 6].map((base) => [`acme/b${base}:.github/firebreak.yml`, `_extends: b${base + 1}`])), problems: [`${own}:1:11 extends-broken`, 'acme/b5/.github/firebreak.yml:1:11 extends-too-long'] },
    { name: 'a name that is none', text: '_extends: a b', texts: {}, problems: [`${own}:1:11 invalid_format`] },
    { name: 'a base that is empty', text: '_extends: policies', texts: { [policies]: '' }, problems: [`${own}:1:11 extends-broken`, 'acme/policies/.github/firebreak.yml:1:1 empty'] },
  ])('$name', ({ text, texts, problems }) => {
    expect(told(text, texts)).toEqual(problems);
  }); // biome-ignore format: a table

  test.each([
    { name: 'a base that is not there', text: '_extends: policies', texts: { [policies]: null }, says: /`acme\/policies:\.github\/firebreak\.yml` cannot be read: .*the app is not installed on it\. Correct the name or install the app there\.$/ },
    { name: 'a circle', text: '_extends: policies', texts: { [policies]: '_extends: shop' }, says: /acme\/shop:\.github\/firebreak\.yml → acme\/policies:\.github\/firebreak\.yml → acme\/shop:\.github\/firebreak\.yml\. Remove it from one of them\.$/ },
    { name: 'a broken base', text: '_extends: policies', texts: { [policies]: 'foo: 1' }, says: /`acme\/policies\/\.github\/firebreak\.yml`, which this policy lies over, has problems/ },
  ])('$name says what to do', ({ text, texts, says }) => {
    expect(read(text, texts).problems.map(({ message }) => message).join('\n')).toMatch(new RegExp(says.source, 'm'));
  }); // biome-ignore format: a table

  test('names no need and leaves the last good policy in force', () => {
    const good = file('labels: { status_prefix: "is: " }');
    const bases = basesOf({ [policies]: null });
    const { policy, needs, lastGood } = policyFrom(shipped.policies, file('_extends: policies'), good, bases);
    expect([policy.labels.statusPrefix, needs, lastGood]).toEqual(['is: ', null, good]);
  });
});

describe('problems of a base', () => {
  test('are listed under its own name, behind those of the file', () => {
    expect(told('foo: 1\n_extends: policies\nbar: 1', { [policies]: '# a\nbaz: 1\nlevels: [{ name: P0, rank: "1" }]' })).toEqual([
      `${own}:1:1 unknown-key`,
      `${own}:2:11 extends-broken`,
      `${own}:3:1 unknown-key`,
      'acme/policies/.github/firebreak.yml:2:1 unknown-key',
      'acme/policies/.github/firebreak.yml:3:28 invalid_type',
    ]);
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'where it is written', text: '_extends: policies', base: 'levels: [{ name: P4, rank: 1 }]', problems: [`${own}:1:11 extends-broken`, 'acme/policies/.github/firebreak.yml:1:28 rank-taken'] },
    { name: 'in the file when that has to do with it', text: '_extends: policies\nlevels: [{ name: P5, rank: 9 }]', base: 'levels: [{ name: P4, rank: 9 }]', problems: [`${own}:2:28 rank-taken`] },
    { name: 'nowhere when the file puts it right', text: '_extends: policies\nlevels: [{ name: P4, rank: 9 }]', base: 'levels: [{ name: P4, rank: 1 }]', problems: [] },
  ])('a broken rule is told $name', ({ text, base, problems }) => {
    expect(told(text, { [policies]: base })).toEqual(problems);
  }); // biome-ignore format: a table

  test('a preset that is none is told where it is named', () => {
    expect(told('_extends: policies', { [policies]: 'preset: gihub' })).toEqual([
      `${own}:1:11 extends-broken`,
      'acme/policies/.github/firebreak.yml:1:9 unknown-preset',
    ]);
  });

  test('what a base that is not there could have is not asked for', () => {
    const text = '_extends: policies\nauthority: { rules: [{ commands: [ack], levels: [X1], who: {} }] }\ngates: { resolved: { needs: [x] } }';
    expect(told(text, { [policies]: null })).toEqual([`${own}:1:11 extends-not-there`]);
  }); // biome-ignore format: one thought a line

  test('a list that becomes too long by lying over another is told, too', () => {
    const levels = (from: number) =>
      `levels: [${Array.from({ length: 15 }, (_, at) => `{ name: L${from + at}, rank: ${at + 1} }`).join()}]`;
    const { problems } = read(`_extends: policies\npreset: none\n${levels(1)}`, { [policies]: levels(16) });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([[3, 'too_big']]);
  });
});

describe('the last good policy', () => {
  const bases = basesOf({ [policies]: 'labels: { status_prefix: "is: " }' });

  test('is kept as written when it lies over no repository', () => {
    const text = '# "_extends: x" in a comment is none\nlabels: { status_prefix: "is: " }';
    expect(read(text).lastGood).toEqual(file(text));
  });

  test.each([
    { name: 'plainly', text: '_extends: policies' },
    { name: 'in quotes, in JSON', text: '{ "labels": {}, "_extends": "policies" }' },
  ])('is kept composed when it lies over one ($name), and holds without it', ({ text }) => {
    const first = policyFrom(shipped.policies, file(text), null, bases);
    expect(first.lastGood).toEqual({ ...file(text), text: first.written });
    const later = policyFrom(shipped.policies, file('{'), first.lastGood, {});
    expect(later.policy).toEqual(first.policy);
    expect(policyFrom(shipped.policies, first.lastGood ?? file(null), first.lastGood, {})).toMatchObject({
      policy: first.policy,
      problems: [],
      needs: null,
    });
  });

  test('of another release is in force as far as this one knows it', () => {
    const text = JSON.stringify({ preset: 'none', levels: [{ name: 'A', colour: 'red' }], labels: { status_prefix: 'is: ' } });
    const { policy, lastGood } = policyFrom(shipped.policies, file('{'), file(text), {});
    expect(policy).toMatchObject({ labels: { statusPrefix: 'is: ' }, levels: [{ name: 'A' }], preset: 'none' });
    expect(lastGood?.text).toBe(text);
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'without any level that this release knows', text: '{"preset":"none","levels":[{"name":"!"}]}' },
    { name: 'that is JSON and no composed text', text: '{"foo":1}' },
    { name: 'that is nothing', text: '' },
  ])('$name is not in force', ({ text }) => {
    expect(policyFrom(shipped.policies, file('{'), file(text), {}).policy.source.from).toBe('built-in');
  });
});

describe('a base of which nobody knows what it says', () => {
  const good = file('labels: { status_prefix: "is: " }', own);

  test.each([
    { why: 'refused', says: /GitHub refused to give it\. Let the app/ },
    { why: 'unavailable', says: /GitHub could not be asked for it\. It is asked for again/ },
    { why: 'private', says: /is in a private repository and this one is public.*put it into a public repository/s },
  ] as const)('$why: the last good one is in force, and it says what to do', ({ why, says }) => {
    const bases = { [policies]: notRead('acme/policies/.github/firebreak.yml', why) };
    const { policy, problems, lastGood, needs } = policyFrom(shipped.policies, file('_extends: policies'), good, bases);
    expect(policy.labels.statusPrefix).toBe('is: ');
    expect(problems).toMatchObject([{ file: own, line: 1, column: 11, code: `extends-${why}` }]);
    expect(problems[0]?.message).toMatch(says);
    expect(problems[0]?.message).toContain('acme/policies:.github/firebreak.yml');
    expect([lastGood, needs]).toEqual([good, null]);
  });

  test('beside it, what is valid of the file and of its other bases holds: whom it reaches', () => {
    const bases = { ...basesOf({ [policies]: '_extends: org\npeople: { oncall: ["@a"] }' }), [org]: notRead('acme/org', 'refused') };
    const { policy } = policyFrom(shipped.policies, file('_extends: policies\npeople: { devops: ["@b"] }'), null, bases);
    expect(policy.people).toEqual({ oncall: ['@a'], devops: ['@b'] });
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'a public repository takes none from a private one', here: false, there: true, notRead: 'private' },
    { name: 'a public one from a public one', here: false, there: false, notRead: undefined },
    { name: 'a private one from a private one', here: true, there: true, notRead: undefined },
  ])('$name', ({ here, there, notRead: why }) => {
    const shown = asShownIn({ private: here }, { ...file('preset: sev'), private: there });
    expect([shown.notRead, shown.text]).toEqual([why, why === undefined ? 'preset: sev' : null]);
  });
});

describe('the composed text that an incident keeps', () => {
  const source = { from: own, version: 'v1' };

  test.each(Object.keys(shipped.policies))('%s: is the policy again', (preset) => {
    const { policy, written } = read(`preset: ${preset}\npeople: { devops: ["@a"] }\nlevels: [{ name: P3, removed: true }]`);
    expect(policyOfWritten(written, policy.source)).toEqual(policy);
    expect(readWritten(written, policy.source)).toEqual({ policy, leftOut: [] });
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'a key that is not known', change: { colour: 'red' }, leftOut: ['colour'], keeps: {} },
    { name: 'a key inside that is not known', change: { labels: { colour: 'red', status_prefix: 'is: ' } }, leftOut: ['labels.colour'], keeps: { labels: { statusPrefix: 'is: ' } } },
    { name: 'a value that is not taken any more', change: { reports_per_hour: 1000 }, leftOut: ['reports_per_hour'], keeps: { reportsPerHour: 3 } },
    { name: 'a value of a level', change: { levels: [{ name: 'A', rank: 1, monitor: 'for ages', respond_within: '5m' }] }, leftOut: ['levels.A.monitor'], keeps: { levels: [{ name: 'A', monitor: null, respondWithin: 'PT5M' }] } },
    { name: 'a step without whom it pages', change: { levels: [{ name: 'A', rank: 1, escalation: [{ after: '0m' }, { after: '1m', targets: ['b'] }] }] }, leftOut: ['levels.A.escalation.0'], keeps: { levels: [{ escalation: [{ after: 'PT1M', targets: ['b'] }] }] } },
    { name: 'a thing whose name is wrong', change: { checklist: [{ id: 'A B', text: 'x' }, { id: 'b', text: 'y' }] }, leftOut: ['checklist.A B.id', 'checklist.A B'], keeps: { checklist: [{ id: 'b' }] } },
    { name: 'a section that is none', change: { labels: 7 }, leftOut: ['labels'], keeps: { labels: { statusPrefix: 'status: ' } } },
  ])('$name is left out and said', ({ change, leftOut, keeps }) => {
    const written = JSON.stringify({ preset: 'none', levels: [{ name: 'A', rank: 1 }], ...change });
    const found = readWritten(written, source);
    expect(found.leftOut).toEqual(leftOut);
    expect(found.policy).toMatchObject({ levels: [{ name: 'A' }], source, preset: 'none', ...keeps });
    expect(policyOfWritten(written, source)).toEqual(found.policy);
  }); // biome-ignore format: a table

  test.each(['', '{', '[]', 'null', '"text"', '7', 'levels: []'])('%j is none, and that is an error', (text) => {
    expect(() => policyOfWritten(text, source)).toThrow(
      new TypeError('A composed policy is the text of a JSON object.'),
    );
  });
});
