// `firebreak policy check|show|diff`: what they print, where, and how they end.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { run } from '../../src/cli/run.ts';
import { WrongUse } from '../../src/cli/verb.ts';
import { verbs } from '../../src/cli/verbs.ts';
import { policyOf, shipped } from '../support/builders.ts';

/** Runs the command on files that are only in memory. */
async function firebreak(words: string, files: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(words.split(' '), verbs, {
    read: async (path) => {
      const text = files[path];
      if (text === undefined) throw new WrongUse(`${path} cannot be read (no such file).`);
      return text;
    },
    write: () => Promise.reject(new Error('no file is written')),
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const sound = 'people: { devops: ["@acme/on-call"] }\nquiet_hours: { from: "22:00", to: "07:00" }\n';
const broken = 'preset: gihub\nlevels:\n  - name: P0\n    monitr: 2h\n';
const over = '_extends: acme/policies\nlevels: [{ name: P0, respond_within: 1m }]\n';

describe('policy check', () => {
  test('of sound files says levels, preset, and what is not acted on yet', async () => {
    const files = { 'a.yml': sound, 'b.yml': 'preset: none\nlevels: [{ name: Major }, { name: Minor }]' };
    expect(await firebreak('policy check a.yml b.yml', files)).toEqual({
      status: 0,
      out: [
        'a.yml: sound, levels P0, P1, P2, P3 over the preset github.',
        'a.yml: warning: nobody is mapped to ceo, manager: whoever is mapped nearest is mentioned instead. Map them under `people`.',
        'b.yml: sound, levels Major, Minor, over no preset.',
        'b.yml: warning: it pages nobody: no level has a ladder. Write one under `escalation`.',
      ].join('\n'),
      err: '',
    });
  });

  test('warns of a policy that pages nobody, and names the roles', async () => {
    const text = 'preset: none\nlevels: [{ name: P0, audience: [boss], escalation: [{ after: 0m, targets: [oncall, lead] }] }]\npeople: { oncall: [] }';
    const warning = 'a.yml: warning: it pages nobody: nobody is mapped to oncall, lead, boss. Map them under `people`.';
    expect(await firebreak('policy check a.yml', { 'a.yml': text })).toEqual({ status: 0, out: `a.yml: sound, levels P0, over no preset.\n${warning}`, err: '' });
    expect(await firebreak('policy check a.yml --json', { 'a.yml': text })).toEqual({ status: 0, out: '[]', err: warning });
    const mapped = text.replace('{ oncall: [] }', '{ oncall: ["@a"], lead: ["@b"], boss: ["@c"] }');
    expect((await firebreak('policy check a.yml', { 'a.yml': mapped })).out).toBe('a.yml: sound, levels P0, over no preset.');
  }); // biome-ignore format: one thought a line

  test('--against an older file tells who is on call instead of whom', async () => {
    const file = (overrides: string) => `preset: none\ntimezone: Europe/Berlin\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }]\non_call: [{ id: oncall, people: ["@a", "@b"], begins: 2026-12-07, hand_over: { day: mon, time: "09:00" }, overrides: [${overrides}] }]\n`;
    const files = { 'old.yml': file(''), 'new.yml': file('{ from: 2026-12-08, to: 2026-12-08, who: "@b" }'), 'broken.yml': 'levls: []' };
    const said = await firebreak('policy check new.yml --against old.yml', files);
    const swap = 'new.yml: on call as oncall from Tue 2026-12-08 00:00 Europe/Berlin (2026-12-07 23:00 UTC) until Wed 2026-12-09 00:00 Europe/Berlin (2026-12-08 23:00 UTC): @b instead of @a.';
    expect(said.status).toBe(0);
    expect(said.out.split('\n')).toContain(swap);
    expect(await firebreak('policy check new.yml --against old.yml --json', files)).toEqual({ status: 0, out: '[]', err: swap });
    expect((await firebreak('policy check old.yml --against old.yml', files)).out).toContain('old.yml: overrides put nobody else on call than before.');
    expect(await firebreak('policy check new.yml --against broken.yml', files)).toMatchObject({ status: 2, err: expect.stringContaining('broken.yml is not sound') });
  }); // biome-ignore format: one thought a line

  test('of rotations tells what a reviewer of a swap should look at', async () => {
    const ladder = 'preset: none\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }]\n';
    const swap = `${ladder}on_call: [{ id: oncall, people: ["@a", "@b"], overrides: [{ from: 2026-12-24, to: 2026-12-26, who: "@c" }, { from: 2026-12-27, to: 2026-12-27, who: "@B" }] }]`;
    const says = async (text: string) => (await firebreak('policy check a.yml', { 'a.yml': text })).out.split('\n').slice(1);
    expect(await says(swap)).toEqual(['a.yml: warning: the override of `oncall` from 2026-12-24 has @c, who is not in the rotation. Look whether that is the right name.']);
    expect(await says(`${ladder}on_call: [{ id: oncall, people: ["@a"] }]\npeople: { oncall: ["@b"] }`)).toEqual([expect.stringContaining('`people.oncall` has people and so has the rotation `oncall`, which goes before them')]);
    expect(await says(`${ladder}people: { oncall: ["@a"] }\non_call: [{ id: database, people: ["@a"] }]`)).toEqual([expect.stringContaining('the rotation `database` fills a role that no ladder, audience or contact names')]);
    expect(await says(`${ladder}on_call: [{ id: oncall, pagerduty: PABC123, pagerduty_users: { a@b.example: a } }]`)).toEqual([expect.stringContaining('PagerDuty as its only source')]);
    const overlapping = `${ladder}on_call: [{ id: oncall, people: ["@a", "@b"], overrides: [{ from: 2026-12-24, to: 2026-12-26, who: "@a" }, { from: 2026-12-26, to: 2026-12-27, who: "@b" }] }]`;
    expect(await firebreak('policy check a.yml', { 'a.yml': overlapping })).toMatchObject({ status: 1, out: expect.stringContaining('on-call-overlap: rotation oncall: the overrides from 2026-12-24 (@a) and from 2026-12-26 (@b) overlap') });
  }); // biome-ignore format: one thought a line

  test('judges templates as the app does, beside policies', async () => {
    const files = {
      'a.yml': 'preset: none\nlevels: [{ name: Major }]',
      'templates/page.md.hbs': '{{summary}}\n',
      'templates/update.github.md.hbs': 'x\n {{{progress}}}',
    };
    const { status, out } = await firebreak(`policy check ${Object.keys(files).join(' ')}`, files);
    expect(status).toBe(1);
    expect(out.split('\n').slice(-2)).toEqual([
      'templates/page.md.hbs: sound, in place of page.',
      'templates/update.github.md.hbs:2:2: template-raw: raw output lets what people type do anything. Write {{progress}} with two braces.',
    ]);
    const json = await firebreak('policy check templates/update.github.md.hbs --json', files);
    expect(JSON.parse(json.out)).toEqual([
      {
        file: 'templates/update.github.md.hbs',
        line: 2,
        column: 2,
        code: 'template-raw',
        message: expect.stringContaining('raw output'),
      },
    ]);
  });

  test('tells every problem of every file, one a line', async () => {
    const { status, out } = await firebreak('policy check a.yml b.yml c.yml', {
      'a.yml': broken,
      'b.yml': sound,
      'c.yml': '{',
    });
    expect(status).toBe(1);
    expect(out.split('\n').map((line) => line.replace(/^(\S+: \S+).*/, '$1'))).toEqual([
      'a.yml:1:9: unknown-preset:',
      'a.yml:4:5: unknown-key:',
      'b.yml: sound,',
      'b.yml: warning:',
      'c.yml:1:2: yaml-syntax:',
    ]);
  });

  test('--json prints them as a list, empty when there are none', async () => {
    const { status, out } = await firebreak('policy check a.yml b.yml --json', { 'a.yml': sound, 'b.yml': broken });
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual([
      { file: 'b.yml', line: 1, column: 9, code: 'unknown-preset', message: expect.stringContaining('`github`') },
      { file: 'b.yml', line: 4, column: 5, code: 'unknown-key', message: expect.stringContaining('`monitor`') },
    ]);
    const { status: fine, out: none } = await firebreak('policy check a.yml --json', { 'a.yml': sound });
    expect([fine, none]).toEqual([0, '[]']);
  });

  test('without the base the file is checked as far as possible, and what is missing is said', async () => {
    const note = 'a.yml: it lies over acme/policies:.github/firebreak.yml, which is not read from here. Give a copy of it with --base FILE.';
    expect(await firebreak('policy check a.yml', { 'a.yml': over })).toEqual({ status: 0, out: note, err: '' });
    expect(await firebreak('policy check a.yml --json', { 'a.yml': over })).toEqual({ status: 0, out: '[]', err: note });
    const { status, out } = await firebreak('policy check a.yml', { 'a.yml': `${over}foo: 1` });
    expect([status, out]).toEqual([1, expect.stringMatching(/^a\.yml:3:1: unknown-key: .*\na\.yml: it lies over /)]);
  }); // biome-ignore format: one thought a line

  test('with its bases it is checked whole, theirs under their names', async () => {
    const files = { 'a.yml': over, 'b.yml': '_extends: core\npreset: sev', 'c.yml': 'levels: [{ name: P0, rank: 5 }]' };
    expect((await firebreak('policy check a.yml --base b.yml,c.yml', files)).out).toMatch(
      /^a\.yml: sound, levels SEV-1, .*, P0 over the preset sev\.\na\.yml: warning: it pages nobody: /,
    );
    const { status, out } = await firebreak('policy check a.yml --base b.yml', { ...files, 'b.yml': 'foo: 1' });
    expect(status).toBe(1);
    expect(out).toMatch(/^a\.yml:1:11: extends-broken: .*\nb\.yml:1:1: unknown-key: /);
  });

  test('nothing in a file moves the cursor', async () => {
    const { out } = await firebreak('policy check a.yml', { 'a.yml': '"a\\e[2J\\r": 1' });
    expect(out).toMatch(/^a\.yml:1:1: unknown-key: \P{Cc}*$/u);
  });
});

describe('policy show', () => {
  test.each(Object.keys(shipped.policies))('--preset %s --json: the policy as the app has it', async (preset) => {
    const { status, out } = await firebreak(`policy show --preset ${preset} --json`);
    expect(status).toBe(0);
    const { source: _source, ...policy } = policyOf(`preset: ${preset}`);
    expect(JSON.parse(out)).toEqual({ ...policy, source: { from: `preset ${preset}`, version: `preset:${preset}` } });
  });

  test('a file, as YAML that says the same and lies over nothing', async () => {
    const { status, out, err } = await firebreak('policy show a.yml', { 'a.yml': sound });
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^# The policy a\.yml, with what it has from the preset github, whole: every default is written out\.\nversion: 1\npreset: none\n/);
    expect(parse(out)).toMatchObject({
      people: { devops: ['@acme/on-call'] },
      quiet_hours: { from: '22:00', to: '07:00' },
      levels: [{ name: 'P0', respond_within: '5m', monitor: { min: '2h' } }, {}, {}, {}],
    });
    expect(await firebreak('policy diff a.yml b.yml', { 'a.yml': sound, 'b.yml': out })).toMatchObject({ out: 'Nothing changes.' });
  }); // biome-ignore format: one thought a line

  test('nothing named: the policy of a repository without a file', async () => {
    expect((await firebreak('policy show')).out).toMatch(/^# The preset github, whole/);
  });

  test('a file with problems: they go to standard error', async () => {
    const { status, out, err } = await firebreak('policy show a.yml --json', { 'a.yml': broken });
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^a\.yml:1:9: unknown-preset: .*\na\.yml:4:5: unknown-key: /);
  });

  test('a file whose base is not given', async () => {
    const { status, err } = await firebreak('policy show a.yml', { 'a.yml': over });
    expect([status, err]).toEqual([1, expect.stringMatching(/--base FILE/)]);
  });
});

describe('policy diff', () => {
  const files = { 'old.yml': sound, 'new.yml': `${sound}levels: [{ name: P0, respond_within: 10m }]\ntimezone: Europe/Berlin\n` };

  test('says what changes, level by level, and that is no problem', async () => {
    expect(await firebreak('policy diff old.yml new.yml', files)).toEqual({
      status: 0,
      out: 'P0: respond within 5 minutes → 10 minutes\ntimezone: UTC → Europe/Berlin',
      err: '',
    });
  });

  test('--json', async () => {
    const { status, out } = await firebreak('policy diff old.yml new.yml --json', files);
    expect([status, JSON.parse(out)]).toEqual([
      0,
      [
        { level: 'P0', key: 'respond_within', before: '5 minutes', after: '10 minutes', text: 'P0: respond within 5 minutes → 10 minutes' },
        { level: null, key: 'timezone', before: 'UTC', after: 'Europe/Berlin', text: 'timezone: UTC → Europe/Berlin' },
      ],
    ]);
  });

  test('--format markdown, in which nobody is mentioned', async () => {
    const mention = { ...files, 'new.yml': `${files['new.yml']}people: {}\n`.replace(sound, '').concat('checklist: [{ id: x, text: "ask @mona" }]') };
    const { out } = await firebreak('policy diff old.yml new.yml --format markdown', mention);
    expect(out).toMatch(/^### What changes for incidents\n\n\*\*P0\*\*\n\n- respond within 5 minutes → 10 minutes\n\n\*\*Every incident\*\*\n\n- /);
    expect(out).toContain('- checklist x: new, ask');
    expect(out).not.toMatch(/@\w/);
  });

  test.each([
    { name: 'in words', words: 'policy diff old.yml old.yml', says: 'Nothing changes.' },
    { name: 'as JSON', words: 'policy diff old.yml old.yml --json', says: '[]' },
    { name: 'as Markdown', words: 'policy diff old.yml old.yml --format markdown', says: '### What changes for incidents\n\nNothing changes.' },
    { name: 'a preset and a file that names it', words: 'policy diff standard new.yml', says: 'Nothing changes.' },
  ])('nothing changes, $name', async ({ words, says }) => {
    expect(await firebreak(words, { ...files, 'new.yml': 'preset: standard' })).toEqual({ status: 0, out: says, err: '' });
  });

  test('of presets: names are not compared for badness (C1)', async () => {
    const { out } = await firebreak('policy diff github commander');
    expect(out).toContain('P1: rank (1 is worst) 2 → 1');
    expect(out).toContain('P0: removed. An open incident of P0 that takes this policy becomes one of the nearest worse level');
  });

  test('a file with the name of a preset comes before it', async () => {
    const { out } = await firebreak('policy diff sev github', { sev: 'preset: github\nreports_per_hour: 9' });
    expect(out).toBe('reports per hour: 9 → 3');
  });

  test.each([
    { name: 'the old one', words: 'policy diff bad.yml new.yml' },
    { name: 'the new one', words: 'policy diff old.yml bad.yml' },
  ])('$name has problems: they are told, and nothing is compared', async ({ words }) => {
    const { status, out, err } = await firebreak(words, { ...files, 'bad.yml': broken });
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('bad.yml:4:5: unknown-key: ');
  });
}); // biome-ignore format: one thought a line

describe('wrong use ends with status 2 and says what was expected', () => {
  test.each([
    { words: 'policy check', says: 'needs a FILE' },
    { words: 'policy check none.yml', says: 'none.yml cannot be read' },
    { words: 'policy check a.yml --base none.yml', says: 'none.yml cannot be read' },
    { words: 'policy show a.yml --preset github', says: 'only one of FILE and --preset' },
    { words: 'policy show --preset gihub', says: 'there is no preset "gihub"; expected one of commander, emergency, github, sev, standard. Did you mean "github"?' },
    { words: 'policy diff a.yml', says: 'needs OLD and NEW' },
    { words: 'policy diff a.yml b.yml c.yml', says: '"c.yml" is one word too many' },
    { words: 'policy diff - -', says: 'only one of OLD and NEW can be standard input' },
    { words: 'policy diff a.yml a.yml --format html', says: 'expected text or markdown' },
    { words: 'policy diff gihub a.yml', says: 'there is no file gihub, and there is no preset "gihub"' },
    { words: 'policy diff ./gihub.yml a.yml', says: './gihub.yml cannot be read' },
  ])('$words', async ({ words, says }) => {
    const { status, out, err } = await firebreak(words, { 'a.yml': over });
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(says);
  }); // biome-ignore format: a table
});
