// What an Action loads before it knows whether there is anything to do, in one file: each file more takes a runner a millisecond.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** `mains`: entries, by absolute path. What they import of ours is copied into them, but for what is loaded later; what they load with `import()` has it anew, so that nothing of it may remember or be told by `instanceof`. */
export function startInOne(root: string, mains: readonly string[], isLater: (file: string) => boolean): Plugin {
  const begins = new Set(mains);
  return {
    name: 'start-in-one',
    setup: (build) => {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, namespace, kind, resolveDir }) => {
        const isStart = namespace === 'start' || begins.has(importer);
        const file = resolve(resolveDir, path);
        if (!isStart || kind !== 'import-statement' || isLater(file)) return undefined;
        // Relative: what is made must not depend on the folder that it is made in. By its main: each has its own.
        const main = namespace === 'start' ? (importer.split(':')[0] ?? '') : relative(root, importer);
        return { path: `${main}:${relative(root, file)}`, namespace: 'start', sideEffects: false };
      });
      build.onLoad({ filter: /./, namespace: 'start' }, ({ path }) => {
        const file = join(root, path.slice(path.indexOf(':') + 1));
        return { contents: readFileSync(file, 'utf8'), loader: 'ts', resolveDir: dirname(file) };
      });
    },
  };
}
