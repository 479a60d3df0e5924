// Environments, their rules and what waits for them in GitHub's shapes.
import { type Environment, mayReview, type PendingDeployment, type Reviewer } from '../../state/environments.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { User } from '../../state/people.ts';
import { known, type Store } from '../../state/store.ts';
import { apiUrl, repositoryPage, repositoryUrl, type Shape } from './urls.ts';
import { teamShape, userWithId } from './user.ts';

function placeOf(store: Store, { id, name, repositoryId }: Environment): Shape {
  const repository = known(store.repositories, repositoryId);
  return {
    id,
    node_id: nodeIdOf('environment', id),
    name,
    url: `${repositoryUrl(store, repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `${repositoryPage(store, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
  };
}

function reviewerShape(store: Store, { type, id }: Reviewer): Shape {
  return { type, reviewer: type === 'User' ? userWithId(store, id) : teamShape(store, known(store.teams, id)) };
}

/** `environment`. */
export function environmentShape(store: Store, environment: Environment): Shape {
  const { id, waitMinutes, reviewers, preventsSelfReview } = environment;
  const rule = (type: string, more: Shape) => ({ id, node_id: nodeIdOf('environment', id), type, ...more });
  const required = {
    prevent_self_review: preventsSelfReview,
    reviewers: reviewers.map((one) => reviewerShape(store, one)),
  };
  return {
    ...placeOf(store, environment),
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
    protection_rules: [
      ...(waitMinutes === 0 ? [] : [rule('wait_timer', { wait_timer: waitMinutes })]),
      ...(reviewers.length === 0 ? [] : [rule('required_reviewers', required)]),
    ],
    deployment_branch_policy: null,
  };
}

/** `pending-deployment`, as one person sees it. */
export function pendingShape(store: Store, pending: PendingDeployment, viewer: User | null): Shape {
  const environment = known(store.environments, pending.environmentId);
  return {
    environment: placeOf(store, environment),
    wait_timer: environment.waitMinutes,
    wait_timer_started_at: pending.since,
    current_user_can_approve: viewer !== null && mayReview(store, viewer, pending),
    reviewers: environment.reviewers.map((one) => reviewerShape(store, one)),
  };
}

/** `deployment-protection-rule`: an app that has a say. */
export function customRuleShape(store: Store, rule: { readonly id: number; readonly appId: number }): Shape {
  const { slug } = known(store.apps, rule.appId);
  const url = apiUrl(store, `/apps/${slug}`);
  return {
    id: rule.id,
    node_id: nodeIdOf('environment', rule.id),
    enabled: true,
    app: { id: rule.appId, slug, integration_url: url, node_id: nodeIdOf('app', rule.appId) },
  };
}
