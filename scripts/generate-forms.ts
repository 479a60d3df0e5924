// Writes the declaration form of each preset, and that of this repository: `node scripts/generate-forms.ts`.
import { writeFileSync } from 'node:fs';
import { formFileFor } from '../src/core/form/form-file-for.ts';
import { DEFAULT_PRESET, policyFrom } from '../src/core/policy/policy-from.ts';
import { readShipped } from '../src/shell/templates/shipped.ts';

const shipped = readShipped();

function formOf(preset: string): string {
  const text = `preset: ${preset}\n`;
  const { policy } = policyFrom(shipped.policies, { source: preset, version: preset, text }, null);
  return formFileFor(shipped.form, policy, `\`preset: ${preset}\`. Made by \`node scripts/generate-forms.ts\`.`);
}

/** The files that are written, by path in the repository, and their text today. */
export const forms: readonly { readonly path: string; readonly text: string }[] = [
  ...Object.keys(shipped.policies).map((preset) => ({ path: `templates/forms/${preset}.yml`, text: formOf(preset) })),
  { path: '.github/ISSUE_TEMPLATE/incident.yml', text: formOf(DEFAULT_PRESET) },
];

if (import.meta.main) for (const { path, text } of forms) writeFileSync(new URL(`../${path}`, import.meta.url), text);
