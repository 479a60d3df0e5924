// The postmortem of an incident as its record knows it: where the document is, how far it is, or who says that there is none.
import * as z from 'zod';

/** `asked`: decided, and GitHub has not answered yet. `open`: its pull request is. `published`: merged. `waived`: there is none, as somebody says. */
export const postmortemStates = ['asked', 'open', 'published', 'closed', 'refused', 'waived'] as const;

export const Postmortem = z.object({
  /** Names in effects and answers what was asked for last. */
  key: z.string(),
  state: z.enum(postmortemStates),
  branch: z.string(),
  /** The file; absent: not known yet. */
  path: z.string().optional(),
  pull: z.object({ number: z.number().int(), url: z.string() }).nullable(),
  /** Who asked for it last, empty for the resolution itself, and when. */
  by: z.string(),
  at: z.string(),
  /** Whether its pull request is a draft, and how many questions are left in it, as last seen. */
  draft: z.boolean().optional(),
  questions: z.number().int().nonnegative().optional(),
  /** When it was first whole: ready for review, or without questions left. */
  drafted: z.string().optional(),
  /** Code owners of the file, as handles; absent: none. */
  owners: z.array(z.string()).optional(),
  /** Who was asked to review it, as handles; absent: nobody. */
  reviewers: z.array(z.string()).optional(),
  /** When it was merged, and where it is since. */
  published: z.object({ at: z.string(), url: z.string() }).optional(),
  /** Why there is no pull request. */
  problem: z.string().optional(),
  /** Who says that none is written, when, and why. */
  waived: z.object({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
});
export type Postmortem = Readonly<z.infer<typeof Postmortem>>;

/** The branch of an incident's postmortem: the same every time, so that it is found again. */
export function postmortemBranch(incident: number): string {
  return `postmortem/incident-${incident}`;
}

const BRANCH = /^postmortem\/incident-(\d{1,9})$/;

/** The incident whose postmortem a branch is for; null: it is none. */
export function incidentOfBranch(branch: string): number | null {
  const number = Number(BRANCH.exec(branch)?.[1] ?? 0);
  return number > 0 ? number : null;
}
