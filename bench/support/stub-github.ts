// A GitHub that answers at once: just enough of its REST and GraphQL for a server at work on the sample incidents. It checks nothing and keeps cards only.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { needs } from '../../src/app/needs.ts';
import { bot, people } from '../../test/support/builders.ts';
import { COMMAND } from './deliveries.ts';
import { cardOf, type Sample } from './sample.ts';

export type StubGitHub = {
  readonly port: number;
  /** Requests so far, token requests aside. */
  requests(): number;
  /** Called when a request arrives, with its path. */
  onRequest: (path: string) => void;
  close(): Promise<void>;
};

/** Starts it on a free port. It knows these incidents. */
export async function startStubGitHub(samples: readonly Sample[]): Promise<StubGitHub> {
  const cards = new Map(samples.map((sample) => [sample.record.card?.nodeId ?? '', cardOf(sample)]));
  const graphql = createGraphql(cards);
  let requests = 0;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/api\/v3|\?.*$/g, '');
    stub.onRequest(path);
    if (!path.endsWith('/access_tokens')) requests += 1;
    void answer(request, response, path, graphql);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const stub: StubGitHub = {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    requests: () => requests,
    onRequest: () => undefined,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return stub;
}

const HOUR = 3_600_000;

const rest: Readonly<Record<string, () => unknown>> = {
  '/app': () => ({
    id: 1,
    slug: 'firebreak',
    permissions: Object.fromEntries(needs.permissions.map(({ name, access }) => [name, access])),
    events: needs.events.map(({ name }) => name),
  }),
  '/app/installations': () => [{ id: 1, suspended_at: null }],
  '/installation/repositories': () => ({ total_count: 0, repositories: [] }),
  '/app/hook/deliveries': () => [],
};

type Graphql = (request: z.infer<typeof Question>) => unknown;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  graphql: Graphql,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const send = (status: number, body: unknown) => {
    const text = JSON.stringify(body);
    const type = 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
  };
  if (path.endsWith('/graphql')) {
    return send(200, { data: graphql(Question.parse(JSON.parse(Buffer.concat(chunks).toString()))) });
  }
  if (path.endsWith('/access_tokens')) {
    const expires_at = new Date(Date.now() + HOUR).toISOString();
    return send(201, { token: 'ghs_benchmark', expires_at, permissions: {}, repository_selection: 'all' });
  }
  const known = rest[path];
  return known === undefined ? send(404, { message: 'Not Found' }) : send(200, known());
}

const Question = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });

function createGraphql(cards: Map<string, string>): Graphql {
  return ({ query, variables }) => {
    if (query.startsWith('query Facts')) return factsFor(variables, cards);
    if (query.startsWith('mutation')) return effectsOf(query, variables, cards);
    return { viewer: { login: bot.login, databaseId: bot.id } };
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

function factsFor(variables: Readonly<Record<string, unknown>>, cards: ReadonlyMap<string, string>) {
  const labels = Object.entries(variables).filter(([name]) => /^l\d+$/.test(name));
  const comment = text(variables['comment']);
  const card = text(variables['card']);
  const repositoryId = 5000 + Number(text(variables['repo']).replace('shop-', ''));
  return {
    repository: {
      id: `R_${repositoryId}`,
      isPrivate: true,
      isArchived: false,
      policy: null,
      issue: issueOf(repositoryId),
      collaborators: { edges: [{ permission: 'WRITE', permissionSources: [], node: { login: variables['actor'] } }] },
      ...Object.fromEntries(labels.map(([alias, name]) => [alias, { id: `LA_${text(name)}`, name }])),
    },
    organisation: null,
    comment: comment === '' ? null : commentOf(comment, COMMAND, people.responder),
    card: card === '' ? null : commentOf(card, cards.get(card) ?? '', bot),
  };
}

const started = new Date().toISOString();

function issueOf(repositoryId: number) {
  const labels = ['incident', 'P0', 'status: investigating'].map((name) => ({ id: `LA_${name}`, name }));
  return {
    title: '[INCIDENT P0] Production down',
    body: '',
    state: 'OPEN',
    stateReason: null,
    locked: false,
    createdAt: started,
    url: 'http://127.0.0.1/acme/shop/issues/1',
    repository: { databaseId: repositoryId },
    author: accountOf(people.responder),
    labels: { nodes: labels },
    assignees: { nodes: [accountOf(people.responder)] },
  };
}

type Account = typeof bot;

function accountOf({ id, login, nodeId, bot: isBot }: Account) {
  return { __typename: isBot ? 'Bot' : 'User', login, id: nodeId, databaseId: id };
}

function commentOf(nodeId: string, body: string, author: Account) {
  return {
    id: nodeId,
    fullDatabaseId: nodeId.replace(/\D/g, ''),
    body,
    createdAt: started,
    updatedAt: started,
    lastEditedAt: null,
    author: accountOf(author),
    editor: null,
    reactionGroups: [],
  };
}

let nextComment = 900_000;

function effectsOf(query: string, variables: Readonly<Record<string, unknown>>, cards: Map<string, string>) {
  const answers = [...query.matchAll(/(e\d+b?): (\w+)\(/g)].map(([, alias = '', field = '']) => {
    if (field === 'updateIssueComment') {
      const id = text(variables[`${alias}_id`]);
      cards.set(id, text(variables[`${alias}_body`]));
      return [alias, { issueComment: { id, fullDatabaseId: id.replace(/\D/g, '') } }] as const;
    }
    if (field !== 'addComment') return [alias, { clientMutationId: null }] as const;
    nextComment += 1;
    const node = { id: `IC_new_${nextComment}`, fullDatabaseId: String(nextComment) };
    return [alias, { commentEdge: { node } }] as const;
  });
  return Object.fromEntries(answers);
}
