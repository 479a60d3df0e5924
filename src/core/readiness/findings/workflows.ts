// What the app starts, and what lets it be held: workflows, scripts, environment, required checks.
import type { FindingRow } from './row.ts';

export const workflowFindings = {
  'workflow-missing': {
    level: 'problem',
    what: 'The policy names the workflow `{workflow}` ({use}), and there is none on `{branch}`.',
    expected: '`.github/workflows/{workflow}` on the default branch.',
    fix: 'Run `firebreak init --pull-request --repository {repository}`, which brings one, or correct the name in the policy.',
  },
  'workflow-unreadable': {
    level: 'problem',
    what: '`{workflow}` ({use}) is no YAML that can be read.',
    expected: 'A workflow file.',
    fix: 'Correct it; the Actions tab of the repository says where it is wrong.',
  },
  'workflow-not-startable': {
    level: 'problem',
    what: '`{workflow}` ({use}) cannot be started by hand.',
    expected: '`workflow_dispatch` under `on`.',
    fix: 'Add it, with the inputs {inputs}.',
  },
  'workflow-input-missing': {
    level: 'problem',
    what: '`{workflow}` ({use}) has no input `{input}`, so GitHub refuses to start it.',
    expected: 'Exactly these: {inputs}.',
    fix: 'Add it under `on.workflow_dispatch.inputs`.',
  },
  'workflow-input-demanded': {
    level: 'problem',
    what: '`{workflow}` ({use}) demands the input `{input}`, which nobody gives it.',
    expected: 'Exactly these: {inputs}.',
    fix: 'Remove it, give it a default, or describe it in the policy.',
  },
  'workflow-run-name': {
    level: 'problem',
    what: 'The runs of `{workflow}` ({use}) are not called by their key.',
    expected: 'A `run-name` with the input `key` in it: a run whose start was not answered is found again by it.',
    fix: 'Write `run-name: {example}` into it.',
  },
  'workflow-environment': {
    level: 'problem',
    what: '`{workflow}` ({use}) does not offer the environment `{environment}`.',
    expected: '`{environment}` among the `options` of its input `environment`.',
    fix: 'Add it there, or correct `rollback.environment` in the policy.',
  },
  'script-missing': {
    level: 'problem',
    what: '`{workflow}` calls `{script}`, which is not there.',
    expected: 'The script on the default branch.',
    fix: 'Write it; the head of the workflow says what it does.',
  },
  'environment-missing': {
    level: 'problem',
    what: 'There is no environment `{environment}`, so nothing was ever deployed to it.',
    expected: 'The environment of `rollback.environment`, whose deployments tell which version was the last good one.',
    fix: 'Deploy to it with GitHub’s deployments, correct its name in the policy, or say `rollback.from`.',
  },
  'check-not-required': {
    level: 'problem',
    what: 'The branch `{branch}` does not require the check `{check}`.',
    expected: 'It is required: otherwise it holds nothing.',
    fix: 'An administrator adds it to the rules of the branch, with the Firebreak app as its source.',
  },
  'check-any-source': {
    level: 'problem',
    what: 'The branch `{branch}` takes the check `{check}` from anybody.',
    expected: 'The Firebreak app as its source: whoever may write can otherwise report it as passed.',
    fix: 'Choose the app as the source of the check in the rules of the branch.',
  },
  'check-other-source': {
    level: 'problem',
    what: 'The branch `{branch}` takes the check `{check}` from another app.',
    expected: 'The Firebreak app ({app}) as its source: nobody else posts it, so nothing would ever merge.',
    fix: 'Choose the app as the source of the check in the rules of the branch.',
  },
} as const satisfies Readonly<Record<string, FindingRow>>;
