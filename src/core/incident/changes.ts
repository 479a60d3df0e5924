// What changed before the symptoms began, as the record keeps it: the best suspects, and how much was looked through.
import * as z from 'zod';

/** One suspect. `title` is somebody's text; `reasons` are ours, with names in code. `pulls` are the numbers of the pull requests that it brought. */
export const KeptSuspect = z.object({
  kind: z.enum(['deployment', 'pull', 'release', 'run', 'configuration']),
  key: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  at: z.string(),
  sha: z.string().nullable(),
  pulls: z.array(z.number().int()),
  reasons: z.array(z.string()),
});
export type KeptSuspect = z.infer<typeof KeptSuspect>;

/** A version that was deployed: the deployment's GraphQL id, its commit, what it was deployed from, and when it succeeded. */
export const KeptVersion = z.object({ id: z.string(), sha: z.string(), ref: z.string(), at: z.string() });
export type KeptVersion = z.infer<typeof KeptVersion>;

/** `at`: when it was looked at; `onset`: from when the symptoms were counted; `unread`: what GitHub did not tell; `cut`: lists of which the rest was not looked at; `rule`: of the policy, that recommends a rollback. */
export const Changes = z.object({
  at: z.string(),
  onset: z.string(),
  environment: z.string(),
  considered: z.number().int().nonnegative(),
  suspects: z.array(KeptSuspect),
  unread: z.array(z.string()),
  cut: z.array(z.string()).optional(),
  rule: z.string().nullable(),
  /** What is live, and the last known good version before it; null = none is known. */
  live: KeptVersion.nullable().default(null),
  good: KeptVersion.nullable().default(null),
  /** When the app last measured the error rate, and of which rules (ids) it is over the limit; absent: it was not. */
  measured: z.object({ at: z.string(), over: z.array(z.string()) }).optional(),
});
export type Changes = z.infer<typeof Changes>;

/** Nothing happened, and everything was read: nobody needs to be shown that. */
export function isQuiet({ considered, unread, cut = [] }: Changes): boolean {
  return considered === 0 && unread.length === 0 && cut.length === 0;
}

/** For the timeline; what people named stands behind the colon. */
export function changesInWords({ considered, suspects: [first] }: Changes): string {
  const looked = `Looked at ${considered} change${considered === 1 ? '' : 's'}`;
  return first === undefined ? `${looked}, none fits` : `${looked}, first suspect: ${first.title}`;
}

/** The incident with what was looked at, or measured since; nothing is measured where it was not looked back. */
export function withFound<T extends { readonly changes?: Changes | undefined }>(
  incident: T,
  found:
    | { readonly kind: 'looked-back'; readonly found: Changes }
    | { readonly kind: 'measured'; readonly over: readonly string[] },
  at: string,
): T {
  if (found.kind === 'looked-back') return { ...incident, changes: found.found };
  if (incident.changes === undefined) return incident;
  return { ...incident, changes: { ...incident.changes, measured: { at, over: [...found.over] } } };
}
