// The issue forms of a repository, from its files.
import * as z from 'zod';
import { Refusal } from '../../state/refusal.ts';
import type { Api } from '../api-client.ts';
import { FileContent, FolderEntry } from '../shapes.ts';
import { type IssueForm, readForm } from './form-file.ts';

const folder = '.github/ISSUE_TEMPLATE';

/** A form file that cannot be shown, and why. */
export type BadForm = { readonly file: string; readonly problem: string };

/** Every form of the repository `owner/name`, by file name. Markdown templates are no forms and are left out. */
export async function formsOf(api: Api, repository: string): Promise<readonly (IssueForm | BadForm)[]> {
  const entries = await entriesOf(api, repository);
  const files = entries.map(({ name }) => name).filter((name) => /\.ya?ml$/.test(name) && !/^config\./.test(name));
  return Promise.all(files.sort().map((name) => formNamed(api, repository, name)));
}

/** The form of this file; throws 404 when there is none. */
export async function formNamed(api: Api, repository: string, file: string): Promise<IssueForm | BadForm> {
  const path = `/repos/${repository}/contents/${folder}/${encodeURIComponent(file)}`;
  const { content } = await api.get(path, FileContent);
  const form = readForm(file, Buffer.from(content, 'base64').toString('utf8'));
  return 'problem' in form ? { file, problem: form.problem } : form;
}

async function entriesOf(api: Api, repository: string): Promise<readonly z.infer<typeof FolderEntry>[]> {
  try {
    return await api.get(`/repos/${repository}/contents/${folder}`, z.array(FolderEntry));
  } catch (problem) {
    if (problem instanceof Refusal && problem.status === 404) return [];
    throw problem;
  }
}
