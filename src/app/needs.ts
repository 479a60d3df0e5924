// Every event and permission the app asks for, and what for: the manifest is held to this table, and the table to the code, by a test.

export type Need = { readonly name: string; readonly why: string };
export type PermissionNeed = Need & {
  readonly access: 'read' | 'write';
  /** REST routes, GraphQL mutations and named GraphQL queries of the gateway that need it. */
  readonly uses: readonly string[];
};

/** What the app may ask as itself, with its JWT: no permission is needed for it. */
export const asItself: readonly string[] = [
  'GET /app',
  'GET /app/installations',
  'GET /repos/{owner}/{repo}/installation',
  'GET /app/hook/deliveries',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
];

/** Installation events come to every app without being asked for; they are stored as ignored. */
export const needs = {
  events: [
    { name: 'issues', why: 'an incident is an issue: opened, labelled, edited, closed, locked, moved.' },
    { name: 'issue_comment', why: 'commands are comments, and the status card is one.' },
    { name: 'deployment_status', why: 'it is told at once when what was rolled back is live again.' },
    { name: 'workflow_run', why: 'runs that it started for an incident are followed.' },
    {
      name: 'pull_request',
      why: 'while an incident freezes, a head that moves is held at once; where branches require the check, it passes otherwise.',
    },
    {
      name: 'pull_request_review',
      why: 'an approval, or one that is dismissed, is what a hotfix waits for.',
    },
    { name: 'check_run', why: 'a hotfix waits for its checks: their ends are told at once.' },
    { name: 'status', why: 'tests may be told as commit statuses.' },
    { name: 'merge_group', why: 'the same for the groups of a merge queue.' },
    {
      name: 'deployment_protection_rule',
      why: 'where an environment asks the app, it refuses deployments while an incident freezes, rollbacks aside.',
    },
    {
      name: 'push',
      why: 'action items that people write into a postmortem get their issues; other pushes are stored as ignored.',
    },
  ],
  permissions: [
    {
      name: 'issues',
      access: 'write',
      why: 'it reads incidents, comments on them, keeps labels, title, assignee and the pinned status card.',
      uses: [
        'GET /repos/{owner}/{repo}/issues/{issue_number}',
        'GET /repos/{owner}/{repo}/labels',
        'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
        'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin',
        'addComment',
        'updateIssueComment',
        'createLabel',
        'addLabelsToLabelable',
        'removeLabelsFromLabelable',
        'updateIssue',
        'addAssigneesToAssignable',
        'removeAssigneesFromAssignable',
        'addReaction',
        'closeIssue',
        'reopenIssue',
        'lockLockable',
        'unlockLockable',
        'query FollowUps',
        'query FollowUp',
        'query NamedIncidents',
        'createIssue',
      ],
    },
    {
      name: 'contents',
      access: 'write',
      why: 'it reads the policy from the default branch, and the organisation’s from its `.github` repository; which branches are protected, and what a hotfix changes; it makes the branch of a hotfix, and merges it when its gate passes; it writes postmortems, and the list of them, to branches of their own.',
      uses: [
        'query Facts',
        'query HotfixFacts',
        'query HotfixBranch',
        'query PostmortemBranch',
        'query PostmortemRows',
        'query PostmortemFiles',
        'query IndexBranch',
        'query IndexFolder',
        'query ProposedTexts',
        'query Proposals',
        'GET /repos/{owner}/{repo}/compare/{basehead}',
        'GET /repos/{owner}/{repo}/activity',
        'GET /repos/{owner}/{repo}/branches',
        'GET /repos/{owner}/{repo}/branches/{branch}',
        'GET /repos/{owner}/{repo}/contents/{path}',
        'createRef',
        'createCommitOnBranch',
        'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
        'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
      ],
    },
    {
      name: 'deployments',
      access: 'write',
      why: 'it looks at what was deployed before an incident, and which version was the last good one; a rollback is recorded as a deployment.',
      uses: [
        'query RecentPast',
        'query Live',
        'GET /repos/{owner}/{repo}/deployments',
        'POST /repos/{owner}/{repo}/deployments',
        'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
        'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
        'POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule',
      ],
    },
    {
      name: 'pull_requests',
      access: 'write',
      why: 'it looks at what was merged before an incident, lists what is open while one freezes, and reads who reviewed a hotfix; it opens the pull requests of hotfixes and postmortems, asks for their review, assigns who writes, and queues a hotfix.',
      uses: [
        'query Facts',
        'query PostmortemBranch',
        'query PostmortemRows',
        'query IndexBranch',
        'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees',
        'query RecentPast',
        'query OpenPulls',
        'query Proposals',
        'query ProposedFiles',
        'query HotfixFacts',
        'query HotfixBranch',
        'createPullRequest',
        'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
      ],
    },
    {
      name: 'checks',
      access: 'write',
      why: 'while an incident freezes, the check `firebreak / freeze` holds pull requests to protected branches; `firebreak / hotfix` says what a hotfix waits for; `firebreak / postmortem` what a postmortem lacks, `firebreak / policy` what a changed policy lacks and changes; and it reads which checks a hotfix has.',
      uses: [
        'query OpenPulls',
        'query Proposals',
        'query ChecksOn',
        'query HotfixFacts',
        'createCheckRun',
        'updateCheckRun',
      ],
    },
    {
      name: 'statuses',
      access: 'read',
      why: 'tests may be told as commit statuses, which a hotfix needs as it needs checks.',
      uses: ['query HotfixFacts'],
    },
    {
      name: 'merge_queues',
      access: 'write',
      why: 'it hears of groups in a merge queue, lists them while an incident freezes, and puts a hotfix that passes its gate to the front.',
      uses: ['query OpenPulls', 'enqueuePullRequest', 'dequeuePullRequest'],
    },
    {
      name: 'actions',
      access: 'write',
      why: 'it looks at which workflow runs failed before an incident, starts the workflows that the policy names, follows and cancels them.',
      uses: [
        'GET /repos/{owner}/{repo}/actions/runs',
        'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
        'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
        'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
        'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
        'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
        'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
        'GET /repos/{owner}/{repo}/environments/{environment_name}',
      ],
    },
    {
      name: 'members',
      access: 'read',
      why: 'it checks whether somebody is in a team that the policy names; mentioning teams needs it too, and their members where a team is not linked.',
      uses: [
        'query Accounts',
        'GET /orgs/{org}',
        'GET /orgs/{org}/teams',
        'GET /orgs/{org}/teams/{team_slug}',
        'GET /orgs/{org}/teams/{team_slug}/members',
        'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
        'GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}',
      ],
    },
    {
      name: 'metadata',
      access: 'read',
      why: 'every app has it: which repositories there are, and what somebody may do in them.',
      uses: [
        'GET /installation/repositories',
        'GET /repos/{owner}/{repo}',
        'GET /repos/{owner}/{repo}/rules/branches/{branch}',
        'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      ],
    },
  ],
} as const satisfies { readonly events: readonly Need[]; readonly permissions: readonly PermissionNeed[] };
