// Records which functions ordinary runs of the loop's Actions call, and writes which of the others are worth a part of their own: `node scripts/record-calls.ts`, then `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildLegible } from './build.ts';
import { readChunk } from './later/chunk.ts';
import type { Unit } from './later/functions.ts';
import { areaOf } from './later/seldom.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'action/dist');

/** Smaller ones are not worth their stub. Characters, before they are made small. */
const WORTH = 70;

type Range = { readonly startOffset: number; readonly endOffset: number; readonly count: number };
type Script = { readonly url: string; readonly functions: readonly { readonly ranges: readonly Range[] }[] };

/** By the function's key: the kinds of runs that call it. */
const kinds = new Map<string, Set<string>>();
const sizes = new Map<string, number>();

const folder = mkdtempSync(join(tmpdir(), 'firebreak-calls-'));
try {
  await buildLegible(dist);
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/acceptance/bundle-loaded.test.ts'];
  const env = { ...process.env, FIREBREAK_RECORD_CALLS: folder };
  const { status } = spawnSync(process.execPath, vitest, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) throw new Error('A run failed: nothing was recorded.');
  const chunks = new Map<string, readonly Unit[]>();
  for (const name of readdirSync(folder)) {
    const [kind = ''] = name.split('.');
    for (const file of readdirSync(join(folder, name))) {
      const { result } = JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as { result: readonly Script[] };
      for (const script of result.filter(({ url }) => url.includes('/action/dist/'))) note(script, kind, chunks);
    }
  }
  const found: Record<string, Record<string, string[]>> = {};
  for (const [key, by] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const part = by.size === 0 ? areaOf(key) : partOfKinds(by);
    if (part === null || (sizes.get(key) ?? 0) < WORTH) continue;
    const at = key.indexOf('#');
    const modules = (found[part] ??= {});
    (modules[key.slice(0, at)] ??= []).push(key.slice(at + 1));
  }
  writeFileSync(join(root, 'scripts/later/seldom.json'), `${JSON.stringify(found, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What only one kind of run calls comes with it. */
function partOfKinds(by: ReadonlySet<string>): string | null {
  const groups: Readonly<Record<string, readonly string[]>> = {
    'run-issue': ['declaration'],
    'run-alert': ['alert'],
    'run-declaration': ['declaration', 'alert'],
    'run-command': ['command'],
    'run-comment': ['comment', 'command'],
    'run-due': ['due'],
    'run-clock': ['clock', 'due'],
  };
  return Object.entries(groups).find(([, all]) => [...by].every((kind) => all.includes(kind)))?.[0] ?? null;
}

function note({ url, functions }: Script, kind: string, chunks: Map<string, readonly Unit[]>): void {
  const file = basename(url);
  let units = chunks.get(file);
  if (units === undefined) {
    units = readChunk(readFileSync(join(dist, file), 'utf8')).statements.flatMap((one) => one.units);
    chunks.set(file, units);
  }
  // A function ends where its code ends, wherever it is said to begin: of those that end together the outermost counts.
  const called = new Map<number, Range>();
  for (const { ranges } of functions) {
    const [range] = ranges;
    if (range === undefined) continue;
    const known = called.get(range.endOffset);
    if (known === undefined || range.startOffset < known.startOffset) called.set(range.endOffset, range);
  }
  for (const { key, start, end, isFree } of units) {
    if (!isFree) continue;
    const range = called.get(end);
    const by = kinds.get(key) ?? new Set<string>();
    if (range !== undefined && range.count > 0) by.add(kind);
    kinds.set(key, by);
    sizes.set(key, Math.max(sizes.get(key) ?? 0, end - start));
  }
}
