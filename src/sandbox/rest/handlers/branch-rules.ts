// REST: branch protection and rulesets, as far as required checks and reviews go.
import * as z from 'zod';
import { resolveRef } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { demand } from '../../state/access.ts';
import type { BranchRule, RequiredChecks } from '../../state/branch-rule.ts';
import { protectionOf, putRule, removeRule, rulesetsOf, rulesFor } from '../../state/branch-rules.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import type { Repository } from '../../state/repository.ts';
import { type Answer, type Asked, actorOf, created, done, numberParam, ok, param, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { detailedRules, protectionShape, rulesetShape, statusCheckPolicy } from '../shapes/rules.ts';

const Checks = z.object({
  strict: z.boolean().default(false),
  contexts: z.array(z.string()).default([]),
  checks: z.array(z.object({ context: z.string(), app_id: z.number().optional() })).optional(),
});
/** What else a protection can say may be off or null here, and not on. */
const off = z.union([z.literal(false), z.null()]).optional();
const Protection = z.strictObject({
  required_status_checks: Checks.nullish(),
  enforce_admins: z.boolean().nullish(),
  required_pull_request_reviews: z
    .strictObject({
      required_approving_review_count: z.number().default(1),
      dismiss_stale_reviews: z.boolean().optional(),
      require_code_owner_reviews: z.boolean().optional(),
      require_last_push_approval: z.boolean().optional(),
    })
    .nullish(),
  restrictions: z.null().optional(),
  required_linear_history: off,
  allow_force_pushes: off,
  allow_deletions: off,
  block_creations: off,
  required_conversation_resolution: off,
  lock_branch: off,
  allow_fork_syncing: off,
});

/** The body as this, or a loud 501: a rule that is not kept would be worse than none. */
function bodyOr501<T>(asked: Asked, schema: z.ZodType<T>): T {
  const read = schema.safeParse(asked.body ?? {});
  if (read.success) return read.data;
  throw new Refusal(501, `The sandbox does not implement this rule.\n\n${z.prettifyError(read.error)}`);
}

async function branchFor(asked: Asked, permission: string): Promise<{ repository: Repository; branch: string }> {
  const repository = repositoryFor(asked, permission);
  const branch = param(asked, 'branch');
  const oid = await resolveRef(folderOf(asked.store, repository), `refs/heads/${branch}`);
  if (oid === null) throw notFound('Branch not found');
  return { repository, branch };
}

/** `PUT /repos/{owner}/{repo}/branches/{branch}/protection`. */
export async function protect(asked: Asked): Promise<Answer> {
  const { repository, branch } = await branchFor(asked, 'metadata');
  const body = bodyOr501(asked, Protection);
  const reviews = body.required_pull_request_reviews;
  const rule = putRule(asked.store, actorOf(asked), repository, {
    kind: 'protection',
    name: branch,
    include: [branch],
    exclude: [],
    requiredChecks: body.required_status_checks ? checksOf(body.required_status_checks) : null,
    approvals: reviews?.required_approving_review_count ?? null,
    reviewing: {
      dismissStale: reviews?.dismiss_stale_reviews ?? false,
      codeOwners: reviews?.require_code_owner_reviews ?? false,
      lastPush: reviews?.require_last_push_approval ?? false,
    },
    mergeQueue: null,
    forAdmins: body.enforce_admins ?? false,
  });
  return ok(protectionShape(asked.store, rule));
}

/** `app_id` -1 and none mean any source; the sandbox does not guess the app that sent it last. */
function checksOf({ strict, contexts, checks }: z.infer<typeof Checks>): RequiredChecks {
  const named = (checks ?? []).map(({ context, app_id }) => ({
    context,
    appId: app_id === undefined || app_id === -1 ? null : app_id,
  }));
  const others = contexts.filter((context) => !named.some((check) => check.context === context));
  return { strict, checks: [...named, ...others.map((context) => ({ context, appId: null }))] };
}

async function protectionFor(asked: Asked): Promise<BranchRule> {
  const { repository, branch } = await branchFor(asked, 'metadata');
  demand(asked.store, asked.caller, repository, { role: 'admin', permission: 'administration', level: 'read' });
  const rule = protectionOf(asked.store, repository, branch);
  if (rule === undefined) throw notFound('Branch not protected');
  return rule;
}

/** `GET …/branches/{branch}/protection`. */
export async function getProtection(asked: Asked): Promise<Answer> {
  return ok(protectionShape(asked.store, await protectionFor(asked)));
}

/** `GET …/branches/{branch}/protection/required_status_checks`. */
export async function getRequiredChecks(asked: Asked): Promise<Answer> {
  const policy = statusCheckPolicy(asked.store, await protectionFor(asked));
  if (policy === null) throw notFound('Required status checks not enabled');
  return ok(policy);
}

/** `DELETE …/branches/{branch}/protection`. */
export async function unprotect(asked: Asked): Promise<Answer> {
  const rule = await protectionFor(asked);
  removeRule(asked.store, actorOf(asked), repositoryFor(asked), rule);
  return done;
}

/** `GET …/rules/branches/{branch}`: what rulesets ask of a branch, protection left out as on GitHub. */
export function listForBranch(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const rules = rulesFor(asked.store, repository, param(asked, 'branch')).filter(({ kind }) => kind === 'ruleset');
  return paged(
    asked,
    rules.flatMap((rule) => detailedRules(asked.store, rule)),
    (rule) => rule,
  );
}

const CheckRule = z.strictObject({
  type: z.literal('required_status_checks'),
  parameters: z.strictObject({
    required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.number().optional() })),
    strict_required_status_checks_policy: z.boolean().default(false),
    do_not_enforce_on_create: z.boolean().optional(),
  }),
});
const falsy = z.literal(false).optional();
const ReviewRule = z.strictObject({
  type: z.literal('pull_request'),
  parameters: z.strictObject({
    required_approving_review_count: z.number(),
    dismiss_stale_reviews_on_push: z.boolean().default(false),
    require_code_owner_review: z.boolean().default(false),
    require_last_push_approval: z.boolean().default(false),
    required_review_thread_resolution: falsy,
  }),
});
const QueueRule = z.strictObject({
  type: z.literal('merge_queue'),
  parameters: z.object({
    merge_method: z.enum(['MERGE', 'SQUASH', 'REBASE']),
    min_entries_to_merge: z.number().max(1).default(1),
  }),
});
const methodOf = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' } as const;
const Ruleset = z.strictObject({
  name: z.string(),
  target: z.literal('branch').optional(),
  enforcement: z.literal('active'),
  bypass_actors: z.array(z.unknown()).max(0).optional(),
  conditions: z
    .strictObject({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }) })
    .optional(),
  rules: z.array(z.discriminatedUnion('type', [CheckRule, ReviewRule, QueueRule])).default([]),
});

