// GitHub's rules for what the parts of a form are called: ids, labels that stand for an id, and labels of boxes.
import { isBlank, type Report } from './report.ts';
import { CheckboxFile, type FormFile } from './schema.ts';
import { slug } from './slug.ts';

/** Ids are unique words; labels may repeat only if an id tells them apart; a box is called like no question and no other box. */
export function checkNames(form: FormFile, report: Report): void {
  checkIds(form, report);
  checkBoxLabels(form, report);
}

function checkIds(form: FormFile, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { type, id, attributes }] of form.body.entries()) {
    if (type === 'markdown' || (id === undefined && isBlank(attributes?.label))) continue;
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

function checkBoxLabels(form: FormFile, report: Report): void {
  const questions = form.body.flatMap(({ type, attributes }) => (type === 'markdown' ? [] : (attributes?.label ?? [])));
  const elsewhere = new Set<string>();
  for (const [index, { type, attributes }] of form.body.entries()) {
    if (type !== 'checkboxes') continue;
    const labels = (attributes?.options ?? []).map((option) => CheckboxFile.safeParse(option).data?.label ?? '');
    for (const [position, label] of labels.entries()) {
      if (isBlank(label) || !(questions.includes(label) || elsewhere.has(label))) continue;
      const at = ['body', index, 'attributes', 'options', position];
      const message = `The box \`${label}\` is called like something else in the form. Its label is expected once. Rename it.`;
      report('error', 'label-taken', at, message);
    }
    for (const label of labels) elsewhere.add(label);
  }
}
