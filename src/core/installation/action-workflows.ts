// The workflows that stand in for the server: one row each, in the order in which people read them.
import { WORKFLOWS_FOLDER } from './paths.ts';

type Access = 'read' | 'write';

type Row = {
  /** Its text in `templates/install/workflows`. */
  readonly template: string;
  readonly file: string;
  /** What it uses, of several the last. */
  readonly action: string;
  readonly does: string;
  /** Where the app is installed it does this by itself. */
  readonly alone?: true;
  /** What its token may do. */
  readonly permissions: Readonly<Record<string, Access>>;
  /** The events that it is there for, with their activity types. */
  readonly hears?: Readonly<Record<string, readonly string[]>>;
};

/** Declarations, commands, and what people do by hand. */
const people = {
  issues: ['opened', 'edited', 'labeled', 'unlabeled', 'closed', 'reopened', 'locked', 'unlocked'],
  issue_comment: ['created', 'edited', 'deleted'],
} as const;

/** The time, what becomes of a postmortem, and the ends of workflows that were started. */
const clock = {
  schedule: [],
  pull_request: ['ready_for_review', 'closed', 'reopened'],
  workflow_run: ['completed'],
} as const;

/** The incident, the postmortem's branch and pull request, workflows that are started and followed, and the version that a rollback put live. */
const handling = {
  issues: 'write',
  contents: 'write',
  'pull-requests': 'write',
  actions: 'write',
  deployments: 'write',
} as const;

/** What the gate of a hotfix goes by. */
const judging = {
  contents: 'read',
  'pull-requests': 'read',
  issues: 'read',
  checks: 'read',
  statuses: 'read',
} as const;

export const actionWorkflows = [
  { template: 'respond', file: 'firebreak.yml', action: 'respond', does: 'answers declarations and commands', permissions: handling, hears: people },
  { template: 'clock', file: 'firebreak-clock.yml', action: 'tick', does: 'looks at the clock', permissions: handling, hears: clock },
  { template: 'alerts', file: 'firebreak-alerts.yml', action: 'declare', does: 'declares for machines', permissions: { contents: 'read', issues: 'write' } },
  { template: 'checks', file: 'firebreak-checks.yml', action: 'policy-check', does: 'judges policies and postmortems', permissions: { contents: 'read', issues: 'read', 'pull-requests': 'read' } },
  { template: 'hotfix', file: 'firebreak-hotfix.yml', action: 'hotfix-gate', does: 'holds a hotfix until it was tested and seen', alone: true, permissions: judging },
  { template: 'hotfix-again', file: 'firebreak-hotfix-again.yml', action: 'hotfix-gate', does: 'starts the gate of a hotfix again', alone: true, permissions: { actions: 'write', ...judging } },
  { template: 'publish', file: 'firebreak-publish.yml', action: 'publish', does: 'publishes the list of postmortems and the numbers', permissions: { contents: 'write', issues: 'read', 'pull-requests': 'read', deployments: 'read' } },
] as const satisfies readonly Row[]; // biome-ignore format: a table

export type ActionWorkflow = (typeof actionWorkflows)[number];
export type ActionTemplate = ActionWorkflow['template'];

/** Where the Actions are taken from: a repository (`owner/name`) at a commit. */
export type ActionSource = { readonly repository: string; readonly commit: string };

/** What a repository calls what the workflows go by. */
export type ActionNames = {
  /** By which incidents are known. */
  readonly label: string;
  readonly environment: string;
  /** Of postmortems, with a slash at its end; empty at the root. */
  readonly postmortems: string;
  /** The workflows of its own whose jobs the rules of the branch require. */
  readonly tests: readonly string[];
};

/** The workflow that judges what is proposed: its jobs are to be required, too. */
const CHECKS = 'Firebreak checks';

/** The path of one in a repository. */
export function actionWorkflowPath({ file }: Pick<ActionWorkflow, 'file'>): string {
  return `${WORKFLOWS_FOLDER}/${file}`;
}

/** The text for a source and a repository. */
export function actionWorkflowText(template: string, { repository, commit }: ActionSource, names: ActionNames): string {
  const values = {
    ...{ REPOSITORY: repository, COMMIT: commit, LABEL: names.label.replaceAll("'", "''") },
    // Within double quotes, where YAML takes what JSON does.
    ENVIRONMENT: JSON.stringify(names.environment).slice(1, -1),
    POSTMORTEMS: JSON.stringify(names.postmortems).slice(1, -1),
    TESTS: [CHECKS, ...names.tests].map((name) => JSON.stringify(name)).join(', '),
  };
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`%${name}%`, () => value), template);
}

/** The names of workflows of the repository's own that the gate of a hotfix is looked at again after. */
export function testsHeard(text: string): readonly string[] {
  const list = /^ +workflows: *\[(.*)\]$/m.exec(text)?.[1] ?? '';
  const names = list.split(',').map((name) => name.trim().replace(/^["']|["']$/g, ''));
  return names.filter((name) => name !== '' && name !== CHECKS && name !== 'Firebreak');
}
