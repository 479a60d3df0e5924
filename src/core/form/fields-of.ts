/** The elements of a form as the fields that issues are read by. */
import { blocks } from '../markdown/blocks.ts';
import type { FormField } from './form.ts';
import { CheckboxFile, type Element } from './schema.ts';
import { slug } from './slug.ts';

/** The fields in the order in which GitHub writes them; their keys are unique even in a form that GitHub would reject. */
export function fieldsOf(elements: readonly Element[]): readonly FormField[] {
  const taken = new Set<string>();
  return elements.flatMap((element) => fieldOf(element, taken) ?? []);
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
