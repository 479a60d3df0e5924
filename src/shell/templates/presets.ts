// The shipped policies as text. They lie under `templates/policies`, beside the bundle in production and at the top of the checkout otherwise.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Presets } from '../../core/policy/policy-from.ts';

/** Every preset by name. Throws when the folder is nowhere above this file: the installation is incomplete. */
export function readPresets(): Presets {
  const folder = join(templatesFolder(import.meta.dirname), 'policies');
  const files = readdirSync(folder).filter((file) => file.endsWith('.yml'));
  return Object.fromEntries(files.map((file) => [file.slice(0, -4), readFileSync(join(folder, file), 'utf8')]));
}

/** The nearest `templates` folder, from here upwards. */
function templatesFolder(from: string): string {
  const folder = join(from, 'templates');
  if (existsSync(join(folder, 'policies'))) return folder;
  const above = dirname(from);
  if (above === from) throw new Error('The templates folder is missing: the installation is incomplete.');
  return templatesFolder(above);
}
