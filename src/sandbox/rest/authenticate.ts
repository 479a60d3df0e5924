// Who is asking, from the Authorization header: an app's JWT, an installation's token, a person's token, or nobody.
import { createVerify } from 'node:crypto';
import type { Caller } from '../state/actor.ts';
import type { App } from '../state/apps.ts';
import { Refusal } from '../state/refusal.ts';
import { known, type Store } from '../state/store.ts';

/** The caller; throws 401 for credentials that are wrong or expired. Times are real, not the sandbox's clock. */
export function authenticate(store: Store, header: string | undefined): Caller {
  const credential = credentialIn(header);
  if (credential === null) return { kind: 'anonymous' };
  return isJwt(credential) ? appOf(store, credential) : callerWithToken(store, credential);
}

/** The caller with a token, as git sends it in Basic credentials too; throws 401 for a token that is unknown or expired. */
export function callerWithToken(store: Store, text: string): Caller {
  const token = store.tokens.get(text);
  if (token === undefined) throw badCredentials();
  if (token.kind === 'user') return { kind: 'user', user: known(store.users, token.userId) };
  const installation = store.installations.get(token.installationId);
  if (installation === undefined || token.expiresAt <= Date.now()) throw badCredentials();
  if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  const app = known(store.apps, installation.appId);
  const user = known(store.users, app.userId);
  const { permissions, repositoryIds } = token;
  return { kind: 'installation', user, app, installation, permissions, repositoryIds };
}

function credentialIn(header: string | undefined): string | null {
  const [scheme = '', value = ''] = (header ?? '').trim().split(/\s+/);
  if (scheme === '') return null;
  if (/^(token|bearer)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) throw badCredentials();
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return password === '' || password === 'x-oauth-basic' ? user : password;
}

function badCredentials(): Refusal {
  return new Refusal(401, 'Bad credentials');
}

function isJwt(text: string): boolean {
  return !/^gh[a-z]_/.test(text) && text.split('.').length === 3;
}

/** A JWT may live ten minutes at most (generating a JSON web token for a GitHub App). */
const longestJwtSeconds = 600;
/** How far the app's clock may be ahead of ours, in seconds. */
const driftSeconds = 60;

function appOf(store: Store, jwt: string): Caller {
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const header = claimsIn(head);
  const claims = claimsIn(payload);
  if (header?.['alg'] !== 'RS256' || claims === null) throw undecodable();
  const app = appWithIssuer(store, claims['iss']);
  if (app === undefined) throw new Refusal(404, 'Integration not found');
  const genuine = createVerify('RSA-SHA256')
    .update(`${head}.${payload}`)
    .verify(app.publicKey, Buffer.from(signature, 'base64url'));
  if (!genuine) throw undecodable();
  checkTimes(claims['iat'], claims['exp']);
  return { kind: 'app', app };
}

function claimsIn(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function appWithIssuer(store: Store, issuer: unknown): App | undefined {
  return [...store.apps.values()].find((app) => String(app.id) === String(issuer) || app.clientId === issuer);
}

function undecodable(): Refusal {
  return new Refusal(401, 'A JSON web token could not be decoded');
}

function checkTimes(iat: unknown, exp: unknown): void {
  const seconds = Math.floor(Date.now() / 1000);
  if (typeof iat !== 'number' || iat > seconds + driftSeconds)
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  if (typeof exp !== 'number' || exp <= seconds)
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > seconds + longestJwtSeconds + driftSeconds || exp - iat > longestJwtSeconds + driftSeconds)
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
}
