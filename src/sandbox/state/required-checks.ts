// Whether a commit has what a branch asks for, and how GitHub says that it has not.
import { hasRole } from './access.ts';
import type { Actor } from './actor.ts';
import type { BranchRule, RequiredCheck } from './branch-rule.ts';
import { rulesFor } from './branch-rules.ts';
import type { StatusState } from './check.ts';
import { latestRuns, suitesAt } from './checks.ts';
import { latestStatuses } from './commit-statuses.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import type { Repository } from './repository.ts';
import { countingApprovals, decisionOf, lastPushMissing, ownersMissing } from './review-decision.ts';
import type { Store } from './store.ts';

/** How far one required check is. */
export type Standing = 'expected' | 'pending' | 'failing' | 'passed';

const standings: Readonly<Record<StatusState, Standing>> = {
  success: 'passed',
  pending: 'pending',
  failure: 'failing',
  error: 'failing',
};

/** How far a check is at a commit: runs and statuses of that name, of the one app where the rule names one. */
export function standingOf(store: Store, repository: Repository, sha: string, check: RequiredCheck): Standing {
  const { context, appId } = check;
  const runs = suitesAt(store, repository, sha)
    .filter((suite) => appId === null || suite.appId === appId)
    .flatMap((suite) => latestRuns(store, suite))
    .filter(({ name }) => name === context)
    .map(({ status, conclusion }): Standing => {
      if (status !== 'completed') return 'pending';
      return conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped' ? 'passed' : 'failing';
    });
  const statuses = latestStatuses(store, repository, sha)
    .filter((one) => one.context === context && (appId === null || one.viaAppId === appId))
    .map(({ state }) => standings[state]);
  const all = [...runs, ...statuses];
  if (all.length === 0) return 'expected';
  return all.find((one) => one === 'failing') ?? all.find((one) => one === 'pending') ?? 'passed';
}

/** Every check a branch asks for, once. */
export function requiredChecksFor(store: Store, repository: Repository, branch: string): readonly RequiredCheck[] {
  const all = rulesFor(store, repository, branch).flatMap(({ requiredChecks }) => requiredChecks?.checks ?? []);
  return [...new Map(all.map((check) => [`${check.appId} ${check.context}`, check])).values()];
}

/** Why the rules of its base keep a pull request from being merged by this actor (null: by nobody in particular), in GitHub's words; null when they do not. `passed`: into the queue; `waiting`: in it, where the checks of its group count and not those of its head. */
export function ruleAgainst(
  store: Store,
  actor: Actor | null,
  pull: PullRequestIssue,
  behind: boolean,
  queue: 'asked' | 'passed' | 'waiting' = 'asked',
): string | null {
  const repository = repositoryOf(store, pull);
  const rules = rulesFor(store, repository, pull.pullRequest.base).filter((rule) => holds(store, actor, rule));
  for (const rule of rules) {
    const queued =
      rule.mergeQueue !== null && queue === 'asked' ? 'Changes must be made through the merge queue' : null;
    const problem =
      queued ??
      reviewsMissing(store, pull, rule) ??
      (queue === 'waiting' ? null : checksMissing(store, pull, rule, behind));
    if (problem === null) continue;
    return rule.kind === 'protection' ? problem : `Repository rule violations found\n\n${problem}\n\n`;
  }
  return null;
}

/** A protection does not bind administrators unless it says so. */
function holds(store: Store, actor: Actor | null, rule: BranchRule): boolean {
  if (rule.kind === 'ruleset' || rule.forAdmins || actor?.kind !== 'user') return true;
  const repository = store.repositories.get(rule.repositoryId);
  return repository === undefined || !hasRole(store, actor.user, repository, 'admin');
}

function reviewsMissing(store: Store, pull: PullRequestIssue, { approvals, reviewing }: BranchRule): string | null {
  if (approvals === null) return null;
  const decision = decisionOf(store, pull);
  if (decision === 'CHANGES_REQUESTED' && approvals > 0) return 'Changes have been requested.';
  const owners = reviewing.codeOwners ? ownersMissing(store, pull) : null;
  const lastPush = reviewing.lastPush ? lastPushMissing(store, pull) : null;
  const many = approvals === 1 ? 'review is' : 'reviews are';
  const few = `At least ${approvals} approving ${many} required by reviewers with write access.`;
  if (approvals > countingApprovals(store, pull)) return few;
  return owners ?? lastPush;
}

function checksMissing(
  store: Store,
  pull: PullRequestIssue,
  { requiredChecks }: BranchRule,
  behind: boolean,
): string | null {
  if (requiredChecks === null) return null;
  if (requiredChecks.strict && behind) return 'Head branch is not up to date with the base branch';
  return missingAt(store, repositoryOf(store, pull), pull.pullRequest.headSha, requiredChecks.checks);
}

/** Which checks a commit lacks, in GitHub's words; a commit that is not made yet has none. */
function missingAt(
  store: Store,
  repository: Repository,
  sha: string | null,
  checks: readonly RequiredCheck[],
): string | null {
  const all = checks.map((check) => ({
    name: check.context,
    standing: sha === null ? ('expected' as const) : standingOf(store, repository, sha, check),
  }));
  const open = all.filter(({ standing }) => standing !== 'passed');
  const [first, ...others] = open;
  if (first === undefined) return null;
  if (others.length === 0) return `Required status check "${first.name}" is ${first.standing}.`;
  const counts = (['expected', 'pending', 'failing'] as const)
    .map((one) => ({ one, count: open.filter(({ standing }) => standing === one).length }))
    .filter(({ count }) => count > 0)
    .map(({ one, count }) => `${count} ${one}`);
  const total = `${open.length} of ${checks.length} required status checks`;
  if (counts.length === 1) return `${total} are ${first.standing}.`;
  return `${total} have not succeeded: ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}.`;
}

/** Why the rules keep an actor from moving a branch to a commit without a pull request; null when they do not. `sha` is null for a commit that this would make. */
export function pushRuleAgainst(
  store: Store,
  actor: Actor,
  repository: Repository,
  branch: string,
  sha: string | null,
): string | null {
  for (const rule of rulesFor(store, repository, branch).filter((one) => holds(store, actor, one))) {
    if (rule.approvals !== null) return 'Changes must be made through a pull request.';
    const problem = missingAt(store, repository, sha, rule.requiredChecks?.checks ?? []);
    if (problem !== null) return problem;
  }
  return null;
}
