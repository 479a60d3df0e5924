// REST: environments, the rules that protect them, and the words that let jobs deploy.
import * as z from 'zod';
import {
  addCustomRule,
  answerRule,
  configureEnvironment,
  type Environment,
  environmentsOf,
  findEnvironment,
  pendingOf,
  reviewPending,
} from '../../state/environments.ts';
import { notAccessible, notFound, Refusal } from '../../state/refusal.ts';
import { known } from '../../state/store.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, done, ok, param, repositoryFor } from '../exchange.ts';
import { slice } from '../page.ts';
import { deploymentShape } from '../shapes/automation.ts';
import { customRuleShape, environmentShape, pendingShape } from '../shapes/environment.ts';
import { runFor } from './runs.ts';

/** `GET /repos/{owner}/{repo}/environments`. */
export function list(asked: Asked): Answer {
  const all = environmentsOf(asked.store, repositoryFor(asked, 'actions'));
  const { items, headers } = slice(asked, all);
  const environments = items.map((one) => environmentShape(asked.store, one));
  return { status: 200, body: { total_count: all.length, environments }, headers };
}

function environmentFor(asked: Asked, permission = 'actions'): Environment {
  const repository = repositoryFor(asked, permission);
  const environment = findEnvironment(asked.store, repository, param(asked, 'environment_name'));
  if (environment === undefined) throw notFound();
  return environment;
}

/** `GET /repos/{owner}/{repo}/environments/{environment_name}`. */
export function get(asked: Asked): Answer {
  return ok(environmentShape(asked.store, environmentFor(asked)));
}

const Rules = z.object({
  wait_timer: z.number().int().min(0).max(43_200).default(0),
  prevent_self_review: z.boolean().default(false),
  reviewers: z.array(z.object({ type: z.enum(['User', 'Team']), id: z.number() })).nullish(),
  deployment_branch_policy: z.unknown().nullish(),
});

/** `PUT /repos/{owner}/{repo}/environments/{environment_name}`. */
export function put(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const { wait_timer, prevent_self_review, reviewers, deployment_branch_policy } = bodyAs(asked, Rules);
  if (deployment_branch_policy !== null && deployment_branch_policy !== undefined)
    throw new Refusal(501, 'The sandbox does not implement deployment_branch_policy of environments.');
  const environment = configureEnvironment(asked.store, actorOf(asked), repository, {
    name: param(asked, 'environment_name'),
    waitMinutes: wait_timer,
    preventsSelfReview: prevent_self_review,
    reviewers: reviewers ?? [],
  });
  return ok(environmentShape(asked.store, environment));
}

/** `GET …/environments/{environment_name}/deployment_protection_rules`. */
export function listRules(asked: Asked): Answer {
  const { customRules } = environmentFor(asked);
  const rules = customRules.map((one) => customRuleShape(asked.store, one));
  return ok({ total_count: rules.length, custom_deployment_protection_rules: rules });
}

/** `POST …/environments/{environment_name}/deployment_protection_rules`. */
export function addRule(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const { integration_id: appId } = bodyAs(asked, z.object({ integration_id: z.number() }));
  const name = param(asked, 'environment_name');
  return created(customRuleShape(asked.store, addCustomRule(asked.store, actorOf(asked), repository, { name, appId })));
}

/** `GET …/runs/{run_id}/pending_deployments`. */
export function listPending(asked: Asked): Answer {
  const run = runFor(asked);
  const viewer = asked.caller.kind === 'user' ? asked.caller.user : null;
  return ok(pendingOf(asked.store, run).map((one) => pendingShape(asked.store, one, viewer)));
}

const Review = z.object({
  environment_ids: z.array(z.number()),
  state: z.enum(['approved', 'rejected']),
  comment: z.string(),
});

/** `POST …/runs/{run_id}/pending_deployments`: people only, as apps answer rules of their own. */
export function reviewRun(asked: Asked): Answer {
  const run = runFor(asked, 'metadata');
  const actor = actorOf(asked);
  if (actor.kind === 'installation') throw notAccessible('deployments=write');
  const { environment_ids: environmentIds, state } = bodyAs(asked, Review);
  const reviewed = reviewPending(asked.store, actor, run, { environmentIds, state });
  const names = reviewed.map(({ environmentId }) => known(asked.store.environments, environmentId).name.toLowerCase());
  const deployments = [...asked.store.deployments.values()].filter(
    (one) => one.runId === run.id && names.includes(one.environment.toLowerCase()),
  );
  return ok(deployments.map((one) => deploymentShape(asked.store, one)));
}

const Word = z.object({
  environment_name: z.string(),
  state: z.enum(['approved', 'rejected']).optional(),
  comment: z.string().optional(),
});

/** `POST …/runs/{run_id}/deployment_protection_rule`: an app's word, or without a state only a comment. */
export function answer(asked: Asked): Answer {
  const run = runFor(asked, 'metadata');
  const { environment_name: environment, state } = bodyAs(asked, Word);
  answerRule(asked.store, actorOf(asked), run, { environment, state: state ?? null });
  return done;
}
