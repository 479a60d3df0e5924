// GitHub Actions as an app: the gate of a workflow run is a check of its.
import * as z from 'zod';
import type { Client } from '../client.ts';

/** Its id, which is another on each GitHub Enterprise Server. https://docs.github.com/en/rest/apps/apps#get-an-app */
export async function actionsAppId(client: Client): Promise<number> {
  const { data } = await client.get('GET /apps/{app_slug}', { app_slug: 'github-actions' });
  return z.object({ id: z.number().int() }).parse(data).id;
}
