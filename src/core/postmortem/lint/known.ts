// What the record knows of the incident that a document is about. What nobody asked is not there, and rules that need it say nothing.
import type { Timestamp } from '../../time.ts';

/** The incident of the number in the front matter, as the record has it. */
export type KnownIncident = {
  readonly severityPeak: string | null;
  readonly severityClose: string | null;
  /** Absent: the record does not say. */
  readonly drill?: boolean;
  /** Minutes from the start of impact, else the declaration, to the last resolution. */
  readonly duration: number | null;
  readonly started: Timestamp | null;
  /** What the timeline has to name: null where it never happened. */
  readonly milestones: Readonly<
    Record<'detected' | 'acknowledged' | 'identified' | 'fixed' | 'resolved', Timestamp | null>
  >;
};

/** A temporary fix of the record that is still there. */
export type KnownFix = { readonly what: string; readonly issue: number | null };

/** An action item of an earlier postmortem that is still open. */
export type EarlierAction = { readonly what: string; readonly issue: number | null; readonly postmortem: string };

/** Each part is optional: a rule is judged by what is there. */
export type Known = {
  /** Null: the number leads to no incident. */
  readonly incident?: KnownIncident | null;
  /** Handles of people and teams that exist, without `@`; those on the incident, and their names, count as people in sentences. */
  readonly handles?: readonly string[];
  readonly people?: readonly string[];
  readonly temporaryFixes?: readonly KnownFix[];
  readonly earlierActions?: readonly EarlierAction[];
  /** Names that must not be told, such as those of customers. */
  readonly denied?: readonly string[];
};

/** What of the record is not known, in the words of the rules that say nothing for it. */
export function notJudged(known: Known): readonly string[] {
  const parts: readonly (readonly [keyof Known, string])[] = [
    ['incident', 'E03'],
    ['handles', 'E08 (whether owners exist)'],
    ['denied', 'E22 (names that must not be told)'],
    ['temporaryFixes', 'E24'],
    ['earlierActions', 'E25'],
  ];
  return parts.flatMap(([part, words]) => (known[part] === undefined ? [words] : []));
}
