// The ten recorded outages, as they come out of the reader: what each deployment brought is found from the commits, and not written by hand.
import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { RecentPast } from '../../../src/core/mitigation/recent-past.ts';
import { minus } from '../../../src/core/time.ts';
import { readHistory } from '../../../src/shell/github/past-answer.ts';

const Key = z.object({ kind: z.string(), key: z.union([z.string(), z.number()]).transform(String) });
const Recorded = z.object({
  title: z.string(),
  incident: z.object({
    title: z.string(),
    services: z.array(z.string()),
    environments: z.array(z.string()),
    onset: z.string(),
  }),
  /** `history`: the commits of the default branch, newest first. */
  past: RecentPast.omit({ brought: true }).extend({ history: z.array(z.string()) }),
  culprit: Key.nullable(),
  alsoRight: z.array(Key).default([]),
});

export type Outage = Omit<z.infer<typeof Recorded>, 'past'> & { readonly past: RecentPast };

const folder = new URL('../../golden/outages/', import.meta.url);

/** By name of the file, in their order. */
export function recordedOutages(): readonly (readonly [name: string, Outage])[] {
  return readdirSync(folder).map((name) => {
    const outage = Recorded.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    return [name.replace('.json', ''), { ...outage, past: pastOf(outage) }];
  });
}

/** What GraphQL would have said goes through the reader; runs and commits of the configuration are as they were recorded. */
function pastOf({ past: { history, ...past }, incident }: z.infer<typeof Recorded>): RecentPast {
  const environment = incident.environments[0] ?? 'production';
  const wanted = { environment, since: minus(incident.onset, 'PT24H'), paths: [], accepted: [] };
  const read = readHistory({ data: { repository: answerOf(past, history, environment) }, errors: [] }, wanted);
  const { failedRuns, configuration, incidents } = past;
  return { ...read, failedRuns, configuration, incidents };
}

function answerOf(
  past: Omit<RecentPast, 'brought'>,
  history: readonly string[],
  environment: string,
): Readonly<Record<string, unknown>> {
  const deployments = past.deployments.map(({ sha, environment: of, at, ref, by, statuses, ...one }) => ({
    ...one,
    originalEnvironment: of,
    commitOid: sha,
    createdAt: at,
    ref: { name: ref },
    creator: by === null ? null : { login: by },
    statuses: nodes(statuses.map((status) => ({ state: status.state.toUpperCase(), createdAt: status.at }))),
  }));
  const own = deployments.filter((one) => one.originalEnvironment === environment);
  const behind = history.slice(history.indexOf(own[0]?.commitOid ?? '')).map((oid) => ({ oid }));
  return {
    url: 'https://github.com/octo-org/shop',
    own: nodes(own),
    all: nodes(deployments),
    newest: nodes([{ commit: { history: nodes(behind) } }]),
    pullRequests: nodes(past.pulls.map(pullOf)),
    releases: nodes(
      past.releases.map(({ tag, at, sha, ...one }) => ({
        ...one,
        tagName: tag,
        publishedAt: at,
        isDraft: false,
        tagCommit: sha === null ? null : { oid: sha },
      })),
    ),
    defaultBranchRef: { name: 'main', target: { trunk: nodes(history.map((oid) => ({ oid }))) } },
  };
}

function pullOf({ by, at, sha, files, changedLines, ...one }: RecentPast['pulls'][number]) {
  return {
    ...one,
    mergedAt: at,
    baseRefName: 'main',
    additions: changedLines,
    deletions: 0,
    changedFiles: files.length,
    author: by === null ? null : { login: by },
    mergeCommit: { oid: sha },
    files: nodes(files.map((path) => ({ path }))),
  };
}

function nodes<T>(all: readonly T[]) {
  return { nodes: all };
}
