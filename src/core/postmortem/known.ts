// What a postmortem is written from, and the two things that a section is made of: what the record knows, and what people are asked.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';

/** How far the document is; it is published by being merged. */
export const documentStates = ['draft', 'in-review', 'published'] as const;
export type DocumentState = (typeof documentStates)[number];

/** `incident`: as it may be shown where the document will be. `web`: the repository's address. */
export type Known = {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly web: string;
  readonly state: DocumentState;
  /** Handles of those who review it. */
  readonly reviewers: readonly string[];
};

/** Markdown lines of what is known, and questions for people as plain sentences of ours or of the policy. */
export type Filled = { readonly facts: readonly string[]; readonly asks: readonly string[] };

/** When people began to suffer, as far as is known: what lengths are counted from. */
export function beganAt({ milestones: { started, declared, reported } }: Incident): Timestamp | null {
  return started ?? declared ?? reported;
}
