// What the declaration form offers under a policy: its severities in the policy's own words, and its ways of detection.
import type { Level, Policy } from '../policy/policy.ts';
import type { Form, FormField } from './form.ts';

/** The answer to the question for the severity that leaves it open. */
export const NOT_SURE = 'Not sure yet';

/** A severity as the form offers it: name, title and definition, so that the answer says what was meant by the name. */
export function severityOption({ name, title, definition }: Level): string {
  const head = title === '' ? name : `${name} ${title}`;
  return (definition === '' ? head : `${head}: ${definition}`).replace(/\s+/g, ' ').trim();
}

/**
 * The level that an answer stands for; null when it is none. Name and meaning must be the policy's, word for word: the `P1` of
 * one runbook is the worst, that of another the second, and an answer of a form for the other must not be taken for either.
 */
export function levelOfAnswer(policy: Policy, answer: string): Level | null {
  return policy.levels.find((level) => severityOption(level) === answer) ?? null;
}

/** What the form asks for the severity with, the open answer first. */
export function severityOptions(policy: Policy): readonly string[] {
  return [NOT_SURE, ...policy.levels.map(severityOption)];
}

/** The form as issues are read by it: options that depend on the policy are its own; those for the detection also the form's. */
export function formUnder(form: Form, policy: Policy): Form {
  return { ...form, fields: form.fields.map((field) => fieldUnder(field, policy)) };
}

function fieldUnder(field: FormField, policy: Policy): FormField {
  if (field.type !== 'dropdown') return field;
  if (field.key === 'severity') return { ...field, options: severityOptions(policy) };
  if (field.key !== 'detection') return field;
  return { ...field, options: [...new Set([...policy.intake.detection, ...field.options])] };
}
