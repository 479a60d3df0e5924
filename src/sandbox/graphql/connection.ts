/** Cuts lists into connections: `nodes`, `edges`, `totalCount`, `pageInfo`, with GitHub's limits on `first` and `last`. */
import { optionalNumber, optionalText } from './arguments.ts';
import { Failure } from './failure.ts';
import type { Args } from './things.ts';

/** A connection as a plain object; more fields may be added to it. */
export type Connection = {
  readonly nodes: readonly unknown[];
  readonly edges: readonly Readonly<Record<string, unknown>>[];
  readonly totalCount: number;
  readonly pageInfo: Readonly<Record<string, unknown>>;
};

/** What of an item becomes a node and stands beside it in the edge; `key` names the item in cursors, so that pages stay put while items come and go. */
export type Shape<T> = {
  readonly name: string;
  readonly key: (item: T) => string | number;
  readonly node: (item: T) => unknown;
  readonly edge?: (item: T) => Readonly<Record<string, unknown>>;
};

/** GitHub gives at most this many items a page. */
const most = 100;

/** A page of a list. Fails like GitHub without `first` or `last`, or with more than 100. */
export function connect<T>(items: readonly T[], args: Args, shape: Shape<T>): Connection {
  const { first, last } = boundaries(args, shape.name);
  const keys = items.map((item) => String(shape.key(item)));
  const after = positionOf(keys, optionalText(args, 'after'), -1);
  const before = positionOf(keys, optionalText(args, 'before'), items.length);
  const start = last === undefined ? after + 1 : Math.max(after + 1, before - last);
  const end = first === undefined ? before : Math.min(before, after + 1 + first);
  const page = items.slice(start, Math.max(start, end));
  const edges = page.map((item) => ({
    ...shape.edge?.(item),
    node: shape.node(item),
    cursor: cursorOf(String(shape.key(item))),
  }));
  const pageInfo = {
    hasNextPage: start + page.length < items.length,
    hasPreviousPage: start > 0,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { nodes: edges.map(({ node }) => node), edges, totalCount: items.length, pageInfo };
}

function boundaries(
  args: Args,
  name: string,
): { readonly first: number | undefined; readonly last: number | undefined } {
  const [first, last] = [optionalNumber(args, 'first'), optionalNumber(args, 'last')];
  const [asked, word] = first === undefined ? [last, 'last'] : [first, 'first'];
  if (asked === undefined) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new Failure('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (asked > most) {
    const message = `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${word}\` limit of ${most} records.`;
    throw new Failure('EXCESSIVE_PAGINATION', message);
  }
  return first === undefined ? { first, last } : { first, last: undefined };
}

function positionOf(keys: readonly string[], cursor: string | undefined, none: number): number {
  if (cursor === undefined) return none;
  const key = /^cursor:v2:(.+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  const position = key === undefined ? -1 : keys.indexOf(key);
  if (position >= 0) return position;
  // The item itself is gone: go on where it would be, as numeric ids grow.
  const next = keys.findIndex((other) => Number(other) > Number(key));
  if (key !== undefined && /^\d+$/.test(key))
    return none === -1 ? (next < 0 ? keys.length : next) - 1 : Math.max(next, 0);
  throw new Failure('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}

function cursorOf(key: string): string {
  return Buffer.from(`cursor:v2:${key}`).toString('base64');
}
