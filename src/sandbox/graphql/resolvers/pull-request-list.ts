/** Lists of pull requests, filtered and ordered as the arguments of their connection say. */
import type { PullRequestIssue } from '../../state/issue.ts';
import { known } from '../../state/store.ts';
import { object, optionalText, optionalTexts } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, type Context, countable, thing } from '../things.ts';

/** Merged is a state of its own here. */
export function pullState({ state, pullRequest }: PullRequestIssue): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (pullRequest.merge !== null) return 'MERGED';
  return state === 'open' ? 'OPEN' : 'CLOSED';
}

/** A page of pull requests, by number unless ordered otherwise. Labels: any of them is enough. */
export function pullRequestConnection(pulls: readonly PullRequestIssue[], args: Args, context: Context): Connection {
  const kept = pulls.filter((pull) => fits(pull, args, context));
  return connect(ordered(kept, args, context), countable(args), {
    name: 'pullRequests',
    key: ({ id }) => id,
    node: (pull) => thing('PullRequest', pull),
  });
}

function fits(pull: PullRequestIssue, args: Args, { store }: Context): boolean {
  const states = optionalTexts(args, 'states');
  const labels = optionalTexts(args, 'labels')?.map((name) => name.toLowerCase());
  const own = pull.labelIds.map((id) => known(store.labels, id).name.toLowerCase());
  const { base, head } = pull.pullRequest;
  return (
    (states === undefined || states.includes(pullState(pull))) &&
    (labels === undefined || labels.some((name) => own.includes(name))) &&
    [undefined, base].includes(optionalText(args, 'baseRefName')) &&
    [undefined, head].includes(optionalText(args, 'headRefName'))
  );
}

function ordered(pulls: readonly PullRequestIssue[], args: Args, { store }: Context): readonly PullRequestIssue[] {
  const { field, direction } = { field: 'CREATED_AT', direction: 'ASC', ...object(args, 'orderBy') };
  const comments = ({ id }: PullRequestIssue) =>
    [...store.comments.values()].filter(({ issueId }) => issueId === id).length;
  const sorted = pulls.toSorted((a, b) => {
    if (field === 'UPDATED_AT') return a.updatedAt.localeCompare(b.updatedAt) || a.id - b.id;
    return field === 'COMMENTS' ? comments(a) - comments(b) || a.id - b.id : a.id - b.id;
  });
  return direction === 'DESC' ? sorted.toReversed() : sorted;
}
