// Tells an incident as a story against the unmodified server: declare, say, later, nextComment. Fails on any comment nobody expected.
import { expect } from 'vitest';
import { effectKeysIn } from '../../src/core/marker.ts';
import type { RunMode } from '../../src/sandbox/actions/runs.ts';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { createRunningApp, type DatabaseKind, type RunningApp } from './running-app.ts';

export type Comment = { readonly id: number; readonly body: string; readonly author: string; readonly isCard: boolean };

export type IssueView = {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly locked: boolean;
};

export type Declaration = {
  readonly title?: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly as?: SamplePerson;
};

export type StoryOptions = {
  readonly database?: DatabaseKind;
  readonly now?: string;
  /** The text of `.github/firebreak.yml`; null = none; absent = the sample's. */
  readonly policy?: string | null;
  /** The preset that the sample begins with, with its form; absent = `github`. */
  readonly preset?: string;
  /** Do not start the server yet. */
  readonly asleep?: boolean;
  /** Whether the shop has a past: merged pull requests, releases and deployments. */
  readonly history?: boolean;
  /** Who says how runs of workflows end; absent = a script of the story's (`endRun`). */
  readonly runs?: RunMode;
  /** More of the server's environment. */
  readonly env?: (sandbox: Sandbox) => Record<string, string>;
};

export type Story = {
  readonly sandbox: Sandbox;
  readonly app: RunningApp;
  /** Opens an issue; by default the runbook's own P0 (`S003-09`). Resolves with its number when everything has settled. */
  declare(declaration?: Declaration): Promise<number>;
  /** Comments, and waits until the server has done what follows. */
  say(as: SamplePerson, text: string, issue?: number): Promise<number>;
  /** Moves the clock, and waits for what came due. */
  later(duration: string): Promise<void>;
  /** The oldest comment of the app that has not been read yet; fails when there is none. Neither the card nor the evidence of every declaration counts. */
  nextComment(issue?: number): Promise<string>;
  /** Fails when the app has said something that the story has not read. */
  silence(issue?: number): Promise<void>;
  card(issue?: number): Promise<string>;
  issue(issue?: number): Promise<IssueView>;
  comments(issue?: number): Promise<readonly Comment[]>;
  reactions(comment: number): Promise<readonly string[]>;
  /** Any request of the GitHub API as one of the sample people. */
  api(
    as: SamplePerson,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly data: unknown }>;
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Waits until all deliveries are answered and the server has nothing left to do. */
  settle(): Promise<void>;
  /** Requests to GitHub since the last call, token requests aside. */
  requests(): Promise<readonly { readonly route: string; readonly operations: readonly string[] }[]>;
  /** Ends the story: nothing unread, nothing of the sandbox's own against GitHub's descriptions. */
  end(): Promise<void>;
};

/** The body of the runbook's own command, to the letter: its line end arrives as backslash-n. */
export const runbookBody = 'Started: 2026-11-21T07:00:00Z\\nStatus: Investigating';

/** Starts a sandbox and the server on it. */
export async function startStory(options: StoryOptions = {}): Promise<Story> {
  const sandbox = await startSandbox({
    now: options.now ?? '2026-11-21T08:00:00Z',
    runs: options.runs ?? 'script',
    ...(options.history === undefined ? {} : { history: options.history }),
    ...(options.preset === undefined ? {} : { preset: options.preset }),
  });
  const app = await createRunningApp(sandbox, options.database ?? 'PGlite', options.env?.(sandbox));
  const story = tell(sandbox, app);
  if (options.policy !== undefined) await setPolicy(story, options.policy);
  if (options.asleep !== true) await app.start();
  return story;
}

const policyPath = '/repos/acme/shop/contents/.github/firebreak.yml';

/** Replaces the repository's policy file (null deletes it). */
export async function setPolicy(story: Story, text: string | null): Promise<void> {
  const now = await story.api('lead', 'GET', policyPath);
  const sha = now.status === 200 ? { sha: String(field(now.data, 'sha')) } : {};
  const message = 'Change the policy';
  if (text === null) await story.api('lead', 'DELETE', policyPath, { message, ...sha });
  else await story.api('lead', 'PUT', policyPath, { message, content: Buffer.from(text).toString('base64'), ...sha });
}

/** Rounds of waiting for a quiet moment: each round some delivery was still on its way. */
const MOST_ROUNDS = 200;

