// Issues that alerts opened: found by their marker, opened, told that the alert came again. The authority is a token's.
import * as z from 'zod';
import type { Alerted } from '../../../core/alert/group-alert.ts';
import { againMarker, alertMarker, fingerprintIn } from '../../../core/alert/incident-of-alert.ts';
import { timestamp } from '../../../core/time.ts';
import { askGraphql } from '../ask-graphql.ts';
import { type Client, createClient, type Surroundings } from '../client.ts';
import { document, part } from '../document.ts';
import { accountField } from '../fields.ts';
import type { OctokitAnswer, OctokitLike } from '../octokit.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';

export type Opened = Alerted & {
  readonly id: number;
  readonly nodeId: string;
  readonly url: string;
  readonly repositoryId: number;
  /** The app that opened it just now, by its id, as whose bot GitHub names it; absent where that is not known. */
  readonly viaApp?: number;
};

export type AlertGateway = {
  /** Issues with the incident label that this account opened for an alert: all that are open, and the hundred that changed last of those that ended. */
  alerted(): Promise<readonly Opened[]>;
  /** Opens one, or finds the one that an answer was lost of. */
  open(issue: { readonly title: string; readonly body: string }, fingerprint: string): Promise<Opened>;
  /** The comment of this account that keeps count; null where there is none. */
  again(number: number, fingerprint: string): Promise<{ readonly id: number; readonly body: string } | null>;
  comment(number: number, text: string): Promise<void>;
  edit(comment: number, text: string): Promise<void>;
  reopen(number: number): Promise<void>;
  /** Closes it as a duplicate. */
  drop(number: number): Promise<void>;
};

export type AlertGatewayParts = Surroundings & {
  readonly octokit: OctokitLike;
  readonly owner: string;
  readonly repo: string;
  /** This account's numeric id. */
  readonly self: number;
};

const fields = `nodes { id fullDatabaseId number url body createdAt closedAt stateReason(enableDuplicate: true) ${accountField('author')} }
  pageInfo { hasNextPage endCursor }`;
const order = (by: string, direction: string) => `orderBy: { field: ${by}, direction: ${direction} }`;
const open = `open: issues(first: 100, after: $after, states: OPEN, labels: ["incident"], ${order('CREATED_AT', 'ASC')}) { ${fields} }`;
const ended = `ended: issues(first: 100, states: CLOSED, labels: ["incident"], ${order('UPDATED_AT', 'DESC')}) { ${fields} }`;

