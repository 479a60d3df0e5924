// Every change of the recent past that could have caused something in an environment, once: a pull request or release that a deployment brought is part of it.
import type { Timestamp } from '../time.ts';
import { areOf } from './brought.ts';
import { changesOnlyProse, type Kind, runWeight } from './harm.ts';
import type { ConfigurationChange, Deployment, FailedRun, MergedPull, RecentPast, Release } from './recent-past.ts';
import { doneAt, isFailed, isSpoilt, shippedWith } from './shipped.ts';
import { wordsOf } from './words.ts';

/** A change as people see it. `key` names it among its kind: a deployment's or run's id, a pull request's number, a tag, `path@sha`. */
export type Changed = {
  readonly kind: Kind;
  readonly key: string;
  readonly title: string;
  /** Of a deployment; null of others. */
  readonly environment: string | null;
  readonly url: string | null;
  readonly by: string | null;
  /** When it was done: live, merged, published, failed; begun, where it is not done. */
  readonly at: Timestamp;
  /** The commit that it put in place. */
  readonly sha: string | null;
  /** Numbers of the pull requests that it brought. */
  readonly pulls: readonly number[];
};

/** A change with what its kind says for and against it: `weight` from 0 to 1, `because` in words, and the words it is about. */
export type Candidate = Changed & {
  readonly began: Timestamp;
  readonly done: Timestamp | null;
  readonly weight: number;
  readonly because: readonly string[];
  readonly words: ReadonlySet<string>;
};

/** Deployments of other environments that share its name, such as `production-database`. */
const NEIGHBOUR = 0.85;
const FAILED_DEPLOYMENT = 0.9;
const CONFIGURATION = 0.9;
const RELEASE = 0.7;
/** Of a pull request that is in no known deployment, where others are deployed. */
const NOT_DEPLOYED = 0.3;
const ONLY_PROSE = 0.15;

/** Named in one sentence. */
const MOST_PULLS = 3;

/** In no order. Deployments of unrelated environments are none. */
export function candidatesIn(past: RecentPast, environment: string): readonly Candidate[] {
  const deployments = past.deployments.filter((one) => isNear(one.environment, environment));
  const shipped = shippedWith(past, deployments);
  const isShipped = ({ sha }: MergedPull) =>
    [...shipped.values()].some((pulls) => pulls.some((pull) => pull.sha === sha));
  const shas = new Set(deployments.map(({ sha }) => sha));
  return [
    ...deployments.map((one) => deployed(one, environment, shipped.get(one.id) ?? [], broughtOf(past, one))),
    ...past.pulls.filter((pull) => !isShipped(pull)).map((pull) => merged(pull, deployments.length > 0)),
    ...past.releases.filter(({ sha }) => sha === null || !shas.has(sha)).map(released),
    ...past.failedRuns.map(failed),
    ...past.configuration.map(configured),
  ];
}

function isNear(one: string, environment: string): boolean {
  return one === environment || (one.startsWith(environment) && /^[-_/. ]/.test(one.slice(environment.length)));
}

/** The commits that it is known to have brought; null where that is not known. */
function broughtOf({ brought }: RecentPast, { id }: Deployment): readonly string[] | null {
  return (Object.hasOwn(brought, id) ? brought[id] : undefined) ?? null;
}

function deployed(
  one: Deployment,
  environment: string,
  pulls: readonly MergedPull[],
  commits: readonly string[] | null,
): Candidate {
  const isKnown = pulls.length > 0 && commits !== null && areOf(commits, pulls);
  const isHarmless = isKnown && pulls.every(changesOnlyProse);
  const weights = [
    one.environment === environment ? 1 : NEIGHBOUR,
    isFailed(one) ? FAILED_DEPLOYMENT : 1,
    isHarmless ? ONLY_PROSE : 1,
  ];
  const because = [
    ...(isFailed(one) ? ['it failed, perhaps half way'] : []),
    ...(isSpoilt(one) ? ['it failed after it had succeeded'] : []),
    ...(isHarmless ? ['it changed only documentation and tests'] : []),
    ...(pulls.length > 0 ? [`it brought ${listed(pulls)}`] : []),
  ];
  return {
    kind: 'deployment',
    key: one.id,
    title: `Deployment of ${one.ref} to ${one.environment}`,
    environment: one.environment,
    url: one.url,
    by: one.by,
    at: doneAt(one) ?? one.at,
    began: one.at,
    done: doneAt(one),
    sha: one.sha,
    pulls: pulls.map(({ number }) => number),
    weight: weights.reduce((product, weight) => product * weight, 1),
    because,
    words: wordsOf(one.ref, one.environment.slice(environment.length), ...pulls.flatMap(textsOf)),
  };
}

function listed(pulls: readonly MergedPull[]): string {
  const rest = pulls.length > MOST_PULLS ? ` and ${pulls.length - MOST_PULLS} more` : '';
  return `${pulls
    .slice(0, MOST_PULLS)
    .map(({ number }) => `#${number}`)
    .join(', ')}${rest}`;
}

function textsOf({ title, files }: MergedPull): readonly string[] {
  return [title, ...files];
}

function merged(pull: MergedPull, isDeployedApart: boolean): Candidate {
  const isHarmless = changesOnlyProse(pull);
  return {
    kind: 'pull',
    key: String(pull.number),
    title: pull.title,
    environment: null,
    url: pull.url,
    by: pull.by,
    at: pull.at,
    began: pull.at,
    done: pull.at,
    sha: pull.sha,
    pulls: [pull.number],
    weight: (isDeployedApart ? NOT_DEPLOYED : 1) * (isHarmless ? ONLY_PROSE : 1),
    because: [
      ...(isDeployedApart ? ['it is in no deployment that is known'] : []),
      ...(isHarmless ? ['it changed only documentation and tests'] : []),
    ],
    words: wordsOf(...textsOf(pull)),
  };
}

function released({ tag, name, at, sha, url }: Release): Candidate {
  const title = name === '' ? tag : name;
  const changed: Changed = { kind: 'release', key: tag, title, environment: null, url, by: null, at, sha, pulls: [] };
  return { ...changed, began: at, done: at, weight: RELEASE, because: [], words: wordsOf(tag, name) };
}

function failed({ id, workflow, at, sha, url, conclusion, branch }: FailedRun): Candidate {
  const changed: Changed = {
    kind: 'run',
    key: String(id),
    title: workflow,
    environment: null,
    url,
    by: null,
    at,
    sha,
    pulls: [],
  };
  const because = [`the run ended with ${conclusion.replaceAll('_', ' ')}`];
  return {
    ...changed,
    began: at,
    done: at,
    weight: runWeight(workflow),
    because,
    words: wordsOf(workflow, branch ?? ''),
  };
}

function configured({ path, sha, by, at, message, url }: ConfigurationChange): Candidate {
  const changed: Changed = {
    kind: 'configuration',
    key: `${path}@${sha}`,
    title: `${path}: ${message}`,
    environment: null,
    url,
    by,
    at,
    sha,
    pulls: [],
  };
  return { ...changed, began: at, done: at, weight: CONFIGURATION, because: [], words: wordsOf(path, message) };
}
