// The files that are shipped with the program, as text: presets, message templates, the declaration form. A bundle carries them inlined.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Shipped = {
  /** Preset policies by name. */
  readonly policies: Readonly<Record<string, string>>;
  /** Message templates by name. */
  readonly messages: Readonly<Record<string, string>>;
  /** The declaration form (`.github/ISSUE_TEMPLATE/incident.yml`). */
  readonly form: string;
};

/** Reads them all, once per call. Throws when the folder is nowhere above this file: the installation is incomplete. */
export function readShipped(): Shipped {
  const folder = templatesFolder(import.meta.dirname);
  return {
    policies: filesIn(join(folder, 'policies'), '.yml'),
    messages: filesIn(join(folder, 'messages'), '.md.hbs'),
    form: readFileSync(join(folder, 'forms', 'incident.yml'), 'utf8'),
  };
}

function filesIn(folder: string, ending: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -ending.length), readFileSync(join(folder, file), 'utf8')]),
  );
}

/** The nearest `templates` folder, from here upwards. */
export function templatesFolder(from: string): string {
  const folder = join(from, 'templates');
  if (existsSync(join(folder, 'policies'))) return folder;
  const above = dirname(from);
  if (above === from)
    throw new Error('The templates folder is missing: the installation is incomplete. Install it again.');
  return templatesFolder(above);
}
