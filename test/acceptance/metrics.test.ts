// `firebreak metrics` against the sandbox: two hundred incidents, read from their cards, agree with SQL over the same records; what cannot be believed is named.
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { describe, expect, test } from 'vitest';
import { metricsVerb } from '../../src/cli/metrics.ts';
import { run } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/verb.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { as, localGithub, openIssue, shop } from '../sandbox/support/local-github.ts';
import { fill, key, type Many } from '../support/many-incidents.ts';

const asOf = '2026-06-01T00:00:00Z';

type Ran = { readonly status: number; readonly out: string; readonly err: readonly string[] };

async function firebreak(
  sandbox: Sandbox,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    read: () => Promise.reject(new Error('no file is read')),
    write: () => Promise.reject(new Error('no file is written')),
    print: (text) => void out.push(text),
    complain: (text) => void err.push(text),
  };
  const given = {
    GITHUB_TOKEN: sandbox.tokens.responder,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_API_URL: `${sandbox.url}/api/v3`,
    ...environment,
  };
  const status = await run(['metrics', ...args], [metricsVerb(given, () => asOf)], terminal);
  return { status, out: out.join('\n'), err };
}

type Row = {
  readonly metric: string;
  readonly name: string | null;
  readonly n: number;
  readonly part: number | null;
  readonly median: number | null;
  readonly p90: number | null;
};

/** What SQL makes of the same records. */
async function bySql({ records, deployed }: Many): Promise<readonly Row[]> {
  const database = new PGlite();
  try {
    await database.exec(
      'create table raw (record jsonb, labels jsonb); create table deployed (id text, sha text, live timestamptz);',
    );
    for (const { record, labels } of records) await database.query('insert into raw values ($1, $2)', [record, labels]);
    for (const { id, sha, live } of deployed)
      await database.query('insert into deployed values ($1, $2, $3)', [id, sha, live]);
    const text = readFileSync(new URL('metrics.sql', import.meta.url), 'utf8');
    return (await database.query<Row>(text, [asOf])).rows.map((row) => ({
      ...row,
      median: numberOr(row.median),
      p90: numberOr(row.p90),
    }));
  } finally {
    await database.close();
  }
}

const numberOr = (value: number | string | null) => (value === null ? null : Number(value));

/** The same rows of what the command printed. */
function rowsOf(printed: string): readonly Row[] {
  const { metrics } = JSON.parse(printed);
  // biome-ignore lint/suspicious/noExplicitAny: the printed JSON is what is looked at.
  return metrics.flatMap(({ id, shape, n, part, median, p90, rows }: any): Row[] => {
    const row = { metric: id, name: null, part: null, median: null, p90: null };
    if (shape === 'durations') return [{ ...row, n, median, p90 }];
    if (shape === 'share') return [{ ...row, n, part }];
    return rows.map((one: Partial<Row>) => ({ ...row, ...one }));
  });
}

const inOrder = (rows: readonly Row[]) =>
  rows.toSorted((a, b) => `${a.metric} ${a.name}`.localeCompare(`${b.metric} ${b.name}`));

describe('two hundred incidents', () => {
  test('agree with SQL over the same records, in every metric', async () => {
    const sandbox = await localGithub({ now: asOf });
    const many = fill(sandbox, 200);
    const { status, out, err } = await firebreak(sandbox, ['--json'], { FIREBREAK_KEY: key });
    expect(status).toBe(0);
    expect(err).toContain('200 incidents read, 0 of them without a card that can be believed.');
    const expected = inOrder(await bySql(many)).map((row) => ({ ...row, median: close(row.median), p90: close(row.p90) }));
    // None of these records has an age for an open item: the timeline does not say since when they are on it.
    const found = inOrder(rowsOf(out)).filter(({ metric }) => metric !== 'open-action-items');
    expect(found).toEqual(expected);
    // It would be no test if much of it were nothing.
    expect(JSON.parse(out).incidents).toBeGreaterThan(150);
    expect(new Set(found.map(({ metric }) => metric)).size).toBe(22);
  });
}); // biome-ignore format: one thought a line

