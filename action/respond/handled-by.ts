// Which Action an event is for that is none of a thread: `respond` answers what happens in an incident's own issue.

/** By the name of the event. Whose incident it is about, if any, no payload of these says: `tick` looks at all of them and then has a run in the group of each, so that no two runs handle one incident at once. */
export const handledBy: Readonly<Record<string, string>> = {
  schedule: 'tick',
  workflow_dispatch: 'tick',
  workflow_run: 'tick',
  pull_request: 'tick',
  pull_request_target: 'tick',
  deployment_status: 'tick',
  repository_dispatch: 'declare',
  pull_request_review: 'hotfix-gate',
  merge_group: 'hotfix-gate',
  push: 'publish',
};
