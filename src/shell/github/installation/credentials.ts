// With whose eyes the doctor looks: the app's own, or those of somebody with a token.
import { createSign } from 'node:crypto';
import { Octokit } from '@octokit/core';
import * as z from 'zod';
import type { SeenInstallation } from '../../../core/readiness/facts.ts';
import { type Told, told, untold } from '../../../core/readiness/told.ts';
import type { Timestamp } from '../../../core/time.ts';
import { type Client, createClient } from '../client.ts';
import { sendOnce } from '../octokit.ts';
import { pagesOf } from '../pages.ts';
import { GitHubRefused } from '../port.ts';
import { Installation, installationOf, seenIn } from '../readiness/installation.ts';
import type { Place } from './read-files.ts';
import { clientWithToken } from './token-client.ts';

/** The app's id and its key in PEM. */
export type AppKey = { readonly appId: number; readonly privateKey: string };

/** A client that may read as much as can be, and the installation as far as it is told. */
export type Eyes = { readonly client: Client; readonly installation: Told<SeenInstallation | null> };

/** As the app: exactly what it may see. `otherwise` looks where it is not installed. Throws what the client throws. */
export async function eyesOfApp(
  key: AppKey,
  apiUrl: string,
  place: Place,
  now: () => Timestamp,
  otherwise: Client | null,
): Promise<Eyes | null> {
  const app = clientWithToken({ token: jwtOf(key), apiUrl }, now);
  const found = await installationOf(app, place);
  if (found === null) return otherwise === null ? null : { client: otherwise, installation: told(null) };
  const seen = told(seenIn(found));
  if (found.suspended_at != null && otherwise !== null) return { client: otherwise, installation: seen };
  return { client: clientWithToken({ token: await tokenOf(app, found.id), apiUrl }, now), installation: seen };
}

async function tokenOf(app: Client, installation_id: number): Promise<string> {
  const route = 'POST /app/installations/{installation_id}/access_tokens';
  const written = await app.send('reply', route, { installation_id });
  return z.object({ token: z.string() }).parse(written.kind === 'answered' ? written.answer.data : {}).token;
}

/** GitHub's tokens hold for an hour. https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app */
const TOKEN_HOLDS = 50 * 60_000;

/** A client of the app's own for work that takes hours: its token is renewed in time. Null where the app is not installed there. Throws what the client throws. */
export async function clientOfApp(
  key: AppKey,
  apiUrl: string,
  place: Place,
  now: () => Timestamp,
): Promise<Client | null> {
  const app = () => clientWithToken({ token: jwtOf(key), apiUrl }, now);
  const found = await installationOf(app(), place);
  if (found === null) return null;
  const SendingOnce = Octokit.defaults(sendOnce);
  const fresh = async () =>
    new SendingOnce({ auth: await tokenOf(app(), found.id), baseUrl: apiUrl.replace(/\/+$/, '') });
  let current = { octokit: await fresh(), at: Date.now() };
  const octokit = async () => {
    if (Date.now() - current.at > TOKEN_HOLDS) current = { octokit: await fresh(), at: Date.now() };
    return current.octokit;
  };
  return createClient({ octokit, installationId: null, now });
}

/** As somebody: only owners of an organisation are told of its installations. `isOurs`: which app is meant, by id or slug. */
export async function eyesOfPerson(
  client: Client,
  { owner }: Place,
  isOurs: (app: { readonly id: number; readonly slug: string }) => boolean,
): Promise<Eyes> {
  try {
    for await (const page of pagesOf(client, 'GET /orgs/{org}/installations', { org: owner })) {
      const { installations } = z.object({ installations: z.array(Installation) }).parse(page);
      const found = installations.find(({ app_id: id, app_slug: slug }) => isOurs({ id, slug }));
      if (found !== undefined) return { client, installation: told(seenIn(found)) };
    }
    return { client, installation: told(null) };
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    return { client, installation: untold('this token is not that of an owner of the organisation') };
  }
}

/** Nine minutes, from a minute ago: clocks differ. https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function jwtOf({ appId, privateKey }: AppKey): string {
  const seconds = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - 60, exp: seconds + 540, iss: String(appId) })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}
