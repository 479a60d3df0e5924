// `firebreak metrics` as people type it: records from files, formats, the window, and mistakes with what to do.
import { describe, expect, test } from 'vitest';
import { metricsVerb } from '../../src/cli/metrics.ts';
import { run } from '../../src/cli/run.ts';
import { type Terminal, WrongUse } from '../../src/cli/verb.ts';
import { asOf, deployments, labelsOf, twelve } from '../core/metrics/twelve.ts';

const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const files: Readonly<Record<string, string>> = {
  'records.jsonl': lines(twelve.map((record) => ({ record, labels: labelsOf(record) }))),
  'bare.jsonl': lines(twelve),
  'deployments.jsonl': lines(deployments),
  'odd.jsonl': lines([{ ...twelve[0], milestones: { ...twelve[0]?.milestones, resolved: 'yesterday' } }, twelve[1]]),
  'broken.jsonl': `${JSON.stringify(twelve[0])}\n\n{"format":1}\nnot json\n`,
};

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly written: Readonly<Record<string, string>>;
}

/** Runs the verb with files that are not on any disk, and with no token. */
async function firebreak(args: string, environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const written: Record<string, string> = {};
  const terminal: Terminal = {
    read: async (path) => {
      const text = files[path];
      if (text === undefined) throw new WrongUse(`${path} cannot be read.`);
      return text;
    },
    write: async (path, text) => {
      written[path] = text;
    },
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
  };
  const words = ['metrics', ...args.split(' ').filter((word) => word !== '')];
  const status = await run(words, [metricsVerb(environment, () => asOf)], terminal);
  return { status, out: out.join('\n'), err: err.join('\n'), written };
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into what was printed.
const printed = ({ out }: Ran): any => JSON.parse(out);
const metric = (ran: Ran, id: string) => printed(ran).metrics.find((one: { id: string }) => one.id === id);

const own = '--records records.jsonl --deployments deployments.jsonl';

describe('records from a file', () => {
  test('make the same numbers as those of GitHub, each with its definition', async () => {
    const ran = await firebreak(`${own} --json`);
    expect([ran.status, ran.err]).toEqual([0, '']);
    expect(metric(ran, 'time-to-acknowledge')).toMatchObject({ n: 8, median: 330, p90: 1380, unit: 'seconds', definition: expect.stringContaining('first acknowledgement') });
    expect(metric(ran, 'time-to-acknowledge')).not.toHaveProperty('mean');
    expect(metric(ran, 'change-fail-rate')).toMatchObject({ part: 2, n: 5, share: 0.4 });
  });

  test('tell means to whoever asks', async () => {
    expect(metric(await firebreak(`${own} --json --mean`), 'time-to-acknowledge')).toMatchObject({ mean: 592.5 });
    expect((await firebreak(`${own} --mean`)).out).toContain('| Mean |');
  });

  test('may stand on their lines alone', async () => {
    const ran = await firebreak('--records bare.jsonl --json');
    expect(printed(ran)).toMatchObject({ incidents: 9, left: { drills: 1 } });
  });

  test('without deployments have no rate of failed changes, and no 0 either', async () => {
    const ran = await firebreak('--records records.jsonl --json');
    expect(metric(ran, 'change-fail-rate')).toMatchObject({ n: 0, share: null, left: [{ reason: 'not-recorded', n: 1 }] });
    expect(metric(ran, 'failed-deployment-recovery-time')).toMatchObject({ n: 0, median: null });
  });

  test('that are none are named by their line, and the rest is told', async () => {
    const ran = await firebreak('--records broken.jsonl --json');
    expect(ran.status).toBe(0);
    expect(printed(ran).incidents).toBe(1);
    expect(ran.err.split('\n')).toEqual([
      expect.stringMatching(/^broken\.jsonl: Line 3 is left out: .+\.$/),
      expect.stringMatching(/^broken\.jsonl: Line 4 is left out: .+\.$/),
    ]);
    expect(printed(ran).unread).toHaveLength(2);
  });
}); // biome-ignore format: one thought a line

test('a time that is none leaves its record out, and is no crash', async () => {
  const ran = await firebreak('--records odd.jsonl --json');
  expect([ran.status, printed(ran).incidents]).toEqual([0, 1]);
  expect(ran.err).toBe('odd.jsonl: Line 1 is left out: one of its times is no instant.');
});

describe('the window', () => {
  test.each([
    { args: '--from 2026-03-03', incidents: 7, outside: 2 },
    { args: '--from 2026-03-03T10:00Z', incidents: 7, outside: 2 },
    { args: '--from 2026-03-03T10:01Z', incidents: 6, outside: 3 },
    { args: '--to 2026-03-03T10:00Z', incidents: 2, outside: 7 },
    { args: '--from 2026-03-02 --to 2026-03-04', incidents: 2, outside: 7 },
  ])('$args', async ({ args, incidents, outside }) => {
    expect(printed(await firebreak(`${own} ${args} --json`))).toMatchObject({ incidents, left: { outside } });
  });

  test('ends what is due: the follow-ups of the 12th are not due on the 14th', async () => {
    expect(metric(await firebreak(`${own} --from 2026-03-12 --to 2026-03-14 --json`), 'action-items')).toMatchObject({ n: 0, share: null });
    expect(metric(await firebreak(`${own} --from 2026-03-12 --to 2026-03-15T00:00:00Z --json`), 'action-items')).toMatchObject({ part: 1, n: 2 });
  });

  test('is that of deployments, too', async () => {
    expect(metric(await firebreak(`${own} --from 2026-03-10 --json`), 'change-fail-rate')).toMatchObject({ part: 1, n: 3 });
  });
}); // biome-ignore format: one thought a line

describe('what is printed', () => {
  test.each([
    { args: '', begins: '# Incident metrics of records.jsonl' },
    { args: '--format markdown', begins: '# Incident metrics' },
    { args: '--format svg', begins: '<svg ' },
    { args: '--format json', begins: '{\n  "format": 1' },
  ])('with “$args” begins with $begins', async ({ args, begins }) => {
    const { out, status } = await firebreak(`${own} ${args}`);
    expect([status, out.startsWith(begins)]).toEqual([0, true]);
  });

  test('is written to a folder, the page with its charts', async () => {
    const { written, out } = await firebreak(`${own} --out reports/metrics/`);
    expect(Object.keys(written)).toEqual(['reports/metrics/metrics.json', 'reports/metrics/metrics.md', 'reports/metrics/metrics.svg']);
    expect(written['reports/metrics/metrics.md']).toContain('![Charts of the numbers below](metrics.svg)');
    expect(out).toBe('metrics.json, metrics.md, metrics.svg are written to reports/metrics.');
  });

  test('has a page without charts where none are written', async () => {
    expect((await firebreak(own)).out).not.toContain('![');
  });
}); // biome-ignore format: one thought a line

test.each([
  { args: '', says: 'metrics needs --repository OWNER/NAME' },
  { args: '--repository shop', says: '"shop" is no repository' },
  { args: '--repository acme/shop', says: 'GITHUB_TOKEN is not set' },
  { args: '--repository acme/shop --records records.jsonl', says: 'only one of --repository and --records' },
  { args: '--repository acme/shop --deployments deployments.jsonl', says: '--deployments goes with --records' },
  { args: '--records - --deployments -', says: 'only one of --records and --deployments can be standard input' },
  { args: '--records none.jsonl', says: 'none.jsonl cannot be read' },
  { args: `${own} --format html`, says: 'there is no format "html"; expected one of json, markdown, svg' },
  { args: `${own} --from yesterday`, says: '--from yesterday is no instant' },
  { args: `${own} --from 2026-03-02 --to 2026-03-01`, says: 'is not before' },
  { args: `${own} extra`, says: '"extra" is one word too many' },
])('$args is wrong use: $says', async ({ args, says }) => {
  const { status, out, err } = await firebreak(args);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(says);
}); // biome-ignore format: a table
