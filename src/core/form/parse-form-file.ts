/** An issue form file (YAML) to a form, with every fault by line and column (docs: syntax for issue forms, common validation errors). */
import type * as z from 'zod';
import { blocks } from '../markdown/blocks.ts';
import { checkFormFile } from './check-form-file.ts';
import type { Form, FormField, FormFileProblem } from './form.ts';
import { CheckboxFile, type Element, FormFile } from './schema.ts';
import { slug } from './slug.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** A form, or null when the file cannot be read as one; the problems say why, and what GitHub would reject. */
export interface FormFileReading {
  readonly form: Form | null;
  readonly problems: readonly FormFileProblem[];
  /** Where its name stands. */
  readonly namedAt: { readonly line: number; readonly column: number };
}

/** Reads a form file. Never throws; aliases are limited and large files refused (AC-30). */
export function parseFormFile(text: string): FormFileReading {
  const read = readYaml(text);
  if (read.file === null) return { form: null, problems: read.problems, namedAt: { line: 1, column: 1 } };
  const namedAt = read.file.placeOf(['name']);
  const parsed = FormFile.safeParse(read.file.value);
  if (!parsed.success) return { form: null, problems: shapeProblems(read.file, parsed.error), namedAt };
  return { form: formOf(parsed.data), problems: checkFormFile(read.file, parsed.data), namedAt };
}

function shapeProblems(file: YamlFile, error: z.ZodError): readonly FormFileProblem[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const where = path.length === 0 ? 'The file' : `\`${path.join('.')}\``;
    const message = `${where} is not what a form has there: ${issue.message}. See GitHub's syntax for issue forms.`;
    return { ...file.placeOf(path), level: 'error', code: 'wrong-shape', message };
  });
}

function formOf(file: FormFile): Form {
  const taken = new Set<string>();
  const fields = file.body.flatMap((element) => fieldOf(element, taken) ?? []);
  return { name: file.name ?? '', fields };
}

/** A field of an element; null for `markdown`, which GitHub does not write into issues, and for an element without a label. */
function fieldOf(element: Element, taken: Set<string>): FormField | null {
  const label = element.attributes?.label?.trim() ?? '';
  if (element.type === 'markdown' || label === '') return null;
  const key = freeKey(element.id === undefined ? slug(label) : String(element.id), taken);
  const base = { key, label, heading: headingOf(label), required: element.validations?.required === true };
  switch (element.type) {
    case 'textarea':
      return { ...base, type: 'textarea', render: renderOf(element) };
    case 'dropdown':
      return {
        ...base,
        type: 'dropdown',
        options: optionsOf(element),
        multiple: element.attributes?.multiple === true,
      };
    case 'checkboxes':
      return { ...base, type: 'checkboxes', required: false, options: boxesOf(element) };
    default:
      return { ...base, type: element.type === 'input' ? 'input' : 'other' };
  }
}

/** Keys are unique even in a form that GitHub would reject. */
function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let copy = 2; taken.has(key); copy++) key = `${wanted}-${copy}`;
  taken.add(key);
  return key;
}

/** The label as it comes back from a `### ` line: closing hashes and surplus blanks are gone. */
function headingOf(label: string): string {
  const [block] = blocks(`### ${label.replace(/\s+/g, ' ')}`);
  return block?.kind === 'heading' ? block.text : label;
}

function renderOf(element: Element): string | null {
  const render = element.attributes?.render;
  return render === undefined || render === false ? null : String(render);
}

function optionsOf(element: Element): readonly string[] {
  return (element.attributes?.options ?? []).flatMap((option) => scalarText(option) ?? []);
}

function scalarText(option: unknown): string | null {
  return typeof option === 'string' || typeof option === 'number' || typeof option === 'boolean'
    ? String(option).trim()
    : null;
}

function boxesOf(element: Element): readonly { readonly label: string; readonly required: boolean }[] {
  return (element.attributes?.options ?? []).flatMap((option) => {
    const box = CheckboxFile.safeParse(option);
    return box.success ? [{ label: box.data.label.trim(), required: box.data.required === true }] : [];
  });
}
