// What is to be done after an incident, as the record, an issue and a document's table have it: what, of which type, whose, by when (S002-31, S002-32, incident-anchors E.1).
import type { Timestamp } from '../time.ts';

/** Types of action items, whatever a runbook calls its kinds. */
export const actionTypes = ['mitigate', 'prevent', 'detect', 'process'] as const;
export type ActionType = (typeof actionTypes)[number];

/** One action item of a document. `owner`: a login or `org/team` without the @; `due`: an instant; `issue`: the number of its own; `line`: where it stands in the document, from 1; 0 = in none. */
export type ActionItem = {
  readonly what: string;
  readonly type: ActionType | null;
  readonly owner: string | null;
  readonly due: Timestamp | null;
  readonly issue: number | null;
  readonly status: 'open' | 'done';
  readonly line: number;
};

/** What an action item is: one of the four types, and the policy's kind where one was named. */
export type NamedType = { readonly type: ActionType; readonly kind: string | null };

/** Words of a policy's kinds, the narrower before the wider: `Runbooks: improve alerts` is of the process, `Prevention: add monitoring` detects. */
const meant: readonly (readonly [RegExp, ActionType])[] = [
  [/\brunbook|\bdocument|\bdecision record|\bprocess|\bprocedure|\bknowledge/i, 'process'],
  [/\bmonitor|\balert|\bdetect|\bthreshold/i, 'detect'],
  [/\bmitigat|\bimmediate|\brestore|\brollback/i, 'mitigate'],
];

/** The type of a kind that a policy names in its own words (`postmortem.follow_ups`); what says nothing else is there to prevent it. */
export function typeOfKind(kind: string): ActionType {
  return meant.find(([words]) => words.test(kind))?.[1] ?? 'prevent';
}

/** What somebody names with `type=`: one of the four, or a kind of the policy by its number or by words that only it begins with or has. Null: neither. */
export function typeNamed(typed: string, kinds: readonly string[]): NamedType | null {
  const word = plain(typed);
  const type = actionTypes.find((one) => one === word);
  if (type !== undefined) return { type, kind: null };
  const kind = kindNamed(word, kinds);
  return kind === null ? null : { type: typeOfKind(kind), kind };
}

function kindNamed(word: string, kinds: readonly string[]): string | null {
  if (word === '') return null;
  if (/^\d{1,2}$/.test(word)) return kinds[Number(word) - 1] ?? null;
  const exact = kinds.find((kind) => plain(kind) === word);
  const begun = kinds.filter((kind) => plain(kind).startsWith(word));
  const having = kinds.filter((kind) => plain(kind).includes(word));
  return exact ?? only(begun) ?? (begun.length > 1 ? null : only(having));
}

function only(kinds: readonly string[]): string | null {
  return kinds.length === 1 ? (kinds[0] ?? null) : null;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
