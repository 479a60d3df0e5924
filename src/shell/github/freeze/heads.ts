// The heads of open pull requests with our own check on each: what is there is all that is known of what was posted.
import * as z from 'zod';
import type { Head, OwnChecks } from '../../../core/mitigation/freeze-checks.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part, type Variables } from '../document.ts';
import { OwnSuites, ownChecksIn, ownSuites, ownVariables } from './own-runs.ts';
import type { HeadPage, Place } from './port.ts';

const commit = `oid ${ownSuites}`;
// By creation, so that pages stay put while others are opened.
const pulls = `pullRequests(first: 100, after: $after, states: OPEN, orderBy: { field: CREATED_AT, direction: ASC }) {
  nodes { number baseRefName headRefOid commits(last: 1) { nodes { commit { ${commit} } } } mergeQueueEntry { headCommit { ${commit} } } }
  pageInfo { hasNextPage endCursor } }`;

const Commit = z.object({ oid: z.string(), checkSuites: OwnSuites.nullish() });
type Commit = z.infer<typeof Commit>;
const Pull = z.object({
  number: z.number(),
  baseRefName: z.string(),
  headRefOid: z.string(),
  commits: z.object({ nodes: z.array(z.object({ commit: Commit }).nullable()).nullish() }),
  mergeQueueEntry: z.object({ headCommit: Commit.nullish() }).nullish(),
});
const Page = z.object({
  repository: z.object({
    pullRequests: z.object({
      nodes: z.array(Pull.nullable()).nullish(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    }),
  }),
});

/** `app`: our numeric id. */
export async function headPage(client: Client, app: number, place: Place, after: string | null): Promise<HeadPage> {
  const variables = { ...placeVariables(place, app), after: { type: 'String', value: after } };
  const asked = document('query', 'OpenPulls', [
    part(`repository(owner: $owner, name: $repo) { ${pulls} }`, variables),
  ]);
  const { nodes, pageInfo } = Page.parse(await askGraphql(client, 'OpenPulls', asked)).repository.pullRequests;
  const heads = (nodes ?? []).flatMap((pull) => (pull === null ? [] : headsOf(pull)));
  return { heads, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}

const nothing = { check: null, gate: null };

/** The head of the pull request, and of its group in the merge queue. */
function headsOf({
  number,
  baseRefName: base,
  headRefOid: sha,
  commits,
  mergeQueueEntry,
}: z.infer<typeof Pull>): readonly Head[] {
  const last = commits.nodes?.at(-1)?.commit;
  // Between a push and what GitHub shows of it, the list may be a commit behind; an event of its own follows.
  const own: Head = { sha, base, pull: number, ...(last?.oid === sha ? checksIn(last) : nothing) };
  const group = mergeQueueEntry?.headCommit;
  return group == null ? [own] : [own, { sha: group.oid, base, pull: number, group: true, ...checksIn(group) }];
}

function checksIn({ checkSuites }: Commit): OwnChecks {
  return ownChecksIn(checkSuites);
}

const Found = z.object({ repository: z.object({ object: Commit.partial().nullish() }) });

/** Our own checks on a commit; undefined when there is no such commit. */
export async function checksOn(client: Client, app: number, place: Place, sha: string): Promise<OwnChecks | undefined> {
  const variables = { ...placeVariables(place, app), sha: { type: 'GitObjectID!', value: sha } };
  const fields = `repository(owner: $owner, name: $repo) { object(oid: $sha) { ... on Commit { ${commit} } } }`;
  const asked = document('query', 'ChecksOn', [part(fields, variables)]);
  const { object } = Found.parse(await askGraphql(client, 'ChecksOn', asked)).repository;
  return object?.oid === undefined ? undefined : checksIn({ oid: object.oid, checkSuites: object.checkSuites });
}

function placeVariables({ owner, repo }: Place, app: number): Variables {
  return {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    ...ownVariables(app),
  };
}
