// Bundles twice: first so that functions can be taken out of what is shared, then what is left and what was taken, made small.
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as esbuild from 'esbuild';
import type { Choose } from './plan.ts';
import { takeApart } from './take-apart.ts';

type Options = esbuild.BuildOptions & { readonly entryPoints: { readonly in: string; readonly out: string }[] };

/** `first`: with entries and plugins. `second`: how what is written is made. */
export async function bundleInParts(first: Options, second: esbuild.BuildOptions, choose: Choose): Promise<void> {
  const { outputFiles } = await esbuild.build({ ...first, minify: false, write: false });
  const isCode = ({ path }: esbuild.OutputFile) => path.endsWith('.js');
  for (const { path, contents } of outputFiles.filter((file) => !isCode(file))) await writeFile(path, contents);
  const chunks = new Map(outputFiles.filter(isCode).map(({ path, text }) => [basename(path), text.replace(BARE, '')]));
  const entries = first.entryPoints.map(({ out }) => `${out}.js`);
  const files = takeApart(chunks, entries, choose);
  const isPart = (file: string) => file.startsWith('part-') && !chunks.has(file);
  const begun = [...files.keys()].filter((file) => entries.includes(file) || isPart(file));
  const entryPoints = begun.map((file) => ({ in: `taken:${file}`, out: file.replace(/\.js$/, '') }));
  await esbuild.build({ ...second, entryPoints, plugins: [fromMemory(files)] });
}

/** No chunk does anything when it is loaded: none is loaded for its own sake. */
const BARE = /^import "\.\/[\w-]+\.js";\n/gm;

/** Modules by file name. What is loaded with `require` is loaded later, and a file of its own. */
function fromMemory(files: ReadonlyMap<string, string>): esbuild.Plugin {
  return {
    name: 'from-memory',
    setup: (build) => {
      build.onResolve({ filter: /^taken:/ }, ({ path }) => ({ path: path.slice('taken:'.length), namespace: 'taken' }));
      build.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
        kind === 'require-call' ? { path, external: true } : { path: path.slice('./'.length), namespace: 'taken' },
      );
      build.onLoad({ filter: /./, namespace: 'taken' }, ({ path }) => ({
        contents: files.get(path) ?? '',
        loader: 'js',
      }));
    },
  };
}
