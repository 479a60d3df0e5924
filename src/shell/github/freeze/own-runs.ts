// Our own checks on a commit, by name and app: the part of a query that asks for them, and what its answer has.
import * as z from 'zod';
import { HOTFIX_CHECK } from '../../../core/hotfix/own-checks.ts';
import { FREEZE_CHECK, type OwnCheck, type OwnChecks } from '../../../core/mitigation/freeze-checks.ts';
import { POLICY_CHECK, POSTMORTEM_CHECK } from '../../../core/proposal/check-names.ts';
import type { Variables } from '../document.ts';

const newest = (name: string) =>
  `checkRuns(first: 1, filterBy: { checkName: $${name}, checkType: LATEST }) { nodes { id status conclusion externalId } }`;
const all = ['freeze', 'gate', 'postmortem', 'policy'].map((name) => `${name}: ${newest(name)}`).join(' ');
/** Fields of a commit. By app, since others may call theirs as we do; a commit has one suite of each app, or very few. */
export const ownSuites = `checkSuites(first: 3, filterBy: { appId: $app }) { nodes { ${all} } }`;

/** What `ownSuites` needs; `app`: our numeric id. */
export function ownVariables(app: number): Variables {
  return {
    app: { type: 'Int!', value: app },
    freeze: { type: 'String!', value: FREEZE_CHECK },
    gate: { type: 'String!', value: HOTFIX_CHECK },
    postmortem: { type: 'String!', value: POSTMORTEM_CHECK },
    policy: { type: 'String!', value: POLICY_CHECK },
  };
}

const Run = z.object({
  id: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  externalId: z.string().nullish(),
});
type Run = z.infer<typeof Run>;
const Runs = z.object({ nodes: z.array(Run.nullable()).nullish() }).nullish();
const Suite = z.object({ freeze: Runs, gate: Runs, postmortem: Runs, policy: Runs });
/** The answer to `ownSuites`. */
export const OwnSuites = z.object({ nodes: z.array(Suite.nullable()).nullish() });

/** The newest of each. */
export function ownChecksIn(suites: z.infer<typeof OwnSuites> | null | undefined): Required<OwnChecks> {
  const named = (name: keyof z.infer<typeof Suite>) =>
    newestOf((suites?.nodes ?? []).flatMap((suite) => suite?.[name]?.nodes ?? []));
  return { check: named('freeze'), gate: named('gate'), postmortem: named('postmortem'), policy: named('policy') };
}

/** One that goes on counts before those that have ended. */
export function newestOf(runs: readonly (Run | null)[]): OwnCheck | null {
  const run = runs.find((one) => one !== null && one.status !== 'COMPLETED') ?? runs[0];
  if (run == null) return null;
  return { id: run.id, state: stateOf(run), note: run.externalId ?? '' };
}

function stateOf({ status, conclusion }: Run): OwnCheck['state'] {
  if (status !== 'COMPLETED') return 'waiting';
  return conclusion === 'SUCCESS' ? 'passed' : 'other';
}
