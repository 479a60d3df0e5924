// The declaration form of a preset, filled in: the body that GitHub makes of it.
import { readFileSync } from 'node:fs';
import type { Form } from '../../src/core/form/form.ts';
import { parseFormFile } from '../../src/core/form/parse-form-file.ts';

/** A form that a repository copies, with the options of one of its dropdowns at hand. */
export type DeclarationForm = {
  readonly text: string;
  /** The options of a dropdown, as the form has them. */
  readonly options: (key: string) => readonly string[];
  /** The labels of the boxes of one of its checklists. */
  readonly boxes: (key: string) => readonly string[];
  /** The body of an issue with these answers; the rest is left empty, only what is to be ticked before declaring is ticked. */
  readonly filled: (answers: Readonly<Record<string, string>>) => string;
};

/** The shipped form of a preset. */
export function formOfPreset(preset: string): DeclarationForm {
  const text = readFileSync(new URL(`../../templates/forms/${preset}.yml`, import.meta.url), 'utf8');
  const { form, problems } = parseFormFile(text);
  if (form === null) throw new Error(JSON.stringify(problems));
  return {
    text,
    options: (key) => optionsOf(form, key),
    boxes: (key) => boxesOf(form, key),
    filled: (answers) => bodyOf(form, answers),
  };
}

function optionsOf(form: Form, key: string): readonly string[] {
  const field = form.fields.find((candidate) => candidate.key === key);
  return field?.type === 'dropdown' ? field.options : [];
}

function boxesOf(form: Form, key: string): readonly string[] {
  const field = form.fields.find((candidate) => candidate.key === key);
  return field?.type === 'checkboxes' ? field.options.map(({ label }) => label) : [];
}

/** The body that GitHub makes of a form, field by field. */
export function bodyOf(form: Form, answers: Readonly<Record<string, string>>): string {
  return form.fields
    .map((field) => {
      const mark = field.key === 'checklist' ? ' ' : 'x';
      const boxes =
        field.type === 'checkboxes' ? field.options.map(({ label }) => `- [${mark}] ${label}`).join('\n') : null;
      return `### ${field.label}\n\n${answers[field.key] ?? boxes ?? '_No response_'}`;
    })
    .join('\n\n');
}
