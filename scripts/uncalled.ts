// What no Action calls, left out of their bundles. The build throws where a package is not written as it was: then it is looked at again.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Markdown-it's typography and its search for bare addresses, which ask whether they are switched on; no Action switches them on. */
export const withoutTypography = rewritten('without-typography', /node_modules\/markdown-it\/dist\/markdown-it\.mjs$/, [
  { what: /(?<=^function (?:linkify\$1|replace|smartquotes)\(state\) \{\n)(?:.*\n)*?(?=^\}$)/gm, times: 3, by: '' },
  { what: /(?<=^function linkify\(state, silent\) \{\n)(?:.*\n)*?(?=^\}$)/gm, times: 1, by: 'return false;\n' },
  // For its plugins.
  { what: /(?<=^var lib = \{\n)\tmdurl,\n\tucmicro\n/gm, times: 1, by: '' },
]);

/** Zod's `z.string().email()` and the like, each with classes of its own; they are written `z.email()`, which stays. */
export const withoutFormatMethods = rewritten(
  'without-format-methods',
  /node_modules\/zod\/v4\/classic\/schemas\.js$/,
  [{ what: /(?<=^export const ZodString = .*\n(?: .*\n)*\}), \{\n(?: .*\n)*\}(?=\);$)/gm, times: 1, by: '' }],
);

/** What a rule of the lint says of itself is for its page. */
export const withoutLintPage = rewritten('without-lint-page', /src\/core\/postmortem\/lint\/rules\/[\w-]+\.ts$/, [
  { what: /^ {2}(?:says|because|bad|good|source):\s+(['`])(?:\\.|(?!\1)[^\\])*\1,$/gm, times: null, by: '' },
]);

type Rewriting = { readonly what: RegExp; readonly times: number | null; readonly by: string };

function rewritten(name: string, filter: RegExp, rewritings: readonly Rewriting[]): Plugin {
  return {
    name,
    setup: (build) =>
      build.onLoad({ filter }, async ({ path }) => {
        let contents = await readFile(path, 'utf8');
        for (const { what, times, by } of rewritings) {
          const found = contents.match(what)?.length ?? 0;
          if (times !== null && found !== times) throw new Error(`${path} is not written as it was: ${what}`);
          contents = contents.replace(what, by);
        }
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      }),
  };
}

/** Markdown-it reads addresses with these when it makes links of them. Who judges a pull request makes none: its parsers take addresses as they are. */
export const withoutAddresses: Plugin = {
  name: 'without-addresses',
  setup: (build) => {
    build.onResolve({ filter: /^(?:mdurl|punycode\.js)$/ }, ({ path }) => ({ path, namespace: 'no-addresses' }));
    build.onLoad({ filter: /./, namespace: 'no-addresses' }, () => ({ contents: NO_ADDRESSES, loader: 'js' }));
    build.onResolve({ filter: /^markdown-it$/ }, ({ importer }) => {
      if (importer.includes('/src/core/')) return undefined;
      return {
        errors: [{ text: `${importer} reads Markdown whole; judges leave out what makes links of addresses.` }],
      };
    });
  },
};

const NO_ADDRESSES = `const none = () => { throw new Error('No address is read here.'); };
export { none as decode, none as encode, none as format, none as parse };
export default { toASCII: none, toUnicode: none };`;
