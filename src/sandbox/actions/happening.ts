// From what happened in the sandbox to what starts workflows: the event with its payload as it was then, and the commit whose files it starts.

import type { Payload } from '../state/automation.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import type { User } from '../state/people.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import { payloadOf } from '../webhooks/payload.ts';
import { actionsAppId } from './token.ts';

/** Whose files are looked at: of the default branch, of a commit under a reference, or of what merging a pull request would be. */
export type Where =
  | { readonly is: 'default' }
  | { readonly is: 'at'; readonly ref: string; readonly sha: string; readonly before: string | null }
  | { readonly is: 'pull'; readonly pull: PullRequestIssue };

/** Something that may start runs. */
export type Happening = {
  readonly event: string;
  readonly action: string | null;
  readonly payload: Payload;
  readonly actor: User;
  readonly repository: Repository;
  readonly where: Where;
  readonly workflow: string | null;
  readonly branch: string | null;
  readonly tag: string | null;
  /** What its runs are called where the file has no `run-name`; null: as the workflow. */
  readonly title: string | null;
  /** For `schedule`: the line that is due. */
  readonly cron: string | null;
};

const nothing = '0'.repeat(40);

/** Null for what starts no run: other events, and all that a job's own token has caused, but for dispatches (triggering a workflow from a workflow). */
export function happeningOf(store: Store, event: DomainEvent): Happening | null {
  const { repository, sender } = event;
  const about = repository === null ? null : aboutOf(store, event);
  if (about === null || repository === null) return null;
  if (isOfJob(store, sender) && event.event !== 'repository_dispatch') return null;
  const app = store.apps.get(actionsAppId);
  if (app === undefined) return null;
  return {
    ...{ event: event.event, action: 'action' in event ? event.action : null },
    ...{ payload: payloadOf(store, event, app, null), actor: sender, repository },
    ...{ where: { is: 'default' }, workflow: null, branch: null, tag: null, title: null, cron: null },
    ...about,
  };
}

function isOfJob(store: Store, { id }: User): boolean {
  return store.apps.get(actionsAppId)?.userId === id;
}

/** What is particular about an event; null where it starts nothing. */
function aboutOf(store: Store, event: DomainEvent): Partial<Happening> | null {
  switch (event.event) {
    case 'issues':
      return { title: event.issue.title };
    case 'issue_comment':
      return event.action === 'pinned' || event.action === 'unpinned' ? null : { title: event.issue.title };
    case 'pull_request':
    case 'pull_request_review': {
      const { pullRequest: pull } = event;
      return { where: { is: 'pull', pull }, branch: pull.pullRequest.base, title: pull.title };
    }
    case 'push':
      return event.after === nothing ? null : aboutPush(event);
    case 'workflow_run':
      return { workflow: known(store.workflows, event.run.workflowId).name, branch: event.run.headBranch };
    case 'merge_group': {
      const { ref, sha, base, baseSha } = event.group;
      return { where: { is: 'at', ref, sha, before: baseSha }, branch: base };
    }
    case 'repository_dispatch':
      return { action: event.type, title: event.type };
    default:
      return null;
  }
}

function aboutPush({ ref, before, after, commits }: Extract<DomainEvent, { event: 'push' }>): Partial<Happening> {
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  return {
    where: { is: 'at', ref, sha: after, before: before === nothing ? null : before },
    branch: kind === 'heads' ? name : null,
    tag: kind === 'tags' ? name : null,
    title: commits.at(-1)?.message.split('\n')[0] ?? null,
  };
}
