// The postmortems of a pull request against the rules and the record: what the app's check and the Action say is the same. Loads the library of the prose rules.
import type { Incident } from '../../incident/record.ts';
import type { Policy } from '../../policy/policy.ts';
import type { CheckOutput } from '../../proposal/check-output.ts';
import { incidentIn } from '../place.ts';
import { readPostmortem } from '../read.ts';
import { checkOutput, type Linted } from './annotations.ts';
import { type Known, notJudged } from './known.ts';
import { knownFrom } from './known-from.ts';
import { lintPostmortem } from './lint.ts';
import type { Finding } from './rule.ts';
import { readable } from './rules/readable.ts';

/** `text` null: it is no text, or too large. */
export type Document = { readonly file: string; readonly text: string | null };

/** What is found in each, and the check run of it. `notes`: what else was not judged, in sentences of ours. */
export type JudgedDocuments = { readonly linted: readonly Linted[]; readonly output: CheckOutput };

/** One after the other, `known` in their order. */
export function judgeDocuments(
  documents: readonly Document[],
  policy: Policy,
  known: readonly Known[],
  notes: readonly string[],
): JudgedDocuments {
  const linted = documents.map(({ file, text }, at) => ({
    file,
    found:
      text === null ? [unreadable] : lintPostmortem({ file, text, policy, known: withNumber(text, known[at] ?? {}) }),
  }));
  return { linted, output: checkOutput(linted, [...notes, ...notJudgedNote(known)]) };
}

/** A document that names no incident has no record that could be unread: its facts are told by nobody, which E03 says. */
function withNumber(text: string, known: Known): Known {
  return incidentIn(text) === null ? { ...known, incident: null } : known;
}

/** What the record says of an incident. `none`: the number leads to none; `unread`: its record is not to be believed, or is not read. */
export function knownOf(record: Incident | 'none' | 'unread', policy: Policy): Known {
  if (record === 'none') return { incident: null };
  return record === 'unread' ? {} : knownFrom(record, policy);
}

/** Who are the owners of its action items, as they are written without `@`, each once. */
export function ownersIn(text: string): readonly string[] {
  const named = readPostmortem(text).actions.flatMap(({ owner }) => [
    ...(owner?.text ?? '').matchAll(/@([\w.-]+(?:\/[\w.-]+)?)/g),
  ]);
  return [...new Set(named.map((match) => (match[1] ?? '').toLowerCase()))];
}

const unreadable: Finding = {
  rule: readable.code,
  level: 'E',
  line: 1,
  column: 1,
  endColumn: 2,
  message:
    'GitHub does not show it as text: it is none, or larger than half a megabyte, or its name has signs that no name should. Write it as Markdown under a plain name.',
};

function notJudgedNote(known: readonly Known[]): readonly string[] {
  const rules = [...new Set(known.flatMap((one) => notJudged(one)))];
  return rules.length === 0
    ? []
    : [`Not judged, since the record of the incident was not read for it: ${rules.join(', ')}.`];
}
