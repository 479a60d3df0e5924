// Webhook payloads in GitHub's shapes, made from what happened while the state is still as it was then.

import { installationShape } from '../rest/shapes/app.ts';
import {
  deploymentRunShape,
  deploymentShape,
  runShape,
  runUrl,
  statusShape,
  workflowShape,
} from '../rest/shapes/automation.ts';
import { commentShape, issueShape } from '../rest/shapes/issue.ts';
import { labelShape, repositoryShape } from '../rest/shapes/repository.ts';
import { repositoryPage, type Shape } from '../rest/shapes/urls.ts';
import { simpleOrganisation, simpleUser } from '../rest/shapes/user.ts';
import type { App, Installation } from '../state/apps.ts';
import type { Deployment } from '../state/automation.ts';
import type { DomainEvent, PushedCommit } from '../state/domain-event.ts';
import { nodeIdOf } from '../state/node-id.ts';
import { fullNameOf } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import { changeDetail } from './change-payload.ts';
import { subIssueDetail } from './sub-issue-payload.ts';

/** An event of one kind. */
type Of<E extends DomainEvent['event']> = Extract<DomainEvent, { event: E }>;

/** The payload of an event for one app: what happened, where, who did it, and through which installation the app hears of it. */
export function payloadOf(store: Store, event: DomainEvent, app: App, installation: Installation | null): Shape {
  const action = 'action' in event ? { action: event.action } : {};
  return { ...action, ...detailOf(store, event, app), ...surroundings(store, event, installation) };
}

function surroundings(store: Store, event: DomainEvent, installation: Installation | null): Shape {
  const { repository } = event;
  const organisation = repository && store.organisations.get(repository.ownerId);
  const own = event.event === 'installation' || event.event === 'installation_repositories' || installation === null;
  return {
    ...(repository ? { repository: repositoryIn(store, event, repository) } : {}),
    ...(organisation ? { organization: simpleOrganisation(store, organisation) } : {}),
    sender: simpleUser(store, event.sender),
    ...(own ? {} : { installation: { id: installation.id, node_id: nodeIdOf('installation', installation.id) } }),
  };
}

/** In push events a repository's times are seconds since the epoch, and it has its owner's name. */
function repositoryIn(store: Store, event: DomainEvent, repository: Repository): Shape {
  const shape = repositoryShape(store, repository);
  if (event.event !== 'push') return shape;
  const owner = known(store.users, repository.ownerId);
  const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000);
  return {
    ...shape,
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(repository.pushedAt),
    owner: { ...simpleUser(store, owner), name: owner.login, email: owner.email },
    url: repositoryPage(store, repository),
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}

function detailOf(store: Store, event: DomainEvent, app: App): Shape {
  switch (event.event) {
    case 'issues':
      return { issue: issueShape(store, event.issue), ...issueDetail(store, event) };
    case 'issue_comment': {
      const common = { issue: issueShape(store, event.issue), comment: commentShape(store, event.comment) };
      return event.action === 'edited' ? { ...common, changes: event.changes } : common;
    }
    case 'sub_issues':
      return subIssueDetail(store, event);
    case 'fork':
      return { forkee: repositoryShape(store, event.forkee) };
    case 'label':
      return { label: labelShape(store, event.label), ...(event.changes ? { changes: event.changes } : {}) };
    case 'repository':
      return event.from === undefined ? {} : { changes: { repository: { name: { from: event.from } } } };
    case 'member':
      return memberDetail(store, event);
    case 'push':
      return pushDetail(store, event);
    case 'workflow_run':
      return {
        workflow_run: runShape(store, event.run),
        workflow: workflowShape(store, known(store.workflows, event.run.workflowId)),
      };
    case 'workflow_dispatch':
      return {
        inputs: event.run.inputs,
        ref: event.ref,
        workflow: known(store.workflows, event.run.workflowId).path,
      };
    case 'repository_dispatch':
      return { action: event.type, branch: event.repository?.defaultBranch ?? 'main', client_payload: event.payload };
    case 'deployment_protection_rule':
      return {
        environment: event.environment,
        event: event.run.event,
        deployment_callback_url: `${runUrl(store, event.run)}/deployment_protection_rule`,
        deployment: deploymentShape(store, event.deployment),
        pull_requests: [],
      };
    case 'deployment':
      return { deployment: deploymentShape(store, event.deployment), ...ofRun(store, event.deployment) };
    case 'deployment_status':
      return {
        deployment_status: statusShape(store, event.status),
        deployment: deploymentShape(store, event.deployment),
        ...ofRun(store, event.deployment),
      };
    case 'installation':
    case 'installation_repositories':
      return installationDetail(store, event);
    case 'ping':
      return pingDetail(store, app);
    case 'pull_request':
    case 'pull_request_review':
    case 'check_run':
    case 'check_suite':
    case 'status':
    case 'release':
    case 'merge_group':
      return changeDetail(store, event);
  }
}

