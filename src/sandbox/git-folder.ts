// Where the bare repository of a repository is.
import { join } from 'node:path';
import type { Repository } from './state/repository.ts';
import type { Store } from './state/store.ts';

/** Its folder. */
export function folderOf(store: Store, repository: Repository): string {
  return join(store.directory, `${repository.id}.git`);
}
