// The empty database that the build puts beside the bundle: from it the first start takes less than a second and half the memory.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Its path; null in a checkout, where the first start makes one. */
export function bundledDatabase(): string | null {
  const file = join(import.meta.dirname, 'database.tgz');
  return existsSync(file) ? file : null;
}
