/** Which GraphQL types have resolvers, by the tag of their values. */
import type { Fields, Values } from '../things.ts';
import { botFields, organizationFields, teamFields, userFields } from './account.ts';
import { appFields, checkRunFields, checkSuiteFields, rollupFields, statusContextFields } from './checks.ts';
import { permissionSourceFields } from './collaborators.ts';
import { commentFields } from './comment.ts';
import { commitFields, comparisonFields } from './commit.ts';
import { deploymentFields, deploymentStatusFields } from './deployment.ts';
import { blobFields, refFields, treeFields } from './git.ts';
import { issueFields } from './issue.ts';
import { labelFields } from './label.ts';
import { queueEntryFields } from './later-merge.ts';
import { pullRequestFields } from './pull-request.ts';
import { reactionFields, reactionGroupFields } from './reaction.ts';
import { releaseFields } from './release.ts';
import { repositoryFields } from './repository.ts';
import { reviewFields } from './review.ts';
import { userContentEditFields } from './text-edits.ts';
import { timelineEventFields } from './timeline.ts';

/** The fields the sandbox implements, by tag. */
export const fieldsByTag: { readonly [T in keyof Values]: Fields<Values[T]> } = {
  Issue: issueFields,
  IssueComment: commentFields,
  Label: labelFields,
  User: userFields,
  Bot: botFields,
  Organization: organizationFields,
  Team: teamFields,
  Repository: repositoryFields,
  Reaction: reactionFields,
  ReactionGroup: reactionGroupFields,
  UserContentEdit: userContentEditFields,
  PermissionSource: permissionSourceFields,
  Ref: refFields,
  Commit: commitFields,
  Tree: treeFields,
  Blob: blobFields,
  TimelineEvent: timelineEventFields,
  PullRequest: pullRequestFields,
  Deployment: deploymentFields,
  DeploymentStatus: deploymentStatusFields,
  Release: releaseFields,
  Comparison: comparisonFields,
  StatusCheckRollup: rollupFields,
  CheckSuite: checkSuiteFields,
  CheckRun: checkRunFields,
  StatusContext: statusContextFields,
  App: appFields,
  MergeQueueEntry: queueEntryFields,
  PullRequestReview: reviewFields,
};
