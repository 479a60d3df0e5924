// Where the app is installed, and which repositories each installation covers.
import * as z from 'zod';
import type { Client } from './client.ts';
import { pagesOf } from './pages.ts';
import { type AppGateway, GitHubRefused, GitHubUnavailable } from './port.ts';

const Installations = z.array(z.object({ id: z.number(), suspended_at: z.string().nullish() }));

const Repositories = z.object({
  repositories: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      owner: z.object({ login: z.string() }),
      archived: z.boolean().default(false),
      disabled: z.boolean().default(false),
    }),
  ),
});

type Repository = Awaited<ReturnType<AppGateway['repositories']>>[number];

/** Ids of the installations that are not suspended. https://docs.github.com/en/rest/apps/apps#list-installations-for-the-authenticated-app */
export async function activeInstallations(app: Client): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const page of pagesOf(app, 'GET /app/installations')) {
    const active = Installations.parse(page).filter((installation) => installation.suspended_at == null);
    ids.push(...active.map(({ id }) => id));
  }
  return ids;
}

/** The repositories that may be written to: archived ones are read-only, nothing can be said in them (F-38). */
export async function allRepositories(
  app: Client,
  installation: (id: number) => Client,
): Promise<readonly Repository[]> {
  const found: Repository[] = [];
  for (const id of await activeInstallations(app)) found.push(...(await repositoriesOf(installation(id), id)));
  return found;
}

/** None for an installation that was suspended or removed a moment ago: the others must still be compared (F-30, F-31). */
async function repositoriesOf(client: Client, installationId: number): Promise<readonly Repository[]> {
  try {
    return await readRepositories(client, installationId);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function isGone(error: unknown): boolean {
  if (error instanceof GitHubRefused) return error.status === 403 || error.status === 404;
  return error instanceof GitHubUnavailable && error.status === 403 && error.retryAt === null;
}

async function readRepositories(client: Client, installationId: number): Promise<readonly Repository[]> {
  const found: Repository[] = [];
  for await (const page of pagesOf(client, 'GET /installation/repositories')) {
    const open = Repositories.parse(page).repositories.filter(({ archived, disabled }) => !archived && !disabled);
    found.push(
      ...open.map(({ id, name, owner }) => ({ installationId, repositoryId: id, owner: owner.login, repo: name })),
    );
  }
  return found;
}
