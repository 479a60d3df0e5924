/** With whose hands records are made: a card is believed only where a bot wrote it, the app itself or that of GitHub Actions. */
import * as z from 'zod';
import { appIn } from '../../app/config/credentials.ts';
import { textOf } from '../../app/config/values.ts';
import { timestamp } from '../../core/time.ts';
import type { Client } from '../../shell/github/client.ts';
import { clientOfApp } from '../../shell/github/installation/credentials.ts';
import { clientWithToken } from '../../shell/github/installation/token-client.ts';
import type { Place } from '../../shell/github/past/pages.ts';
import { accessFrom, apiFrom } from '../github-access.ts';
import { WrongUse } from '../verb.ts';
import type { World } from '../world.ts';

/** `key` signs the cards; null: they are not signed. `bot` null: it is somebody's own token, which can only look. */
export interface Access {
  readonly client: Client;
  readonly key: string | null;
  readonly bot: { readonly id: number; readonly login: string } | null;
}

/** As the app with `APP_ID` and `PRIVATE_KEY`, else with `GITHUB_TOKEN`. Throws `WrongUse` without either, and what the client throws. */
export async function accessTo(place: Place, api: string | undefined, world: World): Promise<Access> {
  const { env } = world;
  const now = () => timestamp(new Date(world.now()).toISOString());
  const app = appIn(env);
  const client =
    app === null ? clientWithToken(accessFrom(env, api), now) : await clientOfApp(app, apiFrom(env, api), place, now);
  if (client === null)
    throw new WrongUse(`the app is not installed on ${place.owner}/${place.repo}. Install it, then run this again.`);
  return { client, key: app?.signingKey ?? textOf(env, 'FIREBREAK_KEY'), bot: await botOf(client) };
}

const Viewer = z.object({ viewer: z.object({ login: z.string(), databaseId: z.number() }) });

/** GitHub calls the accounts of apps `name[bot]`. */
async function botOf(client: Client): Promise<Access['bot']> {
  const { data } = await client.query('Viewer', 'query Viewer { viewer { login databaseId } }', {});
  const { login, databaseId: id } = Viewer.parse(data).viewer;
  return login.endsWith('[bot]') ? { id, login } : null;
}
