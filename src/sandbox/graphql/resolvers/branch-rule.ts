/** What holds for a branch: protection for whoever administers it, rules for whoever reads it. */
import { allows, hasRole } from '../../state/access.ts';
import type { BranchRule } from '../../state/branch-rule.ts';
import { protectionOf, rulesFor } from '../../state/branch-rules.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { notAccessible } from '../../state/refusal.ts';
import { known, type Store } from '../../state/store.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, type Context, countable, type Fields, type Thing, thing, type Values } from '../things.ts';

/** `ref.branchProtectionRule`: null for people who do not administer the repository, FORBIDDEN for apps without `administration: read`. */
export function protectionOfRef({ repository, name }: Values['Ref'], { store, actor }: Context): Thing | null {
  const isAdmin =
    actor.kind === 'user'
      ? hasRole(store, actor.user, repository, 'admin')
      : allows(actor.permissions, 'administration', 'read');
  if (!isAdmin && actor.kind === 'installation') throw notAccessible('administration=read');
  const rule = isAdmin ? protectionOf(store, repository, name.replace('refs/heads/', '')) : undefined;
  return rule === undefined ? null : thing('BranchProtectionRule', rule);
}

/** Fields of `BranchProtectionRule`; what the sandbox does not keep is off. */
export const protectionFields: Fields<BranchRule> = {
  id: ({ id }) => nodeIdOf('branchRule', id),
  databaseId: ({ id }) => id,
  pattern: ({ name }) => name,
  repository: ({ repositoryId }, _args, { store }) => thing('Repository', known(store.repositories, repositoryId)),
  isAdminEnforced: ({ forAdmins }) => forAdmins,
  requiresApprovingReviews: ({ approvals }) => approvals !== null,
  requiredApprovingReviewCount: ({ approvals }) => approvals,
  dismissesStaleReviews: ({ reviewing }) => reviewing.dismissStale,
  requiresCodeOwnerReviews: ({ reviewing }) => reviewing.codeOwners,
  requireLastPushApproval: ({ reviewing }) => reviewing.lastPush,
  requiresStatusChecks: ({ requiredChecks }) => requiredChecks !== null,
  requiresStrictStatusChecks: ({ requiredChecks }) => requiredChecks?.strict ?? false,
  requiredStatusCheckContexts: ({ requiredChecks }) => requiredChecks?.checks.map(({ context }) => context) ?? null,
  requiredStatusChecks: ({ requiredChecks }, _args, { store }) =>
    requiredChecks?.checks.map(({ context, appId }) => ({ context, app: appOf(appId, store) })) ?? null,
  allowsForcePushes: () => false,
  allowsDeletions: () => false,
  blocksCreations: () => false,
  lockBranch: () => false,
  restrictsPushes: () => false,
  restrictsReviewDismissals: () => false,
  requiresConversationResolution: () => false,
  requiresLinearHistory: () => false,
  requiresCommitSignatures: () => false,
  requiresDeployments: () => false,
};

function appOf(id: number | null, store: Store): Thing | null {
  const app = id === null ? undefined : store.apps.get(id);
  return app === undefined ? null : thing('App', app);
}

/** `ref.rules`: those of rulesets, each with its parameters. */
export function rulesOfRef({ repository, name }: Values['Ref'], args: Args, { store }: Context): Connection {
  const rulesets = rulesFor(store, repository, name.replace('refs/heads/', '')).filter(
    ({ kind }) => kind === 'ruleset',
  );
  const rules = rulesets.flatMap((ruleset) => rulesIn(ruleset).map((rule) => ({ ...rule, ruleset })));
  return connect(rules, countable(args), {
    name: 'rules',
    key: ({ type, ruleset }) => `${ruleset.id}-${type}`,
    node: ({ type, parameters, ruleset }) => ({
      id: `RR_${ruleset.id}_${type}`,
      type,
      parameters,
      repositoryRuleset: {
        id: nodeIdOf('branchRule', ruleset.id),
        databaseId: ruleset.id,
        name: ruleset.name,
        enforcement: 'ACTIVE',
        target: 'BRANCH',
      },
    }),
  });
}

function rulesIn({ requiredChecks, approvals, reviewing, mergeQueue }: BranchRule) {
  const checks = requiredChecks && {
    type: 'REQUIRED_STATUS_CHECKS',
    parameters: {
      __typename: 'RequiredStatusChecksParameters',
      doNotEnforceOnCreate: false,
      strictRequiredStatusChecksPolicy: requiredChecks.strict,
      requiredStatusChecks: requiredChecks.checks.map(({ context, appId }) => ({ context, integrationId: appId })),
    },
  };
  const reviews = approvals !== null && {
    type: 'PULL_REQUEST',
    parameters: {
      __typename: 'PullRequestParameters',
      requiredApprovingReviewCount: approvals,
      dismissStaleReviewsOnPush: reviewing.dismissStale,
      requireCodeOwnerReview: reviewing.codeOwners,
      requireLastPushApproval: reviewing.lastPush,
      requiredReviewThreadResolution: false,
      allowedMergeMethods: ['MERGE', 'SQUASH', 'REBASE'],
    },
  };
  const queue = mergeQueue !== null && {
    type: 'MERGE_QUEUE',
    parameters: {
      __typename: 'MergeQueueParameters',
      mergeMethod: mergeQueue.toUpperCase(),
      groupingStrategy: 'ALLGREEN',
      checkResponseTimeoutMinutes: 60,
      maxEntriesToBuild: 1,
      maxEntriesToMerge: 1,
      minEntriesToMerge: 1,
      minEntriesToMergeWaitMinutes: 0,
    },
  };
  return [checks, reviews, queue].filter((rule) => rule !== null && rule !== false);
}
