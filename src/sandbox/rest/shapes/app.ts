// Apps, installations and webhook deliveries in GitHub's shapes.
import type { App, Delivery, Installation } from '../../state/apps.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { known, type Store } from '../../state/store.ts';
import { apiUrl, type Shape } from './urls.ts';
import { userWithId } from './user.ts';

/** `integration`, as in `performed_via_github_app`. */
export function appShape(store: Store, app: App): Shape {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeIdOf('app', app.id),
    owner: userWithId(store, app.ownerId),
    name: app.name,
    description: app.description,
    external_url: store.baseUrl,
    html_url: `${store.baseUrl}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

/** Events that an app can hear and that GitHub's descriptions of webhooks do not have in an app. */
const undescribed = ['deployment_protection_rule', 'merge_group'];

/** An app inside something else, as GitHub's descriptions of webhooks have it. */
export function appWithin(store: Store, app: App): Shape {
  return { ...appShape(store, app), events: app.events.filter((event) => !undescribed.includes(event)) };
}

/** `performed_via_github_app`: the app of this id, or null. */
export function viaApp(store: Store, appId: number | null): Shape | null {
  return appId === null ? null : appWithin(store, known(store.apps, appId));
}

/** `installation`. */
export function installationShape(store: Store, installation: Installation): Shape {
  const account = known(store.users, installation.accountId);
  const app = known(store.apps, installation.appId);
  const url = apiUrl(store, `/app/installations/${installation.id}`);
  const { suspendedById } = installation;
  return {
    id: installation.id,
    client_id: app.clientId,
    account: userWithId(store, account.id),
    repository_selection: installation.repositoryIds === null ? 'all' : 'selected',
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: apiUrl(store, '/installation/repositories'),
    html_url: `${store.baseUrl}/organizations/${account.login}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedById === null ? null : userWithId(store, suspendedById),
    suspended_at: installation.suspendedAt,
  };
}

/** `hook-delivery-item`. */
export function deliveryItem(delivery: Delivery): Shape {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

/** `hook-delivery`: with what was sent and answered. */
export function deliveryShape(delivery: Delivery): Shape {
  return {
    ...deliveryItem(delivery),
    url: delivery.url,
    request: { headers: delivery.requestHeaders, payload: delivery.payload },
    response: { headers: delivery.responseHeaders, payload: delivery.responseBody },
  };
}
