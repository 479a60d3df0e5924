// Which handler answers which operation of GitHub; one row each, and every operation in use has one.
import type { OperationInUse } from '../../descriptions/in-use.ts';
import type { Handler } from '../exchange.ts';
import * as app from './app.ts';
import * as assignees from './assignees.ts';
import * as comments from './comments.ts';
import * as deliveries from './deliveries.ts';
import * as history from './history.ts';
import * as issues from './issues.ts';
import * as labels from './labels.ts';
import * as reactions from './reactions.ts';

/** The handlers, by operation id. */
export const handlers: Readonly<Partial<Record<OperationInUse, Handler>>> = {
  'apps/get-authenticated': app.get,
  'apps/get-by-slug': app.getBySlug,
  'apps/get-webhook-config-for-app': app.getHook,
  'apps/update-webhook-config-for-app': app.updateHook,
  'apps/list-webhook-deliveries': deliveries.list,
  'apps/get-webhook-delivery': deliveries.get,
  'apps/redeliver-webhook-delivery': deliveries.redeliver,
  'apps/list-installations': app.listInstallations,
  'apps/get-installation': app.getInstallation,
  'apps/create-installation-access-token': app.createToken,
  'apps/revoke-installation-access-token': app.revokeToken,
  'apps/get-org-installation': app.ofAccount,
  'apps/get-repo-installation': app.ofRepository,
  'apps/get-user-installation': app.ofAccount,
  'apps/list-repos-accessible-to-installation': app.listRepositories,
  'issues/list-for-repo': issues.list,
  'issues/create': issues.create,
  'issues/get': issues.get,
  'issues/update': issues.update,
  'issues/lock': issues.lock,
  'issues/unlock': issues.unlock,
  'issues/list-comments-for-repo': comments.listForRepository,
  'issues/list-comments': comments.listForIssue,
  'issues/create-comment': comments.create,
  'issues/get-comment': comments.get,
  'issues/update-comment': comments.update,
  'issues/delete-comment': comments.remove,
  'issues/pin-comment': comments.pin,
  'issues/unpin-comment': comments.unpin,
  'issues/list-labels-for-repo': labels.list,
  'issues/create-label': labels.create,
  'issues/get-label': labels.get,
  'issues/update-label': labels.update,
  'issues/delete-label': labels.remove,
  'issues/list-labels-on-issue': labels.listOnIssue,
  'issues/add-labels': labels.addToIssue,
  'issues/set-labels': labels.setOnIssue,
  'issues/remove-all-labels': labels.clearIssue,
  'issues/remove-label': labels.removeFromIssue,
  'issues/list-assignees': assignees.list,
  'issues/check-user-can-be-assigned': assignees.check,
  'issues/check-user-can-be-assigned-to-issue': assignees.checkForIssue,
  'issues/add-assignees': assignees.add,
  'issues/remove-assignees': assignees.remove,
  'issues/list-events-for-repo': history.listForRepository,
  'issues/list-events': history.listForIssue,
  'issues/get-event': history.get,
  'issues/list-events-for-timeline': history.timeline,
  'reactions/list-for-issue': reactions.list,
  'reactions/create-for-issue': reactions.create,
  'reactions/delete-for-issue': reactions.remove,
  'reactions/list-for-issue-comment': reactions.list,
  'reactions/create-for-issue-comment': reactions.create,
  'reactions/delete-for-issue-comment': reactions.remove,
};
