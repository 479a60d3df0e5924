// A new issue's value, numbered in its repository; the rules are in the functions that call it.
import { type Actor, viaAppId } from './actor.ts';
import type { Issue } from './issue.ts';
import type { PullRequest } from './pull-request.ts';
import type { Label, Repository } from './repository.ts';
import { known, nextId, now, type Store } from './store.ts';

/** What a new issue is made of. */
export type NewIssue = {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly Label[];
  readonly pullRequest?: PullRequest;
};

/** Puts an open issue into the store, under the next number, without an event. */
export function putNewIssue(store: Store, actor: Actor, repository: Repository, input: NewIssue): Issue {
  const { nextNumber } = known(store.repositories, repository.id);
  const at = now(store);
  const issue: Issue = {
    id: nextId(store, 'issue'),
    repositoryId: repository.id,
    number: nextNumber,
    title: input.title,
    body: input.body ?? null,
    state: 'open',
    stateReason: null,
    locked: false,
    lockReason: null,
    pinned: false,
    authorId: actor.user.id,
    viaAppId: viaAppId(actor),
    assigneeIds: [],
    labelIds: (input.labels ?? []).map((label) => label.id),
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    closedById: null,
    edits: [],
    fate: { kind: 'live' },
    pullRequest: input.pullRequest ?? null,
    subIssueIds: [],
  };
  store.issues.set(issue.id, issue);
  store.repositories.set(repository.id, { ...known(store.repositories, repository.id), nextNumber: nextNumber + 1 });
  return issue;
}
