// The declaration form of a policy as the text of a file for `.github/ISSUE_TEMPLATE`.
import { parseDocument, stringify } from 'yaml';
import type { Policy } from '../policy/policy.ts';
import { declarationElements } from './declaration-elements.ts';
import { FormFile } from './schema.ts';

/** The text for a policy, made of the text of the base form; `madeBy` is said in its first line. Throws when the base is no form. */
export function formFileFor(base: string, policy: Policy, madeBy: string): string {
  const { body, ...top } = FormFile.parse(parseDocument(base).toJS());
  const file = { ...top, body: declarationElements(body, policy) };
  // GitHub reads YAML 1.1: `Yes` must be in quotes there.
  const text = stringify(file, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false });
  return `# Declares an incident under ${madeBy}\n${text}`;
}
