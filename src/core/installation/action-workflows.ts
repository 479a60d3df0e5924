// The workflows that stand in for the server: one row each, in the order in which people read them.
import { WORKFLOWS_FOLDER } from './paths.ts';

/** `template`: its text in `templates/install/workflows`. `action`: the Action that tells it from workflows of others, wherever its file is. */
export const actionWorkflows = [
  { template: 'respond', file: 'firebreak.yml', action: 'respond', does: 'answers declarations and commands' },
  { template: 'clock', file: 'firebreak-clock.yml', action: 'tick', does: 'looks at the clock' },
  { template: 'alerts', file: 'firebreak-alerts.yml', action: 'declare', does: 'declares for machines' },
  { template: 'checks', file: 'firebreak-checks.yml', action: 'policy-check', does: 'judges policies and postmortems' },
] as const;

export type ActionWorkflow = (typeof actionWorkflows)[number];
export type ActionTemplate = ActionWorkflow['template'];

/** Where the Actions are taken from: a repository (`owner/name`) at a commit. */
export type ActionSource = { readonly repository: string; readonly commit: string };

/** The path of one in a repository. */
export function actionWorkflowPath({ file }: Pick<ActionWorkflow, 'file'>): string {
  return `${WORKFLOWS_FOLDER}/${file}`;
}

/** The text for a source, with the label by which incidents are known. */
export function actionWorkflowText(template: string, { repository, commit }: ActionSource, label: string): string {
  const values = { REPOSITORY: repository, COMMIT: commit, LABEL: label.replaceAll("'", "''") };
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`%${name}%`, () => value), template);
}
