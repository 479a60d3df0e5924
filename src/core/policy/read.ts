// Policy text → written policy, or every problem at once with line and column.
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { PolicyProblem } from './policy.ts';
import { WrittenPolicy } from './written.ts';

/** Larger files are refused unread: a policy is a page or two (AC-30). */
export const LARGEST_POLICY = 100_000;

export type ReadResult = { readonly written: WrittenPolicy | null; readonly problems: readonly PolicyProblem[] };

/** Reads a policy. Aliases are limited and custom tags refused by the YAML reader (AC-30). */
export function readPolicy(text: string): ReadResult {
  if (text.length > LARGEST_POLICY)
    return refused(
      'too-large',
      `the file has ${text.length} characters; at most ${LARGEST_POLICY} are read. Shorten it.`,
    );
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false, version: '1.2' });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return {
      written: null,
      problems: faults.map((fault) => problemAt(counter, fault.pos[0], 'yaml-syntax', fault.message)),
    };
  const plain = toPlain(document);
  if (plain.fault !== null) return refused('yaml-unreadable', plain.fault);
  const parsed = WrittenPolicy.safeParse(plain.value ?? {});
  if (parsed.success) return { written: parsed.data, problems: [] };
  return { written: null, problems: parsed.error.issues.flatMap((issue) => problemsOf(document, counter, issue)) };
}

function toPlain(document: Document): { value: unknown; fault: string | null } {
  try {
    return { value: document.toJS({ maxAliasCount: 50 }), fault: null };
  } catch (error) {
    return { value: null, fault: `${error instanceof Error ? error.message : String(error)}. Write the values out.` };
  }
}

function refused(code: string, message: string): ReadResult {
  return { written: null, problems: [{ line: 1, column: 1, code, message }] };
}

function problemsOf(document: Document, counter: LineCounter, issue: z.core.$ZodIssue): PolicyProblem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const where = path.length === 0 ? 'the policy' : `\`${path.join('.')}\``;
  if (issue.code !== 'unrecognized_keys')
    return [problemAt(counter, offsetOf(document, path), issue.code, `${where}: ${issue.message}`)];
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

function problemAt(counter: LineCounter, offset: number, code: string, message: string): PolicyProblem {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col), code, message };
}
