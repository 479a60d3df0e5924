// Branch protection and rulesets in GitHub's shapes.
import type { BranchRule } from '../../state/branch-rule.ts';
import { rulesFor } from '../../state/branch-rules.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { MergeMethod } from '../../state/pull-request.ts';
import { fullNameOf } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { known, type Store } from '../../state/store.ts';
import { repositoryPage, repositoryUrl, type Shape } from './urls.ts';

/** `status-check-policy` of a protection; null when it asks for none. */
export function statusCheckPolicy(store: Store, rule: BranchRule): Shape | null {
  if (rule.requiredChecks === null) return null;
  const { strict, checks } = rule.requiredChecks;
  const url = `${protectionUrl(store, rule)}/required_status_checks`;
  return {
    url,
    strict,
    contexts: checks.map(({ context }) => context),
    contexts_url: `${url}/contexts`,
    checks: checks.map(({ context, appId }) => ({ context, app_id: appId })),
  };
}

function protectionUrl(store: Store, rule: BranchRule): string {
  return `${repositoryUrl(store, known(store.repositories, rule.repositoryId))}/branches/${rule.name}/protection`;
}

/** `branch-protection` as whoever reads a branch sees it: of rulesets only that they protect. */
export function protectionSeen(store: Store, repository: Repository, branch: string): Shape {
  const rules = rulesFor(store, repository, branch);
  const rule = rules.find(({ kind }) => kind === 'protection');
  const checks = rule === undefined ? null : statusCheckPolicy(store, rule);
  const level = rule?.forAdmins === true ? 'everyone' : 'non_admins';
  const none = { enforcement_level: 'off', contexts: [], checks: [] };
  return {
    enabled: rules.length > 0,
    required_status_checks:
      checks === null ? none : { enforcement_level: level, contexts: checks['contexts'], checks: checks['checks'] },
  };
}

/** `protected-branch` and `branch-protection`: what is set, and GitHub's defaults. */
export function protectionShape(store: Store, rule: BranchRule): Shape {
  const url = protectionUrl(store, rule);
  const checks = statusCheckPolicy(store, rule);
  const off = { enabled: false };
  return {
    url,
    ...(checks === null ? {} : { required_status_checks: checks }),
    ...(rule.approvals === null
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: rule.reviewing.dismissStale,
            require_code_owner_reviews: rule.reviewing.codeOwners,
            require_last_push_approval: rule.reviewing.lastPush,
            required_approving_review_count: rule.approvals,
          },
        }),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rule.forAdmins },
    required_linear_history: off,
    allow_force_pushes: off,
    allow_deletions: off,
    block_creations: off,
    required_conversation_resolution: off,
    lock_branch: off,
    allow_fork_syncing: off,
  };
}

/** The rules of a ruleset. */
export function rulesIn(rule: BranchRule): readonly Shape[] {
  const { requiredChecks, approvals, mergeQueue } = rule;
  return [
    ...(requiredChecks === null
      ? []
      : [
          {
            type: 'required_status_checks',
            parameters: {
              strict_required_status_checks_policy: requiredChecks.strict,
              do_not_enforce_on_create: false,
              required_status_checks: requiredChecks.checks.map(({ context, appId }) => ({
                context,
                ...(appId === null ? {} : { integration_id: appId }),
              })),
            },
          },
        ]),
    ...(approvals === null
      ? []
      : [
          {
            type: 'pull_request',
            parameters: {
              required_approving_review_count: approvals,
              dismiss_stale_reviews_on_push: rule.reviewing.dismissStale,
              require_code_owner_review: rule.reviewing.codeOwners,
              require_last_push_approval: rule.reviewing.lastPush,
              required_review_thread_resolution: false,
              allowed_merge_methods: ['merge', 'squash', 'rebase'],
            },
          },
        ]),
    ...(mergeQueue === null ? [] : [{ type: 'merge_queue', parameters: queueParameters(mergeQueue) }]),
  ];
}

/** One pull request at a time, as the sandbox's queue works. */
function queueParameters(method: MergeMethod): Shape {
  return {
    merge_method: method.toUpperCase(),
    grouping_strategy: 'ALLGREEN',
    check_response_timeout_minutes: 60,
    max_entries_to_build: 1,
    max_entries_to_merge: 1,
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 0,
  };
}

/** The rules of a ruleset as a branch shows them: each says where it comes from. */
export function detailedRules(store: Store, rule: BranchRule): readonly Shape[] {
  const source = fullNameOf(store, known(store.repositories, rule.repositoryId));
  const from = { ruleset_source_type: 'Repository', ruleset_source: source, ruleset_id: rule.id };
  return rulesIn(rule).map((one) => ({ ...one, ...from }));
}

/** `repository-ruleset`; lists leave conditions and rules out. */
export function rulesetShape(store: Store, rule: BranchRule, whole: boolean): Shape {
  const repository = known(store.repositories, rule.repositoryId);
  const links = {
    self: { href: `${repositoryUrl(store, repository)}/rulesets/${rule.id}` },
    html: { href: `${repositoryPage(store, repository)}/rules/${rule.id}` },
  };
  const inside = {
    conditions: { ref_name: { include: rule.include, exclude: rule.exclude } },
    rules: rulesIn(rule),
    bypass_actors: [],
  };
  return {
    id: rule.id,
    node_id: nodeIdOf('branchRule', rule.id),
    name: rule.name,
    target: 'branch',
    source_type: 'Repository',
    source: fullNameOf(store, repository),
    enforcement: 'active',
    _links: links,
    created_at: rule.createdAt,
    updated_at: rule.updatedAt,
    ...(whole ? inside : {}),
  };
}
