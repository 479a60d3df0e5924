/** GitHub's own rules for form files (docs: syntax for issue forms, common validation errors), each fault at its place. */
import type { FormFileProblem } from './form.ts';
import { CheckboxFile, type Element, type FormFile } from './schema.ts';
import { slug } from './slug.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

const TYPES = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'];
const TOP_LEVEL = ['name', 'description', 'title', 'labels', 'assignees', 'projects', 'type', 'body'];

/** Plain scalars that GitHub's YAML reads as booleans, so that an option must be quoted. */
const BOOLEAN_LIKE = /^(?:y|n|yes|no|on|off|true|false)$/i;

/** Collects faults; `at` is a path into the file. */
type Report = (level: FormFileProblem['level'], code: string, at: YamlPath, message: string) => void;

/** All faults of a file whose shape is that of a form. */
export function checkFormFile(file: YamlFile, form: FormFile): readonly FormFileProblem[] {
  const problems: FormFileProblem[] = [];
  const report: Report = (level, code, at, message) => problems.push({ ...file.placeOf(at), level, code, message });
  checkTopLevel(form, report);
  for (const [index, element] of form.body.entries()) checkElement(file, element, ['body', index], report);
  checkKeys(form, report);
  return problems;
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
  if (form.body.every(({ type }) => type === 'markdown')) {
    report(
      'error',
      'no-field',
      ['body'],
      'The form asks nothing. At least one element that is not `markdown` is expected. Add one.',
    );
  }
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

function checkElement(file: YamlFile, element: Element, at: YamlPath, report: Report): void {
  if (!TYPES.includes(element.type)) {
    report(
      'warning',
      'unknown-type',
      [...at, 'type'],
      `\`${element.type}\` is a type that we do not know. Expected: ${TYPES.join(', ')}. Its text is taken as it stands.`,
    );
  }
  const needed = element.type === 'markdown' ? 'value' : 'label';
  if (isBlank(element.attributes?.[needed])) {
    report(
      'error',
      'missing-key',
      [...at, 'attributes', needed],
      `\`attributes.${needed}\` is missing or empty. GitHub requires it. Add it.`,
    );
  }
  if (element.type === 'dropdown') checkDropdown(file, element, at, report);
  if (element.type === 'checkboxes') checkBoxes(element, at, report);
}

function checkDropdown(file: YamlFile, element: Element, at: YamlPath, report: Report): void {
  const path = [...at, 'attributes', 'options'];
  const options = element.attributes?.options ?? [];
  if (options.length === 0)
    report('error', 'no-options', path, 'A dropdown has no options. At least one is expected. Add one.');
  for (const [index, option] of options.entries()) {
    const place = [...path, index];
    if (typeof option !== 'string' || BOOLEAN_LIKE.test(file.sourceOf(place) ?? '')) {
      report(
        'error',
        'option-not-text',
        place,
        'An option is not a text. GitHub reads it as a boolean or number. Put it in quotes.',
      );
    } else if (option.toLowerCase() === 'none') {
      report(
        'error',
        'reserved-option',
        place,
        'An option is `None`, which GitHub keeps for itself. Another word is expected. Rename it.',
      );
    } else if (options.indexOf(option) !== index) {
      report(
        'error',
        'duplicate-option',
        place,
        `The option \`${option}\` is there twice. Options are unique. Remove one.`,
      );
    }
  }
  if (element.validations?.required === true && element.attributes?.['default'] !== undefined) {
    report(
      'error',
      'default-and-required',
      [...at, 'attributes', 'default'],
      '`default` and `required` are both given. GitHub takes only one. Remove one.',
    );
  }
}

function checkBoxes(element: Element, at: YamlPath, report: Report): void {
  const path = [...at, 'attributes', 'options'];
  const options = element.attributes?.options ?? [];
  const seen = new Set<string>();
  if (options.length === 0)
    report('error', 'no-options', path, 'A checklist has no options. At least one is expected. Add one.');
  for (const [index, option] of options.entries()) {
    const label = CheckboxFile.safeParse(option).data?.label ?? '';
    if (isBlank(label))
      report('error', 'missing-key', [...path, index], 'A box has no `label`. GitHub requires it. Add it.');
    else if (seen.has(label))
      report(
        'error',
        'duplicate-option',
        [...path, index],
        `The box \`${label}\` is there twice. Labels are unique. Remove one.`,
      );
    seen.add(label);
  }
  if (element.validations?.required !== undefined) {
    report(
      'warning',
      'required-misplaced',
      [...at, 'validations'],
      '`validations.required` does nothing on a checklist. Each option has its own `required`. Move it there.',
    );
  }
}

/** Ids are unique words; labels may repeat only if an id tells them apart. */
function checkKeys(form: FormFile, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { type, id, attributes }] of form.body.entries()) {
    if (type === 'markdown') continue;
    const at = ['body', index, ...(id === undefined ? ['attributes', 'label'] : ['id'])];
    const key = id === undefined ? slug(attributes?.label ?? '') : String(id);
    if (id !== undefined && !/^[A-Za-z0-9_-]+$/.test(key)) {
      report(
        'error',
        'wrong-id',
        at,
        `The id \`${key}\` is not allowed. Letters, digits, \`-\` and \`_\` are expected. Rename it.`,
      );
    } else if (seen.has(key)) {
      report(
        'error',
        'duplicate-id',
        at,
        `Two fields are called \`${key}\`. Ids, and labels without one, are unique. Rename it or give it an \`id\`.`,
      );
    }
    seen.add(key);
  }
}
