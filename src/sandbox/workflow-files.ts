// Reads the workflow files of a repository's default branch into the store, as GitHub does after every push there.
import { parse } from 'yaml';
import * as z from 'zod';
import { listTree, readBlob } from './git/index.ts';
import type { WorkflowInput } from './state/automation.ts';
import type { Repository } from './state/repository.ts';
import type { Store } from './state/store.ts';
import { putWorkflow } from './state/workflows.ts';

const folder = '.github/workflows';

const Input = z.object({
  required: z.boolean().default(false),
  default: z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish(),
});
const Trigger = z.object({ inputs: z.record(z.string(), Input.nullable()).nullish() }).nullable();
const File = z.object({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
});

/** Makes every workflow file known; a file that is no workflow is left out, as on GitHub. */
export async function syncWorkflows(store: Store, repository: Repository, gitFolder: string): Promise<void> {
  const entries = (await listTree(gitFolder, `refs/heads/${repository.defaultBranch}:${folder}`)) ?? [];
  for (const { path, oid } of entries.filter((entry) => /\.ya?ml$/.test(entry.path))) {
    const file = readFile((await readBlob(gitFolder, oid))?.text ?? '');
    if (file === null) continue;
    const full = `${folder}/${path}`;
    const runName = file['run-name'] ?? null;
    putWorkflow(store, repository, { path: full, name: file.name ?? full, inputs: inputsOf(file.on), runName });
  }
}

function readFile(text: string): z.infer<typeof File> | null {
  try {
    return File.safeParse(parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function inputsOf(on: z.infer<typeof File>['on']): readonly WorkflowInput[] | null {
  if (typeof on === 'string') return on === 'workflow_dispatch' ? [] : null;
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? [] : null;
  if (!('workflow_dispatch' in on)) return null;
  const trigger = Trigger.safeParse(on['workflow_dispatch']).data;
  return Object.entries(trigger?.inputs ?? {}).map(([name, input]) => ({
    name,
    required: input?.required ?? false,
    default: input?.default ?? null,
  }));
}
