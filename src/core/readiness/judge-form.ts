// Whether people can declare: the policy is sound, its labels are there, and a form offers its severities.
import { checkFormFiles, isForm, type NamedFile } from '../form/check-form-files.ts';
import type { Form } from '../form/form.ts';
import { parseFormFile } from '../form/parse-form-file.ts';
import { NOT_SURE, severityOption } from '../form/severity-question.ts';
import { FORM_FILE } from '../installation/paths.ts';
import type { Policy } from '../policy/policy.ts';
import { levelLabel } from '../policy/shown-as.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';

/** What is wrong with the policy file. */
export function judgePolicy({ policy, repository }: ReadinessFacts): readonly Finding[] {
  const { fullName, branch } = repository;
  if (!policy.there) return [finding('policy-missing', { branch, repository: fullName })];
  return policy.problems.map(({ file, line, column, message }) =>
    finding('policy-broken', { place: `${file}:${line}:${column}`, problem: message }),
  );
}

/** The labels that must be there before the app makes its own: that of the form, and those that people put on by hand. */
export function judgeLabels({ labels, policy: { policy }, repository }: ReadinessFacts): readonly Finding[] {
  if (!labels.told) return [notTold('which labels there are', labels.why)];
  const there = labels.value.map((label) => label.toLowerCase());
  const wanted = [policy.labels.incident, ...policy.levels.map(({ name }) => levelLabel(policy, name))];
  return wanted
    .filter((label) => !there.includes(label.toLowerCase()))
    .map((label) => finding('label-missing', { label, repository: repository.fullName }));
}

/** Whether one form gives the label, is taken by GitHub, and has the policy's severities. */
export function judgeForm({ forms, policy: { policy } }: ReadinessFacts): readonly Finding[] {
  if (!forms.told) return [notTold('whether there is a form', forms.why)];
  const faults = checkFormFiles(forms.value).filter(({ level }) => level === 'error');
  const rejected = faults.map(({ file, line, column, message }) =>
    finding('form-rejected', { place: `${file}:${line}:${column}`, problem: message }),
  );
  const own = forms.value.filter((file) => isForm(file) && gives(file, policy.labels.incident));
  const missing =
    own.length === 0 && !hasFault(faults, FORM_FILE)
      ? [finding('form-missing', { label: policy.labels.incident })]
      : [];
  return [...rejected, ...missing, ...own.flatMap((file) => judgeSeverities(file, policy))];
}

function hasFault(faults: readonly { readonly file: string }[], path: string): boolean {
  return faults.some(({ file }) => file === path);
}

/** Labels are a list, or words with commas between them; quoted or not. */
function gives({ text }: NamedFile, label: string): boolean {
  const head = text.split(/^body:/m)[0] ?? '';
  const labels = /^labels:\s*([\s\S]*?)(?=^\w|$(?![\s\S]))/m.exec(head)?.[1] ?? '';
  return labels
    .split(/[\n,[\]]/)
    .map((word) =>
      word
        .replace(/^\s*-/, '')
        .trim()
        .replace(/^["']|["']$/g, '')
        .toLowerCase(),
    )
    .includes(label.toLowerCase());
}

function judgeSeverities(file: NamedFile, policy: Policy): readonly Finding[] {
  const offered = severitiesOf(parseFormFile(file.text).form);
  if (offered === null) return [];
  const wanted = policy.levels.map(severityOption);
  const unknown = offered.filter((option) => option !== NOT_SURE && !wanted.includes(option));
  const missing = wanted.filter((option) => !offered.includes(option));
  const levels = policy.levels.map(({ name }) => name).join(', ');
  if (unknown.length > 0) return [finding('form-severities', { file: file.path, unknown: unknown.join('; '), levels })];
  return missing.length > 0
    ? [finding('form-severities-missing', { file: file.path, missing: missing.join('; ') })]
    : [];
}

/** A form that does not ask for the severity leaves it to labels and title. */
function severitiesOf(form: Form | null): readonly string[] | null {
  const field = form?.fields.find(({ key }) => key === 'severity');
  return field?.type === 'dropdown' ? field.options : null;
}
