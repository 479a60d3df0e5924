// Reads the answer to the query for the recent past; what is missing in it is named.
import * as z from 'zod';
import { broughtBy } from '../../core/mitigation/brought.ts';
import {
  type ConfigurationChange,
  type Deployment,
  INCIDENTS,
  type MergedPull,
  type PastWanted,
  type RecentPast,
  type Release,
} from '../../core/mitigation/recent-past.ts';
import { compare, isDue, type Timestamp, timestamp } from '../../core/time.ts';
import { DeploymentAnswer, deploymentOf, Named, nodes } from './deployment-answer.ts';
import type { GraphqlAnswer } from './graphql-answer.ts';
import { cutIn } from './past-cut.ts';

const PullAnswer = z.object({
  number: z.number().int(),
  title: z.string(),
  mergedAt: z.string(),
  url: z.string(),
  baseRefName: z.string(),
  additions: z.number().int(),
  deletions: z.number().int(),
  author: Named,
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  files: nodes(z.object({ path: z.string() })),
  changedFiles: z.number().int().optional(),
  commits: nodes(z.object({ commit: z.object({ oid: z.string() }) })),
});

const ReleaseAnswer = z.object({
  tagName: z.string(),
  name: z.string().nullish(),
  publishedAt: z.string().nullish(),
  isDraft: z.boolean(),
  url: z.string(),
  tagCommit: z.object({ oid: z.string() }).nullish(),
});

const IncidentAnswer = z.object({
  number: z.number().int(),
  createdAt: z.string(),
  closedAt: z.string().nullish(),
  stateReason: z.string().nullish(),
});

const CommitAnswer = z.object({
  oid: z.string(),
  messageHeadline: z.string(),
  committedDate: z.string(),
  url: z.string(),
  author: z.object({ user: Named }).nullish(),
});

const Answer = z.object({
  repository: z
    .looseObject({
      url: z.string(),
      own: nodes(DeploymentAnswer),
      all: nodes(DeploymentAnswer),
      newest: nodes(z.object({ commit: z.object({ history: nodes(z.object({ oid: z.string() })) }).nullish() })),
      pullRequests: nodes(PullAnswer),
      releases: nodes(ReleaseAnswer),
      defaultBranchRef: z.object({ name: z.string(), target: z.record(z.string(), z.unknown()).nullish() }).nullish(),
    })
    .nullish(),
});
const Raw = z.object({ repository: z.record(z.string(), z.unknown()) });
type Repository = NonNullable<z.infer<typeof Answer>['repository']>;

/** Everything but the runs. */
export function readHistory({ data }: GraphqlAnswer, wanted: PastWanted): Omit<RecentPast, 'failedRuns'> {
  const found = Answer.parse(data ?? {}).repository ?? null;
  const deployments = deploymentsIn(found);
  const configuration = configurationIn(found, wanted);
  const incidents = incidentsIn(found, wanted);
  const { cut, unread } = cutIn(Raw.safeParse(data).data?.repository ?? {}, wanted);
  const brought = broughtBy(deployments ?? [], historiesIn(found));
  const parts = {
    deployments,
    'pull requests': found?.pullRequests,
    releases: found?.releases,
    [INCIDENTS]: incidents,
    'the configuration': configuration,
  };
  return {
    environment: wanted.environment,
    deployments: deployments ?? [],
    pulls: pullsIn(found, wanted.since, new Set(Object.values(brought).flat())),
    releases: releasesIn(found, wanted.since),
    configuration: configuration ?? [],
    incidents: incidents ?? [],
    brought,
    branch: found?.defaultBranchRef?.name ?? null,
    unread: [...new Set([...Object.entries(parts).flatMap(([name, part]) => (part == null ? [name] : [])), ...unread])],
    cut,
  };
}

/** Those of the environment and of all together, each once; null when GitHub told of neither. */
function deploymentsIn(found: Repository | null): readonly Deployment[] | null {
  if (found === null || (found.own === null && found.all === null)) return null;
  const read = [...(found.own ?? []), ...(found.all ?? [])].map((one) => deploymentOf(one, found.url));
  const each = new Map(read.map((one) => [one.id, one]));
  return [...each.values()].sort((a, b) => compare(b.at, a.at) || (a.id < b.id ? 1 : -1));
}

