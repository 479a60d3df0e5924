// Bundles for production: the app, the command line and the Actions, each one file, with what they read at run time beside them.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { parse } from 'yaml';
import { prebuiltDirectory } from '../src/shell/engine/database/prebuilt.ts';
import { treeOf } from '../src/shell/render/tree.ts';
import { readBuiltIn } from '../src/shell/templates/built-in.ts';
import { readInstallTexts } from '../src/shell/templates/install-files.ts';
import { readShipped } from '../src/shell/templates/shipped.ts';
import { compressed } from './compressed.ts';
import { bundleInParts } from './later/in-parts.ts';
import { judgeParts } from './later/judge-parts.ts';
import { parts } from './later/parts.ts';
import { later, type Parts } from './later/plugin.ts';
import { type Bundles, seldomCalled } from './later/seldom.ts';
import { startInOne } from './later/start.ts';
import { withoutAddresses, withoutFormatMethods, withoutLintPage, withoutTypography } from './uncalled.ts';
import { wordClasses } from './word-classes.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** PGlite looks for these beside the file it is in. */
const pgliteFiles = ['pglite.wasm', 'pglite.data', 'initdb.wasm'];

/** CommonJS packages call `require`, which ES modules do not have. */
const banner = {
  js: "import { createRequire as bundledCreateRequire } from 'node:module';\nconst require = bundledCreateRequire(import.meta.url);",
};

/** What is shipped as text becomes part of the bundle, so that a bundle is one file wherever it lies. Of the templates the names are enough. */
const inlineShipped: esbuild.Plugin = {
  name: 'inline-shipped',
  setup(build) {
    const shipped = readShipped();
    const messages = Object.fromEntries(Object.keys(shipped.messages).map((name) => [name, name]));
    // JSON is YAML: without comments and blanks.
    const policies = Object.fromEntries(
      Object.entries(shipped.policies).map(([name, text]) => [name, JSON.stringify(parse(text))]),
    );
    build.onLoad({ filter: /src\/shell\/templates\/shipped\.ts$/ }, () => ({
      contents: packed('readShipped', { ...shipped, policies, messages }),
      loader: 'js',
    }));
    build.onLoad({ filter: /src\/shell\/templates\/built-in\.ts$/, namespace: 'file' }, () => ({
      contents: packed('readBuiltIn', { ...readBuiltIn(), messages }),
      loader: 'js',
    }));
    build.onLoad({ filter: /src\/shell\/templates\/install-files\.ts$/ }, () => ({
      contents: packed('readInstallTexts', readInstallTexts()),
      loader: 'js',
    }));
  },
};

/** A module that has the texts compressed: a runner loads them for every event of ours. */
function packed(reader: string, shipped: object): string {
  const text = compressed(shipped).toString('base64');
  return [
    "import { brotliDecompressSync } from 'node:zlib';",
    `const shipped = JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString());`,
    `export const ${reader} = () => shipped;`,
  ].join('\n');
}

/** The templates are read now, by name: nothing of ours is parsed at a start. A team's own are, by the parser alone: the compiler stays out. */
const readNow: esbuild.Plugin = {
  name: 'templates-read-now',
  setup(build) {
    const trees = Object.fromEntries(
      Object.entries(readShipped().messages).map(([name, text]) => [name, treeOf(text)]),
    );
    build.onLoad({ filter: /src\/shell\/render\/tree\.ts$/ }, () => ({
      contents: `${packed('trees', trees)}\nexport const treeOf = (name) => trees()[name];`,
      loader: 'js',
    }));
    replace(build, 'handlebars', () => [
      "import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';",
      'export default { parse };',
    ]);
  },
};

/** Markdown is only read: finding bare addresses in it is switched off, and its tables stay out. */
const withoutLinkify: esbuild.Plugin = {
  name: 'without-linkify',
  setup: (build) => replace(build, 'linkify-it', () => ['export class LinkifyIt {}']),
};

/** Zod can describe its schemas as JSON Schema; the scripts of the documentation do, nothing that is bundled does. */
const withoutJsonSchema: esbuild.Plugin = {
  name: 'without-json-schema',
  setup: (build) => {
    build.onLoad({ filter: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ }, async ({ path }) => {
      const names = (await readFile(path, 'utf8')).matchAll(/^export (?:const|function) (\w+)/gm);
      const contents = [...names].map(([, name]) => `export const ${name} = () => () => undefined;`).join('\n');
      return { contents: `${contents}\nconst process = () => undefined;\nexport { process };`, loader: 'js' };
    });
  },
};

/** The YAML reader as ES modules: what nobody calls, such as its printer, is left out. */
const yamlModules: esbuild.Plugin = {
  name: 'yaml-modules',
  setup: (build) => {
    const path = fileURLToPath(new URL('../browser/dist/index.js', import.meta.resolve('yaml')));
    build.onResolve({ filter: /^yaml$/ }, () => ({ path, sideEffects: false }));
  },
};

/** Descriptions of the policy's keys are for its documentation. */
const withoutDescriptions: esbuild.Plugin = {
  name: 'without-descriptions',
  setup: (build) => {
    build.onLoad({ filter: /src\/core\/policy\/written\/[\w-]+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\.describe\(\s*(['`])(?:\\.|(?!\1)[^\\])*\1,?\s*\)/g, ''),
      loader: 'ts',
    }));
  },
};

/** Another text for a package. */
function replace(build: esbuild.PluginBuild, name: string, text: () => readonly string[]): void {
  build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'replaced' }));
  build.onLoad({ filter: new RegExp(`^${name}$`), namespace: 'replaced' }, () => ({
    contents: text().join('\n'),
    loader: 'js',
    resolveDir: root,
  }));
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Optional peers that are not installed: `pg` and Probot try them and carry on without.
  external: ['pg-native', 'ioredis', '@sentry/node', 'cloudflare:sockets'],
  charset: 'utf8',
  legalComments: 'eof',
  logLevel: 'warning',
  plugins: [inlineShipped, readNow, withoutLinkify, withoutJsonSchema],
} satisfies esbuild.BuildOptions;

