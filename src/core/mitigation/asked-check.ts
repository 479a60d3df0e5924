// A check that the app itself makes: what is asked, which hosts may be asked, and what an answer comes to.
import * as z from 'zod';
import { CheckMade } from '../incident/operation.ts';

/** As the policy has it: what is not there is left out. `url` absent: nothing can be asked. */
export const AskedCheck = z.object({
  id: z.string(),
  kind: z.string(),
  url: z.string().optional(),
  path: z.string().optional(),
  query: z.string().optional(),
  below: z.number().optional(),
  /** These are not the policy's: a workflow may say them (`action/verify`). `pointer` is a JSON pointer (RFC 6901), in the place of `path`. */
  pointer: z.string().optional(),
  above: z.number().optional(),
  status: z.number().int().optional(),
  contains: z.string().optional(),
});
export type AskedCheck = z.infer<typeof AskedCheck>;

/** What came of one. `says`: why, in our words, with a number or a status and nothing else of the answer. `value`: the number that was measured. */
export const CheckAnswer = CheckMade.pick({ id: true }).extend({
  result: z.enum(['passed', 'failed', 'unknown']),
  says: z.string(),
  value: z.number().nullable(),
});
export type CheckAnswer = z.infer<typeof CheckAnswer>;

/** What a host answered: its status and the beginning of its body. */
export type Answered = { readonly status: number; readonly text: string };

/**
 * Whether whoever runs the app lets it ask this address. `hosts`: names, with a port where it is not the usual one, or `*.` before a name for all
 * below it. Only https, and http of this very machine where that is listed.
 */
export function mayAsk(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, host, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol !== 'https:' && !(protocol === 'http:' && isThisMachine(hostname))) return false;
  const port = host.slice(hostname.length);
  return hosts.some((allowed) => {
    if (!allowed.startsWith('*.')) return allowed === host;
    const [name = '', allowedPort] = allowed.slice(1).split(':');
    return hostname.endsWith(name) && hostname.length > name.length && port === (allowedPort ? `:${allowedPort}` : '');
  });
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** What the answer to a check comes to. A `query` is one of Prometheus, whose first value is the number; a `path` or `pointer` leads to the number in JSON. */
export function judged(check: AskedCheck, answered: Answered): CheckAnswer {
  const { id, contains } = check;
  const wrong = wrongStatus(check, answered);
  if (wrong !== null) return failed(id, wrong);
  const told = `answered ${answered.status}`;
  if (contains !== undefined && !answered.text.includes(contains))
    return failed(id, `${told}, without the text that is expected`);
  if (!isMeasured(check)) return { id, result: 'passed', says: told, value: null };
  const value = numberIn(check, answered.text);
  if (value === null) return failed(id, `${told}, without a number where the policy says it is`);
  return compared(check, value);
}

function wrongStatus({ status: wanted }: AskedCheck, { status }: Answered): string | null {
  if (wanted !== undefined) return status === wanted ? null : `answered ${status}, not ${wanted}`;
  if (status >= 300 && status < 400) return `answered ${status}, a redirect, which is not followed`;
  return status < 200 || status > 299 ? `answered ${status}` : null;
}

function compared({ id, below, above }: AskedCheck, value: number): CheckAnswer {
  const known = { id, value };
  // How much it is is not for everybody to read.
  if (below === undefined && above === undefined)
    return { ...known, result: 'unknown', says: 'measured; the policy says no `below`' };
  const limits = [
    ...(below === undefined ? [] : [{ holds: value < below, says: `below ${shown(below)}` }]),
    ...(above === undefined ? [] : [{ holds: value > above, says: `above ${shown(above)}` }]),
  ];
  const missed = limits.filter(({ holds }) => !holds).map(({ says }) => `not ${says}`);
  const says = missed.length === 0 ? limits.map((limit) => limit.says) : missed;
  return { ...known, result: missed.length === 0 ? 'passed' : 'failed', says: [shown(value), ...says].join(', ') };
}

/** Of whom nothing was asked. */
export function notAsked({ id }: AskedCheck, says: string): CheckAnswer {
  return { id, result: 'unknown', says, value: null };
}

export function failed(id: string, says: string): CheckAnswer {
  return { id, result: 'failed', says, value: null };
}

/** Whether its answer is a number. A path alone, without what the number must be below, is measured too. */
export function isMeasured({ path, query, below, pointer, above }: AskedCheck): boolean {
  return [path, query, below, pointer, above].some((part) => part !== undefined);
}

function numberIn({ path, query, pointer }: AskedCheck, text: string): number | null {
  const body = parsed(text);
  if (query !== undefined) return finite(firstValue(body));
  if (pointer !== undefined) return finite(pointed(pointer, body));
  return finite(path === undefined ? body : path.split('.').reduce(within, body));
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointed(pointer: string, body: unknown): unknown {
  if (pointer === '') return body;
  const names = pointer.split('/').slice(1);
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')).reduce(within, body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats */
const Vector = z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })).min(1) });
const Scalar = z.object({ resultType: z.enum(['scalar', 'string']), result: z.tuple([z.number(), z.string()]) });
const Answer = z.object({ status: z.literal('success'), data: z.union([Vector, Scalar]) });

function firstValue(body: unknown): unknown {
  const read = Answer.safeParse(body);
  if (!read.success) return null;
  const { data } = read.data;
  return 'resultType' in data ? data.result[1] : data.result[0]?.value[1];
}

function within(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** Prometheus writes numbers as text; `NaN` and `+Inf` are none. */
function finite(value: unknown): number | null {
  if (typeof value === 'string' && /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(value)) return finite(Number(value));
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Four digits that count. */
function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
