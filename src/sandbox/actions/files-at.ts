// The workflow files at a commit, read once for each text.
import { listTree, readBlob } from '../git/index.ts';
import { readWorkflow, type WorkflowFile } from './workflow-file.ts';

/** A file that is a workflow. */
export type FileAtCommit = { readonly path: string; readonly file: WorkflowFile };

/** Where workflows are. */
export const workflowFolder = '.github/workflows';

/** Parsing one takes milliseconds, and it is asked for at every event. */
const MOST_KEPT = 200;
const kept = new Map<string, ReturnType<typeof readWorkflow>>();

/** All of them. What has errors is no workflow; rejects for what is one and that the sandbox cannot read. */
export async function filesAt(gitFolder: string, revision: string): Promise<readonly FileAtCommit[]> {
  const entries = (await listTree(gitFolder, `${revision}:${workflowFolder}`)) ?? [];
  const files: FileAtCommit[] = [];
  for (const { path: name, oid } of entries.filter(({ path }) => /\.ya?ml$/.test(path))) {
    const path = `${workflowFolder}/${name}`;
    const read = await readOnce(gitFolder, path, oid);
    if (read.ok) files.push({ path, file: read.file });
    else if (read.isWorkflow) throw new Error(read.why);
  }
  return files;
}

async function readOnce(gitFolder: string, path: string, oid: string): ReturnType<typeof readWorkflow> {
  const key = `${path} ${oid}`;
  const known = kept.get(key) ?? readWorkflow(path, (await readBlob(gitFolder, oid))?.text ?? '');
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return known;
}
