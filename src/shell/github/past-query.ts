// The GraphQL query for what happened to an environment lately.

import type { PastWanted } from '../../core/mitigation/recent-past.ts';
import { around, type Document, document, type Part, part } from './document.ts';
import { namedPart } from './named-versions.ts';
import type { Place } from './past/pages.ts';
import { pageInfo } from './past-cut.ts';

/** Deployments of the environment, and of all: more than these between the last known good one and now would be a day of deployments. */
const DEPLOYMENTS = 30;
const STATUSES = 10;
const PULLS = 30;
const FILES = 50;
const RELEASES = 10;
/** Commits of a pull request: those of more count as nobody's, and so as code. */
const COMMITS = 50;
/** Commits behind the newest deployment and the default branch, of which is told what each deployment brought. */
const HISTORY = 100;
const CHANGES = 5;
/** Releases or tags that say what was live. */
const VERSIONS = 30;
/** Incidents of each status that may have been open while a deployment was live. */
const INCIDENTS = 50;

const deploymentFields = `{ ${pageInfo} nodes { id environment latestEnvironment originalEnvironment commitOid createdAt ref { name }
  creator { login } statuses(first: ${STATUSES}) { nodes { state createdAt logUrl } } } }`;
const newestFirst = 'orderBy: { field: CREATED_AT, direction: DESC }';

const fixed = `id url
  own: deployments(first: ${DEPLOYMENTS}, environments: [$environment], ${newestFirst}) ${deploymentFields}
  all: deployments(first: ${DEPLOYMENTS}, ${newestFirst}) ${deploymentFields}
  newest: deployments(first: 1, environments: [$environment], ${newestFirst}) {
    nodes { commit { oid history(first: ${HISTORY}) { nodes { oid } } } } }`;

/** For these a token needs more rights; where it has them not, GitHub answers nothing at all. */
const causes = `pullRequests(first: ${PULLS}, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) { ${pageInfo} nodes {
    number title updatedAt mergedAt url baseRefName additions deletions author { login } mergeCommit { oid }
    changedFiles files(first: ${FILES}) { nodes { path } } commits(first: ${COMMITS}) { nodes { commit { oid } } } } }
  releases(first: ${RELEASES}, ${newestFirst}) { ${pageInfo} nodes { tagName name createdAt publishedAt isDraft url tagCommit { oid } } }`;

const trunk = `trunk: history(first: ${HISTORY}) { nodes { oid } }`;

/** Aliases are `h0`, `h1` … for the paths and `i0`, `i1` … for the statuses, in their order. */
export function pastQuery({ owner, repo }: Place, wanted: PastWanted): Document {
  const { environment, since, paths, accepted, from } = wanted;
  const histories = paths.map(
    (path, index): Part =>
      part(
        `h${index}: history(first: ${CHANGES}, path: $h${index}, since: $since) { ${pageInfo} nodes {
        oid messageHeadline committedDate url author { user { login } } } }`,
        { [`h${index}`]: { type: 'String!', value: path } },
      ),
  );
  const counted = paths.length === 0 ? [] : [part('', { since: { type: 'GitTimestamp!', value: since } })];
  const branch = around(
    'defaultBranchRef { name target { ... on Commit {\n',
    [part(trunk), ...histories, ...counted],
    '\n} } }',
  );
  const names = part(wanted.withCauses === false ? fixed : `${fixed}\n  ${causes}`, {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    environment: { type: 'String!', value: environment },
  });
  return document('query', 'RecentPast', [
    around(
      'repository(owner: $owner, name: $repo) {\n',
      [names, ...accepted.map(incidentsPart), ...namedPart(from, VERSIONS), branch],
      '\n}',
    ),
  ]);
}

/** A list for each label: that any of several is enough is not documented. */
function incidentsPart(label: string, index: number): Part {
  const name = `i${index}`;
  const text = `${name}: issues(first: ${INCIDENTS}, labels: [$${name}], ${newestFirst}) { ${pageInfo} nodes {
    number createdAt closedAt stateReason(enableDuplicate: true) } }`;
  return part(text, { [name]: { type: 'String!', value: label } });
}
