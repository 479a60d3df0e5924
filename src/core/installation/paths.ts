// Where the files of an installation are in a repository.
import { TEMPLATES_FOLDER } from '../messages/team-templates.ts';

export const POLICY_FILE = '.github/firebreak.yml';
export const FORM_FOLDER = '.github/ISSUE_TEMPLATE';
export const FORM_FILE = `${FORM_FOLDER}/incident.yml`;
export const WORKFLOWS_FOLDER = '.github/workflows';
export const TEMPLATES_README = `${TEMPLATES_FOLDER}/README.md`;

/** The path of a workflow that a policy names by its file. */
export function workflowPath(file: string): string {
  return `${WORKFLOWS_FOLDER}/${file}`;
}