/** SQL has microseconds and floating numbers. */
function close(value: number | null) {
  return value === null ? null : expect.closeTo(value, 2);
}

describe('what cannot be believed', () => {
  test('is named and left out, and the rest is told', async () => {
    const sandbox = await localGithub({ now: asOf });
    const { records } = fill(sandbox, 4);
    const responder = as(sandbox, 'responder');
    const [first, second, third] = records.map(({ record }) => record.issue.number);
    const cardOf = async (number: number | undefined) => (await responder('GET', `${shop}/issues/${number}/comments`)).body[0];
    const [card, other] = [await cardOf(first), await cardOf(second)];
    // The card of one issue in another, and one that somebody quotes.
    await responder('PATCH', `${shop}/issues/comments/${card.id}`, { body: other.body });
    const quoted = await openIssue(responder, { labels: ['incident'] });
    await responder('POST', `${quoted.path}/comments`, { body: other.body });
    const bare = await openIssue(responder, { labels: ['incident'] });
    const damaged = await cardOf(third);
    await responder('PATCH', `${shop}/issues/comments/${damaged.id}`, { body: damaged.body.replace('v1 r', 'v1 r9') });

    const { status, out } = await firebreak(sandbox, ['--json'], { FIREBREAK_KEY: key });
    expect(status).toBe(0);
    expect(JSON.parse(out).unread).toEqual([
      `#${first} is left out: its card cannot be read: the signature does not hold.`,
      `#${third} is left out: its card cannot be read: the signature does not hold.`,
      `#${quoted.number} is left out: its card is not the app’s.`,
      `#${bare.number} is left out: it has no status card.`,
    ]);
    // Without the key an edit by somebody else is what speaks against a card.
    const unsigned = JSON.parse((await firebreak(sandbox, ['--json'])).out).unread;
    expect(unsigned[0]).toBe(`#${first} is left out: its card cannot be read: somebody else edited it, and it is not signed.`);
    expect((await firebreak(sandbox, ['--json', '--app', 'other[bot]'])).out).toContain(`#${second} is left out: its card is not the app’s.`);
  });

  test('a card with its signature that a person put back is left out: it may be an older one', async () => {
    const sandbox = await localGithub({ now: asOf });
    const number = fill(sandbox, 2).records[0]?.record.issue.number;
    const responder = as(sandbox, 'responder');
    const card = (await responder('GET', `${shop}/issues/${number}/comments`)).body[0];
    await responder('PATCH', `${shop}/issues/comments/${card.id}`, { body: 'nothing' });
    await responder('PATCH', `${shop}/issues/comments/${card.id}`, { body: card.body });
    const { status, out } = await firebreak(sandbox, ['--json'], { FIREBREAK_KEY: key });
    expect(status).toBe(0);
    expect(JSON.parse(out).unread).toEqual([
      `#${number} is left out: its card cannot be read: no bot edited it last, and it may be an older one that was put back.`,
    ]);
  });

  test.each([
    { name: 'no token', args: [], environment: { GITHUB_TOKEN: '' }, status: 2, says: 'GITHUB_TOKEN is not set' },
    { name: 'a token that GitHub does not know', args: [], environment: { GITHUB_TOKEN: 'ghp_none' }, status: 1, says: 'GitHub does not know the token' },
    { name: 'a repository that is not there', args: ['--repository', 'acme/none'], environment: {}, status: 1, says: 'acme/none is not there for this token' },
    { name: 'an address in the clear', args: ['--api', 'http://github.example'], environment: {}, status: 2, says: 'Expected https' },
  ])('$name is told, with what to do', async ({ args, environment, status, says }) => {
    const sandbox = await localGithub({ now: asOf });
    const ran = await firebreak(sandbox, args, environment);
    expect(ran.status).toBe(status);
    expect(ran.out).toBe('');
    expect(ran.err.join('\n')).toContain(says);
  });
}); // biome-ignore format: one thought a line
