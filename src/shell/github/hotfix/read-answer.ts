// The answer to the query in the words of the core.
import type * as z from 'zod';
import { runState, statusState } from '../../../core/hotfix/check-state.ts';
import {
  type HotfixPull,
  type Lack,
  type Listed,
  type RequiredCheck,
  reviewStates,
  type SeenCheck,
  type SeenReview,
} from '../../../core/hotfix/facts.ts';
import { HOTFIX_CHECK } from '../../../core/hotfix/own-checks.ts';
import { FREEZE_CHECK, type OwnChecks } from '../../../core/mitigation/freeze-checks.ts';
import { POLICY_CHECK, POSTMORTEM_CHECK } from '../../../core/proposal/check-names.ts';
import { newestOf } from '../freeze/own-runs.ts';
import type { Account, Commit, Context, Pull, PullCommit, Review, Run, Suite } from './answer-shape.ts';
import { nodesOf, together } from './listed.ts';

type PullAnswer = z.infer<typeof Pull>;
type CommitAnswer = z.infer<typeof Commit> | null | undefined;

/** What a check run or status is, and whether GitHub takes it for required. */
type Judged = { readonly check: SeenCheck; readonly required: boolean };

/** Without its size and its owners, which are told with the files. */
export function pullOf(
  pull: PullAnswer,
  repository: string,
  hidden: Lack,
): Omit<HotfixPull, 'changedLines' | 'owners'> {
  return {
    number: pull.number,
    state: (['open', 'closed', 'merged'] as const).find((state) => state === pull.state.toLowerCase()) ?? 'unknown',
    draft: pull.isDraft,
    title: pull.title,
    body: pull.body,
    sha: pull.headRefOid,
    branch: pull.headRefName,
    from: sourceOf(pull),
    base: pull.baseRefName,
    author: pull.author?.databaseId ?? null,
    authorLogin: pull.author?.login ?? null,
    id: pull.id,
    mergedAs: pull.state === 'MERGED' ? (pull.mergeCommit?.oid ?? null) : null,
    mergedBy: pull.mergedBy?.login ?? null,
    queued: pull.mergeQueueEntry != null,
    group: pull.mergeQueueEntry?.headCommit?.oid ?? null,
    closes: closedBy(pull, repository, hidden),
  };
}

function closedBy({ closingIssuesReferences: all }: PullAnswer, repository: string, hidden: Lack): Listed<number> {
  return nodesOf(all?.nodes, all?.pageInfo.hasNextPage === true, hidden, (one) =>
    one.repository.nameWithOwner.toLowerCase() === repository.toLowerCase() ? [one.number] : [],
  );
}

/** A fork that is gone is not told apart from a repository that may not be read. */
function sourceOf({ isCrossRepository, headRepository }: PullAnswer): HotfixPull['from'] {
  if (isCrossRepository) return 'fork';
  return headRepository == null ? 'unknown' : 'here';
}

/** Each with whether it is of what the pull request is against now. */
export function reviewsOf({ reviews, retargets }: PullAnswer, hidden: Lack): Listed<SeenReview> {
  const moves = nodesOf(retargets?.nodes, false, hidden, (one) => [Date.parse(one.createdAt)]);
  const since = Math.max(...moves.items);
  const all = nodesOf(reviews?.nodes, reviews?.pageInfo.hasPreviousPage === true, hidden, (one) => [
    reviewOf(one, since),
  ]);
  return together({ items: [], lacks: moves.lacks }, all);
}

/** At the same second it may have been before. */
function isAfter(submitted: string | null | undefined, since: number): boolean {
  return since === Number.NEGATIVE_INFINITY || Date.parse(submitted ?? '') > since;
}

/** Whoever may push may write at least; that is all that is told here. */
function reviewOf(review: z.infer<typeof Review>, since: number): SeenReview {
  const { fullDatabaseId, state, submittedAt, authorCanPushToRepository, author, commit } = review;
  return {
    id: Number(fullDatabaseId),
    state: reviewStates.find((one) => one === state.toLowerCase()) ?? 'unknown',
    sha: commit?.oid ?? null,
    by: author?.databaseId ?? null,
    login: author?.login ?? 'ghost',
    bot: isBot(author),
    permission: authorCanPushToRepository ? 'write' : 'read',
    ...(isAfter(submittedAt, since) ? {} : { otherBase: true as const }),
  };
}

/** Whatever is no person. */
function isBot(author: Account): boolean {
  return author != null && author.__typename !== 'User';
}

