// The house is kept: imports point inward only, nothing imports the sandbox, no cycles, small files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

function filesIn(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('dist/'))
    .map((file) => join(folder, file));
}

const sources = [...filesIn('src'), ...filesIn('action')];
const text = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** The modules that a file's import and export statements name; of a type alone when every one of them says so. */
function importsOf(file: string): readonly { readonly from: string; readonly typeOnly: boolean }[] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?from\s+)?'([^']+)'/gm;
  const dynamic = /\bimport\('([^']+)'\)/g;
  const found = text.get(file) ?? '';
  return [
    ...[...found.matchAll(statement)].map((match) => ({ from: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...[...found.matchAll(dynamic)].map((match) => ({ from: match[1] ?? '', typeOnly: false })),
  ];
}

/** The project's own file that an import names, from the root; null for packages. */
function target(file: string, from: string): string | null {
  return from.startsWith('.') ? relative(root, resolve(root, dirname(file), from)) : null;
}

/** A file's part of the house: `core`, `shell`, `app`, `cli`, `sandbox` or `action`. */
function layerOf(file: string): string {
  return file.startsWith('action/') ? 'action' : (file.split('/')[1] ?? '');
}

const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  shell: ['core', 'shell'],
  app: ['core', 'shell', 'app'],
  cli: ['core', 'shell', 'app', 'cli'],
  action: ['core', 'shell', 'action'],
  sandbox: ['core', 'shell', 'app', 'cli', 'action', 'sandbox'],
};

describe('imports', () => {
  test('the sources are found', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(new Set(sources.map(layerOf))).toEqual(new Set(Object.keys(mayImport).filter((layer) => sources.some((file) => layerOf(file) === layer))));
  }); // biome-ignore format: one thought

  test('point inward only, and nothing imports the sandbox', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file).flatMap(({ from }) => {
        const to = target(file, from);
        const allowed = to === null || (mayImport[layerOf(file)] ?? []).includes(layerOf(to));
        return allowed ? [] : [`${file} → ${from}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('the core knows five packages, and nothing of node', () => {
    const packages = ['zod', 'yaml', 'markdown-it', 'temporal-polyfill', 'compromise/two'];
    const wrong = sources
      .filter((file) => layerOf(file) === 'core')
      .flatMap((file) => importsOf(file).map(({ from }) => ({ file, from })))
      .filter(({ from }) => !from.startsWith('.') && !packages.includes(from));
    expect(wrong).toEqual([]);
  });

  test.each([
    { name: 'Octokit', from: /^(@octokit\/(?!webhooks-types)|octokit)/, only: /^(src\/shell\/github|src\/sandbox|src\/app|action)\// },
    { name: 'Handlebars', from: /^handlebars/, only: /^src\/shell\/render\// },
    { name: 'The library of word classes', from: /^compromise/, only: /^src\/core\/postmortem\/lint\/prose\/terms\.ts$/ },
    { name: 'Probot', from: /^probot/, only: /^src\/(app|sandbox)\// },
  ])('$name is used in its place only', ({ from, only }) => {
    const users = sources.filter((file) => importsOf(file).some((one) => from.test(one.from) && !one.typeOnly));
    expect(users.filter((file) => !only.test(file))).toEqual([]);
  }); // biome-ignore format: a table

  test('commands do not import each other', () => {
    const shared = ['command', 'nearest', 'parse', 'scan', 'spec', 'tokenise', 'index'];
    const wrong = sources
      .filter((file) => /^src\/core\/commands\/[^/]+\.ts$/.test(file) && !file.endsWith('/index.ts'))
      .flatMap((file) => importsOf(file).map(({ from }) => ({ file, from })))
      .filter(({ from }) => /^\.\/[^/]+\.ts$/.test(from) && !shared.includes(from.slice(2, -3)));
    expect(wrong).toEqual([]);
  });

  test('form no cycle', () => {
    const edges = new Map(sources.map((file) => [file, importsOf(file).filter(({ typeOnly }) => !typeOnly).flatMap(({ from }) => target(file, from) ?? [])]));
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of sources) visit(file, []);
    expect(cycles).toEqual([]);
  }); // biome-ignore format: one thought a line
});

describe('size and style', () => {
  test('no file is longer than 250 lines', () => {
    const long = [...text].filter(([, content]) => content.split('\n').length > 251).map(([file]) => file);
    expect(long).toEqual([]);
  });

  test('the linter holds functions to 60 lines', () => {
    const { linter } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    expect(linter.rules.complexity.noExcessiveLinesPerFunction).toMatchObject({ level: 'error', options: { maxLines: 60 } });
  }); // biome-ignore format: one thought

  test('every file begins with its responsibility', () => {
    const bare = [...text]
      .filter(([, content]) => !/^(#!.*\n)?(\/\/ \S|\/\*\*?\s+\S)/.test(content))
      .map(([file]) => file);
    expect(bare).toEqual([]);
  });

  test('the core asks no clock, no chance and no environment', () => {
    // Of a number `new Date` makes a date; of nothing it makes now.
    const impure = /\bDate\.now\(|new Date(?!\([^)])|(?<!new )\bDate\(|Math\.random\(|process\.|Temporal\.Now|\bawait\b|performance\.|crypto\./;
    const wrong = [...text].filter(([file, content]) => layerOf(file) === 'core' && impure.test(content.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')));
    expect(wrong.map(([file]) => file)).toEqual([]);
  }); // biome-ignore format: one thought a line
});
