// REST: the app itself, its installations, its tokens and its webhook.
import * as z from 'zod';
import { canSee } from '../../state/access.ts';
import { findOrganisation, findUser } from '../../state/accounts.ts';
import type { App, Installation } from '../../state/apps.ts';
import { notAccessible, notFound, Refusal } from '../../state/refusal.ts';
import { configureHook, createInstallationToken } from '../../state/registered-apps.ts';
import { findRepository } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  appCaller,
  bodyAs,
  created,
  done,
  numberParam,
  ok,
  param,
} from '../exchange.ts';
import { paged, slice } from '../page.ts';
import { appShape, installationShape } from '../shapes/app.ts';
import { repositoryShape } from '../shapes/repository.ts';

/** `GET /app`. */
export function get(asked: Asked): Answer {
  const { app } = appCaller(asked);
  return ok({ ...appShape(asked.store, app), installations_count: installationsOf(asked, app).length });
}

/** `GET /apps/{app_slug}`. */
export function getBySlug(asked: Asked): Answer {
  const app = [...asked.store.apps.values()].find(({ slug }) => slug === param(asked, 'app_slug'));
  if (app === undefined) throw notFound();
  return ok(appShape(asked.store, app));
}

function installationsOf(asked: Asked, app: App): readonly Installation[] {
  return [...asked.store.installations.values()].filter((one) => one.appId === app.id);
}

/** `GET /app/installations`. */
export function listInstallations(asked: Asked): Answer {
  const all = installationsOf(asked, appCaller(asked).app);
  return paged(asked, all, (one) => installationShape(asked.store, one));
}

/** `GET /app/installations/{installation_id}`. */
export function getInstallation(asked: Asked): Answer {
  return ok(installationShape(asked.store, ownInstallation(asked)));
}

function ownInstallation(asked: Asked): Installation {
  const { app } = appCaller(asked);
  const installation = asked.store.installations.get(numberParam(asked, 'installation_id'));
  if (installation?.appId !== app.id) throw notFound();
  return installation;
}

const Scope = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
});

/** `POST /app/installations/{installation_id}/access_tokens`. */
export function createToken(asked: Asked): Answer {
  const installation = ownInstallation(asked);
  const { repositories, repository_ids, permissions } = bodyAs(asked, Scope);
  const named = (repositories ?? []).map((name) => installedNamed(asked, installation, name));
  const ids = [...(repository_ids ?? []), ...named];
  const token = createInstallationToken(asked.store, installation, {
    ...(permissions ? { permissions } : {}),
    ...(ids.length > 0 ? { repositoryIds: ids } : {}),
  });
  const chosen = ids.map((id) => repositoryShape(asked.store, known(asked.store.repositories, id)));
  const selected = ids.length > 0 || installation.repositoryIds !== null;
  return created({
    token: token.token,
    expires_at: new Date(token.expiresAt).toISOString().replace(/\.\d+/, ''),
    permissions: token.permissions,
    repository_selection: selected ? 'selected' : 'all',
    ...(chosen.length > 0 ? { repositories: chosen } : {}),
  });
}

function installedNamed(asked: Asked, installation: Installation, name: string): number {
  const found = installedRepositories(asked, installation).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found.id;
  throw new Refusal(
    422,
    'There is at least one repository that does not exist or is not accessible to the parent installation.',
  );
}

function installedRepositories(asked: Asked, installation: Installation): readonly Repository[] {
  const ids = installation.repositoryIds;
  return [...asked.store.repositories.values()].filter(
    (one) => one.ownerId === installation.accountId && (ids === null || ids.includes(one.id)),
  );
}

/** `DELETE /installation/token`. */
export function revokeToken(asked: Asked): Answer {
  const actor = actorOf(asked);
  for (const [text, token] of asked.store.tokens)
    if (actor.kind === 'installation' && token.kind === 'installation' && token.permissions === actor.permissions)
      asked.store.tokens.delete(text);
  return done;
}

/** `GET /repos/{owner}/{repo}/installation`. */
export function ofRepository(asked: Asked): Answer {
  const { app } = appCaller(asked);
  const found = findRepository(asked.store, param(asked, 'owner'), param(asked, 'repo'))?.repository;
  const one = installationsOf(asked, app).find((candidate) =>
    installedRepositories(asked, candidate).some((repository) => repository.id === found?.id),
  );
  if (one === undefined) throw notFound();
  return ok(installationShape(asked.store, one));
}

/** `GET /orgs/{org}/installation` and `GET /users/{username}/installation`. */
export function ofAccount(asked: Asked): Answer {
  const { app } = appCaller(asked);
  const account = findUser(asked.store, asked.params['org'] ?? param(asked, 'username'));
  const one = installationsOf(asked, app).find((candidate) => candidate.accountId === account?.id);
  if (one === undefined) throw notFound();
  return ok(installationShape(asked.store, one));
}

/** `GET /orgs/{org}/installations`: for owners of the organisation, of whatever apps. */
export function listOfOrganisation(asked: Asked): Answer {
  const { caller, store } = asked;
  const organisation = findOrganisation(store, param(asked, 'org'));
  if (organisation === undefined) throw notFound();
  if (caller.kind === 'installation') throw notAccessible('organization_administration=read');
  if (caller.kind !== 'user' || organisation.members.get(caller.user.id) !== 'admin')
    throw new Refusal(403, 'You must be an organization owner to list its installations.');
  const all = [...store.installations.values()].filter(({ accountId }) => accountId === organisation.id);
  const { items, headers } = slice(asked, all);
  return {
    status: 200,
    body: { total_count: all.length, installations: items.map((one) => installationShape(store, one)) },
    headers,
  };
}

/** `GET /installation/repositories`: what this token covers. */
export function listRepositories(asked: Asked): Answer {
  const actor = actorOf(asked);
  if (actor.kind !== 'installation')
    throw new Refusal(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    );
  const all = installedRepositories(asked, actor.installation).filter(
    (one) => actor.repositoryIds?.includes(one.id) !== false && canSee(asked.store, actor, one),
  );
  const { items, headers } = slice(asked, all);
  const repositories = items.map((one) => repositoryShape(asked.store, one));
  return { status: 200, body: { total_count: all.length, repository_selection: 'selected', repositories }, headers };
}

const HookChange = z.object({
  url: z.string().optional(),
  content_type: z.string().optional(),
  secret: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
});

/** `GET /app/hook/config`: the secret is never shown. */
export function getHook(asked: Asked): Answer {
  return ok(hookShape(appCaller(asked).app));
}

/** `PATCH /app/hook/config`. */
export function updateHook(asked: Asked): Answer {
  const { url, secret } = bodyAs(asked, HookChange);
  const change = { ...(url === undefined ? {} : { url }), ...(secret === undefined ? {} : { secret }) };
  return ok(hookShape(configureHook(asked.store, appCaller(asked).app, change)));
}

function hookShape({ hook }: App) {
  const secret = hook.secret === '' ? {} : { secret: '********' };
  const url = hook.url === '' ? {} : { url: hook.url };
  return { content_type: hook.contentType, insecure_ssl: hook.insecureSsl, ...url, ...secret };
}
