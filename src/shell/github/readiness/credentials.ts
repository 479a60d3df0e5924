// With whose eyes the doctor looks: the app's own, or those of somebody with a token.
import { createSign } from 'node:crypto';
import * as z from 'zod';
import type { SeenInstallation } from '../../../core/readiness/facts.ts';
import { type Told, told, untold } from '../../../core/readiness/told.ts';
import type { Timestamp } from '../../../core/time.ts';
import type { Client } from '../client.ts';
import type { Place } from '../installation/read-files.ts';
import { clientWithToken } from '../installation/token-client.ts';
import { pagesOf } from '../pages.ts';
import { GitHubRefused } from '../port.ts';

const Installation = z.object({
  id: z.number(),
  app_id: z.number(),
  app_slug: z.string(),
  suspended_at: z.string().nullish(),
  permissions: z.record(z.string(), z.string()).default({}),
  events: z.array(z.string()).default([]),
});

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
  const written = await app.send('reply', 'POST /app/installations/{installation_id}/access_tokens', {
    installation_id: found.id,
  });
  const { token } = z.object({ token: z.string() }).parse(written.kind === 'answered' ? written.answer.data : {});
  return { client: clientWithToken({ token, apiUrl }, now), installation: seen };
}

/** https://docs.github.com/en/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app */
async function installationOf(app: Client, place: Place): Promise<z.infer<typeof Installation> | null> {
  try {
    return Installation.parse((await app.get('GET /repos/{owner}/{repo}/installation', { ...place })).data);
  } catch (error) {
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw error;
  }
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

function seenIn({
  app_id,
  app_slug,
  suspended_at,
  permissions,
  events,
}: z.infer<typeof Installation>): SeenInstallation {
  return { appId: app_id, slug: app_slug, suspended: suspended_at != null, permissions, events };
}

/** Nine minutes, from a minute ago: clocks differ. https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function jwtOf({ appId, privateKey }: AppKey): string {
  const seconds = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - 60, exp: seconds + 540, iss: String(appId) })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}
