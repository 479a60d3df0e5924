// What is kept of how things were when the incident was declared (`S000-14`, `S000-15`, `S003-13`): the newest of what GitHub tells.
import * as z from 'zod';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import { isDue, plus, type Timestamp } from '../time.ts';

/** How many of each. */
export type EvidenceWanted = {
  readonly commits: number;
  readonly releases: number;
  readonly deployments: number;
  readonly runs: number;
};

/** One line of it: what it is, by whom or of which branch, how it ended, when, and where it is. */
export const Sighting = z.object({
  name: z.string(),
  text: z.string(),
  by: z.string().nullable(),
  state: z.string().nullable(),
  at: z.string(),
  url: z.string().nullable(),
});
export type Sighting = z.infer<typeof Sighting>;

/** Newest first; null: GitHub did not tell. */
export type EvidenceSeen = Readonly<Record<keyof EvidenceWanted, readonly Sighting[] | null>>;

export function evidenceWanted({ evidence }: Policy): EvidenceWanted {
  const { commits, releases, deployments, workflowRuns: runs } = evidence;
  return { commits, releases, deployments, runs };
}

/** The key of its comment. */
export function evidenceKey({ issue }: Pick<Incident, 'issue'>): string {
  return `evidence/${issue.number}`;
}

/** Later it is not how things were any more. */
const WITHIN = 'PT1H';

/** Once, in the turn after the page, in which it is looked back too, and only near the declaration. */
export function isToGather({ milestones, evidence, status }: Incident, policy: Policy, now: Timestamp): boolean {
  const { declared } = milestones;
  if (!policy.evidence.collect || evidence !== undefined || declared === null) return false;
  return isActive(status) && !isDue(plus(declared, WITHIN), now);
}
