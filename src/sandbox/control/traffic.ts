// Shows what came and what went wrong, mints tokens that GitHub itself would hand out, and changes the limits.
import * as z from 'zod';
import type { Answer } from '../rest/exchange.ts';
import { findUser } from '../state/accounts.ts';
import { notFound } from '../state/refusal.ts';
import { createInstallationToken, createUserToken } from '../state/registered-apps.ts';
import { findRepository } from '../state/repositories.ts';
import type { Store } from '../state/store.ts';
import { type Control, read } from './control.ts';

/** `GET /sandbox/requests?since=<index>`: requests to the API from that index on. */
export function listRequests({ host, query }: Control): Answer {
  const since = Number(query['since'] ?? 0);
  return { status: 200, body: host.store.requests.filter(({ index }) => index >= since) };
}

/** `DELETE /sandbox/requests`. Indexes begin again at 0. */
export function clearRequests({ host }: Control): Answer {
  host.store.requests.length = 0;
  return { status: 204 };
}

/** `GET /sandbox/violations`: whatever of ours GitHub's descriptions do not allow. */
export function listViolations({ host }: Control): Answer {
  return { status: 200, body: host.store.violations };
}

const Wanted = z.union([
  z.strictObject({ user: z.string() }),
  z.strictObject({
    app: z.string(),
    repository: z.string(),
    permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  }),
]);

/** `POST /sandbox/tokens`: a person's token, or an app's for one repository, such as the `GITHUB_TOKEN` of a workflow (`"app": "github-actions"`). */
export function mintToken(control: Control): Answer {
  const wanted = read(control, Wanted);
  const { store } = control.host;
  if ('app' in wanted) return { status: 201, body: { token: appToken(store, wanted) } };
  const user = findUser(store, wanted.user);
  if (user === undefined) throw notFound(`There is no user ${wanted.user}.`);
  return { status: 201, body: { token: createUserToken(store, user) } };
}

type AppWanted = Extract<z.infer<typeof Wanted>, { app: string }>;

function appToken(store: Store, wanted: AppWanted): string {
  const [owner = '', name = ''] = wanted.repository.split('/');
  const repository = findRepository(store, owner, name)?.repository;
  const app = [...store.apps.values()].find(({ slug }) => slug === wanted.app);
  const installation = [...store.installations.values()].find(
    (one) => one.appId === app?.id && one.accountId === repository?.ownerId,
  );
  if (!repository || !installation) throw notFound(`${wanted.app} is not installed on ${wanted.repository}.`);
  const scope = { permissions: wanted.permissions, repositoryIds: [repository.id] };
  return createInstallationToken(store, installation, scope).token;
}

const Limits = z.strictObject({
  enforced: z.boolean().optional(),
  primary_per_hour: z.number().int().min(0).optional(),
  content_per_minute: z.number().int().min(0).optional(),
  content_per_hour: z.number().int().min(0).optional(),
});

/** `POST /sandbox/limits`: changes what is given; answers with all. */
export function changeLimits(control: Control): Answer {
  const { store } = control.host;
  const { enforced, primary_per_hour, content_per_minute, content_per_hour } = read(control, Limits);
  store.limits = {
    enforced: enforced ?? store.limits.enforced,
    primaryPerHour: primary_per_hour ?? store.limits.primaryPerHour,
    contentPerMinute: content_per_minute ?? store.limits.contentPerMinute,
    contentPerHour: content_per_hour ?? store.limits.contentPerHour,
  };
  return { status: 200, body: store.limits };
}