/** Those merged lately, and however old those that a deployment brought. */
function pullsIn(found: Repository | null, since: Timestamp, brought: ReadonlySet<string>): readonly MergedPull[] {
  const branch = found?.defaultBranchRef?.name;
  const read = (found?.pullRequests ?? []).flatMap((pull) =>
    pull.mergeCommit == null || (branch !== undefined && pull.baseRefName !== branch)
      ? []
      : [
          {
            number: pull.number,
            title: pull.title,
            by: pull.author?.login ?? null,
            at: timestamp(pull.mergedAt),
            sha: pull.mergeCommit.oid,
            url: pull.url,
            files: (pull.files ?? []).map(({ path }) => path),
            changedLines: pull.additions + pull.deletions,
            ...(pull.changedFiles === undefined ? {} : { changedFiles: pull.changedFiles }),
            commits: (pull.commits ?? []).map(({ commit }) => commit.oid),
          },
        ],
  );
  return read.filter(({ at, sha }) => isDue(since, at) || brought.has(sha)).sort((a, b) => compare(b.at, a.at));
}

function releasesIn(found: Repository | null, since: Timestamp): readonly Release[] {
  const read = (found?.releases ?? []).flatMap(({ tagName, name, publishedAt, isDraft, url, tagCommit }) =>
    isDraft || publishedAt == null
      ? []
      : [{ tag: tagName, name: name ?? '', at: timestamp(publishedAt), sha: tagCommit?.oid ?? null, url }],
  );
  return read.filter(({ at }) => isDue(since, at)).sort((a, b) => compare(b.at, a.at));
}

/** Each once. What was declined or is a duplicate was no trouble of its own. Null when GitHub did not tell of all. */
function incidentsIn(found: Repository | null, { accepted }: PastWanted): RecentPast['incidents'] | null {
  const lists = accepted.map((_label, index) => nodes(IncidentAnswer).safeParse(found?.[`i${index}`]).data ?? null);
  const read = lists.flatMap((list) => list ?? []);
  if (lists.includes(null)) return null;
  const each = [...new Map(read.map((one) => [one.number, one])).values()].sort((a, b) => b.number - a.number);
  const real = each.filter(({ stateReason }) => !['NOT_PLANNED', 'DUPLICATE'].includes(stateReason ?? ''));
  return real.map(({ number, createdAt, closedAt }) => ({
    number,
    from: timestamp(createdAt),
    to: closedAt == null ? null : timestamp(closedAt),
  }));
}

/** Null when GitHub told nothing of the default branch. */
function configurationIn(found: Repository | null, { paths }: PastWanted): readonly ConfigurationChange[] | null {
  if (paths.length === 0) return [];
  const target = found?.defaultBranchRef?.target ?? null;
  if (target === null) return null;
  const read = paths.map((path, index) => ({
    path,
    commits: nodes(CommitAnswer).safeParse(target[`h${index}`]).data ?? null,
  }));
  if (read.every(({ commits }) => commits === null)) return null;
  const changes = read.flatMap(({ path, commits }) =>
    (commits ?? []).map((commit) => ({
      path,
      sha: commit.oid,
      by: commit.author?.user?.login ?? null,
      at: timestamp(commit.committedDate),
      message: commit.messageHeadline,
      url: commit.url,
    })),
  );
  return changes.sort((a, b) => compare(b.at, a.at));
}

/** The commits behind the newest deployment and behind the default branch, which goes further where the newest deployment went back. */
function historiesIn(found: Repository | null): readonly (readonly string[])[] {
  const trunk = nodes(z.object({ oid: z.string() })).safeParse(found?.defaultBranchRef?.target?.['trunk']).data;
  const all = [found?.newest?.[0]?.commit?.history ?? [], trunk ?? []];
  return all.map((history) => history.map(({ oid }) => oid));
}
