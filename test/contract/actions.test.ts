// What an Action's manifest promises is what its source takes and tells: GitHub reads the one, the runner runs the other.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { commonInputs } from '../../action/host/runner.ts';
import { given } from '../../src/core/alert/alert.ts';

const root = fileURLToPath(new URL('../../action/', import.meta.url));
const names = readdirSync(root).filter((name) => existsSync(`${root}${name}/action.yml`));

const Described = z.strictObject({ description: z.string().min(20), default: z.string().optional() });
const Manifest = z.strictObject({
  name: z.string().startsWith('Firebreak '),
  description: z.string().max(250),
  author: z.string(),
  inputs: z.record(z.string(), Described),
  outputs: z.record(z.string(), z.strictObject({ description: z.string().min(5) })),
  runs: z.strictObject({ using: z.literal('node24'), main: z.string() }),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
});

const sourcesOf = (name: string): string =>
  readdirSync(`${root}${name}`)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${root}${name}/${file}`, 'utf8'))
    .join('\n');

/** What one that only reads may write where an input asks for it. */
const onDemand: Readonly<Record<string, string>> = { 'hotfix-gate': '`actions: write`', publish: '`contents: write`' };

/** Every input that is read: of the environment by its name, or by the readers of a file of inputs. */
const inputsIn = (source: string): readonly string[] =>
  [...source.matchAll(/INPUT_([A-Z-]+)|(?:input|spanIn)\(env, '([a-z-]+)'\)/g)].map(([, upper, lower]) =>
    (lower ?? upper ?? '').toLowerCase(),
  );

/** The names in every object of outputs; what is spread into one stands in another. */
const outputsIn = (source: string): readonly string[] =>
  [...source.matchAll(/(?:\boutputs(?: =|:) |setOutputs\(env, )\{/g)].flatMap(({ index, 0: opening }) =>
    partsOf(source, index + opening.length).flatMap(
      (part) => /^'?([a-z][a-z-]*)'?(?::|$)/.exec(part.trim())?.[1] ?? [],
    ),
  );

/** What stands between the commas of the object that begins there; nothing within brackets of its own. */
function partsOf(source: string, start: number): readonly string[] {
  const parts = [''];
  for (let at = start, depth = 0; depth >= 0 && at < source.length; at += 1) {
    const sign = source[at] ?? '';
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${sign}`);
  }
  return parts.map((part) => part.replace(/\}$/, ''));
}

/** `…'INPUT_NAME'] ?? '').trim() || 'default'` and `input(env, 'name') || 'default'`. */
const fallbacksIn = (source: string): readonly (readonly [string, string])[] =>
  [...source.matchAll(/(?:INPUT_([A-Z-]+)'\] \?\? ''\)\.trim\(\)|input\(env, '([a-z-]+)'\)) \|\| '([^']+)'/g)].map(
    ([, upper, lower, value]) => [(lower ?? upper ?? '').toLowerCase(), value ?? ''],
  );

describe.each(names)('the manifest of %s', (name) => {
  const manifest = Manifest.parse(parse(readFileSync(`${root}${name}/action.yml`, 'utf8')));

  test('runs the committed bundle', () => {
    expect(manifest.runs.main).toBe(`../dist/${name}.js`);
    expect(existsSync(`${root}dist/${name}.js`)).toBe(true);
  });

  test('has every input that is read, and no other', () => {
    const own = name === 'declare' ? given : [];
    const source = sourcesOf(name);
    // One that only reads takes no more of the common ones than the token.
    const common = /\b(?:commonInputs|readInputs)\(/.test(source) ? inputsIn(sourcesOf('host')) : ['token'];
    const read = new Set([...inputsIn(source), ...common, ...own]);
    expect([...read].sort()).toEqual(Object.keys(manifest.inputs).sort());
  });

  test('says what it needs of its token, and never asks for another', () => {
    expect(manifest.inputs['token']?.default).toMatch(/^\$\{\{ github\.token \}\}$/);
    const reads = /\breaderInputs\(/.test(sourcesOf(name));
    expect(manifest.inputs['token']?.description).toContain(reads ? '`contents: read`' : '`issues: write`');
    const written = manifest.inputs['token']?.description.match(/`[\w-]+: write`/g) ?? [];
    if (reads) expect(written).toEqual(onDemand[name] === undefined ? [] : [onDemand[name]]);
    expect(() => commonInputs({})).toThrow('INPUT_TOKEN is not set');
  });

  test('promises the outputs that are set, all of them and no other', () => {
    expect([...new Set(outputsIn(sourcesOf(name)))].sort()).toEqual(Object.keys(manifest.outputs).sort());
  });

  test('has the defaults that the source takes for an empty input', () => {
    const plain = Object.entries(manifest.inputs).filter(([, one]) => !/^$|^false$|\$\{\{/.test(one.default ?? ''));
    const promised = Object.fromEntries(plain.map(([input, one]) => [input, one.default]));
    expect(Object.fromEntries(fallbacksIn(sourcesOf(name)))).toEqual(promised);
  });
});
