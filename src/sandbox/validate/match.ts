/** Finds the GitHub operation that a method and a path name, among all operations GitHub has. */
import { operationLines, restDescription } from '../descriptions/load.ts';

/** An operation of GitHub that a request names; `inUse` is false where the sandbox does not implement it. */
export type MatchedOperation = {
  readonly operationId: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly inUse: boolean;
};

type Route = {
  readonly operationId: string;
  readonly template: string;
  readonly names: readonly string[];
  readonly pattern: RegExp;
};

let table: ReadonlyMap<string, readonly Route[]> | undefined;

/**
 * The operation for a path below the API root (`/repos/acme/shop`, without `/api/v3` and query), parameters decoded; null where GitHub has none.
 * Literal segments win over parameters, and parameters over those that may contain slashes (`contents/{+path}`, which may be empty).
 */
export function matchOperation(method: string, path: string): MatchedOperation | null {
  table ??= readTable();
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path;
  for (const route of table.get(tableKey(method, plain)) ?? []) {
    const params = readParams(route, plain);
    if (params === null) continue;
    const { operationId, template } = route;
    return { operationId, template, params, inUse: restDescription().operations[operationId] !== undefined };
  }
  return null;
}

function readTable(): ReadonlyMap<string, readonly Route[]> {
  const routes = new Map<string, Route[]>();
  for (const line of operationLines()) {
    const [method = '', template = '', operationId = ''] = line.split(' ');
    const key = tableKey(method, template);
    const names = [...template.matchAll(/\{\+?(\w+)\}/g)].map(([, name]) => name ?? '');
    routes.set(key, [...(routes.get(key) ?? []), { operationId, template, names, pattern: patternOf(template) }]);
  }
  for (const list of routes.values()) list.sort((a, b) => (rank(a.template) < rank(b.template) ? -1 : 1));
  return routes;
}

/** Routes are looked up by method and first segment: no operation of GitHub begins with a parameter. */
function tableKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.split('/')[1] ?? ''}`;
}

/** Sorts before another template that could match the same path: more literal, and longer after a parameter with slashes. */
function rank(template: string): string {
  const segments = template.split('/').map((segment) => {
    if (segment.startsWith('{+')) return '2';
    return segment.startsWith('{') ? '1' : '0';
  });
  return `${segments.join('')}3`;
}

function patternOf(template: string): RegExp {
  const source = template
    .split(/(\/?\{\+?\w+\})/)
    .map(patternOfPart)
    .join('');
  return new RegExp(`^${source}$`);
}

function patternOfPart(part: string): string {
  if (part === '/{+path}') return '(?:/(.*))?';
  if (part.startsWith('/{+')) return '/(.+)';
  if (part.endsWith('}')) return `${part.startsWith('/') ? '/' : ''}([^/]+?)`;
  return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function readParams(route: Route, path: string): Readonly<Record<string, string>> | null {
  const found = route.pattern.exec(path);
  if (found === null) return null;
  const values = route.names.map((name, index) => [name, decode(found[index + 1] ?? '')] as const);
  return values.some(([, value]) => value === null) ? null : Object.fromEntries(values as [string, string][]);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
