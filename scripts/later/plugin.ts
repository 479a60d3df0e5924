// Parts of a bundle that are loaded when one of their functions is first called. The code stays as it is, without a wait: a part is loaded as `require` does it
// (https://nodejs.org/docs/latest-v24.x/api/modules.html#loading-ecmascript-modules-using-require).
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { type LaterModule, modulesOf } from './modules.ts';
import { type Halves, halvesOf } from './split.ts';

type Modules = ReadonlyMap<string, LaterModule>;
type Split = {
  readonly entryPoints: readonly { readonly in: string; readonly out: string }[];
  readonly plugin: Plugin;
};

/** `common`: what the bundles always have is there when a part is loaded. Said so, it is one file, and not as many as there are sets of parts that share something; null: they have nothing in common. */
export type Parts = {
  readonly parts: Readonly<Record<string, readonly string[]>>;
  readonly common: string | null;
};

/** The parts as entries of the build, and the plugin that puts stubs where their modules are imported. `used`: what the bundles would hold in one piece, by paths under the root. */
export function later(root: string, used: readonly string[], { parts, common }: Parts): Split {
  const modules = new Map([...modulesOf(root, parts)].filter(([file]) => used.includes(relative(root, file))));
  const names = [...new Set([...modules.values()].map(({ part }) => part))];
  const entryPoints = names.map((part) => ({ in: `later:${part}`, out: `part-${part}` }));
  return { entryPoints, plugin: { name: 'later', setup: (build) => setUp(build, modules, root, common) } };
}

function setUp(build: PluginBuild, modules: Modules, root: string, common: string | null): void {
  const entities = join(root, 'node_modules/entities/dist/decode.js');
  build.onResolve({ filter: /^later:/ }, ({ path }) => ({ path: path.slice('later:'.length), namespace: 'part' }));
  build.onResolve({ filter: /^half:/ }, ({ path }) => ({ path: path.slice('half:'.length), namespace: 'half' }));
  build.onResolve({ filter: /^\.\/part-[a-z-]+\.js$/ }, ({ path }) => ({ path, external: true }));
  build.onResolve({ filter: /^\.{0,2}\/|^entities$/ }, ({ path, importer, namespace, resolveDir }) => {
    const file = path === 'entities' ? entities : resolve(resolveDir, path);
    const module = modules.get(file);
    const from = namespace === 'half' ? join(root, importer) : importer;
    // A part names its modules by their whole paths.
    const isAsked = path !== file && partOf(modules.get(from), namespace) !== module?.part;
    // Relative: esbuild names a shared part after the paths in it, and what is made must not depend on the folder that it is made in.
    if (isAsked && module?.only === undefined && module !== undefined)
      return { path: relative(root, file), namespace: 'stub' };
    // None of ours does anything when it is loaded: where nothing of it is used here, it belongs to the part that uses it.
    return file.endsWith('.ts') && file !== join(root, common ?? '') ? { path: file, sideEffects: false } : undefined;
  });
  build.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => js(partText(modules, path, root, common), root));
  build.onLoad({ filter: /./, namespace: 'stub' }, ({ path }) => js(stubText(modules.get(join(root, path))), root));
  build.onLoad({ filter: /./, namespace: 'half' }, ({ path }) => ts(modules, join(root, path), 'later'));
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => ts(modules, path, 'kept'));
}

/** Where what stands in a file is: of a module in two halves, its functions are in the part. */
function partOf(module: LaterModule | undefined, namespace: string): string | undefined {
  return (module?.only === undefined) === (namespace !== 'half') ? module?.part : undefined;
}

function js(contents: string, resolveDir: string) {
  return { contents, resolveDir, loader: 'js' } as const;
}

/** One half of a module, by its whole path; undefined where it is in one piece. */
function ts(modules: Modules, path: string, half: 'kept' | 'later') {
  const contents = halves(modules, path)?.[half];
  return contents === undefined ? undefined : ({ contents, resolveDir: dirname(path), loader: 'ts' } as const);
}

/** Every function of every module of a part. */
function partText(modules: Modules, part: string, root: string, common: string | null): string {
  const inPart = [...modules].filter(([, module]) => module.part === part);
  const lines = inPart.map(([path, module]) => {
    const split = halves(modules, path);
    const names = (split?.functions ?? module.functions).map((name) => `${name} as ${nameIn(module, name)}`);
    return `export { ${names.join(', ')} } from ${JSON.stringify(split === null ? path : `half:${relative(root, path)}`)};`;
  });
  return [...(common === null ? [] : [`import './${common}';`]), ...lines].join('\n');
}

/** The functions of one module, each of which loads the part. */
function stubText(module: LaterModule | undefined): string {
  if (module === undefined) return '';
  const stubs = module.functions.map(
    (name) => `export const ${name} = (...given) => load().${nameIn(module, name)}(...given);`,
  );
  return [loadOf(module), ...stubs].join('\n');
}

/** Null where it is no module of which only functions go. */
function halves(modules: Modules, path: string): Halves | null {
  const module = modules.get(path);
  if (module?.only === undefined) return null;
  const text = readFileSync(path, 'utf8');
  return halvesOf(text, path, module.only.functions, loadOf(module), (name) => nameIn(module, name));
}

function loadOf({ part }: LaterModule): string {
  return `const load = () => require('./part-${part}.js');`;
}

function nameIn({ id }: LaterModule, name: string): string {
  return `${name}$${id}`;
}
