// A hotfix lane in the sandbox: main asks for a test and for our gate, people push with the API, test and review.
import { expect } from 'vitest';
import { commit, requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import type { CheckSeen } from './frozen.ts';
import { type Story, type StoryOptions, startStory } from './story.ts';
import { readAll } from './visible.ts';

export const GATE = 'firebreak / hotfix';

/** v2.3.4 went live in production at 07:49; one minute later the symptoms began. */
const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';

export type Laned = { readonly story: Story; readonly issue: number };

/** A declared P0, and main that asks for a status `test` and our gate. */
export async function lanedStory(
  options: StoryOptions = {},
  labels: readonly string[] = ['incident', 'P0'],
): Promise<Laned> {
  const story = await startStory({ history: true, ...options });
  await requireChecks(story.sandbox, [{ context: 'test' }, { context: GATE, app_id: story.sandbox.app.id }]);
  const issue = await story.declare({ body, labels: [...labels] });
  await readAll(story, issue);
  return { story, issue };
}

export type Pull = {
  readonly number: number;
  readonly draft: boolean;
  readonly merged: boolean;
  readonly state: string;
  readonly title: string;
  readonly body: string;
  readonly node_id: string;
  readonly head: { readonly ref: string; readonly sha: string };
};

/** The newest pull request. */
export async function newestPull(story: Story): Promise<Pull> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=all');
  const [newest] = data as readonly Pull[];
  return pullNumbered(story, newest?.number ?? 0);
}

export async function pullNumbered(story: Story, number: number): Promise<Pull> {
  return (await story.api('lead', 'GET', `/repos/acme/shop/pulls/${number}`)).data as Pull;
}

/** Asks for a hotfix, and reads what is said of it. */
export async function askHotfix({ story, issue }: Laned, words = ''): Promise<Pull> {
  await story.say('responder', `/hotfix ${words}`.trim(), issue);
  await readAll(story, issue);
  return newestPull(story);
}

/** Somebody pushes to the branch of the pull request; the new head. */
export async function push(
  story: Story,
  { head }: Pull,
  content: string,
  who: 'responder' | 'commander' = 'responder',
): Promise<string> {
  const sha = await commit(as(story.sandbox, who), head.ref, 'src/pay.txt', content);
  await story.settle();
  return sha;
}

/** It is a draft no more. */
export async function ready(story: Story, { node_id: id }: Pull): Promise<void> {
  const query = `mutation { markPullRequestReadyForReview(input: { pullRequestId: "${id}" }) { pullRequest { isDraft } } }`;
  const answer = await fetch(`${story.sandbox.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${story.sandbox.tokens.responder}` },
    body: JSON.stringify({ query }),
  });
  expect(await answer.json()).toMatchObject({
    data: { markPullRequestReadyForReview: { pullRequest: { isDraft: false } } },
  });
  await story.settle();
}

/** The test says this of a commit. */
export async function tested(
  story: Story,
  sha: string,
  state: 'success' | 'failure' | 'pending' = 'success',
): Promise<void> {
  const { status } = await as(story.sandbox, 'lead')('POST', `${shop}/statuses/${sha}`, { state, context: 'test' });
  expect(status).toBe(201);
  await story.settle();
}

/** Somebody says this of its head; the review's id. */
export async function reviewed(
  story: Story,
  { number }: Pull,
  who: 'commander' | 'reviewer' | 'responder' | 'lead',
  event = 'APPROVE',
): Promise<number> {
  const { data } = await story.api(who, 'POST', `/repos/acme/shop/pulls/${number}/reviews`, {
    event,
    body: 'Looked at',
  });
  await story.settle();
  return (data as { id: number }).id;
}

/** Our gate on a commit, the newest; null where there is none. */
export async function gateOn(story: Story, sha: string): Promise<CheckSeen | null> {
  const path = `${shop}/commits/${sha}/check-runs?filter=latest&check_name=${encodeURIComponent(GATE)}&app_id=${story.sandbox.app.id}`;
  const { body } = await as(story.sandbox, 'lead')('GET', path);
  return body.check_runs[0] ?? null;
}

/** How it stands. */
export async function gateState(story: Story, sha: string): Promise<string | null> {
  const gate = await gateOn(story, sha);
  return gate === null ? null : (gate.conclusion ?? gate.status);
}
