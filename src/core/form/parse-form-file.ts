/** An issue form file (YAML) to a form, with every fault by line and column (docs: syntax for issue forms, common validation errors). */
import type * as z from 'zod';
import { checkFormFile } from './check-form-file.ts';
import { fieldsOf } from './fields-of.ts';
import type { Form, FormFileProblem } from './form.ts';
import { FormFile } from './schema.ts';
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
  return { name: file.name ?? '', fields: fieldsOf(file.body), elements: file.body };
}
