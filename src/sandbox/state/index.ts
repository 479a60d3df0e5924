/*
The state of the local GitHub: what there is, and every way to change it.

Values are immutable and kept in maps by id (`store.issues.get(id)`); what happens is appended to `store.events` and told to
`store.listeners` at once, while the state is still as it was then. REST, GraphQL, the web face and the seed call the same
functions; webhooks are made from the events and from nothing else. Functions that may not or cannot do what was asked throw
`Refusal` {status, message, errors?, headers} and change nothing. A mutation takes (store, actor, subject, input) and returns the
new value; pass whichever value of the subject you have, the current one is read by its id.

  who asks      asUser(user), Actor = UserActor | InstallationActor, Caller = Actor | AppActor | Anonymous
  rights        canSee, demand (404, 403, archived), hasRole, grantOf, givenGrantOf, mayTriage, mayWriteIssues, isAssignable, isTeamMember
  node ids      nodeIdOf(kind, id), readNodeId(text) → {kind, id} | null
  issues        createIssue, updateIssue, closeIssue, reopenIssue, lockIssue, unlockIssue, pinIssue, deleteIssue, transferIssue
  labels        createLabel, updateLabel, deleteLabel, addLabels (by name), addExistingLabels, removeLabels, removeLabelNamed, setLabels
  assignees     addAssignees, removeAssignees, setAssignees
  comments      createComment, editComment, deleteComment, pinComment, unpinComment, minimiseComment
  reactions     addReaction → {reaction, made}, removeReaction, reactionsOf
  finding       issueNumbered, issuesOf, commentIn, commentsOf, issueByNodeId, commentByNodeId, findRepository, findUser, findTeam, findLabel, labelsOf, findWorkflow
  accounts      createUser, createOrganisation, addMember, createTeam, addTeamMember, removeTeamMember
  repositories  createRepository, renameRepository, archiveRepository, addCollaborator, removeCollaborator, grantTeam
  apps          registerApp, installApp, suspendInstallation, uninstallApp, changeInstalledRepositories, createInstallationToken, createUserToken, offerManifest → code
  changes       createPullRequest, markMerged, pullRequestNumbered, submitReview, dismissReview, requestReviews, setDraft, createCheckRun, createCommitStatus, createRelease, putRule, ruleAgainst
  automation    putWorkflow, createRun, repeatRun, moveRun, jobsOf, moveJob, beginStep, endStep, createDeployment, createDeploymentStatus, statusesOf,
                configureEnvironment, addCustomRule, pendingOf, reviewPending, answerRule
  git           onPush(store, repository, {ref, before, after, commits}, pusher)
  clock         nowMs, now (ISO, whole seconds), advanceClock
*/
export * from './access.ts';
export * from './accounts.ts';
export * from './actor.ts';
export type * from './apps.ts';
export * from './assignees.ts';
export * from './association.ts';
export * from './automation.ts';
export * from './branch-rules.ts';
export * from './checks.ts';
export * from './comments.ts';
export * from './commit-statuses.ts';
export * from './deployments.ts';
export type * from './domain-event.ts';
export * from './drafts.ts';
export * from './environments.ts';
export * from './find-issue.ts';
export * from './forks.ts';
export * from './issue.ts';
export { repositoryOf } from './issue-changes.ts';
export * from './issues.ts';
export * from './labels.ts';
export * from './manifest-codes.ts';
export * from './mentions.ts';
export * from './merge-requests.ts';
export * from './node-id.ts';
export * from './people.ts';
export * from './pull-request.ts';
export * from './pull-requests.ts';
export * from './push.ts';
export * from './reactions.ts';
export * from './refusal.ts';
export * from './registered-apps.ts';
export * from './releases.ts';
export * from './repositories.ts';
export type * from './repository.ts';
export * from './required-checks.ts';
export * from './review-decision.ts';
export * from './review-requests.ts';
export * from './reviews.ts';
export * from './runs.ts';
export * from './store.ts';
export * from './sub-issues.ts';
export * from './text-rules.ts';
export type * from './traffic.ts';
export * from './workflows.ts';
