// Who may commit files through the API, and to which paths.
import { isSafePath } from './git/index.ts';
import { allows, demand } from './state/access.ts';
import type { Actor } from './state/actor.ts';
import { Refusal } from './state/refusal.ts';
import type { Repository } from './state/repository.ts';
import type { Store } from './state/store.ts';

/** Refuses whoever may not change these files: people without write, apps without `contents: write`, for workflow files without `workflows: write` too; 422 for a path that git does not take. */
export function demandFileChange(store: Store, actor: Actor, repository: Repository, paths: readonly string[]): void {
  demand(store, actor, repository, { role: 'write', permission: 'contents', level: 'write' });
  if (!paths.every(isSafePath)) throw new Refusal(422, 'path contains a malformed path component');
  const hasWorkflow = paths.some((path) => path.startsWith('.github/workflows/'));
  if (hasWorkflow && actor.kind === 'installation' && !allows(actor.permissions, 'workflows', 'write'))
    throw new Refusal(403, 'Resource not accessible by integration', {
      headers: { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' },
    });
}
