// Writes docs/policy.md and docs/firebreak.schema.json from the schema, the rules and the presets: `node scripts/generate-policy-docs.ts`.
import { writeFileSync } from 'node:fs';
import { jsonSchema } from './policy-docs/json-schema.ts';
import { page } from './policy-docs/page.ts';
import { printJson } from './policy-docs/print-json.ts';

/** The files that are written, and their text today. */
export const policyDocs: readonly { readonly file: URL; readonly text: () => string }[] = [
  { file: new URL('../docs/policy.md', import.meta.url), text: page },
  {
    file: new URL('../docs/firebreak.schema.json', import.meta.url),
    text: () => printJson(jsonSchema()),
  },
];

if (import.meta.main) for (const { file, text } of policyDocs) writeFileSync(file, text());
