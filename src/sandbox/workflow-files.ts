// Reads the workflow files of a repository's default branch into the store, as GitHub does after every push there.
import { readWorkflow } from './actions/workflow-file.ts';
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
  }
}
