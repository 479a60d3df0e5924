// Whether what happened starts a workflow: its `on:`, with types, branches, tags, paths and names of workflows.
// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
import * as z from 'zod';
import { isTaken } from './pattern.ts';
import type { WorkflowFile } from './workflow-file.ts';

/** The events by which the sandbox starts runs. `workflow_call` starts none, also on GitHub. */
export const startedBy = [
  ...['issues', 'issue_comment', 'pull_request', 'pull_request_review', 'push', 'workflow_run', 'merge_group'],
  ...['repository_dispatch', 'workflow_dispatch', 'schedule', 'workflow_call'],
];

/** What filters look at. `branch`: that is pushed, that the pull request goes to, or that the other run was for. */
export type Filtered = {
  readonly event: string;
  readonly action: string | null;
  readonly branch: string | null;
  readonly tag: string | null;
  /** Name of the workflow that ran. */
  readonly workflow: string | null;
  /** Paths that a push or a pull request changes. */
  readonly paths: () => Promise<readonly string[]>;
};

const Names = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();
const Filters = z
  .object({
    ...{ types: Names, workflows: Names, branches: Names, 'branches-ignore': Names },
    ...{ tags: Names, 'tags-ignore': Names, paths: Names, 'paths-ignore': Names },
  })
  .nullish()
  .transform((filters) => filters ?? {});
type Filters = z.infer<typeof Filters>;

/** Of these events not every type starts a run where none is named. */
const usualTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  merge_group: ['checks_requested'],
};

/** The names of all events of a file. */
export function eventsOf(on: WorkflowFile['on']): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on : Object.keys(on);
}

/** Whether a file with this `on:` is started. */
export async function isStarted(on: WorkflowFile['on'], seen: Filtered): Promise<boolean> {
  if (!eventsOf(on).includes(seen.event)) return false;
  const written = typeof on === 'string' || Array.isArray(on) ? null : on[seen.event];
  const filters = Filters.parse(Array.isArray(written) ? null : written);
  const types = filters.types ?? usualTypes[seen.event];
  if (types !== undefined && seen.action !== null && !types.includes(seen.action)) return false;
  if (filters.workflows !== undefined && !isTaken(seen.workflow ?? '', filters.workflows)) return false;
  return takesRef(filters, seen) && (await takesPaths(filters, seen));
}

function takesRef(filters: Filters, { branch, tag }: Filtered): boolean {
  const [branches, tags] = [
    takes(filters.branches, filters['branches-ignore'], branch),
    takes(filters.tags, filters['tags-ignore'], tag),
  ];
  if (branch === null && tag === null) return true;
  // Filters for branches alone leave out tags, and the other way round.
  if (branch === null) return tags ?? branches === null;
  return branches ?? tags === null;
}

/** Null: nothing is said about them. */
function takes(
  only: readonly string[] | undefined,
  ignored: readonly string[] | undefined,
  name: string | null,
): boolean | null {
  if (only === undefined && ignored === undefined) return null;
  if (name === null) return false;
  return only === undefined ? !isTaken(name, ignored ?? []) : isTaken(name, only);
}

async function takesPaths(filters: Filters, { tag, paths }: Filtered): Promise<boolean> {
  const { paths: only, 'paths-ignore': ignored } = filters;
  if ((only === undefined && ignored === undefined) || tag !== null) return true;
  const changed = await paths();
  return only === undefined
    ? changed.some((path) => !isTaken(path, ignored ?? []))
    : changed.some((path) => isTaken(path, only));
}
