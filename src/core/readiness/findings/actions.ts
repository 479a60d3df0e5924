// Workflows that stand in for the server.
import type { FindingRow } from './row.ts';

export const actionsFindings = {
  'actions-clock-missing': {
    level: 'problem',
    what: 'Runs answer people, and none looks at the clock: there is no workflow `{file}`.',
    expected: 'It, with a schedule: without it nobody is reminded, and the ladder stays at its first step.',
    fix: 'Run `firebreak init --actions owner/firebreak@<commit> --pull-request --repository {repository}` and merge it.',
  },
  'actions-workflow-missing': {
    level: 'advice',
    what: 'There is no workflow `{file}`, which {does}.',
    expected: 'It, where a team wants that without the app.',
    fix: 'Run `firebreak init --actions owner/firebreak@<commit> --pull-request --repository {repository}` and merge it.',
  },
  'actions-unpinned': {
    level: 'advice',
    what: 'The workflow `{file}` uses `{uses}`.',
    expected:
      'A commit, all forty digits: whoever may move a branch or tag could change what runs with the token of the repository.',
    fix: 'Replace what stands behind the `@` with the commit that you have looked at.',
  },
  'actions-deaf': {
    level: 'problem',
    what: 'The workflow `{file}`, which {does}, is not started by {events}.',
    expected: 'It is, under `on`: without them it does not do what it is there for.',
    fix: 'Add them to `on` of the workflow, as `firebreak init --actions` writes them.',
  },
  'actions-unheard': {
    level: 'advice',
    what: 'The workflow `{file}` is not started by {events}: it may be of an older version.',
    expected: 'It is, under `on`: what people do by hand, and what ends, is otherwise seen late or not at all.',
    fix: 'Add them to `on` of the workflow, as `firebreak init --actions` writes them.',
  },
  'actions-may-not-write': {
    level: 'problem',
    what: 'The workflow `{file}` does not ask for `issues: write`.',
    expected: 'It, under `permissions`: labels, comments and the status card are written with it.',
    fix: 'Add the line to `permissions` of the workflow.',
  },
  'actions-no-postmortem': {
    level: 'advice',
    what: 'The workflow `{file}` does not ask for `{permission}: write`.',
    expected:
      'It, under `permissions`: the pull request of a postmortem is opened with it. Without it the card says that there is none.',
    fix: 'Add the line to `permissions` of the workflow, or write postmortems by hand.',
  },
  'actions-lacks': {
    level: 'advice',
    what: 'The workflow `{file}` does not ask for `{permission}: {access}`.',
    expected: 'It, under `permissions`: what the workflow needs it for is left out, or fails and says so.',
    fix: 'Add the line to `permissions` of the workflow.',
  },
  'actions-gate-not-required': {
    level: 'advice',
    what: 'The branch `{branch}` does not require the job `{check}`.',
    expected: 'It is required: otherwise a hotfix may be merged untested and unseen.',
    fix: 'An administrator adds it to the rules of the branch, with GitHub Actions as its source.',
  },
  'actions-tests-unheard': {
    level: 'advice',
    what: 'The workflow `{file}` hears of no test of your own, and the branch requires {tests}.',
    expected:
      'The names of the workflows that these jobs are of: otherwise the gate of a hotfix stays red until somebody reviews it, comments in its incident or runs it again.',
    fix: 'Add the names to `workflows` under `workflow_run`.',
  },
  'actions-may-not-open': {
    level: 'advice',
    what: 'Workflows may not open pull requests in {repository}, so no postmortem is opened.',
    expected: 'The setting that allows it; it holds for the tokens of all workflows of the repository.',
    fix: 'An administrator opens Settings, Actions, General, and ticks "Allow GitHub Actions to create and approve pull requests".',
  },
  'actions-key': {
    level: 'advice',
    what: 'The status card is not signed: {why}.',
    expected:
      'A signature: without one a card is believed only if the same bot wrote and last edited it, and the app cannot carry on what runs began.',
    fix: 'Run `openssl rand -base64 32 | gh secret set FIREBREAK_KEY --repo {repository}`, and give it to every Action as `key`.',
  },
  'actions-alerts': {
    level: 'advice',
    what: 'The workflow `{file}` declares for machines, and `authority.declare.apps` names no app.',
    expected:
      'GitHub Actions there, as whose bot runs open issues: without it an alert is only reported, its first responder is told once, and nobody after that until a responder comments `/ack`.',
    fix: 'Write `authority: { declare: { apps: [15368] } }` into `.github/firebreak.yml`; `gh api apps/github-actions --jq .id` tells the id of a GitHub Enterprise Server.',
  },
  'actions-team': {
    level: 'problem',
    what: 'The role {role} is the team {teams} alone, and the token of a run mentions no team.',
    expected: 'People, one by one: GitHub tells nobody of a team that a run mentions.',
    fix: 'Add their handles under `people` in `.github/firebreak.yml`.',
  },
} as const satisfies Readonly<Record<string, FindingRow>>;
