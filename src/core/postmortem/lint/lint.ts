// The lint of a postmortem: every rule of the table over one document, waivers taken off. Pure, never throws for what a document says, linear in it.
import { withoutCredentials } from '../../credential.ts';
import type { Policy } from '../../policy/policy.ts';
import { readPostmortem } from '../read.ts';
import type { Known } from './known.ts';
import { proseOf } from './prose/prose.ts';
import type { Finding, Found, Rule, Subject } from './rule.ts';
import { rules } from './rules.ts';
import { withoutWaived } from './waived.ts';

/** Of one rule no more are told: a document with so many has to be written again. */
export const MOST_OF_ONE_RULE = 50;

/** A document as it came. `file`: its path from the root of the repository; null where it has none. */
export type LintInput = {
  readonly file: string | null;
  readonly text: string;
  readonly policy: Policy;
  readonly known?: Known;
};

/** What is wrong with a document, by lines. Nothing is judged in one that cannot be read at all. */
export function lintPostmortem({ file, text, policy, known = {} }: LintInput): readonly Finding[] {
  const document = readPostmortem(text);
  const subject: Subject = { file, document, policy, known, prose: proseOf(document.passages) };
  const judged = document.problem === null ? [...rules.slice(1), ...rules.slice(0, 1)] : rules.slice(0, 1);
  const found = judged.flatMap((rule) => foundBy(rule, subject));
  const left = withoutWaived(
    found,
    document,
    rules.map(({ code }) => code),
  );
  return left.toSorted((a, b) => a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule));
}

/** Whether the check fails. */
export function fails(found: readonly Finding[]): boolean {
  return found.some(({ level }) => level === 'E');
}

/** `2 to correct, 1 note`. */
export function summed(found: readonly Finding[]): string {
  const errors = found.filter(({ level }) => level === 'E').length;
  const notes = found.length - errors;
  return [errors === 0 ? '' : `${errors} to correct`, notes === 0 ? '' : `${notes} note${notes === 1 ? '' : 's'}`]
    .filter((part) => part !== '')
    .join(', ');
}

function foundBy({ code, level, check }: Rule, subject: Subject): readonly Finding[] {
  const found: Finding[] = [];
  for (const one of check(subject)) {
    found.push({ ...one, message: withoutCredentials(one.message), rule: code, level: one.level ?? level });
    if (found.length === MOST_OF_ONE_RULE) return [...found.slice(0, -1), last(found.at(-1), code)];
  }
  return found;
}

function last(finding: Finding | undefined, code: string): Finding {
  const place: Found = finding ?? { line: 1, column: 1, endColumn: 2, message: '' };
  const message = `${place.message} (There may be more: no more than ${MOST_OF_ONE_RULE} of a rule are told.)`;
  return { ...place, rule: code, level: finding?.level ?? 'E', message };
}