/** Accounts of authors, co-authors and committers. Where the newest commit is another than the one that is judged, they are not its. */
export function writersOf({ commits }: PullAnswer, head: string, hidden: Lack): Listed<number> {
  const { nodes, pageInfo } = commits;
  if (nodes?.at(-1)?.commit.oid !== head) return { items: [], lacks: 'unanswered' };
  const all = nodesOf(nodes, pageInfo.hasPreviousPage, hidden, (one) => [one]);
  return together({ items: [], lacks: all.lacks }, ...all.items.map((one) => writersIn(one, hidden)));
}

function writersIn({ commit: { committer, authors } }: z.infer<typeof PullCommit>, hidden: Lack): Listed<number> {
  const found = nodesOf(authors.nodes, authors.pageInfo.hasNextPage, hidden, (one) => idOf(one?.user));
  return { items: [...found.items, ...idOf(committer?.user)], lacks: found.lacks };
}

function idOf(user: { readonly databaseId?: number | null | undefined } | null | undefined): readonly number[] {
  return user?.databaseId == null ? [] : [user.databaseId];
}

/** What is said of the head, whether it is the one that was asked about or another. */
export function headIn(object: CommitAnswer, { headRefOid, tip }: PullAnswer): CommitAnswer {
  return [object, tip?.nodes?.at(-1)?.commit].find((one) => one?.oid === headRefOid);
}

/** Checks and statuses of the commit, and those of them that GitHub takes for required. */
export function checksOf(
  commit: CommitAnswer,
  head: string,
  hidden: Lack | null,
): { readonly checks: Listed<SeenCheck>; readonly required: readonly RequiredCheck[] } {
  if (commit?.oid !== head) return { checks: { items: [], lacks: 'unanswered' }, required: [] };
  const all = together(suitesOf(commit, head, hidden ?? 'unanswered'), statusesOf(commit, head, hidden));
  const required = all.items.filter(({ required: is }) => is).map(({ check: { name, app } }) => ({ name, app }));
  return { checks: { items: all.items.map(({ check }) => check), lacks: all.lacks }, required };
}

function suitesOf({ checkSuites }: NonNullable<CommitAnswer>, head: string, hidden: Lack): Listed<Judged> {
  const suites = nodesOf(checkSuites?.nodes, checkSuites?.pageInfo.hasNextPage === true, hidden, (one) => [one]);
  return together({ items: [], lacks: suites.lacks }, ...suites.items.map((suite) => runsOf(suite, head, hidden)));
}

function runsOf(suite: z.infer<typeof Suite>, head: string, hidden: Lack): Listed<Judged> {
  const { checkRuns } = suite;
  return nodesOf(checkRuns?.nodes, checkRuns?.pageInfo.hasNextPage === true, hidden, (run) => [
    runOf(run, suite, head),
  ]);
}

/** Jobs that are run again stay in their suite; a workflow that is started again has a higher number. Suites of other apps have no order. */
function runOf(run: z.infer<typeof Run>, { app, workflowRun }: z.infer<typeof Suite>, sha: string): Judged {
  const check: SeenCheck = {
    name: run.name,
    sha,
    app: app?.databaseId ?? null,
    postedBy: null,
    origin: workflowRun == null ? 'suite' : `${workflowRun.workflow.id} ${workflowRun.event}`,
    order: workflowRun?.runNumber ?? null,
    state: runState(run.status, run.conclusion ?? null),
  };
  return { check, required: run.isRequired };
}

/** GitHub gives the newest of each context, and none at all where nobody has posted one. */
function statusesOf({ status }: NonNullable<CommitAnswer>, head: string, hidden: Lack | null): Listed<Judged> {
  if (status == null) return { items: [], lacks: hidden };
  return { items: status.contexts.map((one) => statusOf(one, head)), lacks: null };
}

function statusOf({ context, state, isRequired, creator }: z.infer<typeof Context>, sha: string): Judged {
  const check: SeenCheck = {
    name: context,
    sha,
    app: null,
    postedBy: creator?.databaseId ?? null,
    origin: 'status',
    order: null,
    state: statusState(state),
  };
  return { check, required: isRequired };
}

/** Our own checks among them; undefined: not all is told. */
export function ownIn(commit: CommitAnswer, self: number): OwnChecks | undefined {
  const suites = commit?.checkSuites;
  if (suites?.nodes == null || suites.pageInfo.hasNextPage) return undefined;
  const ours = suites.nodes.filter((suite) => suite?.app?.databaseId === self).map((suite) => suite?.checkRuns);
  if (ours.some((runs) => runs?.nodes == null || runs.pageInfo.hasNextPage)) return undefined;
  const named = (name: string) =>
    newestOf(ours.flatMap((runs) => runs?.nodes ?? []).filter((run) => run?.name === name));
  return {
    check: named(FREEZE_CHECK),
    gate: named(HOTFIX_CHECK),
    postmortem: named(POSTMORTEM_CHECK),
    policy: named(POLICY_CHECK),
  };
}
