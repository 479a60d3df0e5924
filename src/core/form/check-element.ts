// GitHub's rules for one element of a form: what it must have, what it may have, and how its texts and options are written.
import { isBlank, type Report } from './report.ts';
import { BoxFile, type Element } from './schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** The types that GitHub documents, and the attributes that each may have. */
const ATTRIBUTES: Readonly<Record<string, readonly string[] | undefined>> = {
  markdown: ['value'],
  input: ['label', 'description', 'placeholder', 'value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  dropdown: ['label', 'description', 'multiple', 'options', 'default'],
  checkboxes: ['label', 'description', 'options'],
};
const TYPES = Object.keys(ATTRIBUTES);

/** Keys of an element, of a box, and of validations. */
const KEYS = ['type', 'id', 'attributes', 'validations'];
const BOX_KEYS = ['label', 'required'];

/** Plain scalars that GitHub's YAML reads as booleans, so that an option must be quoted. */
const BOOLEAN_LIKE = /^(?:y|n|yes|no|on|off|true|false)$/i;

/** Nobody is to type one into a public issue. */
const FORBIDDEN_WORD = /password/i;

/** All faults of an element at a path. */
export function checkElement(file: YamlFile, element: Element, at: YamlPath, report: Report): void {
  checkKeys(element, at, report);
  const needed = element.type === 'markdown' ? 'value' : 'label';
  if (isKnown(element) && isBlank(element.attributes?.[needed])) {
    report(
      'error',
      'missing-key',
      [...at, 'attributes', needed],
      `\`attributes.${needed}\` is missing or empty. GitHub requires it. Add it.`,
    );
  }
  checkTexts(element, at, report);
  if (element.type === 'dropdown') checkDropdown(file, element, at, report);
  if (element.type === 'checkboxes') checkBoxes(element, at, report);
}

/** Of a type that GitHub may have added since nothing is known but that it is there. */
function isKnown({ type }: Element): boolean {
  return Object.hasOwn(ATTRIBUTES, type);
}

function checkKeys(element: Element, at: YamlPath, report: Report): void {
  const attributes = ATTRIBUTES[element.type];
  if (attributes === undefined || !isKnown(element)) {
    report(
      'warning',
      'unknown-type',
      [...at, 'type'],
      `\`${element.type}\` is a type that we do not know. Expected: ${TYPES.join(', ')}. Its text is taken as it stands.`,
    );
    return;
  }
  const notPermitted = (path: YamlPath, key: string, expected: readonly string[]) =>
    report(
      'error',
      'unknown-key',
      [...path, key],
      `\`${element.type}\` has no key \`${key}\` here. Expected: ${expected.join(', ')}. Remove it.`,
    );
  const keys = element.type === 'markdown' ? ['type', 'attributes'] : KEYS;
  for (const key of Object.keys(element)) if (!keys.includes(key)) notPermitted(at, key, keys);
  for (const key of Object.keys(element.attributes ?? {}))
    if (!attributes.includes(key)) notPermitted([...at, 'attributes'], key, attributes);
  for (const key of Object.keys(element.validations ?? {}))
    if (key !== 'required') notPermitted([...at, 'validations'], key, ['required']);
}

function checkTexts({ type, attributes }: Element, at: YamlPath, report: Report): void {
  for (const key of ['description', 'placeholder', 'value', 'render']) {
    const value = attributes?.[key];
    const place = [...at, 'attributes', key];
    if (value === undefined || (type === 'markdown' && key === 'value')) continue;
    if (typeof value !== 'string')
      report('error', 'wrong-type', place, `\`${key}\` is not a text. A text is expected. Put it in quotes.`);
    else if (isBlank(value))
      report('error', 'blank-text', place, `\`${key}\` is empty. GitHub takes no empty text. Fill it in or remove it.`);
  }
  if ((type === 'input' || type === 'textarea') && FORBIDDEN_WORD.test(attributes?.label ?? '')) {
    report(
      'error',
      'forbidden-word',
      [...at, 'attributes', 'label'],
      'The label asks for a password. GitHub does not allow that word, as issues may be public. Ask for something else.',
    );
  }
}

function checkDropdown(file: YamlFile, element: Element, at: YamlPath, report: Report): void {
  const path = [...at, 'attributes', 'options'];
  const options = element.attributes?.options ?? [];
  if (options.length === 0)
    report('error', 'no-options', path, 'A dropdown has no options. At least one is expected. Add one.');
  for (const index of options.keys()) checkOption(file, options, index, [...path, index], report);
  checkDefault(element, options.length, [...at, 'attributes', 'default'], report);
}

function checkOption(
  file: YamlFile,
  options: readonly unknown[],
  index: number,
  place: YamlPath,
  report: Report,
): void {
  const option = options[index];
  if (typeof option !== 'string' || BOOLEAN_LIKE.test(file.sourceOf(place) ?? '')) {
    report(
      'error',
      'option-not-text',
      place,
      'An option is not a text. GitHub reads it as a boolean or number. Put it in quotes.',
    );
  } else if (isBlank(option)) {
    report('error', 'blank-text', place, 'An option is empty. GitHub takes no empty text. Fill it in or remove it.');
  } else if (option.trim().toLowerCase() === 'none') {
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

function checkDefault(element: Element, options: number, at: YamlPath, report: Report): void {
  const preset = element.attributes?.['default'];
  if (preset === undefined) return;
  if (element.validations?.required === true) {
    report(
      'error',
      'default-and-required',
      at,
      '`default` and `required` are both given. GitHub takes only one. Remove one.',
    );
  }
  const fits = typeof preset === 'number' && Number.isInteger(preset) && preset >= 0 && preset < options;
  if (!fits)
    report(
      'error',
      'wrong-default',
      at,
      `\`default\` names no option. A position from 0 to ${Math.max(0, options - 1)} is expected. Count from 0.`,
    );
}

function checkBoxes(element: Element, at: YamlPath, report: Report): void {
  const path = [...at, 'attributes', 'options'];
  const options = element.attributes?.options ?? [];
  const seen = new Set<string>();
  if (options.length === 0)
    report('error', 'no-options', path, 'A checklist has no options. At least one is expected. Add one.');
  for (const [index, option] of options.entries()) checkBox(option, seen, [...path, index], report);
  if (element.validations?.required !== undefined) {
    report(
      'warning',
      'required-misplaced',
      [...at, 'validations'],
      '`validations.required` does nothing on a checklist. Each option has its own `required`. Move it there.',
    );
  }
}

function checkBox(option: unknown, seen: Set<string>, place: YamlPath, report: Report): void {
  const box = BoxFile.safeParse(option).data;
  if (box === undefined) {
    const written = `\`- label: ${String(option).slice(0, 60)}\``;
    report('error', 'wrong-type', place, `A box is no mapping. One with a \`label\` is expected. Write ${written}.`);
    return;
  }
  const label = typeof box.label === 'string' ? box.label : '';
  if (isBlank(label)) report('error', 'missing-key', place, 'A box has no `label`. GitHub requires it. Add it.');
  else if (seen.has(label))
    report('error', 'duplicate-option', place, `The box \`${label}\` is there twice. Labels are unique. Remove one.`);
  seen.add(label);
  if (box.required !== undefined && typeof box.required !== 'boolean') {
    const message =
      'The `required` of a box is no boolean. `true` or `false` is expected. Write one of them, without quotes.';
    report('error', 'wrong-type', [...place, 'required'], message);
  }
  for (const key of Object.keys(box).filter((name) => !BOX_KEYS.includes(name))) {
    const message = `A box has no key \`${key}\`. Expected: ${BOX_KEYS.join(', ')}. Remove it.`;
    report('error', 'unknown-key', [...place, key], message);
  }
}
