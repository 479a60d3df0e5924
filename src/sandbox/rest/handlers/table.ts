// Which handler answers which operation of GitHub; one row each, and every operation in use has one.
import type { OperationInUse } from '../../descriptions/in-use.ts';
import type { Handler } from '../exchange.ts';
import * as app from './app.ts';
import * as assignees from './assignees.ts';
import { changeHandlers } from './changes-table.ts';
import * as comments from './comments.ts';
import * as contents from './contents.ts';
import * as deliveries from './deliveries.ts';
import * as deployments from './deployments.ts';
import * as general from './general.ts';
import * as gitData from './git-data.ts';
import * as history from './history.ts';
import * as issues from './issues.ts';
import * as labels from './labels.ts';
import * as manifests from './manifests.ts';
import * as people from './people.ts';
import * as reactions from './reactions.ts';
import * as repositories from './repositories.ts';
import * as search from './search.ts';
import * as workflows from './workflows.ts';

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
  'apps/create-from-manifest': manifests.convert,
  'meta/root': general.root,
  'meta/get': general.meta,
  'meta/get-zen': general.zen,
  'rate-limit/get': general.rateLimit,
  'markdown/render': general.markdown,
  'users/get-authenticated': people.me,
  'users/get-by-username': people.get,
  'orgs/get': people.getOrganisation,
  'orgs/list-members': people.listMembers,
  'orgs/check-membership-for-user': people.checkMember,
  'teams/list': people.listTeams,
  'teams/get-by-name': people.getTeam,
  'teams/list-members-in-org': people.listTeamMembers,
  'teams/get-membership-for-user-in-org': people.getMembership,
  'repos/get': repositories.get,
  'repos/list-for-org': repositories.listForOrganisation,
  'repos/list-collaborators': repositories.listCollaborators,
  'repos/check-collaborator': repositories.checkCollaborator,
  'repos/get-collaborator-permission-level': repositories.getPermission,
  'repos/get-content': contents.get,
  'repos/create-or-update-file-contents': contents.put,
  'repos/delete-file': contents.remove,
  'repos/list-commits': gitData.listCommits,
  'repos/get-commit': gitData.getCommit,
  'repos/list-branches': gitData.listBranches,
  'repos/get-branch': gitData.getBranch,
  'git/get-ref': gitData.getRef,
  'git/create-ref': gitData.makeRef,
  'git/update-ref': gitData.moveRef,
  'git/delete-ref': gitData.removeRef,
  'git/get-tree': gitData.getTree,
  'git/get-blob': gitData.getBlob,
  'issues/list-milestones': general.listMilestones,
  'search/issues-and-pull-requests': search.issues,
  'actions/list-repo-workflows': workflows.list,
  'actions/get-workflow': workflows.get,
  'actions/create-workflow-dispatch': workflows.dispatch,
  'actions/list-workflow-runs': workflows.listRuns,
  'actions/list-workflow-runs-for-repo': workflows.listRuns,
  'actions/get-workflow-run': workflows.getRun,
  'repos/create-deployment': deployments.create,
  'repos/list-deployments': deployments.list,
  'repos/get-deployment': deployments.get,
  'repos/create-deployment-status': deployments.createStatus,
  'repos/list-deployment-statuses': deployments.listStatuses,
  'repos/get-deployment-status': deployments.getStatus,
  ...changeHandlers,
};
