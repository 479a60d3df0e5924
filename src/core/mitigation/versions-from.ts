// Where teams do not use GitHub's deployments: what was live when, by their releases, their tags or the runs of the workflow that deploys. They count as deployments of the policy's environment from here on.
import { compare, type Timestamp } from '../time.ts';
import type { Deployment, RecentPast } from './recent-past.ts';

/** A run of the workflow that deploys; `conclusion` is GitHub's word, null until it has ended. */
export type DeployingRun = {
  readonly id: number;
  /** What began it, in GitHub's word. */
  readonly event: string;
  readonly sha: string;
  readonly ref: string;
  readonly by: string | null;
  readonly at: Timestamp;
  readonly endedAt: Timestamp;
  readonly conclusion: string | null;
  readonly url: string;
};

/** A release or a tag: the version that it names was live from its hour on. `sha` null: of no commit. */
export type NamedVersion = {
  readonly of: 'release' | 'tag';
  readonly name: string;
  readonly sha: string | null;
  readonly at: Timestamp;
  readonly url: string | null;
};

/** What such a version is called among deployments; no id of GitHub's has a blank. */
export function namedId({ of, name }: Pick<NamedVersion, 'of' | 'name'>): string {
  return `${of} ${name}`;
}

/** Whoever made the tag, or its commit, said when that was; GitHub keeps no hour of a tag, and a tag can be moved. */
export function isOfTag(id: string): boolean {
  return id.startsWith('tag ');
}

export function runId(id: number): string {
  return `run ${id}`;
}

/** The past with them; what GitHub knows of deployments stays, since rollbacks are recorded there. `named` null: GitHub did not tell. */
export function withNamed(past: RecentPast, environment: string, named: readonly NamedVersion[] | null): RecentPast {
  const versions = (named ?? []).flatMap(({ sha, ...one }): readonly Deployment[] => {
    const { name: ref, at, url } = one;
    return sha === null ? [] : [version({ id: namedId(one), environment, sha, ref, by: null, at, url }, 'success', at)];
  });
  return withVersions(past, versions, named === null ? ['deployments'] : []);
}

/** Of what each event began, the branch that it ran on. A release names a tag, and is no branch's. */
function isOf(branch: string, { event, ref }: DeployingRun): boolean {
  return event === 'release' || ref === branch;
}

/** The runs that say what was live: of the default branch, and that deployed, tried to, or are about to. One that was skipped or cancelled says nothing. */
export function deployed(runs: readonly DeployingRun[], branch: string): readonly DeployingRun[] {
  return runs.filter((run) => isOf(branch, run) && SAYS.has(run.conclusion));
}

const SAYS: ReadonlySet<string | null> = new Set([null, 'success', 'failure', 'timed_out']);

/** `runs` null: GitHub did not tell. Where it did not tell the default branch, nobody knows which of them deployed. */
export function withRuns(past: RecentPast, environment: string, runs: readonly DeployingRun[] | null): RecentPast {
  const told = runs === null || past.branch === null ? null : deployed(runs, past.branch);
  const versions = (told ?? []).map(({ id, conclusion, endedAt, event: _event, ...run }) =>
    version({ ...run, id: runId(id), environment }, stateOf(conclusion), endedAt),
  );
  return withVersions(past, versions, told === null ? ['deployments'] : []);
}

function stateOf(conclusion: string | null): Deployment['statuses'][number]['state'] {
  if (conclusion === null) return 'in_progress';
  return conclusion === 'success' ? 'success' : 'failure';
}

function version(
  one: Omit<Deployment, 'statuses'>,
  state: Deployment['statuses'][number]['state'],
  at: Timestamp,
): Deployment {
  return { ...one, statuses: [{ state, at }] };
}

function withVersions(past: RecentPast, versions: readonly Deployment[], unread: readonly string[]): RecentPast {
  const deployments = [...past.deployments, ...versions].sort((a, b) => compare(b.at, a.at));
  return { ...past, deployments, unread: [...new Set([...past.unread, ...unread])] };
}
