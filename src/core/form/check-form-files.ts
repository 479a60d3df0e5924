// What GitHub wants of form files beside their content: where they are, and that no two have the same name.
import * as z from 'zod';
import type { FormFileProblem } from './form.ts';
import { type FormFileReading, parseFormFile } from './parse-form-file.ts';
import { readYaml } from './yaml-file.ts';

/** A file by its path, and its text. */
export type NamedFile = { readonly path: string; readonly text: string };

/** A fault of one of several files. */
export type PlacedProblem = FormFileProblem & { readonly file: string };

/** Whether a file is to be a form: beside forms there are templates of Markdown, and the configuration of the page that offers them all. */
export function isForm({ path, text }: NamedFile): boolean {
  if (!/(?:^|[\\/])ISSUE_TEMPLATE[\\/][^\\/]+$/.test(path)) return true;
  return !/[\\/]config\.ya?ml$/.test(path) && !(path.endsWith('.md') && FRONT_MATTER.test(text));
}

const FRONT_MATTER = /^---\r?\n(?<head>(?:(?!---\r?$).*\r?\n){0,100}?)---[ \t]*\r?$/m;

/** All faults of several form files, in their order. */
export function checkFormFiles(files: readonly NamedFile[]): readonly PlacedProblem[] {
  const read = files.map((file) => ({
    path: file.path,
    reading: isForm(file) ? parseFormFile(file.text) : named(file),
  }));
  return read.flatMap(({ path, reading }, index) => {
    const beside = read.slice(0, index).filter((other) => folderOf(other.path) === folderOf(path));
    const place = files[index] !== undefined && isForm(files[index]) ? placeProblem(path) : [];
    const problems = [...place, ...reading.problems, ...nameProblem(reading, beside)];
    return problems.map((problem) => ({ ...problem, file: path }));
  });
}

/** Of a file that is no form only its name counts. */
function named({ text }: NamedFile): FormFileReading {
  const head = readYaml(FRONT_MATTER.exec(text)?.groups?.['head'] ?? '').file?.value;
  const name = z.object({ name: z.string() }).safeParse(head).data?.name ?? '';
  return { form: { name, fields: [], elements: [] }, problems: [], namedAt: { line: 1, column: 1 } };
}

/** Names are unique among the forms of one repository, which are in one folder. */
function folderOf(path: string): string {
  return path
    .split(/[\\/]/)
    .slice(0, -1)
    .filter((part) => part !== '.')
    .join('/');
}

/** Files that are kept elsewhere are copied from; those in a folder of templates must be where GitHub looks. */
function placeProblem(path: string): readonly FormFileProblem[] {
  const parts = path.split(/[\\/]/);
  const folder = parts.findIndex((part) => /^issue_template$/i.test(part));
  const rightEnd = /\.ya?ml$/.test(path) || path === '-';
  const inFolder = folder < 0 || (parts[folder - 1] === '.github' && folder === parts.length - 2);
  if (rightEnd && inFolder && (folder < 0 || parts[folder] === 'ISSUE_TEMPLATE')) return [];
  const message =
    'GitHub does not look for forms here. A file `.github/ISSUE_TEMPLATE/<name>.yml` is expected. Move or rename it.';
  return [{ line: 1, column: 1, level: 'error', code: 'wrong-place', message }];
}

function nameProblem(
  { form, namedAt }: FormFileReading,
  before: readonly { readonly path: string; readonly reading: FormFileReading }[],
): readonly FormFileProblem[] {
  const name = form?.name.trim() ?? '';
  const other = before.find(({ reading }) => reading.form?.name.trim() === name);
  if (name === '' || other === undefined) return [];
  const message = `\`${other.path}\` is called \`${name}\` too. The name of a form is expected once. Rename one of them.`;
  return [{ ...namedAt, level: 'error', code: 'duplicate-name', message }];
}
