// Compares GitHub with what is known here (INV-9): every open incident with its thread, those that ended lately and are not known, and the delivery log
// by id. What is missing goes into the inbox.
import { compare, minus } from '../../core/time.ts';
import { incidentKey } from '../../core/trigger.ts';
import { type AppGateway, GitHubRefused } from '../github/port.ts';
import { type Comparison, type ComparisonParts, compareIncident, sweepLook } from './compare-incident.ts';
import { type KnownIncident, noteLookedAt, openIncidents } from './known-incidents.ts';
import { messageOf } from './log.ts';
import { createRedelivery } from './redelivery.ts';

export type Reconciled = {
  readonly repositories: number;
  readonly incidents: number;
  /** Incidents that were not known here. */
  readonly unknown: number;
  /** Comments found in threads that no delivery had brought. */
  readonly found: number;
  readonly redelivered: number;
  /** Parts of the comparison that failed; they are tried again the next time. */
  readonly failed: number;
};

export type Reconciler = {
  /** One comparison at a time; a second call joins the one that runs. */
  reconcile(): Promise<Reconciled>;
  /** Resolves when no comparison runs. */
  settled(): Promise<void>;
  /** Begins nothing more; resolves when the comparison that runs has ended. */
  stop(): Promise<void>;
};

/** Repositories, and incidents of each, that are compared at a time: together far below GitHub's 100 concurrent requests. */
const AT_ONCE = 4;
/** An incident that is open here but not listed there is looked at again after this long. */
const UNLISTED_AGAIN = 'PT1H';

/** The comparison; nothing happens before it is called. */
export function createReconciler(parts: ComparisonParts): Reconciler {
  const redeliver = createRedelivery(parts);
  const state = { stopped: false, noIncident: new Map<string, string>(), compared: new Set<number>() };
  let running: Promise<Reconciled> | null = null;
  return {
    reconcile() {
      running ??= compareAll(parts, state, redeliver).finally(() => {
        running = null;
      });
      return running;
    },
    settled: async () => {
      await running?.catch(() => undefined);
    },
    stop: async () => {
      state.stopped = true;
      await running?.catch(() => undefined);
    },
  };
}

type State = Comparison['state'];
type Counts = Comparison['counts'];
type Repository = Awaited<ReturnType<AppGateway['repositories']>>[number];

async function compareAll(parts: ComparisonParts, state: State, redeliver: () => Promise<number>): Promise<Reconciled> {
  const counts: Counts = { repositories: 0, incidents: 0, unknown: 0, found: 0, redelivered: 0, failed: 0 };
  const comparison = { parts, state, counts };
  // First the log: what GitHub sends again arrives as a delivery, and the threads then need less.
  counts.redelivered = await attempt(comparison, 'the delivery log', 0, redeliver);
  const none: readonly Repository[] = [];
  const repositories = await attempt(comparison, 'the repositories', none, () => parts.appGateway.repositories());
  await inLanes(state, repositories, async (repository) => {
    const name = `${repository.owner}/${repository.repo}`;
    await attempt(comparison, name, undefined, () => compareRepository(comparison, repository));
    counts.repositories += 1;
    parts.log('info', 'repository-compared', `${counts.repositories} of ${repositories.length}: ${name}`);
  });
  parts.log('info', 'reconciled', `Compared ${counts.incidents} open incidents with GitHub.`, { ...counts });
  return counts;
}

/** A few at a time, each in turn, until told to stop. */
async function inLanes<T>(state: State, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) {
      if (state.stopped) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** One part of the comparison; when it fails the others go on. */
async function attempt<T>(
  { parts, counts }: Comparison,
  what: string,
  otherwise: T,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    counts.failed += 1;
    const level = error instanceof GitHubRefused ? 'error' : 'warn';
    parts.log(level, 'reconcile-failed', `Comparing ${what} failed: ${messageOf(error)}`, { error });
    return otherwise;
  }
}

async function compareRepository(comparison: Comparison, repository: Repository): Promise<void> {
  const { parts, state, counts } = comparison;
  const { installationId, repositoryId, owner, repo } = repository;
  const listedAt = parts.clock.now();
  const listings = await parts.appGateway.openIncidents(installationId, owner, repo);
  const open = listings.filter(({ closed }) => closed !== true);
  let isWhole = true;
  await inLanes(state, listings, async (listing) => {
    counts.incidents += listing.closed === true ? 0 : 1;
    const what = `${owner}/${repo}#${listing.issue.number}`;
    const isCompared = await attempt(comparison, what, false, async () => {
      await compareIncident(comparison, installationId, { ...listing, listedAt });
      return true;
    });
    isWhole &&= isCompared;
  });
  const listed = new Set(open.map((listing) => incidentKey(listing.issue)));
  const known = await openIncidents(parts.database, repositoryId);
  const unlisted = known.filter((incident) => !listed.has(incidentKey(incident.issue)));
  await inLanes(state, unlisted, (incident) => lookAtUnlisted(parts, installationId, incident));
  if (!isWhole || state.stopped) return;
  state.compared.add(repositoryId);
  await parts.onCompared?.(repositoryId);
}

/** Open here, not listed there: closed by hand, stripped of its label, moved or deleted. The core finds out which. */
async function lookAtUnlisted(parts: ComparisonParts, installationId: number, known: KnownIncident): Promise<void> {
  const now = parts.clock.now();
  if (known.lookedAt !== null && compare(minus(now, UNLISTED_AGAIN), known.lookedAt) < 0) return;
  const key = incidentKey(known.issue);
  await noteLookedAt(parts.database, key, now);
  await parts.inbox.accept([sweepLook(parts, installationId, known.issue, `unlisted:${key}:${now}`, null)]);
}
