// The files that make a repository an installation under a policy: exactly what the policy names, and nothing that it does not.
import { formFileFor } from '../form/form-file-for.ts';
import type { Policy } from '../policy/policy.ts';
import { folderOf, patternOf } from '../postmortem/file-name.ts';
import {
  type ActionNames,
  type ActionSource,
  actionWorkflowPath,
  actionWorkflows,
  actionWorkflowText,
} from './action-workflows.ts';
import type { InstallTexts } from './install-texts.ts';
import { FORM_FILE, POLICY_FILE, TEMPLATES_README, workflowPath } from './paths.ts';
import { workflowText } from './workflow-text.ts';

/** A file by its path from the root of the repository. */
export type InstallFile = { readonly path: string; readonly text: string };

/** What the files are made of. `actions`: where the Actions are taken from that stand in for the server; null: the app does it all. */
export type Materials = {
  readonly texts: InstallTexts;
  /** The base of the declaration form. */
  readonly form: string;
  readonly policyText: string;
  readonly policy: Policy;
  readonly actions: ActionSource | null;
  /** Workflows of the repository's own whose jobs the rules of the branch require. */
  readonly tests: readonly string[];
};

/** Policy first, then what follows from it, in the order in which people read it. */
export function wantedFiles({ texts, form, policyText, policy, actions, tests }: Materials): readonly InstallFile[] {
  const madeBy = `this repository's policy. Made by \`firebreak form generate --policy ${POLICY_FILE}\`.`;
  return [
    { path: POLICY_FILE, text: policyText },
    { path: FORM_FILE, text: formFileFor(form, policy, madeBy) },
    ...workflows(texts, policy),
    { path: TEMPLATES_README, text: texts.templates },
    ...(actions === null ? [] : ofActions(texts, actions, namesOf(policy, tests))),
  ];
}

function ofActions({ actions }: InstallTexts, source: ActionSource, names: ActionNames): readonly InstallFile[] {
  return actionWorkflows.map((row) => ({
    path: actionWorkflowPath(row),
    text: actionWorkflowText(actions[row.template], source, names),
  }));
}

function namesOf(policy: Policy, tests: readonly string[]): ActionNames {
  const { labels, rollback } = policy;
  return {
    ...{ label: labels.incident, environment: rollback.environment, tests },
    postmortems: folderOf(patternOf(policy)),
  };
}

/** Each takes the inputs that the app gives it; two that are one file are written once, as what rolls back. */
function workflows({ workflows: shipped }: InstallTexts, policy: Policy): readonly InstallFile[] {
  const { environment, workflow } = policy.rollback;
  const named = [
    { file: workflow, text: shipped.rollback },
    { file: policy.verification.by === 'workflow' ? policy.verification.workflow : null, text: shipped.verify },
    { file: policy.evidence.workflow, text: shipped.evidence },
  ];
  const files = new Map<string, string>();
  for (const { file, text } of named)
    if (file !== null && !files.has(file)) files.set(file, workflowText(text, environment));
  return [...files].map(([file, text]) => ({ path: workflowPath(file), text }));
}
