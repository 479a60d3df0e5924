// The app on a repository, as GitHub tells it to the app itself.
import * as z from 'zod';
import type { SeenInstallation } from '../../../core/readiness/facts.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused } from '../port.ts';

/** What GitHub tells of an installation. */
export const Installation = z.object({
  id: z.number(),
  app_id: z.number(),
  app_slug: z.string(),
  suspended_at: z.string().nullish(),
  permissions: z.record(z.string(), z.string()).default({}),
  events: z.array(z.string()).default([]),
});

/** `app` authenticates as the app. Null: it is not installed there. https://docs.github.com/en/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app */
export async function installationOf(app: Client, place: Place): Promise<z.infer<typeof Installation> | null> {
  try {
    return Installation.parse((await app.get('GET /repos/{owner}/{repo}/installation', { ...place })).data);
  } catch (error) {
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw error;
  }
}

/** In the words of the judgement. */
export function seenIn(found: z.infer<typeof Installation>): SeenInstallation {
  const { app_id, app_slug, suspended_at, permissions, events } = found;
  return { appId: app_id, slug: app_slug, suspended: suspended_at != null, permissions, events };
}
