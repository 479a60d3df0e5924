// Which apps hear of an event: those installed there, subscribed to it, and allowed to read what it is about.
import { allows } from '../state/access.ts';
import type { App, Installation } from '../state/apps.ts';
import type { CheckSuite } from '../state/check.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import type { Store } from '../state/store.ts';

/** The permission an app needs to be sent an event (webhook events and payloads, "Availability"). */
const needed: Readonly<Record<DomainEvent['event'], string | null>> = {
  issues: 'issues',
  issue_comment: 'issues',
  sub_issues: 'issues',
  label: 'metadata',
  repository: 'metadata',
  fork: 'contents',
  member: 'metadata',
  push: 'contents',
  workflow_run: 'actions',
  workflow_dispatch: 'contents',
  repository_dispatch: 'contents',
  deployment: 'deployments',
  deployment_protection_rule: 'deployments',
  deployment_status: 'deployments',
  installation: null,
  installation_repositories: null,
  ping: null,
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  check_run: 'checks',
  check_suite: 'checks',
  status: 'statuses',
  release: 'contents',
  merge_group: 'merge_queues',
};

/** Actions that GitHub's webhook descriptions do not have: pinning a comment sends nothing. */
const silent: ReadonlySet<string> = new Set(['issue_comment.pinned', 'issue_comment.unpinned']);

/** One app that is to be told, and through which installation. */
export type Listener = { readonly app: App; readonly installation: Installation | null };

/** Whom to tell. Events about an installation go to its own app, subscribed or not; a ping to the app it names, and so the question whether a job may deploy. */
export function audienceOf(store: Store, event: DomainEvent): readonly Listener[] {
  if ('action' in event && silent.has(`${event.event}.${event.action}`)) return [];
  if (event.event === 'ping') return [...store.apps.values()].filter(({ id }) => id === event.appId).map(asListener);
  if (event.event === 'installation' || event.event === 'installation_repositories') {
    const app = store.apps.get(event.installation.appId);
    return app ? [{ app, installation: event.installation }] : [];
  }
  return [...store.installations.values()].filter((one) => hears(one, event)).flatMap((one) => listenerOf(store, one));
}

function asListener(app: App): Listener {
  return { app, installation: null };
}

function hears(installation: Installation, event: DomainEvent): boolean {
  const { repository } = event;
  const permission = needed[event.event];
  if (event.event === 'deployment_protection_rule' && installation.appId !== event.appId) return false;
  if (repository === null || installation.suspendedAt !== null) return false;
  if (installation.accountId !== repository.ownerId) return false;
  if (installation.repositoryIds?.includes(repository.id) === false) return false;
  if (event.event === 'check_suite' && event.action === 'requested') return isAskedFor(installation, event.suite);
  if (!installation.events.includes(event.event) && !hearsChecks(installation, event.event)) return false;
  return permission === null || allows(installation.permissions, permission, 'read');
}

/** A requested suite is told to the app whose checks are asked for. */
function isAskedFor(installation: Installation, suite: CheckSuite): boolean {
  return installation.appId === suite.appId && hearsChecks(installation, 'check_suite');
}

/** Apps that may write checks hear of checks without subscribing (webhook events and payloads, `check_run`). */
function hearsChecks(installation: Installation, event: DomainEvent['event']): boolean {
  const isCheck = event === 'check_run' || event === 'check_suite';
  return isCheck && allows(installation.permissions, 'checks', 'write');
}

function listenerOf(store: Store, installation: Installation): readonly Listener[] {
  const app = store.apps.get(installation.appId);
  return app ? [{ app, installation }] : [];
}
