// Reads an app's manifest: which permissions it asks for and which events it hears.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

/** The part of `app.yml` that decides what the sandbox lets the app do. */
export const Manifest = z.object({
  name: z.string(),
  description: z.string().default(''),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).default({}),
  default_events: z.array(z.string()).default([]),
});
export type Manifest = z.infer<typeof Manifest>;

/** The project's own manifest. Throws when it cannot be read: the sandbox never guesses what the app may do. */
export function projectManifest(): Manifest {
  const path = new URL('../../../app.yml', import.meta.url);
  return Manifest.parse(parse(readFileSync(path, 'utf8')));
}
