// What a push does besides moving a ref: the push event, and closing keywords in commits that reach the default branch.
import type { Actor } from './actor.ts';
import type { PushedCommit } from './domain-event.ts';
import type { Issue } from './issue.ts';
import { closeIssue } from './issues.ts';
import { changeRepository } from './repositories.ts';
import type { Repository } from './repository.ts';
import { appendEvent, now, type Store } from './store.ts';

/** A moved ref, told by whoever moved it (git over HTTP, or the contents API). `before` or `after` is forty zeros when it was made or deleted. */
export type Push = {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  /** The branch does not contain what it was before. */
  readonly forced?: boolean;
  readonly commits: readonly PushedCommit[];
};

const keyword = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)/gi;

/** Appends the push event; then each `Fixes #n` of a commit that reached the default branch closes its issue, as the pusher (linking a pull request to an issue). */
export function onPush(store: Store, repository: Repository, push: Push, pusher: Actor): void {
  const changed = changeRepository(store, repository, { pushedAt: now(store) });
  appendEvent(store, { event: 'push', forced: false, ...push, sender: pusher.user, repository: changed });
  if (push.ref !== `refs/heads/${repository.defaultBranch}`) return;
  for (const commit of push.commits) closeNamed(store, changed, { text: commit.message, commitId: commit.id }, pusher);
}

/** Closes the issues of this repository that a text names with a keyword, as somebody, by a commit. */
export function closeNamed(
  store: Store,
  repository: Repository,
  { text, commitId }: { readonly text: string; readonly commitId: string },
  by: Actor,
): void {
  for (const issue of closingNames(store, repository, text))
    if (issue.state === 'open') closeIssue(store, by, issue, 'completed', commitId);
}

/** Issues of this repository that a text names with a keyword, each once; what stands in code or in a comment of HTML is no name. */
export function closingNames(store: Store, repository: Repository, text: string): readonly Issue[] {
  const prose = text.replace(/```[\s\S]*?(?:```|$)|<!--[\s\S]*?(?:-->|$)|`[^`\n]*`/g, ' ');
  const numbers = [...prose.matchAll(keyword)].flatMap(([, elsewhere, number]) =>
    elsewhere === undefined ? [Number(number)] : [],
  );
  return [...new Set(numbers)].flatMap((number) => {
    const issue = [...store.issues.values()].find(
      (one) => one.repositoryId === repository.id && one.number === number && one.pullRequest === null,
    );
    return issue?.fate.kind === 'live' ? [issue] : [];
  });
}
