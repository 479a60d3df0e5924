// Who the app is: what its JWT says, and the account that its comments are made by.
import * as z from 'zod';
import type { Client } from './client.ts';
import { type AppGateway, GitHubUnavailable } from './port.ts';
import { activeInstallations } from './repositories.ts';

export type Identity = Awaited<ReturnType<AppGateway['identity']>>;

const App = z.object({ id: z.number(), slug: z.string() });
const Viewer = z.object({ viewer: z.object({ login: z.string(), databaseId: z.number() }) });

/**
 * The app's account has a numeric id that differs from the app's; only an installation can ask for it. Throws `GitHubUnavailable` while there
 * is none. https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app
 */
export async function readIdentity(app: Client, installation: (id: number) => Client): Promise<Identity> {
  const { id, slug } = App.parse((await app.get('GET /app')).data);
  const [first] = await activeInstallations(app);
  if (first === undefined) throw new GitHubUnavailable('The app is not installed anywhere, so it has no account yet.');
  const { data } = await installation(first).query('Viewer', 'query Viewer { viewer { login databaseId } }', {});
  const { login, databaseId } = Viewer.parse(data).viewer;
  return { appId: id, botId: databaseId, login, slug };
}
