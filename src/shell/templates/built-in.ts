// What a repository without a policy of its own goes by, as values. A bundle carries them made: nothing is parsed or checked for them at a start.
import type { Form } from '../../core/form/form.ts';
import { parseFormFile } from '../../core/form/parse-form-file.ts';
import { type PolicyInForce, policyFrom } from '../../core/policy/policy-from.ts';
import { readShipped } from './shipped.ts';

export type BuiltIn = {
  readonly form: Form;
  /** The policy where there is no file. */
  readonly inForce: PolicyInForce;
  /** The message templates by name, as the renderer takes them. */
  readonly messages: Readonly<Record<string, string>>;
};

/** Throws where what is shipped is broken. */
export function readBuiltIn(): BuiltIn {
  const { policies, messages, form: text } = readShipped();
  const { form } = parseFormFile(text);
  if (form === null) throw new Error('The shipped declaration form is broken: the installation is incomplete');
  const none = { source: 'built-in', version: 'built-in', text: null };
  return { form, inForce: policyFrom(policies, none, null), messages };
}
