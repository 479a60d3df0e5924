// The library of word classes (decision 0034) as a bundle has it: what tells classes, without what edits and prints text, and its words compressed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Plugin } from 'esbuild';
import { compressed } from './compressed.ts';

const library = 'node_modules/compromise/src';

/** What nothing calls that tells the classes of words: only whoever edits, prints or searches a text with the library does. */
const unused = [
  '1-one/change/api/index.js',
  '1-one/freeze/debug.js',
  '1-one/lookup/plugin.js',
  '1-one/match/api/index.js',
  '1-one/pointers/api/index.js',
  '1-one/tag/api/index.js',
  '1-one/tag/compute/tagRank.js',
  '1-one/tokenize/compute/freq.js',
  '1-one/tokenize/compute/offset.js',
  '1-one/tokenize/compute/wordCount.js',
  '1-one/typeahead/plugin.js',
  '2-two/contraction-two/api/index.js',
  '2-two/lazy/plugin.js',
  '2-two/postTagger/api.js',
  '2-two/preTagger/compute/penn.js',
  '2-two/preTagger/compute/root.js',
  '2-two/swap/plugin.js',
  'API/methods/loops.js',
  'API/methods/utils.js',
];

/** As a plugin of the library and as a function that one calls: nothing. */
const NOTHING = 'export default () => {};';

/** What prints is a plugin of its own; another lays its own printing down in it. */
const PRINTS = '1-one/output/plugin.js';

/** Throws where the library is laid out differently than this says. */
export function wordClasses(root: string): Plugin {
  return {
    name: 'word-classes',
    setup: async (build) => {
      const within = join(root, library);
      const data = await dataIn(within);
      const texts = new Map([
        ...unused.map((file) => [file, NOTHING] as const),
        [PRINTS, 'export default { methods: { one: { debug: {} } } };'] as const,
        ...Object.keys(data).map((file) => [file, dataText(file)] as const),
      ]);
      for (const file of texts.keys()) readFileSync(join(within, file));
      build.onResolve({ filter: /^word-classes(?:\.br)?$/ }, ({ path }) => ({ path, namespace: 'word-classes' }));
      build.onLoad({ filter: /\.br$/, namespace: 'word-classes' }, () => ({
        contents: compressed(data),
        loader: 'file',
      }));
      build.onLoad({ filter: /classes$/, namespace: 'word-classes' }, () => ({ contents: READS, loader: 'js' }));
      build.onLoad({ filter: /node_modules\/compromise\/src\/.*\.js$/ }, ({ path }) => {
        const contents = texts.get(path.slice(within.length + 1));
        return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: root };
      });
    },
  };
}

type Data = Readonly<Record<string, unknown>>;

/** Modules that are one value and import nothing, with it. */
async function dataIn(within: string): Promise<Data> {
  const files = readdirSync(within, { recursive: true, encoding: 'utf8' }).sort();
  const own = files
    .filter((file) => /^[12]-\w+\/.*\/(?:model|tagSet)\/.*\.js$/.test(file))
    .filter((file) => !/^import /m.test(readFileSync(join(within, file), 'utf8')));
  const values = await Promise.all(own.map(async (file) => [file, await valueIn(join(within, file))] as const));
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** Loaded anew: the library writes into its values. Null where JSON does not hold it as it is. */
async function valueIn(file: string): Promise<unknown> {
  const { default: value, ...more }: { default?: unknown } = await import(`${pathToFileURL(file).href}?data`);
  if (typeof value !== 'object' || value === null || Object.keys(more).length > 0) return null;
  const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
  return isSame && hasNoneTwice(value, new Set()) ? value : null;
}

/** What is one list at two places is written to at both. */
function hasNoneTwice(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (seen.has(value)) return false;
  seen.add(value);
  return Object.values(value).every((one) => hasNoneTwice(one, seen));
}

/** Data that nobody reads lies beside the code: in it, it would be a third larger. */
const READS = `import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import file from 'word-classes.br';
export const words = JSON.parse(brotliDecompressSync(readFileSync(new URL(file, import.meta.url))).toString());`;

function dataText(file: string): string {
  return `import { words } from 'word-classes';\nexport default words[${JSON.stringify(file)}];`;
}
