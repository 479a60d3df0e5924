// What happened in the sandbox, as values: webhooks are made from these at the moment they are appended, and nothing else makes webhooks.
import type { Installation } from './apps.ts';
import type { Deployment, DeploymentStatus, WorkflowRun } from './automation.ts';
import type { ChangeHappening } from './change-event.ts';
import type { Comment, Issue } from './issue.ts';
import type { User } from './people.ts';
import type { Label, Repository } from './repository.ts';

/** A changed field and what it was before, as GitHub's `changes`. */
export type From<T = string> = { readonly from: T };

/** A commit that a push brought, as the push hook is told. */
export type PushedCommit = {
  readonly id: string;
  readonly treeId: string;
  readonly message: string;
  readonly timestamp: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly committer: { readonly name: string; readonly email: string };
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
};

type IssueHappening =
  | { readonly action: 'opened'; readonly old?: { readonly issue: Issue; readonly repository: Repository } }
  | { readonly action: 'edited'; readonly changes: { readonly title?: From; readonly body?: From<string | null> } }
  | { readonly action: 'labeled' | 'unlabeled'; readonly label: Label }
  | { readonly action: 'assigned' | 'unassigned'; readonly assignee: User }
  | { readonly action: 'closed' | 'reopened' | 'locked' | 'unlocked' | 'pinned' | 'unpinned' | 'deleted' }
  | { readonly action: 'transferred'; readonly to: { readonly issue: Issue; readonly repository: Repository } };

type CommentHappening =
  | { readonly action: 'created' | 'deleted' | 'pinned' | 'unpinned' }
  | { readonly action: 'edited'; readonly changes: { readonly body: From } };

type Happening =
  | ({ readonly event: 'issues'; readonly issue: Issue } & IssueHappening)
  | ({ readonly event: 'issue_comment'; readonly issue: Issue; readonly comment: Comment } & CommentHappening)
  | {
      readonly event: 'label';
      readonly action: 'created' | 'edited' | 'deleted';
      readonly label: Label;
      readonly changes?: { readonly name?: From; readonly color?: From; readonly description?: From };
    }
  | {
      readonly event: 'repository';
      readonly action: 'created' | 'renamed' | 'archived' | 'unarchived';
      readonly from?: string;
    }
  | { readonly event: 'member'; readonly action: 'added' | 'removed'; readonly member: User; readonly roleName: string }
  | {
      readonly event: 'push';
      readonly ref: string;
      readonly before: string;
      readonly after: string;
      readonly forced: boolean;
      readonly commits: readonly PushedCommit[];
    }
  | {
      readonly event: 'workflow_run';
      readonly action: 'requested' | 'in_progress' | 'completed';
      readonly run: WorkflowRun;
    }
  | { readonly event: 'workflow_dispatch'; readonly run: WorkflowRun; readonly ref: string }
  | {
      readonly event: 'repository_dispatch';
      /** The `event_type` that its sender chose. */
      readonly type: string;
      readonly payload: Readonly<Record<string, unknown>>;
    }
  | {
      readonly event: 'deployment_protection_rule';
      readonly action: 'requested';
      readonly environment: string;
      readonly run: WorkflowRun;
      readonly deployment: Deployment;
      /** The app that is asked. */
      readonly appId: number;
    }
  | { readonly event: 'deployment'; readonly action: 'created'; readonly deployment: Deployment }
  | {
      readonly event: 'deployment_status';
      readonly action: 'created';
      readonly deployment: Deployment;
      readonly status: DeploymentStatus;
    }
  | {
      readonly event: 'installation';
      readonly action: 'created' | 'deleted' | 'suspend' | 'unsuspend' | 'new_permissions_accepted';
      readonly installation: Installation;
    }
  | {
      readonly event: 'installation_repositories';
      readonly action: 'added' | 'removed';
      readonly installation: Installation;
      readonly repositories: readonly Repository[];
    }
  | {
      readonly event: 'sub_issues';
      readonly action: 'sub_issue_added' | 'sub_issue_removed' | 'parent_issue_added' | 'parent_issue_removed';
      readonly parent: Issue;
      readonly child: Issue;
    }
  | { readonly event: 'fork'; readonly forkee: Repository }
  | { readonly event: 'ping'; readonly appId: number }
  | ChangeHappening;

/** One thing that happened: `repository` is null for what concerns an app or an organisation only. */
export type DomainEvent = Happening & {
  readonly at: string;
  readonly sender: User;
  readonly repository: Repository | null;
};
/** An event as its maker writes it: the store stamps the time. */
export type NewDomainEvent = Happening & { readonly sender: User; readonly repository: Repository | null };
