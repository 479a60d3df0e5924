// The gateways against the whole local GitHub, over HTTP, with octokit.js as the client.
import { App, Octokit } from 'octokit';
import { onTestFinished } from 'vitest';
import type { FactRequest } from '../../../src/core/facts.ts';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox/start-sandbox.ts';
import type { Issue } from '../../../src/sandbox/state/issue.ts';
import type { Fault } from '../../../src/sandbox/state/traffic.ts';
import { type AppGatewayParts, createAppGateway, type Exchange, sendOnce } from '../../../src/shell/github/index.ts';

/** Where everything happens. */
export const shop = { owner: 'acme', repo: 'shop' };

/** Asks for nothing; rows of tests say what they add. */
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

/** A sandbox with the gateways on it; it ends with the test. */
export async function localGitHub(options: SandboxOptions = {}, parts: Partial<AppGatewayParts> = {}) {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  const Local = Octokit.defaults((defaults: object) => ({ ...sendOnce(defaults), baseUrl: `${sandbox.url}/api/v3` }));
  const app = new App({ appId: sandbox.app.id, privateKey: sandbox.app.privateKey, Octokit: Local });
  const exchanges: Exchange[] = [];
  const slept: number[] = [];
  const gateway = createAppGateway({
    appOctokit: async () => app.octokit,
    authenticate: (id) => app.getInstallationOctokit(id),
    now: () => new Date().toISOString(),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    onRequest: (exchange) => exchanges.push(exchange),
    // What a busy machine answers late is not missing here.
    turn: { unasked: 60_000, asked: 60_000 },
    ...parts,
  });
  const as = (person: keyof typeof sandbox.tokens) => new Local({ auth: sandbox.tokens[person] });

  /** Somebody opens an issue. */
  const declare = async (
    issue: { title?: string; body?: string; labels?: string[]; assignees?: string[] } = {},
    person: keyof typeof sandbox.tokens = 'responder',
  ): Promise<IssueRef> => {
    const { data } = await as(person).rest.issues.create({ ...shop, title: 'Shop down', ...issue });
    return { repositoryId: sandbox.seeded.repository.id, ...shop, number: data.number, nodeId: data.node_id };
  };
  /** Somebody comments. */
  const say = async (issue: IssueRef, body: string, person: keyof typeof sandbox.tokens = 'responder') => {
    const { data } = await as(person).rest.issues.createComment({ ...shop, issue_number: issue.number, body });
    return { id: data.id, nodeId: data.node_id };
  };
  const thread = async (issue: IssueRef) => {
    const { data } = await as('responder').rest.issues.listComments({ ...shop, issue_number: issue.number });
    return data.map((comment) => comment.body);
  };
  const look = async (issue: IssueRef) =>
    (await as('responder').rest.issues.get({ ...shop, issue_number: issue.number })).data;
  /** The next requests meet this. */
  const fault = (route: string, change: Partial<Fault>) =>
    sandbox.store.faults.push({
      route,
      match: null,
      status: null,
      times: 1,
      after: false,
      delayMs: 0,
      hang: false,
      reset: false,
      headers: {},
      body: null,
      ...change,
    });
  /** What the gateways asked, token requests aside, since the last call. */
  const asked = () => exchanges.splice(0).map(({ operation }) => operation);
  const incidents = gateway.incidents(sandbox.app.installationId);
  return { sandbox, gateway, incidents, as, declare, say, thread, look, fault, asked, exchanges, slept };
}

/** A local GitHub with the gateways. */
export type LocalGitHub = Awaited<ReturnType<typeof localGitHub>>;

/** The sandbox's own view of an issue: what a test does with it costs nobody's budget. */
export function storedIssue({ store }: Sandbox, issue: Pick<IssueRef, 'number'>): Issue {
  const found = [...store.issues.values()].find(({ number }) => number === issue.number);
  if (found === undefined) throw new Error(`There is no issue ${issue.number}.`);
  return found;
}

/** Names of an issue's labels as REST gives them. */
export function labelNames(labels: readonly (string | { readonly name?: string })[]): readonly (string | undefined)[] {
  return labels.map((label) => (typeof label === 'string' ? label : label.name));
}
