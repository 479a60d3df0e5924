// What people do to a hotfix beside its straight way, and what is seen of it.
import { expect } from 'vitest';
import { headOf, openPull } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { askHotfix, gateOn, type Laned, type Pull, pullNumbered, push, ready, tested } from './lane.ts';
import type { Story } from './story.ts';
import { readAll } from './visible.ts';

export type Opened = { readonly pull: Pull; readonly head: string };

/** A hotfix that was asked for, pushed to, and is no draft: it waits for its test and its review. */
export async function opened(laned: Laned, words = 'Retry the payment client'): Promise<Opened> {
  const pull = await askHotfix(laned, words);
  const head = await push(laned.story, pull, 'retry\n');
  await ready(laned.story, pull);
  await readAll(laned.story, laned.issue);
  return { pull, head };
}

/** Puts one commit on main in the place of all that the branch had; the new head. */
export async function forcePush(story: Story, { head }: Pull): Promise<string> {
  const responder = as(story.sandbox, 'responder');
  const tree = (await responder('GET', `${shop}/git/commits/${head.sha}`)).body.tree.sha;
  const parents = [await headOf(responder)];
  const made = await responder('POST', `${shop}/git/commits`, { message: 'Say it in one', tree, parents });
  expect(made.status, made.text).toBe(201);
  const { sha } = made.body;
  const moved = await responder('PATCH', `${shop}/git/refs/heads/${head.ref}`, { sha, force: true });
  expect(moved.status, moved.text).toBe(200);
  await story.settle();
  return sha;
}

/** Somebody pushes a commit under an address that is of no account; the new head. */
export async function pushUnknown(story: Story, who: 'commander', { head }: Pick<Pull, 'head'>): Promise<string> {
  const client = as(story.sandbox, who);
  const tree = (await client('GET', `${shop}/git/commits/${head.sha}`)).body.tree.sha;
  const author = { name: 'x', email: 'nobody@laptop.example' };
  const asked = { message: 'Try once more', tree, parents: [head.sha], author, committer: author };
  const made = await client('POST', `${shop}/git/commits`, asked);
  expect(made.status, made.text).toBe(201);
  const { sha } = made.body;
  expect((await client('PATCH', `${shop}/git/refs/heads/${head.ref}`, { sha })).status).toBe(200);
  await story.settle();
  return sha;
}

/** Somebody's ordinary pull request is tested and reaches main. */
export async function mainMoves(story: Story, branch = 'other'): Promise<void> {
  const pull = await openPull(story.sandbox, branch);
  await tested(story, pull.head.sha);
  const merged = await as(story.sandbox, 'responder')('PUT', `${pull.path}/merge`);
  expect(merged.status, merged.text).toBe(200);
  await story.settle();
}

/** The names of what does not hold of a commit, as our gate shows it, each once. */
export async function openRows(story: Story, sha: string): Promise<readonly string[]> {
  const lines = (await gateOn(story, sha))?.output.summary.split('\n') ?? [];
  const open = lines.filter((line) => /^\| [❌⏳]/u.test(line)).map((line) => line.split('|')[2]?.trim() ?? '');
  return [...new Set(open)].sort();
}

/** Fails when it is merged. */
export async function expectUnmerged(story: Story, { number }: Pull): Promise<void> {
  expect(await pullNumbered(story, number)).toMatchObject({ merged: false });
}

/** What is said of its merge, once. */
export async function expectMerged({ story, issue }: Laned, { number }: Pull): Promise<void> {
  expect(await pullNumbered(story, number)).toMatchObject({ merged: true });
  const said = await readAll(story, issue);
  expect(said.filter((text) => text.includes('is merged**'))).toHaveLength(1);
}

/** All that is in a lane is looked at, as at every start and every few minutes: rules of a branch change without a word to us. */
export async function lookedAtAnew(story: Story): Promise<void> {
  await story.app.stop();
  await story.app.start();
  await story.settle();
}
