/** Finds what the ids of a mutation's input name, of the kind the mutation takes. */
import type { CheckRun } from '../../state/check.ts';
import { checkRunIn as runIn } from '../../state/checks.ts';
import type { Comment, Issue, PullRequestIssue, ReactionSubject } from '../../state/issue.ts';
import { readNodeId } from '../../state/node-id.ts';
import type { User } from '../../state/people.ts';
import type { Review } from '../../state/pull-request.ts';
import type { Label, Repository } from '../../state/repository.ts';
import { optionalTexts, text } from '../arguments.ts';
import { Failure, noNode } from '../failure.ts';
import { nodeNamed } from '../resolvers/query.ts';
import type { Args, Context, Thing } from '../things.ts';

/** The issue that an input names. */
export function issueIn(input: Args, name: string, context: Context): Issue {
  const found = thingIn(input, name, context);
  return found.tag === 'Issue' ? found.value : wrongKind(text(input, name), 'Issue');
}

/** The issue or pull request that an input names: what has labels, assignees and comments. */
export function issueOrPullIn(input: Args, name: string, context: Context): Issue {
  const found = thingIn(input, name, context);
  return found.tag === 'PullRequest' ? found.value : issueIn(input, name, context);
}

/** The pull request that an input names. */
export function pullIn(input: Args, name: string, context: Context): PullRequestIssue {
  const found = thingIn(input, name, context);
  return found.tag === 'PullRequest' ? found.value : wrongKind(text(input, name), 'PullRequest');
}

/** The review that an input names. */
export function reviewIn(input: Args, name: string, context: Context): Review {
  const found = thingIn(input, name, context);
  return found.tag === 'PullRequestReview' ? found.value : wrongKind(text(input, name), 'PullRequestReview');
}

/** The comment that an input names. */
export function commentIn(input: Args, name: string, context: Context): Comment {
  const found = thingIn(input, name, context);
  return found.tag === 'IssueComment' ? found.value : wrongKind(text(input, name), 'IssueComment');
}

/** The repository that an input names. */
export function repositoryIn(input: Args, name: string, context: Context): Repository {
  const found = thingIn(input, name, context);
  return found.tag === 'Repository' ? found.value : wrongKind(text(input, name), 'Repository');
}

/** The check run of a repository that an input names. */
export function checkRunIn(input: Args, name: string, repository: Repository, { store }: Context): CheckRun {
  const id = readNodeId(text(input, name));
  // A job is a check run of GitHub's own, and its id begins as theirs do.
  if ((id?.kind !== 'checkRun' && id?.kind !== 'job') || !store.checkRuns.has(id.id)) throw noNode(text(input, name));
  return runIn(store, repository, id.id);
}

/** The label that an input names. */
export function labelIn(input: Args, name: string, context: Context): Label {
  const found = thingIn(input, name, context);
  return found.tag === 'Label' ? found.value : wrongKind(text(input, name), 'Label');
}

/** The labels that an input lists, all of one repository; undefined when it lists none at all. One unknown id fails the whole mutation. */
export function labelsIn(
  input: Args,
  name: string,
  repositoryId: number,
  context: Context,
): readonly Label[] | undefined {
  return optionalTexts(input, name)?.map((id) => {
    const found = nodeNamed(id, context);
    if (found.tag !== 'Label' || found.value.repositoryId !== repositoryId) throw noNode(id);
    return found.value;
  });
}

/** The people that an input lists; undefined when it lists none at all. */
export function usersIn(input: Args, name: string, context: Context): readonly User[] | undefined {
  return optionalTexts(input, name)?.map((id) => {
    const found = nodeNamed(id, context);
    return found.tag === 'User' || found.tag === 'Bot' ? found.value : wrongKind(id, 'User');
  });
}

/** What a reaction goes to. */
export function reactionSubjectIn(input: Args, name: string, context: Context): ReactionSubject {
  const found = thingIn(input, name, context);
  if (found.tag === 'Issue' || found.tag === 'PullRequest') return { kind: 'issue', id: found.value.id };
  return found.tag === 'IssueComment'
    ? { kind: 'comment', id: found.value.id }
    : wrongKind(text(input, name), 'Reactable');
}

function thingIn(input: Args, name: string, context: Context): Thing {
  return nodeNamed(text(input, name), context);
}

function wrongKind(id: string, kind: string): never {
  throw new Failure('NOT_FOUND', `Could not resolve to ${kind} node with the global id of '${id}'.`);
}
