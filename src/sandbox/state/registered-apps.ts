// GitHub Apps: registered, installed, suspended; and the tokens that speak for them and for people.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createUser } from './accounts.ts';
import type { Actor } from './actor.ts';
import type { App, HookConfig, Installation, Permissions, Token } from './apps.ts';
import type { User } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** What a manifest says about an app, and what the host adds. */
export type AppInput = {
  readonly id?: number;
  readonly name: string;
  readonly slug?: string;
  readonly description?: string;
  readonly ownerId: number;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly hook?: Partial<HookConfig>;
};

/** Registers an app with its bot `<slug>[bot]` and a fresh private key. Every app may read metadata. */
export function registerApp(store: Store, input: AppInput): App {
  const slug = input.slug ?? input.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const bot = createUser(store, `${slug}[bot]`, { type: 'Bot' });
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const app: App = {
    id: input.id ?? nextId(store, 'app'),
    slug,
    name: input.name,
    description: input.description ?? '',
    ownerId: input.ownerId,
    userId: bot.id,
    clientId: `Iv23li${randomBytes(7).toString('hex')}`,
    permissions: { metadata: 'read', ...input.permissions },
    events: input.events,
    hookId: nextId(store, 'hook'),
    hook: { url: '', secret: '', contentType: 'json', insecureSsl: '0', ...input.hook },
    privateKey: keys.privateKey,
    publicKey: keys.publicKey,
    createdAt: now(store),
  };
  store.apps.set(app.id, app);
  return app;
}

/** The bot of an app. */
export function botOf(store: Store, app: App): User {
  return known(store.users, app.userId);
}

/** Changes where (and with which secret) an app's webhook goes. */
export function configureHook(store: Store, app: App, hook: Partial<HookConfig>): App {
  const current = known(store.apps, app.id);
  const changed = { ...current, hook: { ...current.hook, ...hook } };
  store.apps.set(app.id, changed);
  return changed;
}

/** Installs an app on an account, for some repositories or all (null), with the permissions it asks for now. */
export function installApp(
  store: Store,
  by: Actor,
  app: App,
  on: { readonly accountId: number; readonly repositoryIds: readonly number[] | null },
): Installation {
  const at = now(store);
  const installation: Installation = {
    id: nextId(store, 'installation'),
    appId: app.id,
    ...on,
    permissions: app.permissions,
    events: app.events,
    suspendedAt: null,
    suspendedById: null,
    createdAt: at,
    updatedAt: at,
  };
  store.installations.set(installation.id, installation);
  appendEvent(store, { event: 'installation', action: 'created', installation, sender: by.user, repository: null });
  return installation;
}

/** Suspends an installation (no tokens, no deliveries) or wakes it. */
export function suspendInstallation(
  store: Store,
  by: Actor,
  installation: Installation,
  suspended: boolean,
): Installation {
  const suspension = { suspendedAt: suspended ? now(store) : null, suspendedById: suspended ? by.user.id : null };
  const changed = { ...known(store.installations, installation.id), ...suspension, updatedAt: now(store) };
  store.installations.set(installation.id, changed);
  const action = suspended ? 'suspend' : 'unsuspend';
  appendEvent(store, { event: 'installation', action, installation: changed, sender: by.user, repository: null });
  return changed;
}

/** Takes an installation away, and its tokens with it. */
export function uninstallApp(store: Store, by: Actor, installation: Installation): void {
  appendEvent(store, { event: 'installation', action: 'deleted', installation, sender: by.user, repository: null });
  store.installations.delete(installation.id);
  for (const [key, token] of store.tokens)
    if (token.kind === 'installation' && token.installationId === installation.id) store.tokens.delete(key);
}

/** Adds a repository to (or takes it from) an installation on selected repositories. */
export function changeInstalledRepositories(
  store: Store,
  by: Actor,
  installation: Installation,
  change: { readonly action: 'added' | 'removed'; readonly repository: Repository },
): Installation {
  const current = known(store.installations, installation.id);
  const others = (current.repositoryIds ?? []).filter((id) => id !== change.repository.id);
  const repositoryIds = change.action === 'added' ? [...others, change.repository.id] : others;
  const changed = { ...current, repositoryIds, updatedAt: now(store) };
  store.installations.set(installation.id, changed);
  const common = { installation: changed, repositories: [change.repository], sender: by.user, repository: null };
  appendEvent(store, { event: 'installation_repositories', action: change.action, ...common });
  return changed;
}

/** Accepts for an installation what its app asks for by now. */
export function acceptPermissions(store: Store, by: Actor, installation: Installation): Installation {
  const current = known(store.installations, installation.id);
  const { permissions, events } = known(store.apps, current.appId);
  const changed = { ...current, permissions, events, updatedAt: now(store) };
  store.installations.set(installation.id, changed);
  const common = { installation: changed, sender: by.user, repository: null };
  appendEvent(store, { event: 'installation', action: 'new_permissions_accepted', ...common });
  return changed;
}

/** How long an installation token lives, in milliseconds of real time. */
export const tokenLifetimeMs = 60 * 60 * 1000;

/** Mints an installation token, at most as powerful as the installation: 422 for permissions or repositories it does not have. */
export function createInstallationToken(
  store: Store,
  installation: Installation,
  scope: { readonly permissions?: Permissions; readonly repositoryIds?: readonly number[] } = {},
): Token & { readonly kind: 'installation' } {
  const current = known(store.installations, installation.id);
  if (current.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  for (const [name, level] of Object.entries(scope.permissions ?? {})) {
    const given = current.permissions[name];
    if (given === level || given === 'write' || given === 'admin') continue;
    throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  }
  const outside = (scope.repositoryIds ?? []).filter((id) => current.repositoryIds?.includes(id) === false);
  const message =
    'There is at least one repository that does not exist or is not accessible to the parent installation.';
  if (outside.length > 0) throw new Refusal(422, message);
  const token = {
    kind: 'installation',
    // Stateless tokens are `ghs_` and a JWT, not 40 characters (changelog of 2026-04-27): their length says nothing.
    token: `ghs_${current.appId}_${randomBytes(90).toString('base64url')}`,
    installationId: current.id,
    permissions: { metadata: 'read', ...(scope.permissions ?? current.permissions) },
    repositoryIds: scope.repositoryIds ?? null,
    expiresAt: Date.now() + tokenLifetimeMs,
  } as const;
  store.tokens.set(token.token, token);
  return token;
}

/** Mints a person's token, which can do whatever they can. */
export function createUserToken(store: Store, user: User): string {
  const token = `ghp_${randomBytes(18).toString('hex')}`;
  store.tokens.set(token, { kind: 'user', token, userId: user.id });
  return token;
}
