// Policy text → written policy, or every problem at once with line and column.
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Plain } from './compose.ts';
import { isDeeperThan } from './depth.ts';
import type { PolicyProblem } from './policy.ts';
import { WrittenPolicy } from './written/policy.ts';

/** Larger files are refused unread: a policy is a page or two (AC-30). */
export const LARGEST_POLICY = 100_000;

/** A policy nests five levels; deeper ones are refused before the reader recurses into them (AC-30). */
const DEEPEST = 50;

/** Problems that are told at once; a file with more is not a policy. */
const MOST_PROBLEMS = 20;

export type ReadResult = { readonly written: Plain | null; readonly problems: readonly PolicyProblem[] };

/** Reads a policy; never throws. Aliases are limited and custom tags refused by the YAML reader (AC-30). An empty text is no policy (AC-29). */
export function readPolicy(text: string, file: string): ReadResult {
  const { written, problems } = read(text);
  return { written, problems: problems.map((problem) => ({ file, ...problem })) };
}

type Found = Omit<PolicyProblem, 'file'>;
type Read = { readonly written: Plain | null; readonly problems: readonly Found[] };

function read(text: string): Read {
  if (text.length > LARGEST_POLICY)
    return refused(
      'too-large',
      `the file has ${text.length} characters; at most ${LARGEST_POLICY} are read. Shorten it.`,
    );
  if (isDeeperThan(DEEPEST, text))
    return refused(
      'too-deep',
      `the file nests more than ${DEEPEST} levels deep. Write it flat, as the shipped policy is.`,
    );
  return readDocument(text);
}

function readDocument(text: string): Read {
  const counter = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: counter });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) return notWritten(faults.map((fault) => syntaxProblem(counter, fault)));
  if (document.contents === null)
    return refused('empty', 'the file is empty or could not be read whole. Write a policy into it or delete it.');
  const plain = toPlain(document);
  if (plain.fault !== null) return refused('yaml-unreadable', plain.fault);
  const parsed = WrittenPolicy.safeParse(plain.value);
  if (parsed.success) return { written: { ...Object(plain.value) }, problems: [] };
  return notWritten(parsed.error.issues.flatMap((issue) => problemsOf(document, counter, issue)));
}

const options = { uniqueKeys: true, prettyErrors: false, version: '1.2', logLevel: 'error' } as const;

function notWritten(problems: readonly Found[]): Read {
  return { written: null, problems: problems.slice(0, MOST_PROBLEMS) };
}

type Fault = { readonly pos: readonly [number, number]; readonly message: string };

function syntaxProblem(counter: LineCounter, { pos, message }: Fault): Found {
  return problemAt(counter, pos[0], 'yaml-syntax', `${sentence(message)} Correct the YAML there.`);
}

function sentence(text: string): string {
  return `${text.trim().replace(/[.;:]$/, '')}.`;
}

function toPlain(document: Document): { value: unknown; fault: string | null } {
  try {
    return { value: document.toJS({ maxAliasCount: 50 }), fault: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { value: null, fault: `${sentence(message)} Write the values out.` };
  }
}

function refused(code: string, message: string): Read {
  return { written: null, problems: [{ line: 1, column: 1, code, message }] };
}

function problemsOf(document: Document, counter: LineCounter, issue: z.core.$ZodIssue): Found[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const where = path.length === 0 ? 'the policy' : `\`${path.join('.')}\``;
  if (issue.code !== 'unrecognized_keys')
    return [
      problemAt(counter, offsetOf(document, path), issue.code, `${where}: ${sentence(issue.message)} Correct it.`),
    ];
  return issue.keys.map((key) =>
    problemAt(
      counter,
      keyOffset(document, path, key),
      'unknown-key',
      `${where} has no key \`${key}\`. Remove it or correct its name.`,
    ),
  );
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: readonly (string | number)[], key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(parent)) return offsetOf(document, path);
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return pair && isScalar(pair.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}

function problemAt(counter: LineCounter, offset: number, code: string, message: string): Found {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col), code, message };
}
