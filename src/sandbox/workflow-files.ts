// Reads the workflow files of a repository's default branch into the store, as GitHub does after every push there.
import { eventsOf, startedBy } from './actions/trigger-filter.ts';
import { readWorkflow, type WorkflowFile } from './actions/workflow-file.ts';
import { listTree, readBlob } from './git/index.ts';
import type { Repository } from './state/repository.ts';
import type { Store } from './state/store.ts';
import { putWorkflow } from './state/workflows.ts';

const folder = '.github/workflows';

/** Makes every workflow file known; a file with errors is no workflow. */
export async function syncWorkflows(store: Store, repository: Repository, gitFolder: string): Promise<void> {
  const entries = (await listTree(gitFolder, `refs/heads/${repository.defaultBranch}:${folder}`)) ?? [];
  for (const { path, oid } of entries.filter((entry) => /\.ya?ml$/.test(entry.path))) {
    const full = `${folder}/${path}`;
    const read = await readWorkflow(full, (await readBlob(gitFolder, oid))?.text ?? '');
    const name = read.ok ? read.file.name : undefined;
    if (read.ok || read.isWorkflow) putWorkflow(store, repository, { path: full, name: name ?? full });
    if (read.ok) refuseEvents(store, full, read.file);
  }
}

/** Nothing is left out in silence: what would start runs on GitHub and starts none here is a violation. */
function refuseEvents(store: Store, path: string, { on }: WorkflowFile): void {
  const others = eventsOf(on).filter((event) => !startedBy.includes(event));
  const problems = others.map((event) => `the sandbox does not support \`on.${event}\`, which starts no run here`);
  if (problems.length > 0) store.violations.push({ what: `workflow ${path}`, problems });
}
