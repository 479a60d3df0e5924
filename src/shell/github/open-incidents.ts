// The issues of a repository that are incidents by their label, or look like one by their title (labels are dropped without push access): all that are open, and those that ended lately, which may still have deadlines.
import * as z from 'zod';
import { timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { Account, accountField } from './fields.ts';
import { type GraphqlAnswer, statusOf } from './graphql-answer.ts';
import { GitHubRefused, type IncidentListing } from './port.ts';

/** The label that every incident carries (DESIGN section 3). */
const LABEL = 'incident';
/** As people type it by hand (`S003-16`); the core decides whether it is one. */
const TITLE = /^\s*\[INCIDENT[\s\]]/i;

const nodes = `nodes { id number title updatedAt state stateReason(enableDuplicate: true) ${accountField('author')} labels(first: 50) { nodes { name } } }
  pageInfo { hasNextPage endCursor }`;
// By creation, so that pages stay put while issues change.
const order = 'orderBy: { field: CREATED_AT, direction: ASC }';
const labelled = `labelled: issues(first: 100, after: $after, states: OPEN, labels: ["${LABEL}"], ${order}) { ${nodes} }`;
// A search would be minutes behind and has its own small limit; what was just opened is among the latest.
const latest = 'orderBy: { field: UPDATED_AT, direction: DESC }';
const newest = `newest: issues(first: 50, states: OPEN, ${latest}) { ${nodes} }`;
const ended = `ended: issues(first: 50, states: CLOSED, labels: ["${LABEL}"], ${latest}) { ${nodes} }`;

const Issue = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  updatedAt: z.string(),
  state: z.string().default('OPEN'),
  stateReason: z.string().nullish(),
  author: Account,
  labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullish() }).nullish(),
});

const Issues = z.object({
  nodes: z.array(Issue.nullable()).nullish(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});

const Answer = z.object({
  repository: z.object({
    databaseId: z.number(),
    labelled: Issues,
    newest: Issues.optional(),
    ended: Issues.optional(),
  }),
});

type Place = { readonly owner: string; readonly repo: string };

/** One request per hundred open incidents; of those that ended the fifty that changed last, marked `closed`. Throws what the client throws, and `GitHubRefused` when the repository is not there any more. */
export async function openIncidents(client: Client, place: Place): Promise<readonly IncidentListing[]> {
  const found = new Map<number, IncidentListing>();
  let after: string | null = null;
  do {
    const { repository } = await page(client, place, after);
    const { databaseId } = repository;
    const byTitle = (repository.newest?.nodes ?? []).filter((issue) => TITLE.test(issue?.title ?? ''));
    for (const issue of [...(repository.labelled.nodes ?? []), ...byTitle]) {
      if (issue !== null) found.set(issue.number, listing(issue, place, databaseId));
    }
    for (const issue of repository.ended?.nodes ?? []) {
      if (issue !== null) found.set(issue.number, { ...listing(issue, place, databaseId), closed: true });
    }
    const { hasNextPage, endCursor } = repository.labelled.pageInfo;
    after = hasNextPage ? (endCursor ?? null) : null;
  } while (after !== null);
  return [...found.values()];
}

async function page(client: Client, place: Place, after: string | null): Promise<z.infer<typeof Answer>> {
  const variables = {
    owner: { type: 'String!', value: place.owner },
    repo: { type: 'String!', value: place.repo },
    after: { type: 'String', value: after },
  };
  const fields = after === null ? `${labelled}\n${newest}\n${ended}` : labelled;
  const asked = document('query', 'OpenIncidents', [
    part(`repository(owner: $owner, name: $repo) { databaseId ${fields} }`, variables),
  ]);
  return read(await client.query('OpenIncidents', asked.text, asked.variables));
}

function read({ data, errors }: GraphqlAnswer): z.infer<typeof Answer> {
  const [error] = errors;
  if (error !== undefined) throw new GitHubRefused(`Listing incidents: ${error.message}`, statusOf(error));
  return Answer.parse(data);
}

function listing(issue: z.infer<typeof Issue>, place: Place, repositoryId: number): IncidentListing {
  return {
    issue: { repositoryId, ...place, number: issue.number, nodeId: issue.id },
    updatedAt: timestamp(issue.updatedAt),
    labels: (issue.labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name])),
    title: issue.title,
    author: issue.author,
    ...(issue.state === 'CLOSED' ? { closed: true } : {}),
  };
}
