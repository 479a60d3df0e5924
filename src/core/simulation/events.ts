// What people say in a simulation: a YAML file of times and comments, read with the line of every mistake.
import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { isDeeperThan } from '../policy/depth.ts';
import { type Duration, parseDuration } from '../time.ts';

/** A comment so long after the declaration, and the line of the file it is on. */
export type SaidAt = { readonly after: Duration; readonly text: string; readonly line: number };

export type EventProblem = { readonly line: number; readonly message: string };

/** Larger files and deeper nesting are no list of comments (AC-30). */
const LARGEST = 100_000;
const DEEPEST = 10;

/** Reads `PT3M: /ack`, a list of such pairs, or several comments of one time as a list. Never throws. Events come in the order of the file. */
export function readEvents(text: string): {
  readonly events: readonly SaidAt[];
  readonly problems: readonly EventProblem[];
} {
  if (text.length > LARGEST || isDeeperThan(DEEPEST, text))
    return { events: [], problems: [{ line: 1, message: `too large or too deep. ${EXPECTED}` }] };
  const counter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: counter,
  });
  const lineOf: LineOf = (node) => Math.max(1, counter.linePos(rangeOf(node)).line);
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return {
      events: [],
      problems: faults.map((fault) => ({ line: counter.linePos(fault.pos[0]).line, message: inWords(fault) })),
    };
  const found = read(document.contents, lineOf);
  return {
    events: found.flatMap((one) => ('message' in one ? [] : [one])),
    problems: found.flatMap((one) => ('message' in one ? [one] : [])),
  };
}

const EXPECTED = 'Expected a time and a comment such as `PT3M: /ack` or `3m: /ack`.';

type Found = SaidAt | EventProblem;
type LineOf = (node: unknown) => number;

function inWords({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === 'DUPLICATE_KEY')
    return 'this time is there twice. Write its comments as a list under one: `PT3M: [/ack, /status mitigating]`.';
  return `${message.replace(/[.:]?\s*$/, '')}. ${EXPECTED}`;
}

function rangeOf(node: unknown): number {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}

function read(node: unknown, lineOf: LineOf): readonly Found[] {
  if (node === null) return [];
  if (isMap(node)) return node.items.flatMap((pair) => readPair(pair, lineOf));
  if (isSeq(node)) return node.items.flatMap((item) => (isMap(item) ? read(item, lineOf) : [wrong(item, lineOf)]));
  return [wrong(node, lineOf)];
}

function readPair({ key, value }: Pair, lineOf: LineOf): readonly Found[] {
  const after = isScalar(key) ? parseDuration(String(key.value)) : null;
  if (after === null)
    return [
      {
        line: lineOf(key),
        message: `\`${isScalar(key) ? String(key.value) : '…'}\` is no length of time. ${EXPECTED}`,
      },
    ];
  const comments = isSeq(value) ? value.items : [value];
  return comments.map((comment) => {
    const text = isScalar(comment) && typeof comment.value === 'string' ? comment.value.trim() : '';
    const line = comment === null ? lineOf(key) : lineOf(comment);
    return text === '' ? { line, message: `there is no comment. ${EXPECTED}` } : { after, text, line };
  });
}

function wrong(node: unknown, lineOf: LineOf): EventProblem {
  return { line: lineOf(node), message: `this is no event. ${EXPECTED}` };
}
