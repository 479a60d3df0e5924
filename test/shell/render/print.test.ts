// Our printer of the shipped templates says what Handlebars says in its strict mode, for every template and whatever its names hold. (Where Handlebars finds a name in a prototype and prints nothing, ours throws.)
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { print } from '../../../src/shell/render/print.ts';
import type { Printable } from '../../../src/shell/render/team/words.ts';
import { type Path, type Tree, treeOf } from '../../../src/shell/render/tree.ts';
import * as build from '../../support/builders.ts';

const shipped = Object.entries(build.shipped.messages);

/** What a name may hold that is printed or asked for. */
const leaf = fc.constantFrom<Printable>('words', '', 'a & <b>', 0, 7, true, false, null, [], ['x', 'y']);

type Use = readonly [path: Path, repeated: Tree | null];

/** Data for what is used of it: nearly always with all names, as it should be. */
function dataFor(uses: readonly Use[]): fc.Arbitrary<Printable> {
  const names = new Set(uses.flatMap(([[name]]) => name ?? []));
  const repeated = uses.flatMap(([path, tree]) => (path.length === 0 && tree !== null ? usesIn(tree) : []));
  if (repeated.length > 0) return fc.oneof(leaf, fc.array(dataFor(repeated), { maxLength: 3 }));
  if (names.size === 0) return leaf;
  const fields = Object.fromEntries([...names].map((name) => [name, dataFor(of(name, uses))]));
  const whole: fc.Arbitrary<Printable> = fc.record(fields).map((data) => data);
  return fc.oneof({ weight: 30, arbitrary: whole }, { weight: 1, arbitrary: fc.constant(null) });
}

/** What is used within this name. */
function of(name: string, uses: readonly Use[]): readonly Use[] {
  return uses.flatMap(([[first, ...more], tree]): readonly Use[] => (first === name ? [[more, tree]] : []));
}

/** Each path in the tree, with what is repeated for it: items of a list have names of their own. */
function usesIn(tree: Tree): readonly Use[] {
  return tree.flatMap((node): readonly Use[] => {
    if (typeof node === 'string') return [];
    if (node.length === 1) return [[node[0], null]];
    const [helper, about, then, otherwise] = node;
    const inner = helper === 'each' ? [] : usesIn(then);
    return [[about, helper === 'each' ? then : null], ...inner, ...usesIn(otherwise)];
  });
}

/** The text, or that there is none. */
function said(how: () => string): string | null {
  try {
    return how();
  } catch {
    return null;
  }
}

describe('the printer', () => {
  test.each(shipped)('prints %s as Handlebars does', (_, text) => {
    const tree = treeOf(text);
    const theirs = Handlebars.compile(text, { strict: true, knownHelpersOnly: true, noEscape: true });
    let printed = 0;
    fc.assert(
      fc.property(dataFor(usesIn(tree)), (data) => {
        const ours = said(() => print(tree, data));
        printed += ours === null ? 0 : 1;
        expect(ours).toBe(said(() => theirs(data)));
      }),
      { numRuns: 200 },
    );
    expect(printed).toBeGreaterThan(20);
  });

  test.each(['{{{raw}}}', '{{@root.x}}', '{{../x}}', '{{> part}}', '{{#with x}}y{{/with}}', '{{lookup this "x"}}'])(
    '%s is no template of ours',
    (text) => expect(() => treeOf(text)).toThrow(/that is not printed/),
  );
});