/** The workflow and the run whose job made a deployment. GitHub's description has no room for the run's commit, nor for descriptions of its repositories. */
function ofRun(store: Store, { runId }: Deployment): Shape {
  const run = runId === null ? undefined : store.workflowRuns.get(runId);
  if (run === undefined) return { workflow: null, workflow_run: null };
  return {
    workflow: workflowShape(store, known(store.workflows, run.workflowId)),
    workflow_run: deploymentRunShape(store, run),
  };
}

function issueDetail(store: Store, event: Of<'issues'>): Shape {
  switch (event.action) {
    case 'labeled':
    case 'unlabeled':
      return { label: labelShape(store, event.label) };
    case 'assigned':
    case 'unassigned':
      return { assignee: simpleUser(store, event.assignee) };
    case 'edited':
      return { changes: event.changes };
    case 'transferred': {
      const { issue, repository } = event.to;
      return {
        changes: { new_issue: issueShape(store, issue), new_repository: repositoryShape(store, repository) },
      };
    }
    case 'opened': {
      if (event.old === undefined) return {};
      const { issue, repository } = event.old;
      return {
        changes: { old_issue: issueShape(store, issue), old_repository: repositoryShape(store, repository) },
      };
    }
    default:
      return {};
  }
}

function memberDetail(store: Store, event: Of<'member'>): Shape {
  const member = simpleUser(store, event.member);
  if (event.action === 'removed') return { member };
  return { member, changes: { permission: { to: event.roleName }, role_name: { to: event.roleName } } };
}

const nothing = '0'.repeat(40);

function pushDetail(store: Store, event: Of<'push'>): Shape {
  const page = event.repository ? repositoryPage(store, event.repository) : '';
  const commits = event.commits.map((commit) => commitShape(page, commit));
  return {
    ref: event.ref,
    before: event.before,
    after: event.after,
    base_ref: null,
    created: event.before === nothing,
    deleted: event.after === nothing,
    forced: event.forced,
    compare: `${page}/compare/${event.before.slice(0, 12)}...${event.after.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: event.sender.login, email: event.sender.email },
  };
}

function commitShape(page: string, commit: PushedCommit): Shape {
  const { id, treeId, ...rest } = commit;
  return { id, tree_id: treeId, distinct: true, url: `${page}/commit/${id}`, ...rest };
}

function installationDetail(store: Store, event: Of<'installation'> | Of<'installation_repositories'>): Shape {
  const installation = installationShape(store, event.installation);
  if (event.event === 'installation_repositories') {
    const named = event.repositories.map((repository) => nameOf(store, repository));
    return {
      installation,
      repository_selection: installation['repository_selection'],
      repositories_added: event.action === 'added' ? named : [],
      repositories_removed: event.action === 'removed' ? named : [],
      requester: null,
    };
  }
  if (event.action !== 'created') return { installation };
  return { installation, repositories: installedOn(store, event.installation), requester: null };
}

function installedOn(store: Store, installation: Installation): readonly Shape[] {
  const ids = installation.repositoryIds;
  return [...store.repositories.values()]
    .filter((one) => one.ownerId === installation.accountId && (ids === null || ids.includes(one.id)))
    .map((repository) => nameOf(store, repository));
}

function nameOf(store: Store, repository: Repository): Shape {
  return {
    id: repository.id,
    node_id: nodeIdOf('repository', repository.id),
    name: repository.name,
    full_name: fullNameOf(store, repository),
    private: repository.private,
  };
}

function pingDetail(store: Store, app: App): Shape {
  return {
    zen: 'Keep it logically awesome.',
    hook_id: app.hookId,
    hook: {
      type: 'App',
      id: app.hookId,
      name: 'web',
      active: true,
      events: app.events,
      config: { content_type: 'json', insecure_ssl: app.hook.insecureSsl, url: app.hook.url, secret: '********' },
      updated_at: app.createdAt,
      created_at: app.createdAt,
      app_id: app.id,
      deliveries_url: `${store.baseUrl}/api/v3/app/hook/deliveries`,
    },
  };
}