/** `POST /repos/{owner}/{repo}/rulesets`. */
export function createRuleset(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const { name, conditions, rules } = bodyOr501(asked, Ruleset);
  const checks = rules.find(({ type }) => type === 'required_status_checks')?.parameters;
  const reviews = rules.find(({ type }) => type === 'pull_request')?.parameters;
  const queue = rules.find(({ type }) => type === 'merge_queue')?.parameters;
  const rule = putRule(asked.store, actorOf(asked), repository, {
    kind: 'ruleset',
    name,
    include: conditions?.ref_name.include ?? [],
    exclude: conditions?.ref_name.exclude ?? [],
    requiredChecks: checks && 'required_status_checks' in checks ? requiredIn(checks) : null,
    approvals: reviews && 'required_approving_review_count' in reviews ? reviews.required_approving_review_count : null,
    reviewing: {
      dismissStale: isOn(reviews, 'dismiss_stale_reviews_on_push'),
      codeOwners: isOn(reviews, 'require_code_owner_review'),
      lastPush: isOn(reviews, 'require_last_push_approval'),
    },
    mergeQueue: queue && 'merge_method' in queue ? methodOf[queue.merge_method] : null,
    forAdmins: true,
  });
  return created(rulesetShape(asked.store, rule, true));
}

function isOn(parameters: object | undefined, name: string): boolean {
  return parameters !== undefined && Object.entries(parameters).some(([key, value]) => key === name && value === true);
}

function requiredIn(parameters: z.infer<typeof CheckRule>['parameters']): RequiredChecks {
  const checks = parameters.required_status_checks.map(({ context, integration_id }) => ({
    context,
    appId: integration_id ?? null,
  }));
  return { strict: parameters.strict_required_status_checks_policy, checks };
}

/** `GET /repos/{owner}/{repo}/rulesets`. */
export function listRulesets(asked: Asked): Answer {
  const rulesets = rulesetsOf(asked.store, repositoryFor(asked));
  return paged(asked, rulesets, (rule) => rulesetShape(asked.store, rule, false));
}

function rulesetFor(asked: Asked): BranchRule {
  const id = numberParam(asked, 'ruleset_id');
  const rule = rulesetsOf(asked.store, repositoryFor(asked)).find((one) => one.id === id);
  if (rule === undefined) throw notFound();
  return rule;
}

/** `GET /repos/{owner}/{repo}/rulesets/{ruleset_id}`. */
export function getRuleset(asked: Asked): Answer {
  return ok(rulesetShape(asked.store, rulesetFor(asked), true));
}

/** `DELETE /repos/{owner}/{repo}/rulesets/{ruleset_id}`. */
export function removeRuleset(asked: Asked): Answer {
  removeRule(asked.store, actorOf(asked), repositoryFor(asked), rulesetFor(asked));
  return done;
}
