// `firebreak simulate` as people type it: formats, options, mistakes with their place and exit status.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { simulate } from '../../src/cli/simulate.ts';
import type { Terminal } from '../../src/cli/verb.ts';
import { WrongUse } from '../../src/cli/verb.ts';
import { entryKinds } from '../../src/core/simulation/entry.ts';

const POLICY = `preset: none
people: { oncall: ["@acme/on-call"], lead: ["@acme/lead"] }
levels:
  - name: P0
    respond_within: 5m
    updates: { first: 15m, every: 15m }
    escalation: [{ after: 0m, targets: [oncall] }, { after: 30m, targets: [lead], until: acknowledged }]
    monitor: 15m
  - { name: SEV 2, respond_within: next business day, escalation: [{ after: 1h, targets: [lead] }] }
`;

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the verb with files that are not on any disk. */
async function firebreak(args: string, files: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const all: Readonly<Record<string, string>> = { 'policy.yml': POLICY, ...files };
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    read: async (path) => {
      const text = all[path];
      if (text === undefined) throw new WrongUse(`${path} cannot be read.`);
      return text;
    },
    write: () => Promise.reject(new Error('no file is written')),
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
  };
  const status = await run(['simulate', ...args.split(' ').filter((word) => word !== '')], [simulate], terminal);
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const own = '--policy policy.yml';

describe('JSON', () => {
  test('is the list of DESIGN’s command line, and nothing else', async () => {
    const { status, out, err } = await firebreak(`${own} --level P0 --for 30m --json`);
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toStrictEqual([
      { at: 'PT0M', minutes: 0, kind: 'escalation', targets: ['oncall'], text: 'P0, step 1 of 2: mention oncall' },
      { at: 'PT5M', minutes: 5, kind: 'response-due', targets: ['oncall'], text: 'P0 is to be acknowledged within 5 minutes: nobody has' },
      { at: 'PT15M', minutes: 15, kind: 'update-due', targets: ['oncall'], text: 'Progress update 1 is due, one every 15 minutes' },
      { at: 'PT30M', minutes: 30, kind: 'escalation', targets: ['lead'], text: 'P0, step 2 of 2: mention lead' },
      { at: 'PT30M', minutes: 30, kind: 'update-due', targets: ['oncall'], text: 'Progress update 1 is still due, one every 15 minutes' },
    ]);
  }); // biome-ignore format: a value

  test('`--format json` is the same', async () => {
    const [a, b] = [await firebreak(`${own} --level P0 --json`), await firebreak(`${own} --level P0 --format json`)];
    expect(a).toEqual(b);
  });

  test('of all levels: one list for each', async () => {
    const { out } = await firebreak(`${own} --level all --for 1h --json`);
    const printed: readonly { level: string; entries: readonly unknown[] }[] = JSON.parse(out);
    expect(printed.map(({ level, entries }) => [level, entries.length])).toEqual([['P0', 7], ['SEV 2', 1]]);
    expect(printed[0]?.entries).toEqual(JSON.parse((await firebreak(`${own} --level P0 --for 1h --json`)).out));
  }); // biome-ignore format: one thought a line

  test('of a day, when nothing is said of how long', async () => {
    const day = await firebreak('--preset github --level P3 --json');
    expect(JSON.parse(day.out)).toContainEqual(expect.objectContaining({ at: 'PT24H', kind: 'response-due' }));
  });
});

