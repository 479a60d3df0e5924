// Whole modules that are a part of their own: whoever imports one of them gets functions that load it when they are first called.
import { join, relative, resolve } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { loaderOf } from './loader.ts';
import { type LaterModule, modulesOf } from './modules.ts';

type Modules = ReadonlyMap<string, LaterModule>;
type Split = {
  readonly entryPoints: readonly { readonly in: string; readonly out: string }[];
  /** Whether a module, by its absolute path, is in a part. */
  readonly isLater: (file: string) => boolean;
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
  const isLater = (file: string) => modules.has(file);
  return { entryPoints, isLater, plugin: { name: 'later', setup: (build) => setUp(build, modules, root, common) } };
}

function setUp(build: PluginBuild, modules: Modules, root: string, common: string | null): void {
  const entities = join(root, 'node_modules/entities/dist/decode.js');
  build.onResolve({ filter: /^later:/ }, ({ path }) => ({ path: path.slice('later:'.length), namespace: 'part' }));
  build.onResolve({ filter: /^\.\/part-[a-z0-9-]+\.js$/ }, ({ path }) => ({ path, external: true }));
  build.onResolve({ filter: /^\.{0,2}\/|^entities$/ }, ({ path, importer, resolveDir }) => {
    const file = path === 'entities' ? entities : resolve(resolveDir, path);
    const module = modules.get(file);
    // A part names its modules by their whole paths.
    const isAsked = path !== file && modules.get(importer)?.part !== module?.part;
    // Relative: esbuild names a shared part after the paths in it, and what is made must not depend on the folder that it is made in.
    if (isAsked && module !== undefined) return { path: relative(root, file), namespace: 'stub' };
    // None of ours does anything when it is loaded: where nothing of it is used here, it belongs to the part that uses it.
    return file.endsWith('.ts') && file !== join(root, common ?? '') ? { path: file, sideEffects: false } : undefined;
  });
  build.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => js(partText(modules, path, common), root));
  build.onResolve({ filter: /^loader:/ }, ({ path }) => ({ path: path.slice('loader:'.length), namespace: 'loader' }));
  build.onLoad({ filter: /./, namespace: 'loader' }, ({ path }) => js(`export ${loaderOf('load', path)}`, root));
  build.onLoad({ filter: /./, namespace: 'stub' }, ({ path }) => js(stubText(modules.get(join(root, path))), root));
}

function js(contents: string, resolveDir: string) {
  return { contents, resolveDir, loader: 'js' } as const;
}

/** Every function of every module of a part. */
function partText(modules: Modules, part: string, common: string | null): string {
  const inPart = [...modules].filter(([, module]) => module.part === part);
  const lines = inPart.map(([path, module]) => {
    const names = module.functions.map((name) => `${name} as ${nameIn(module, name)}`);
    return `export { ${names.join(', ')} } from ${JSON.stringify(path)};`;
  });
  return [...(common === null ? [] : [`import './${common}';`]), ...lines].join('\n');
}

/** The functions of one module, each of which loads the part. */
function stubText(module: LaterModule | undefined): string {
  if (module === undefined) return '';
  const { part } = module;
  const stubs = module.functions.map((name) => `export const ${name} = load('${nameIn(module, name)}');`);
  return [`import { load } from 'loader:${part}';`, ...stubs].join('\n');
}

function nameIn({ id }: LaterModule, name: string): string {
  return `${name}$${id}`;
}
