// Branch protection and rulesets: made, found for a branch, taken away.
import { demand } from './access.ts';
import type { Actor } from './actor.ts';
import type { BranchRule, Reviewing } from './branch-rule.ts';
import type { MergeMethod } from './pull-request.ts';
import type { Repository } from './repository.ts';
import { nextId, now, type Store } from './store.ts';

/** What a rule is made of. */
export type RuleInput = Pick<
  BranchRule,
  'kind' | 'name' | 'include' | 'exclude' | 'requiredChecks' | 'approvals' | 'reviewing' | 'mergeQueue' | 'forAdmins'
>;

const administering = { role: 'admin', permission: 'administration', level: 'write' } as const;

/** Makes a rule, or replaces the protection of the same branch. */
export function putRule(store: Store, actor: Actor, repository: Repository, input: RuleInput): BranchRule {
  demand(store, actor, repository, administering);
  const before = input.kind === 'protection' ? protectionOf(store, repository, input.name) : undefined;
  const at = now(store);
  const rule: BranchRule = {
    ...input,
    id: before?.id ?? nextId(store, 'branchRule'),
    repositoryId: repository.id,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
  };
  store.branchRules.set(rule.id, rule);
  return rule;
}

/** Takes a rule away. */
export function removeRule(store: Store, actor: Actor, repository: Repository, rule: BranchRule): void {
  demand(store, actor, repository, administering);
  store.branchRules.delete(rule.id);
}

/** The protection of a branch, if it has one. */
export function protectionOf(store: Store, repository: Repository, branch: string): BranchRule | undefined {
  return rulesOf(store, repository).find((one) => one.kind === 'protection' && one.name === branch);
}

/** The rulesets of a repository, oldest first. */
export function rulesetsOf(store: Store, repository: Repository): readonly BranchRule[] {
  return rulesOf(store, repository).filter(({ kind }) => kind === 'ruleset');
}

/** Everything that holds for a branch. */
export function rulesFor(store: Store, repository: Repository, branch: string): readonly BranchRule[] {
  const fits = (pattern: string) => isMatch(pattern, branch, repository.defaultBranch);
  return rulesOf(store, repository).filter(({ include, exclude }) => include.some(fits) && !exclude.some(fits));
}

/** How many approvals a branch asks for. */
export function approvalsFor(store: Store, repository: Repository, branch: string): number {
  return Math.max(0, ...rulesFor(store, repository, branch).map(({ approvals }) => approvals ?? 0));
}

/** What else a branch asks of reviews, by any of its rules. */
export function reviewingFor(store: Store, repository: Repository, branch: string): Reviewing {
  const rules = rulesFor(store, repository, branch).filter(({ approvals }) => approvals !== null);
  return {
    dismissStale: rules.some(({ reviewing }) => reviewing.dismissStale),
    codeOwners: rules.some(({ reviewing }) => reviewing.codeOwners),
    lastPush: rules.some(({ reviewing }) => reviewing.lastPush),
  };
}

/** How the merge queue of a branch merges; null when it has none. */
export function queueOf(store: Store, repository: Repository, branch: string): MergeMethod | null {
  return rulesFor(store, repository, branch).find(({ mergeQueue }) => mergeQueue !== null)?.mergeQueue ?? null;
}

function rulesOf(store: Store, repository: Repository): readonly BranchRule[] {
  return [...store.branchRules.values()].filter(({ repositoryId }) => repositoryId === repository.id);
}

/** `~ALL`, `~DEFAULT_BRANCH`, or a name where `*` stands for what has no slash and `**` for anything. */
function isMatch(pattern: string, branch: string, defaultBranch: string): boolean {
  if (pattern === '~ALL') return true;
  if (pattern === '~DEFAULT_BRANCH') return branch === defaultBranch;
  const plain = pattern.replace(/^refs\/heads\//, '');
  const source = plain
    .split(/(\*\*|\*)/)
    .map(patternOf)
    .join('');
  return new RegExp(`^${source}$`).test(branch);
}

function patternOf(part: string): string {
  if (part === '**') return '.*';
  return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
