// From a webhook's name and body to a trigger, or to the reason why it is none; never throws.
import { commentActions } from './comment-face.ts';
import { readComment } from './read-comment.ts';
import { deploymentActions, readDeployment } from './read-deployment.ts';
import { groupActions, pullActions, readGroup, readPull, readRule, ruleActions } from './read-freeze.ts';
import { checkActions, readCheck, readReview, readStatus, reviewActions } from './read-hotfix.ts';
import { issuesActions, readIssues } from './read-issues.ts';
import { readPush } from './read-push.ts';
import { readRun, runActions } from './read-run.ts';
import type { IntakeSelf, Reading } from './reading.ts';
import {
  CheckPayload,
  CommentPayload,
  DeploymentPayload,
  GroupPayload,
  IssuesPayload,
  PullPayload,
  PushPayload,
  ReviewPayload,
  RulePayload,
  RunPayload,
  StatusPayload,
} from './schema.ts';

/** Every event and action that is worked on; the manifest asks for these events and no others. */
export const payloadTable = {
  issues: Object.keys(issuesActions),
  issue_comment: Object.keys(commentActions),
  workflow_run: Object.keys(runActions),
  deployment_status: Object.keys(deploymentActions),
  pull_request: Object.keys(pullActions),
  pull_request_review: Object.keys(reviewActions),
  check_run: Object.keys(checkActions),
  status: [],
  merge_group: Object.keys(groupActions),
  deployment_protection_rule: Object.keys(ruleActions),
  push: [],
} as const;

/**
 * The trigger of a delivery. `event` is not signed, so a body that is not of that event's shape is ignored (AC-03); unknown events, unknown
 * fields, ghosts and missing installations are tolerated (F-21).
 */
export function toTrigger(event: string, payload: unknown, self: IntakeSelf): Reading {
  switch (event) {
    case 'issues': {
      const read = IssuesPayload.safeParse(payload);
      return read.success ? readIssues(read.data, self) : { ignored: 'unexpected-shape' };
    }
    case 'issue_comment': {
      const read = CommentPayload.safeParse(payload);
      return read.success ? readComment(read.data, self) : { ignored: 'unexpected-shape' };
    }
    case 'workflow_run': {
      const read = RunPayload.safeParse(payload);
      return read.success ? readRun(read.data) : { ignored: 'unexpected-shape' };
    }
    case 'deployment_status': {
      const read = DeploymentPayload.safeParse(payload);
      return read.success ? readDeployment(read.data) : { ignored: 'unexpected-shape' };
    }
    case 'pull_request': {
      const read = PullPayload.safeParse(payload);
      return read.success ? readPull(read.data) : { ignored: 'unexpected-shape' };
    }
    case 'pull_request_review': {
      const read = ReviewPayload.safeParse(payload);
      return read.success ? readReview(read.data) : { ignored: 'unexpected-shape' };
    }
    case 'check_run': {
      const read = CheckPayload.safeParse(payload);
      return read.success ? readCheck(read.data, self) : { ignored: 'unexpected-shape' };
    }
    case 'status': {
      const read = StatusPayload.safeParse(payload);
      return read.success ? readStatus(read.data) : { ignored: 'unexpected-shape' };
    }
    case 'push': {
      const read = PushPayload.safeParse(payload);
      return read.success ? readPush(read.data, self) : { ignored: 'unexpected-shape' };
    }
    case 'merge_group': {
      const read = GroupPayload.safeParse(payload);
      return read.success ? readGroup(read.data) : { ignored: 'unexpected-shape' };
    }
    case 'deployment_protection_rule': {
      const read = RulePayload.safeParse(payload);
      return read.success ? readRule(read.data) : { ignored: 'unexpected-shape' };
    }
    default:
      return { ignored: 'event-not-used' };
  }
}