describe('the table', () => {
  test('is for people: times, kinds, roles and words in columns, and beneath it what is not shown', async () => {
    const { status, out } = await firebreak(`${own} --level P0 --for 2h --events events.yml`, { 'events.yml': '20m: /ack' });
    expect(status).toBe(0);
    expect(out.split('\n')).toEqual([
      'P0 of policy.yml: declared Monday 2026-01-05 09:00 UTC, followed for 2 hours',
      '',
      'TIME             KIND          WHO        WHAT',
      '+0 min           escalation    oncall     P0, step 1 of 2: mention oncall',
      '+5 min           response-due  oncall     P0 is to be acknowledged within 5 minutes: nobody has',
      '+15 min          update-due    oncall     Progress update 1 is due, one every 15 minutes',
      '+20 min          said          commander  /ack',
      '+30 min to +2 h  update-due    commander  Progress update 1 is still due, one every 15 minutes (7 times)',
    ]);
  }); // biome-ignore format: one thought a line

  test('names whose turn it is, also behind a hand-over', async () => {
    const turns = 'preset: none\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }, { after: 30m, targets: [oncall, lead] }] }]\non_call: [{ id: oncall, people: ["@responder", "@commander"], length: 1 day }]\n';
    const { out } = await firebreak('--policy turns.yml --level P0 --for 1h --start 2026-01-06T08:45Z', { 'turns.yml': turns });
    expect(out).toContain('P0, step 1 of 2: mention oncall (responder)\n');
    expect(out).toContain('P0, step 2 of 2: mention oncall (commander), lead\n');
    expect(out).toContain('Nobody is mapped to lead yet');
  }); // biome-ignore format: one thought a line

  test('says so when nothing happens', async () => {
    const { status, out } = await firebreak('--policy quiet.yml --level P0', { 'quiet.yml': 'preset: none\nlevels: [{ name: P0 }]' });
    expect([status, out.split('\n').at(-1)]).toEqual([0, 'Nothing: the clock has nothing to do at this level.']);
  }); // biome-ignore format: one thought a line

  test('control characters of an event do not move the cursor', async () => {
    const { out } = await firebreak(`${own} --level P0 --events e.yml`, { 'e.yml': '1m: "/note \\e[2J\\abell"' });
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('Mermaid and Markdown', () => {
  const nasty =
    'preset: none\nphases: [{ id: a, title: "A: b; #c %% {x} <b> [d](http://e) `f` @g", status: investigating, over_when: mitigating, to: 5m }]\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: ["on: call;#|x", "@acme/on-call"] }] }]';

  test('the diagram is a timeline in its fence', async () => {
    const { out } = await firebreak(`${own} --level P0 --for 20m --format mermaid`);
    expect(out.split('\n')).toEqual([
      '```mermaid',
      'timeline',
      '    title P0 of policy.yml',
      '    +0 min : escalation – oncall',
      '    +5 min : response due – oncall',
      '    +15 min : update due – oncall',
      '```',
    ]);
  });

  test('no text of a policy or an event breaks its syntax', async () => {
    const { out } = await firebreak('--policy n.yml --level P0 --events e.yml --format mermaid', { 'n.yml': nasty, 'e.yml': '1m: "/note a: b; #c %%{init} \\"q\\" `d`"' });
    for (const line of out.split('\n').slice(3, -1)) {
      expect(line).toMatch(/^ {4}[^:;#%"`{}<>[\]|]+( : [^:;#%"`{}<>[\]|]+)+$/);
    }
  }); // biome-ignore format: one thought a line

  test('many times are cut: it is a picture', async () => {
    const { out } = await firebreak('--policy m.yml --level P0 --for 2d --events e.yml --format mermaid', { 'm.yml': POLICY, 'e.yml': Array.from({ length: 90 }, (_, day) => `${day + 1}m: /note x`).join('\n') });
    expect(out.split('\n').length).toBeLessThan(50);
    expect(out).toMatch(/^ {4}later : \d+ more$/m);
  }); // biome-ignore format: one thought a line

  test('Markdown is heading, table, diagram and notes, and mentions nobody', async () => {
    const { out } = await firebreak('--policy n.yml --level all --format markdown', { 'n.yml': nasty });
    expect(out).toMatch(/^## What the clock would do\n\n### P0 of n\.yml: declared .*\n\n\| Time \| Kind \| Who \| What \|\n\| :-- /);
    expect(out).toContain('```mermaid\ntimeline\n');
    expect(out.replace(/```[\s\S]*?```/g, '')).not.toMatch(/(?<![`\w])@\w/);
    for (const row of out.split('\n').filter((line) => line.startsWith('| +'))) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
  }); // biome-ignore format: one thought a line
});

describe('options', () => {
  test('the start decides where the business day ends', async () => {
    const at = async (start: string) => JSON.parse((await firebreak(`--policy policy.yml --level sev-2 --for 4d --start ${start} --json`, { 'policy.yml': POLICY.replace('SEV 2', 'SEV-2') })).out).at(-1).at;
    expect([await at('2026-01-05T09:00Z'), await at('2026-01-09T18:00Z'), await at('2026-01-09T18:00')]).toEqual(['PT32H', 'PT71H', 'PT71H']);
  }); // biome-ignore format: one thought a line

  test.each(['4h', 'PT4H', '240m'])('--for %s', async (length) => {
    expect((await firebreak(`${own} --level P0 --json --for ${length}`)).out).toBe((await firebreak(`${own} --level P0 --json --for PT4H`)).out);
  }); // biome-ignore format: one thought

  test('without policy or preset: the shipped runbook that repositories have by default', async () => {
    expect((await firebreak('--level P1 --json')).out).toBe((await firebreak('--preset github --level P1 --json')).out);
  });

  test('levels whatever their case', async () => {
    expect((await firebreak(`${own} --level p0`)).out).toContain('P0 of policy.yml');
  });

  test('a base that the policy lies over', async () => {
    const over = { 'over.yml': '_extends: acme/policies\nlevels: [{ name: P0, respond_within: 1m }]', 'base.yml': POLICY };
    const { status, out } = await firebreak('--policy over.yml --base base.yml --level P0 --for 4m --json', over);
    expect([status, JSON.parse(out).map((entry: { at: string }) => entry.at)]).toEqual([0, ['PT0M', 'PT1M']]);
    const without = await firebreak('--policy over.yml --level P0', over);
    expect([without.status, without.out]).toEqual([1, '']);
    expect(without.err).toMatch(/it lies over acme\/policies.*--base FILE/);
  }); // biome-ignore format: one thought a line
});

describe('problems', () => {
  test('a policy with mistakes is not simulated: each with its place, status 1', async () => {
    const { status, out, err } = await firebreak('--policy bad.yml --level P0', { 'bad.yml': 'levels:\n  - name: P0\n    respond_within: soon\n    escalaton: []\n' });
    expect([status, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([expect.stringMatching(/^bad\.yml:3:21: .*respond_within/), expect.stringMatching(/^bad\.yml:4:5: .*escalaton/)]);
  }); // biome-ignore format: one thought a line

  test('events that had no effect are told by line, what the clock does is printed, status 1', async () => {
    const events = '1m: /ack\n2m: /resolv\n3m: /severity P9\n4m: /readiness\n5m: thanks\n';
    const { status, out, err } = await firebreak(`${own} --level P0 --for 10m --json --events e.yml`, {
      'e.yml': events,
    });
    expect([status, JSON.parse(out)]).toEqual([1, [expect.objectContaining({ kind: 'escalation' })]]);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^e\.yml:2: .*Did you mean `\/resolve`/),
      expect.stringMatching(/^e\.yml:3: \/severity: There is no such severity/),
      expect.stringMatching(/^e\.yml:4: \/readiness: GitHub could not be asked/),
      expect.stringMatching(/^e\.yml:5: there is no command in it/),
    ]);
  });

  test('they are told once, though every level hears them', async () => {
    const { err } = await firebreak(`${own} --level all --events e.yml`, { 'e.yml': '2m: /resolv\n9d: /ack' });
    expect(err.split('\n')).toEqual([expect.stringMatching(/^e\.yml:1: /), 'e.yml:2: PT216H is after the end (--for PT24H), so it is not said.']);
  }); // biome-ignore format: one thought

  test('an event after the end is told, and is no problem', async () => {
    const { status, err } = await firebreak(`${own} --level P0 --for 1h --events e.yml`, { 'e.yml': '1m: /ack\n2h: /resolve' });
    expect([status, err]).toEqual([0, 'e.yml:2: PT2H is after the end (--for PT1H), so it is not said.']);
  }); // biome-ignore format: one thought a line

  test('an events file that is none', async () => {
    const { status, err } = await firebreak(`${own} --level P0 --events e.yml`, { 'e.yml': '/ack' });
    expect([status, err]).toEqual([1, expect.stringMatching(/^e\.yml:1: this is no event\. Expected .*`PT3M: \/ack`/)]);
  });
});

describe('wrong use ends with status 2 and says what was expected', () => {
  test.each([
    { name: 'no level', args: own, says: 'needs --level; expected one of P0, SEV 2, or all' },
    { name: 'an unknown level', args: `${own} --level sev_2`, says: 'no level "sev_2"; expected one of P0, SEV 2, or all. Did you mean "SEV 2"?' },
    { name: 'an unknown preset', args: '--preset githb --level P0', says: 'Did you mean "github"?' },
    { name: 'two policies', args: `${own} --preset github --level P0`, says: 'only one of --preset and --policy' },
    { name: 'no such file', args: '--policy nowhere.yml --level P0', says: 'nowhere.yml cannot be read' },
    { name: 'no such events', args: `${own} --level P0 --events nowhere.yml`, says: 'nowhere.yml cannot be read' },
    { name: 'no length', args: `${own} --level P0 --for soon`, says: '--for soon is no duration; expected one such as PT4H' },
    { name: 'too long', args: `${own} --level P0 --for 91d`, says: 'at most 90 days' },
    { name: 'no instant', args: `${own} --level P0 --start tomorrow`, says: '--start tomorrow is no instant; expected one such as' },
    { name: 'an unknown format', args: `${own} --level P0 --format yaml`, says: 'expected one of table, json, mermaid, markdown' },
    { name: 'standard input twice', args: '--policy - --events - --level P0', says: 'only one of --policy and --events' },
    { name: 'a word too many', args: `${own} --level P0 P1`, says: 'one word too many' },
  ])('$name', async ({ args, says }) => {
    const { status, out, err } = await firebreak(args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err).toContain('Usage: firebreak simulate');
  }); // biome-ignore format: a table
});

describe('docs/simulate.md', () => {
  const page = readFileSync('docs/simulate.md', 'utf8');
  const events = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

  test('shows what is printed', async () => {
    const { out } = await firebreak('--preset emergency --level P0 --for 2d --events events.yml', { 'events.yml': events });
    expect(page).toContain(out);
    const { out: first } = await firebreak('--preset emergency --level P0 --for 0m --json');
    expect(page).toContain(JSON.stringify(JSON.parse(first)[0]));
    expect(page).toContain((await firebreak('--preset standard --level P1 --for 3h --format mermaid')).out);
  });

  test('its lists of events are heard', async () => {
    const lists = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(lists).toHaveLength(2);
    for (const text of lists) {
      const { status, err } = await firebreak('--preset emergency --level P0 --for 2d --events e.yml', { 'e.yml': text });
      expect([status, err]).toEqual([0, '']);
    }
  });

  test('names every option and kind', () => {
    for (const { name } of simulate.options) expect(page).toContain(`--${name}`);
    for (const kind of entryKinds) expect(page).toContain(`\`${kind}\``);
  });
}); // biome-ignore format: one thought a line

test('as a command of its own, policy on standard input', () => {
  const args = ['src/cli/main.ts', 'simulate', '--policy', '-', '--level', 'P0', '--for', '1m', '--json'];
  const { status, stdout } = spawnSync(process.execPath, args, { input: POLICY, encoding: 'utf8' });
  expect([status, JSON.parse(stdout).length]).toEqual([0, 1]);
});
