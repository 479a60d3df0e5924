// What the declaration form asks under a policy, as issues are read by it.
import type { Policy } from '../policy/policy.ts';
import { declarationElements } from './declaration-elements.ts';
import { fieldsOf } from './fields-of.ts';
import type { Form, FormField } from './form.ts';

/** The form of a policy, made of the base. Ways of detection of the base are understood too: a form may be older than the policy. */
export function formUnder(base: Form, policy: Policy): Form {
  const elements = declarationElements(base.elements, policy);
  const detection = base.fields.find(({ key }) => key === 'detection');
  const fields = fieldsOf(elements).map((field) => withOptionsOf(detection, field));
  return { name: base.name, fields, elements };
}

function withOptionsOf(other: FormField | undefined, field: FormField): FormField {
  if (field.key !== other?.key || field.type !== 'dropdown' || other.type !== 'dropdown') return field;
  return { ...field, options: [...new Set([...field.options, ...other.options])] };
}