function tell(sandbox: Sandbox, app: RunningApp): Story {
  const read = new Set<number>();
  let current = 0;
  let requestsSeen = 0;

  const api: Story['api'] = (as, method, path, body) =>
    request(`${sandbox.url}/api/v3${path}`, method, body, sandbox.tokens[as]);
  const control: Story['control'] = async (method, path, body) => {
    const { status, data } = await request(`${sandbox.url}/sandbox/${path}`, method, body);
    if (status >= 400) throw new Error(`The sandbox refused ${method} ${path}: ${JSON.stringify(data)}`);
    return data;
  };
  const settle = async () => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = sandbox.store.deliveries.size;
      await sandbox.settled();
      await app.idle();
      await sandbox.settled();
      if (sandbox.store.deliveries.size === before) return;
    }
    throw new Error(`The server never came to rest:\n${app.output()}`);
  };
  const comments: Story['comments'] = async (issue = current) => {
    const { data } = await api('lead', 'GET', `/repos/acme/shop/issues/${issue}/comments?per_page=100`);
    return list(data).map((raw) => {
      const body = String(field(raw, 'body'));
      return {
        id: Number(field(raw, 'id')),
        body,
        author: String(field(field(raw, 'user'), 'login')),
        isCard: body.includes('<!-- firebreak:card'),
      };
    });
  };
  const unread = async (issue = current) =>
    (await comments(issue)).filter(
      (comment) => isOurs(comment) && !comment.isCard && !isEvidence(comment) && !read.has(comment.id),
    );

  const story: Story = {
    sandbox,
    app,
    api,
    control,
    settle,
    comments,
    declare: async ({
      title = '[INCIDENT P0] Production down',
      body = runbookBody,
      labels = ['incident', 'P0'],
      as = 'responder',
    } = {}) => {
      const { status, data } = await api(as, 'POST', '/repos/acme/shop/issues', { title, body, labels });
      if (status !== 201) throw new Error(`The issue was not opened: ${status} ${JSON.stringify(data)}`);
      current = Number(field(data, 'number'));
      await settle();
      return current;
    },
    say: async (as, text, issue = current) => {
      const { status, data } = await api(as, 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: text });
      if (status !== 201) throw new Error(`The comment was not taken: ${status} ${JSON.stringify(data)}`);
      await settle();
      return Number(field(data, 'id'));
    },
    later: async (duration) => {
      sandbox.advance(duration);
      await app.tellTime();
      await settle();
    },
    nextComment: async (issue = current) => {
      const [next] = await unread(issue);
      if (next === undefined) throw new Error(`The app said nothing new. Its output:\n${app.output()}`);
      read.add(next.id);
      return next.body;
    },
    silence: async (issue = current) => {
      expect((await unread(issue)).map((comment) => comment.body)).toEqual([]);
    },
    card: async (issue = current) => {
      const cards = (await comments(issue)).filter((comment) => comment.isCard && isOurs(comment));
      expect(cards.length, `one status card is expected; the app's output:\n${app.output()}`).toBe(1);
      return cards[0]?.body ?? '';
    },
    issue: async (issue = current) => view((await api('lead', 'GET', `/repos/acme/shop/issues/${issue}`)).data),
    reactions: async (comment) => {
      const { data } = await api('lead', 'GET', `/repos/acme/shop/issues/comments/${comment}/reactions`);
      return list(data).map((raw) => String(field(raw, 'content')));
    },
    requests: async () => {
      const data = await control('GET', `requests?since=${requestsSeen}`);
      const all = list(Array.isArray(data) ? data : field(data, 'requests'));
      requestsSeen += all.length;
      return all
        .map(asRequest)
        .filter((entry) => entry.actor.startsWith('firebreak') && !entry.route.includes('access_tokens'));
    },
    end: async () => {
      try {
        await settle();
        const issues = list((await api('lead', 'GET', '/repos/acme/shop/issues?state=all&per_page=100')).data);
        for (const raw of issues) await story.silence(Number(field(raw, 'number')));
        expect(sandbox.violations()).toEqual([]);
      } finally {
        await app.dispose();
        await sandbox.close();
      }
    },
  };
  return story;
}

/** What is gathered at every declaration. */
export function isEvidence({ body }: Pick<Comment, 'body'>): boolean {
  return body.startsWith('**Evidence**');
}

function isOurs(comment: Comment): boolean {
  return comment.author.endsWith('[bot]') && (comment.isCard || effectKeysIn(comment.body).length > 0);
}

async function request(url: string, method: string, body?: object, token?: string) {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `token ${token}` }),
      'content-type': 'application/json',
      accept: 'application/vnd.github+json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, data: text === '' ? null : (JSON.parse(text) as unknown) };
}

function asRequest(raw: unknown) {
  const operations = field(raw, 'operations') ?? field(raw, 'operationNames') ?? [];
  return {
    route: `${String(field(raw, 'method'))} ${String(field(raw, 'route') ?? field(raw, 'path'))}`,
    actor: JSON.stringify(field(raw, 'actor')).replaceAll('"', ''),
    operations: list(operations).map((name) => (typeof name === 'string' ? name : JSON.stringify(name))),
  };
}

function view(data: unknown): IssueView {
  return {
    number: Number(field(data, 'number')),
    title: String(field(data, 'title')),
    state: String(field(data, 'state')),
    stateReason: field(data, 'state_reason') === null ? null : String(field(data, 'state_reason')),
    labels: list(field(data, 'labels'))
      .map((label) => String(field(label, 'name')))
      .sort(),
    assignees: list(field(data, 'assignees')).map((person) => String(field(person, 'login'))),
    locked: field(data, 'locked') === true,
  };
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