const Issue = z.object({
  id: z.string(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullish(),
  number: z.number().int(),
  url: z.string(),
  body: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullish(),
  stateReason: z.string().nullish(),
  author: z.object({ databaseId: z.number().nullish() }).nullish(),
});
const Issues = z.object({
  nodes: z.array(Issue.nullable()).nullish(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});
const Answer = z.object({
  repository: z.object({ databaseId: z.number(), open: Issues, ended: Issues.optional() }),
});

/** All methods throw `GitHubRefused` for a no and `GitHubUnavailable` when GitHub cannot be asked. */
export function createAlertGateway({ octokit, owner, repo, self, ...surroundings }: AlertGatewayParts): AlertGateway {
  const client = createClient({ ...surroundings, octokit: async () => octokit, installationId: null });
  const place = { owner, repo };
  const issues = '/repos/{owner}/{repo}/issues';
  const send = async (route: string, parameters: Record<string, unknown>): Promise<OctokitAnswer> => {
    const written = await client.send('page', route, { ...place, ...parameters });
    if (written.kind === 'answered') return written.answer;
    throw new GitHubUnavailable(written.message, { status: written.status });
  };
  return {
    alerted: () => alerted(client, place, self),
    open: (issue, fingerprint) => opening(client, place, self, issue, fingerprint),
    async again(number, fingerprint) {
      const comments = await pagesOf(client, { ...place, issue_number: number });
      const own = comments.find(
        ({ user, body }) => user?.id === self && body?.includes(againMarker(fingerprint)) === true,
      );
      return own === undefined ? null : { id: own.id, body: own.body ?? '' };
    },
    async comment(number, body) {
      await send(`POST ${issues}/{issue_number}/comments`, { issue_number: number, body });
    },
    async edit(comment, body) {
      await send(`PATCH ${issues}/comments/{comment_id}`, { comment_id: comment, body });
    },
    async reopen(number) {
      await send(`PATCH ${issues}/{issue_number}`, { issue_number: number, state: 'open' });
    },
    async drop(number) {
      await send(`PATCH ${issues}/{issue_number}`, {
        issue_number: number,
        state: 'closed',
        state_reason: 'duplicate',
      });
    },
  };
}

type Repository = { readonly owner: string; readonly repo: string };

async function alerted(client: Client, { owner, repo }: Repository, self: number): Promise<readonly Opened[]> {
  const found: Opened[] = [];
  let after: string | null = null;
  do {
    const variables = {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      after: { type: 'String', value: after },
    };
    const asked = after === null ? `${open}\n${ended}` : open;
    const text = document('query', 'Alerted', [
      part(`repository(owner: $owner, name: $repo) { databaseId ${asked} }`, variables),
    ]);
    const { repository }: z.infer<typeof Answer> = Answer.parse(await askGraphql(client, 'Alerted', text));
    const nodes = [...(repository.open.nodes ?? []), ...(repository.ended?.nodes ?? [])];
    found.push(...nodes.flatMap((node) => openedOf(node, repository.databaseId, self)));
    const { hasNextPage, endCursor } = repository.open.pageInfo;
    after = hasNextPage ? (endCursor ?? null) : null;
  } while (after !== null);
  return found;
}

/** Of another account's issue the marker counts for nothing. */
function openedOf(node: z.infer<typeof Issue> | null, repositoryId: number, self: number): readonly Opened[] {
  const fingerprint = node === null ? null : fingerprintIn(node.body);
  if (node === null || fingerprint === null || node.author?.databaseId !== self) return [];
  const { number, url, createdAt, closedAt, stateReason } = node;
  return [
    {
      id: Number(node.fullDatabaseId ?? 0),
      nodeId: node.id,
      repositoryId,
      number,
      url,
      fingerprint,
      openedAt: timestamp(createdAt),
      closedAt: closedAt == null ? null : timestamp(closedAt),
      dropped: stateReason === 'NOT_PLANNED' || stateReason === 'DUPLICATE',
    },
  ];
}

/** https://docs.github.com/en/rest/issues/issues#create-an-issue */
const Made = z.object({ number: z.number(), performed_via_github_app: z.object({ id: z.number() }).nullish() });

/** How often, and how long apart in milliseconds, an issue whose answer was lost is looked for. */
const LOOKS = 3;
const PAUSE = 1000;

async function opening(
  client: Client,
  place: Repository,
  self: number,
  issue: { readonly title: string; readonly body: string },
  fingerprint: string,
): Promise<Opened> {
  const route = 'POST /repos/{owner}/{repo}/issues';
  const written = await client.send('page', route, { ...place, ...issue, labels: ['incident'] });
  const answer = written.kind === 'answered' ? Made.parse(written.answer.data) : null;
  const number = answer?.number ?? null;
  const viaApp = answer?.performed_via_github_app?.id;
  for (let look = 0; look < LOOKS; look += 1) {
    const all = await alerted(client, place, self);
    const made = all.filter((one) => one.fingerprint === fingerprint && one.closedAt === null);
    const own = number === null ? made.at(-1) : made.find((one) => one.number === number);
    if (own !== undefined) return viaApp === undefined ? own : { ...own, viaApp };
    await client.sleep(PAUSE);
  }
  if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
  throw new GitHubRefused(`#${number} was opened and is not among the incidents: ${alertMarker(fingerprint)}`, 404);
}

const Comments = z.array(
  z.object({ id: z.number(), body: z.string().nullish(), user: z.object({ id: z.number() }).nullish() }),
);
const PAGE = 100;
const MOST_PAGES = 20;

async function pagesOf(
  client: Client,
  at: Repository & { readonly issue_number: number },
): Promise<z.infer<typeof Comments>> {
  const found: z.infer<typeof Comments> = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const { data } = await client.get(route, { ...at, per_page: PAGE, page });
    const comments = Comments.parse(data);
    found.push(...comments);
    if (comments.length < PAGE) break;
  }
  return found;
}
