// Reads the newest commits, releases, deployments and workflow runs: one GraphQL query and one REST call, side by side (`S000-14`, `S000-15`, `S003-13`).
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { EvidenceSeen, EvidenceWanted, Sighting } from '../../core/mitigation/evidence.ts';
import { timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { around, document, part } from './document.ts';
import { tolerant } from './tolerant.ts';

const newestFirst = 'orderBy: { field: CREATED_AT, direction: DESC }';
const fields = `defaultBranchRef { target { ... on Commit { history(first: $commits) { nodes {
      abbreviatedOid messageHeadline committedDate url author { user { login } } } } } } }
    releases(first: $releases, ${newestFirst}) { nodes { tagName name isDraft publishedAt createdAt url } }
    deployments(first: $deployments, ${newestFirst}) { nodes {
      environment createdAt state commitOid ref { name } creator { login } } }`;

const login = z.object({ login: z.string() }).nullish();
const Commit = z
  .object({
    abbreviatedOid: z.string(),
    messageHeadline: z.string(),
    committedDate: z.string(),
    url: z.string(),
    author: z.object({ user: login }).nullish(),
  })
  .transform((one) =>
    sighting(one.abbreviatedOid, one.messageHeadline, one.author?.user?.login, null, one.committedDate, one.url),
  );
const Release = z
  .object({
    tagName: z.string(),
    name: z.string().nullish(),
    isDraft: z.boolean(),
    publishedAt: z.string().nullish(),
    createdAt: z.string(),
    url: z.string(),
  })
  .transform((one) =>
    one.isDraft ? null : sighting(one.tagName, one.name ?? '', null, null, one.publishedAt ?? one.createdAt, one.url),
  );
const Deployment = z
  .object({
    environment: z.string().nullish(),
    createdAt: z.string(),
    state: z.string().nullish(),
    commitOid: z.string(),
    ref: z.object({ name: z.string() }).nullish(),
    creator: login,
  })
  .transform((one) =>
    sighting(
      one.environment ?? '',
      `${one.ref?.name ?? ''} ${one.commitOid.slice(0, 7)}`.trim(),
      one.creator?.login,
      one.state,
      one.createdAt,
      null,
    ),
  );
const Run = z
  .object({
    name: z.string().nullish(),
    path: z.string(),
    display_title: z.string().nullish(),
    head_branch: z.string().nullish(),
    status: z.string().nullish(),
    conclusion: z.string().nullish(),
    created_at: z.string(),
    html_url: z.string(),
  })
  .transform((run) =>
    sighting(
      run.name ?? run.path,
      run.display_title ?? '',
      run.head_branch,
      run.conclusion ?? run.status,
      run.created_at,
      run.html_url,
    ),
  );

/** Drafts, which are nobody's to see, stand among the newest releases: so many are passed over. */
const DRAFTS = 10;

const nodes = <T extends z.ZodType>(one: T) => z.object({ nodes: z.array(one.nullable()) });
const Answer = z.object({
  repository: z.object({
    defaultBranchRef: z.object({ target: z.object({ history: nodes(Commit) }) }).nullable(),
    releases: nodes(Release),
    deployments: nodes(Deployment),
  }),
});
const Runs = z.object({ workflow_runs: z.array(Run) });

/** Never throws for what GitHub refuses or cannot say. A part of which none is wanted is empty. */
export async function evidenceSeen(client: Client, issue: IssueRef, wanted: EvidenceWanted): Promise<EvidenceSeen> {
  const [history, runs] = await Promise.all([
    tolerant(client.turn.asked, () => historyOf(client, issue, wanted)),
    wanted.runs === 0 ? [] : tolerant(client.turn.asked, () => runsOf(client, issue, wanted.runs)),
  ]);
  const none = { commits: null, releases: null, deployments: null };
  return { ...(history ?? none), runs };
}

async function historyOf(
  client: Client,
  { owner, repo }: IssueRef,
  { commits, releases, deployments }: EvidenceWanted,
): Promise<Omit<EvidenceSeen, 'runs'>> {
  const count = (value: number) => ({ type: 'Int!', value: Math.max(1, value) });
  const asked = part(fields, {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    commits: count(commits),
    releases: count(releases + DRAFTS),
    deployments: count(deployments),
  });
  const { text, variables } = document('query', 'Evidence', [
    around('repository(owner: $owner, name: $repo) {\n', [asked], '\n}'),
  ]);
  const { repository: read } = Answer.parse((await client.query('Evidence', text, variables)).data);
  return {
    commits: newest(read.defaultBranchRef?.target.history.nodes ?? [], commits),
    releases: newest(read.releases.nodes, releases),
    deployments: newest(read.deployments.nodes, deployments),
  };
}

async function runsOf(client: Client, { owner, repo }: IssueRef, most: number): Promise<readonly Sighting[]> {
  const { data } = await client.get('GET /repos/{owner}/{repo}/actions/runs', { owner, repo, per_page: most });
  return Runs.parse(data).workflow_runs;
}

function newest(all: readonly (Sighting | null)[], most: number): readonly Sighting[] {
  return all.flatMap((one) => one ?? []).slice(0, most);
}

function sighting(
  name: string,
  text: string,
  by: string | null | undefined,
  state: string | null | undefined,
  at: string,
  url: string | null,
): Sighting {
  return { name, text, by: by ?? null, state: state?.toLowerCase() ?? null, at: timestamp(at), url };
}
