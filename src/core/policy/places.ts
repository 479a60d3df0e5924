// Where things stand in a YAML text: line and column of values and keys, by their path.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  visit,
} from 'yaml';
import type { Path } from './path.ts';

/** Line and column, from 1. */
export type Place = { readonly line: number; readonly column: number };

export type Places = {
  /** Of the value, or of the nearest thing around it that the text has. */
  readonly ofValue: (path: Path) => Place;
  /** Of the last key of the path, or of the nearest thing around it. */
  readonly ofKey: (path: Path) => Place;
  readonly at: (offset: number) => Place;
};

export function placesIn(document: Document, counter: LineCounter): Places {
  const index: Index = new WeakMap();
  const at = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const ofValue = (path: Path) => at(valueOffset(document, path, index));
  return {
    at,
    ofValue,
    ofKey: (path) => {
      const key = pairAt(nodeAt(document, path.slice(0, -1), index), path.at(-1), index)?.key;
      return isNode(key) && key.range ? at(key.range[0]) : ofValue(path);
    },
  };
}

/** The pairs of each map by their keys: a map may have thousands. */
type Index = WeakMap<object, ReadonlyMap<string, Pair>>;

function valueOffset(document: Document, path: Path, index: Index): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(document, path.slice(0, length), index);
    if (node?.range) return node.range[0];
  }
  return 0;
}

function nodeAt(document: Document, path: Path, index: Index): Node | null {
  let node: unknown = document.contents;
  for (const part of path) node = isSeq(node) ? node.items[Number(part)] : pairAt(node, part, index)?.value;
  return isNode(node) ? node : null;
}

function pairAt(node: unknown, key: string | number | undefined, index: Index): Pair | undefined {
  if (!isMap(node)) return undefined;
  const pairs = index.get(node) ?? new Map(node.items.map((pair) => [keyOf(pair), pair]));
  index.set(node, pairs);
  return pairs.get(String(key));
}

/** A key as the values have it. */
export function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value ?? '') : String(key);
}

/** By offset, the path of the first thing that begins there or behind it; none where nothing does. In one pass. */
export function pathsFrom(document: Document, offsets: readonly number[]): ReadonlyMap<number, Path> {
  const paths = new Map<number, Path>();
  const open = [...new Set(offsets)].sort((a, b) => b - a);
  visit(document, {
    Node: (_key, node, ancestors) => {
      const begins = node.range?.[0] ?? -1;
      for (let next = open.at(-1); next !== undefined && next <= begins; next = open.at(-1)) {
        paths.set(next, pathOf([...ancestors, node]));
        open.pop();
      }
      return open.length === 0 ? visit.BREAK : undefined;
    },
  });
  return paths;
}

/** The path that a chain of nodes, from the document on, is. */
export function pathOf(nodes: readonly unknown[]): Path {
  return nodes.flatMap((node, index): Path => {
    if (isPair(node)) return [keyOf(node)];
    const above = nodes[index - 1];
    return isSeq(above) ? [above.items.indexOf(node)] : [];
  });
}

/** The first alias whose anchor does not stand before it. */
export function lostAlias(document: Document): number | null {
  const anchors = new Set<string>();
  let offset: number | null = null;
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        return undefined;
      }
      if (anchors.has(node.source)) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Where the first alias stands. */
export function firstAlias(document: Document): number | null {
  let offset: number | null = null;
  visit(document, {
    Alias: (_key, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
