// GitHub's side of the wire, answer by answer: an octokit.js that meets only what a test says, with time in the test's hands.
import nock from 'nock';
import { Octokit } from 'octokit';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { FactRequest } from '../../../src/core/facts.ts';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { type ClientParts, createClient, type Exchange } from '../../../src/shell/github/client.ts';
import { createIncidentGateway } from '../../../src/shell/github/incident-gateway.ts';
import { sendOnce } from '../../../src/shell/github/octokit.ts';

const base = 'https://github.test';
export const issue: IssueRef = { repositoryId: 7, owner: 'acme', repo: 'shop', number: 12, nodeId: 'I_12' };
/** The numeric id of the account that our comments are made by. */
export const ourId = 99;
export const began = '2026-03-01T12:00:00.000Z';

/** Asks for nothing. */
export const nothing: FactRequest = {
  actor: null,
  comment: null,
  card: null,
  people: [],
  labels: [],
  recentComments: 0,
  threadIfNoCard: false,
  countLabel: null,
};

/** Call once per file: nothing leaves the machine, and every answer that a test prepared is fetched. */
export function onlyPreparedAnswers(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    if (unused.length > 0) throw new Error(`Nobody asked for ${unused.join(', ')}`);
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

type Headers = Readonly<Record<string, string>>;

/** The next GraphQL request is answered so. */
export function graphql(answer: nock.Body, status = 200, headers: Headers = {}): Sent {
  const sent: Sent = { query: '', variables: {} };
  nock(base)
    .post('/graphql', (body: { query: string; variables?: Record<string, unknown> }) => {
      sent.query = body.query;
      sent.variables = body.variables ?? {};
      return true;
    })
    .reply(status, answer, headers);
  return sent;
}

/** What was sent, once it was. */
export type Sent = { query: string; variables: Record<string, unknown> };

/** The next GraphQL request meets this instead of an answer. */
export function graphqlBreaks(code: string): void {
  nock(base)
    .post('/graphql')
    .replyWithError(Object.assign(new Error(code), { code }));
}

/** The next such REST request is answered so. */
export function rest(
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  status: number,
  answer: nock.Body = {},
  headers: Headers = {},
): void {
  nock(base).intercept(path, method).reply(status, answer, headers);
}

/** A gateway whose clock moves only when told. */
export function atTheEdge(parts: Partial<ClientParts> = {}) {
  const clock = { milliseconds: Date.parse(began) };
  const exchanges: Exchange[] = [];
  const slept: number[] = [];
  const renewed: unknown[] = [];
  const Local = Octokit.defaults((defaults: object) => sendOnce({ ...defaults, baseUrl: base }));
  const octokit = new Local({ auth: 'secret' });
  const client = createClient({
    octokit: async () => ({
      request: octokit.request,
      graphql: octokit.graphql,
      auth: async (how) => renewed.push(how),
    }),
    installationId: 1,
    now: () => new Date(clock.milliseconds).toISOString(),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    random: () => 1,
    onRequest: (exchange) => exchanges.push(exchange),
    ...parts,
  });
  const gateway = createIncidentGateway({ client, ownIds: async () => [ourId] });
  const pass = (seconds: number) => {
    clock.milliseconds += seconds * 1000;
  };
  return { client, gateway, exchanges, slept, renewed, pass };
}

/** The instant so many seconds after the beginning. */
export function later(seconds: number): string {
  return new Date(Date.parse(began) + seconds * 1000).toISOString();
}
