// What `/readiness` is answered from: what the host's own token shows, and what the app is told of itself.
import type { ReadinessFacts, ReadinessTold } from '../../../core/readiness/facts.ts';
import { told, untold } from '../../../core/readiness/told.ts';
import type { ReadinessWanted } from '../../../core/readiness/wanted.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import { askReadiness } from './ask.ts';
import { asked } from './asked.ts';
import { installationOf, seenIn } from './installation.ts';

/** The app's own authority, and what its manifest asks for. */
export type Own = { readonly app: Client; readonly needed: ReadinessFacts['needed'] };

/** `own` null: a workflow run, which no app is behind. Null: GitHub does not show the repository, or cannot be asked now. Never throws for either. */
export async function readinessTold(
  client: Client,
  { owner, repo }: Place,
  wanted: ReadinessWanted,
  own: Own | null,
): Promise<ReadinessTold | null> {
  const place = { owner, repo };
  try {
    const seen = await askReadiness(client, place, wanted, Date.now);
    return {
      ...seen,
      actions: unasked,
      installation: await ownInstallation(own, place),
      needed: own?.needed ?? nothing,
    };
  } catch (error) {
    if (error instanceof GitHubRefused || error instanceof GitHubUnavailable) return null;
    throw error;
  }
}

/** Secrets and settings are the administrators' to read: the doctor asks with their token. */
const unasked: ReadinessFacts['actions'] = {
  files: {},
  hasKey: untold('it is not asked in a thread'),
  opensPulls: untold('it is not asked in a thread'),
};

const nothing: ReadinessFacts['needed'] = { permissions: [], events: [] };

async function ownInstallation(own: Own | null, place: Place): Promise<ReadinessTold['installation']> {
  if (own === null) return untold('a workflow’s token is not told of apps');
  const found = await asked(() => installationOf(own.app, place));
  if (!found.told) return found;
  return told(found.value === null ? null : seenIn(found.value));
}
