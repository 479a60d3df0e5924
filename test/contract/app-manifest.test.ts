// The manifest asks for exactly what the code uses: app.yml, the table of needs, the payload table and the gateway's requests agree.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { asItself, needs } from '../../src/app/needs.ts';
import { payloadTable } from '../../src/shell/payloads/to-trigger.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const Manifest = z.strictObject({
  name: z.string().max(34),
  description: z.string(),
  url: z.url(),
  public: z.boolean(),
  default_events: z.array(z.string()),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
});
const text = readFileSync(`${root}app.yml`, 'utf8');
const manifest = Manifest.parse(parse(text));

/** What the command line asks with the token of whoever runs it, and a workflow with its own (`token`); the app never does. */
const withAToken = ['installation', 'token'];
const isOfAToken = (file: string) => withAToken.includes(file.split('/')[0] ?? '');

/** The sources that talk to GitHub. */
const sources = ['src/shell/github', 'src/app/host'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !isOfAToken(file))
    .map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8')),
);

function found(pattern: RegExp): readonly string[] {
  const hits = sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''));
  return [...new Set(hits)].sort();
}

const uses: readonly string[] = needs.permissions.flatMap((need) => need.uses);

describe('events', () => {
  test('asked for are those of the table of needs', () => {
    expect(manifest.default_events).toEqual(needs.events.map(({ name }) => name));
  });
  test('needed are those that payloads are read of', () => {
    expect(needs.events.map(({ name }) => name).sort()).toEqual(Object.keys(payloadTable).sort());
  });
});

describe('permissions', () => {
  test('asked for are those of the table of needs', () => {
    const needed = Object.fromEntries(needs.permissions.map(({ name, access }) => [name, access]));
    expect(manifest.default_permissions).toEqual(needed);
  });
  test('are each needed by a request', () => {
    for (const need of needs.permissions) expect(need.uses.length, need.name).toBeGreaterThan(0);
  });
  test('cover every REST request, and none is listed that is not made', () => {
    const asked = found(/['`]((?:GET|POST|PUT|PATCH|DELETE) \/[^'`]+)['`]/g);
    expect(asked).toEqual([...asItself, ...uses.filter((use) => use.includes(' /'))].sort());
  });
  test('cover every GraphQL mutation, and none is listed that is not made', () => {
    const fields = found(/\b([a-z]+[A-Z]\w*)\(input\b/g);
    const drafted = found(/\.mutation\(\s*'(\w+)'/g);
    const parts = found(/\bmutation\(\s*'\w+',\s*'(\w+)'/g);
    expect([...new Set([...fields, ...drafted, ...parts])].sort()).toEqual(
      uses.filter((use) => /^\w+$/.test(use)).sort(),
    );
  });
  test('cover the GraphQL queries that read more than issues', () => {
    const named = found(/document\(\s*'query',\s*'(\w+)'/g).map((name) => `query ${name}`);
    for (const use of uses.filter((one) => one.startsWith('query '))) expect(named).toContain(use);
  });
  test('neither administration nor workflows: GitHub itself then refuses what we must never do', () => {
    expect(Object.keys(manifest.default_permissions)).not.toEqual(expect.arrayContaining(['administration']));
    expect(Object.keys(manifest.default_permissions)).not.toEqual(expect.arrayContaining(['workflows']));
  });
});

test('what the command line asks is imported by nothing of the app', () => {
  const folders = ['src/app', 'src/shell'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const others = folders.filter((file) => file.endsWith('.ts') && !isOfAToken(file.replace('src/shell/github/', '')));
  const importing = others.filter((file) =>
    /from '[^']*\/installation\//.test(readFileSync(`${root}${file}`, 'utf8').replace(/core\/installation\//g, '')),
  );
  expect(importing).toEqual([]);
});

test('the set-up page puts the manifest into a quoted attribute, so it holds no quote', () => {
  expect(JSON.stringify(manifest)).not.toContain("'");
});