/** `dist/` as production runs it: app, command line, and a database to start from. */
export async function buildServer(out: string): Promise<void> {
  await bundleServer(out, { app: 'src/app/main.ts', cli: 'src/cli/main.ts' });
  await rename(await prebuiltDirectory(out), join(out, 'database.tgz'));
}

/** The code of these, by the name of the bundle, with what it reads beside it. */
export async function bundleServer(out: string, entries: Readonly<Record<string, string>>): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const entryPoints = Object.entries(entries)
    .filter(([, file]) => existsSync(join(root, file)))
    .map(([name, file]) => ({ in: join(root, file), out: name }));
  // Names and lines are kept: a stack trace from production should be readable.
  await esbuild.build({ ...common, entryPoints, outdir: out, banner, keepNames: true });
  await writeFile(join(out, 'package.json'), '{ "type": "module" }\n');
  await copyFile(join(root, 'app.yml'), join(out, 'app.yml'));
  const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  for (const file of pgliteFiles) await copyFile(join(pglite, file), join(out, file));
}

/** `action/dist/<name>.js` for every `action/<name>/main.ts`; committed, because GitHub runs an Action from the repository as it is. */
export async function buildActions(out: string): Promise<readonly string[]> {
  const names = await actionNames();
  await rm(out, { recursive: true, force: true });
  for (const bundles of ['loop', 'judges'] as const) {
    const { entries, plugins } = await partsOf(out, namesOf(bundles, names), bundles);
    const options = { ...actionOptions(out, entries, plugins), banner: {} };
    await bundleInParts(options, actionOptions(out, []), seldomCalled(bundles));
  }
  const code = (await readdir(out)).filter((file) => file.endsWith('.js'));
  for (const file of code) await withoutNeedlessBanner(join(out, file));
  return names;
}

/** Actions before anything is taken out of their functions, with the names of the sources: for who wants to know what runs call. */
export async function buildLegible(out: string, bundles: Bundles): Promise<void> {
  const names = await actionNames();
  await rm(out, { recursive: true, force: true });
  const { entries, plugins } = await partsOf(out, namesOf(bundles, names), bundles);
  await esbuild.build({ ...actionOptions(out, entries, plugins), minify: false });
}

/** Those that have a `main.ts`. */
async function actionNames(): Promise<readonly string[]> {
  const folders = await readdir(join(root, 'action'), { withFileTypes: true });
  const found = folders.filter((one) => one.isDirectory() && existsSync(join(root, 'action', one.name, 'main.ts')));
  return found.map(({ name }) => name).sort();
}

function namesOf(bundles: Bundles, names: readonly string[]): readonly string[] {
  return names.filter((name) => runLoop.includes(name) === (bundles === 'loop'));
}

type Together = Parts & { readonly quick: readonly string[]; readonly further: readonly esbuild.Plugin[] };

/** `quick`: those that often find nothing to do, or ask first. */
const parted: Readonly<Record<Bundles, Together>> = {
  loop: { parts, common: 'action/host/host.ts', quick: ['respond', 'tick', 'declare'], further: [] },
  judges: {
    parts: judgeParts,
    common: null,
    quick: ['policy-check', 'postmortem-lint', 'hotfix-gate', 'publish', 'rollback', 'verify'],
    further: [withoutAddresses],
  },
};

/** Actions that share what several of them need, and the modules of it that are loaded later. */
async function partsOf(out: string, names: readonly string[], bundles: Bundles) {
  const { further, quick } = parted[bundles];
  const entries = names.map(entryOf);
  const whole = await esbuild.build({ ...actionOptions(out, entries, further), write: false, metafile: true });
  const { entryPoints, plugin, isLater } = later(root, usedIn(whole.metafile), parted[bundles]);
  const start = startInOne(root, quick.map(mainOf), isLater);
  return { entries: [...entries, ...entryPoints], plugins: [start, plugin, ...further] };
}

/** Making `require` takes its time, and most parts have no use for it. */
async function withoutNeedlessBanner(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const code = text.slice(banner.js.length);
  if (text.startsWith(banner.js) && !/\brequire\b/.test(code)) await writeFile(file, code.trimStart());
}

/** These have the whole loop, of which a run needs the least part; the others load what they need. */
const runLoop = ['declare', 'respond', 'tick'];

type Entry = { readonly in: string; readonly out: string };

function entryOf(name: string): Entry {
  return { in: mainOf(name), out: name };
}

function mainOf(name: string): string {
  return join(root, 'action', name, 'main.ts');
}

/** What only an event of ours needs is a file of its own, and what several Actions need is there once. */
function actionOptions(out: string, entries: readonly Entry[], further: readonly esbuild.Plugin[] = []) {
  const plugins = [
    ...common.plugins,
    yamlModules,
    withoutDescriptions,
    withoutFormatMethods,
    withoutLintPage,
    withoutTypography,
    wordClasses(root),
    ...further,
  ];
  const split = { splitting: true, chunkNames: 'part-[hash]' };
  return {
    ...common,
    ...split,
    plugins,
    entryPoints: [...entries],
    outdir: out,
    banner,
    minify: true,
  } satisfies esbuild.BuildOptions;
}

function usedIn({ outputs }: esbuild.Metafile): readonly string[] {
  const held = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return held.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

if (import.meta.main) {
  await buildServer(join(root, 'dist'));
  await buildActions(join(root, 'action/dist'));
}
