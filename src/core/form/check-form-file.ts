/** GitHub's own rules for form files (docs: syntax for issue forms, common validation errors), each fault at its place. */
import { checkElement } from './check-element.ts';
import { checkNames } from './check-names.ts';
import type { FormFileProblem } from './form.ts';
import { isBlank, type Report } from './report.ts';
import type { FormFile } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

const TOP_LEVEL = ['name', 'description', 'title', 'labels', 'assignees', 'projects', 'type', 'body'];

/** All faults of a file whose shape is that of a form. */
export function checkFormFile(file: YamlFile, form: FormFile): readonly FormFileProblem[] {
  const problems: FormFileProblem[] = [];
  const report: Report = (level, code, at, message) => problems.push({ ...file.placeOf(at), level, code, message });
  checkTopLevel(form, report);
  for (const [index, element] of form.body.entries()) checkElement(file, element, ['body', index], report);
  checkNames(form, report);
  return [...problems, ...file.booleanKeys.map(booleanKey), ...file.prototypeKeys.map(prototypeKey)];
}

function booleanKey({ text, line, column }: YamlFile['booleanKeys'][number]): FormFileProblem {
  const message = `GitHub reads the key \`${text}\` as a boolean. Keys are words. Put it in quotes or rename it.`;
  return { line, column, level: 'error', code: 'boolean-key', message };
}

function prototypeKey(place: YamlFile['prototypeKeys'][number]): FormFileProblem {
  const message = 'A form has no key `__proto__`. Expected: keys that GitHub documents. Remove it.';
  return { ...place, level: 'error', code: 'unknown-key', message };
}

function checkTopLevel(form: FormFile, report: Report): void {
  for (const key of Object.keys(form)) {
    if (!TOP_LEVEL.includes(key))
      report(
        'error',
        'unknown-key',
        [key],
        `A form has no key \`${key}\`. Expected: ${TOP_LEVEL.join(', ')}. Remove it.`,
      );
  }
  for (const key of ['name', 'description']) {
    if (isBlank(form[key]))
      report('error', 'missing-key', [key], `\`${key}\` is missing or empty. GitHub requires it. Add it.`);
  }
  for (const key of ['title', 'type']) checkWord(form[key], key, report);
  for (const key of ['labels', 'assignees', 'projects']) checkNamed(form[key], key, report);
  if (form.body.every(({ type }) => type === 'markdown')) {
    report(
      'error',
      'no-field',
      ['body'],
      'The form asks nothing. At least one element that is not `markdown` is expected. Add one.',
    );
  }
}

function checkWord(value: unknown, key: string, report: Report): void {
  if (value === undefined) return;
  if (typeof value !== 'string')
    report('error', 'wrong-type', [key], `\`${key}\` is not a text. A text is expected. Put it in quotes.`);
  else if (isBlank(value))
    report('warning', 'blank-text', [key], `\`${key}\` is empty. A text is expected. Fill it in or remove it.`);
}

/** Several names: a list, or one text with commas between them. */
function checkNamed(value: unknown, key: string, report: Report): void {
  if (value === undefined || typeof value === 'string') return;
  const names: readonly unknown[] | null = Array.isArray(value) ? value : null;
  if (names?.every((name) => !isBlank(name)) === true) return;
  const message = `\`${key}\` is not a list of names. A list, or a text with commas, is expected. Write \`${key}: [one, two]\`.`;
  report('error', 'wrong-type', [key], message);
}
