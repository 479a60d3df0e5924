// What is done about the incident by a workflow: the plan that waits for a word, and the run that is started and followed.
import * as z from 'zod';
import { compare, plus, type Timestamp } from '../time.ts';
import { KeptVersion } from './changes.ts';

const pending = {
  /** What `/confirm` names. */
  code: z.string(),
  because: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  /** From then on it must be asked for again. */
  until: z.string(),
};

/**
 * What waits for `/confirm`. Of a rollback, `from` was live and `to` is where it goes; `doubts` are why somebody should look, in our words. Of an action of the
 * catalogue, `inputs` are the values that its policy let through.
 */
export const Plan = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rollback'),
    environment: z.string(),
    from: KeptVersion,
    to: KeptVersion,
    doubts: z.array(z.string()),
    ...pending,
  }),
  z.object({
    kind: z.literal('action'),
    action: z.string(),
    title: z.string(),
    workflow: z.string(),
    inputs: z.record(z.string(), z.string()),
    ...pending,
  }),
]);
export type Plan = z.infer<typeof Plan>;
export type PlanOf<K extends Plan['kind']> = Extract<Plan, { kind: K }>;

/**
 * `asked`: decided, and GitHub has not answered yet. `unanswered`: its answer was lost, or GitHub has its run no more, and it is looked for. `queued`, `waiting` (for somebody's approval), `running`: as GitHub tells of the run. All others are
 * ends: `refused` never began, of `lost` nobody knows whether it did, or how it ended.
 */
export const operationStates = [
  'asked',
  'unanswered',
  'queued',
  'waiting',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'refused',
  'lost',
] as const;

/** A check of a verification, by its id in the policy; `result` null until it has ended, `unknown`: the run does not say. */
export const CheckMade = z.object({
  id: z.string(),
  text: z.string(),
  result: z.enum(['passed', 'failed', 'unknown']).nullable(),
  /** Why, in our words; absent: the run tells, or everybody could read it. */
  says: z.string().optional(),
});
export type CheckMade = z.infer<typeof CheckMade>;

/** A run of a workflow for this incident. `key` is in the run's name. */
export const Operation = z.object({
  key: z.string(),
  kind: z.enum(['rollback', 'action', 'verification', 'evidence']),
  /** Of an action, its id in the catalogue; absent: not known. */
  action: z.string().optional(),
  /** What it does, in our words. */
  title: z.string(),
  environment: z.string().nullable(),
  from: KeptVersion.nullable(),
  to: KeptVersion.nullable(),
  /** Further good versions to go back to, the next best one; null = none is known. */
  next: KeptVersion.nullable(),
  workflow: z.string(),
  /** The default branch, whose workflow it is; null = it is asked for. */
  branch: z.string().nullable(),
  inputs: z.record(z.string(), z.string()),
  /** The workflow whose runs are ended first. */
  stops: z.string().optional(),
  because: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  state: z.enum(operationStates),
  run: z.object({ id: z.number().int(), url: z.string() }).nullable(),
  /** The step that runs, or the one that failed; why it was refused. */
  step: z.string().nullable(),
  /** When its state last changed. */
  since: z.string(),
  /** What a verification checks, and what came of it; absent: it is none. */
  checks: z.array(CheckMade).optional(),
  /** The app makes the checks itself: there is no run. */
  byApp: z.literal(true).optional(),
  /** Somebody asked for its end. */
  cancelledBy: z.string().optional(),
  /** What a rollback takes back: commits by their first digits, pull requests as `#12`; absent: not told. */
  took: z.array(z.string()).optional(),
  /** Later deployments (GraphQL ids) of which is known whether they have what was rolled back, newest last. */
  looked: z.array(z.string()).optional(),
  /** The newest of them has a revert of it. */
  mended: z.literal(true).optional(),
  /** Why GitHub has no deployment of the version that was gone back to; absent: nothing is known to be wrong. */
  unrecorded: z.string().optional(),
});
export type Operation = z.infer<typeof Operation>;

const OPEN: readonly Operation['state'][] = ['asked', 'unanswered', 'queued', 'waiting', 'running'];

/** Whether it has not ended. */
export function isUnderWay({ state }: Pick<Operation, 'state'>): boolean {
  return OPEN.includes(state);
}

type WithOperations = { readonly operations?: readonly Operation[] | undefined; readonly plan?: Plan | undefined };

/** Whether it only looks: nothing waits for it. */
export function onlyLooks({ kind }: Pick<Operation, 'kind'>): boolean {
  return kind === 'verification' || kind === 'evidence';
}

/** By then whoever was to have it started has given up and said so: what was not said was lost with the database. */
export const ANSWERED_BY = 'PT11M';

/** Whether nobody will say any more that it was started. */
export function isUnheardOf({ state, at }: Operation, now: Timestamp): boolean {
  return state === 'asked' && compare(plus(at, ANSWERED_BY), now) <= 0;
}

/** Those that have not ended, at most one of each kind. */
export function allUnderWay({ operations = [] }: WithOperations): readonly Operation[] {
  return operations.filter(isUnderWay);
}

/** The one of that kind that has not ended. */
export function underWay(incident: WithOperations, kind: Operation['kind']): Operation | null {
  return allUnderWay(incident).find((one) => one.kind === kind) ?? null;
}

/** The plan that can still be confirmed. */
export function pendingPlan({ plan }: WithOperations, now: Timestamp): Plan | null {
  return plan !== undefined && compare(now, plan.until) < 0 ? plan : null;
}

/** The newest that are kept. */
const MOST_OPERATIONS = 5;

/** The newest; whatever goes on is among them, and the newest rollback, which may be watched (`watchedRollback`). */
export function keptOperations(operations: readonly Operation[]): Operation[] {
  const newest = operations.slice(-MOST_OPERATIONS);
  const watched = operations.findLast(({ kind }) => kind === 'rollback');
  return operations.filter((one) => newest.includes(one) || isUnderWay(one) || one === watched);
}
