// A postmortem in the sandbox, as people live it: the incident resolved, the pull request found, its file edited by git, and merged.
import { expect } from 'vitest';
import { commit } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { type Pull, pullNumbered, ready } from './lane.ts';
import { type Story, type StoryOptions, startStory } from './story.ts';
import { readAll } from './visible.ts';

export type Resolved = { readonly story: Story; readonly issue: number };

/** A P0 that was acknowledged, whose cause is known, and that is resolved, with everything said of it read. */
export async function resolvedStory(options: StoryOptions = {}, title?: string): Promise<Resolved> {
  const story = await startStory(options);
  const issue = await resolveOne(story, title);
  return { story, issue };
}

/** One more such incident. */
export async function resolveOne(story: Story, title = '[INCIDENT P0] Production down'): Promise<number> {
  const issue = await story.declare({ title });
  await story.say('commander', '/ack', issue);
  await story.say('commander', '/impact 1,240 of 20,000 customers could not pay', issue);
  await story.say('commander', '/cause The pool of connections was exhausted', issue);
  await story.say('commander', '/resolve --force rolled back by hand', issue);
  await readAll(story, issue);
  return issue;
}

/** The pull requests from the branch of an incident's postmortem, newest first. */
export async function postmortemPulls(story: Story, issue: number): Promise<readonly Pull[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=all&per_page=100');
  const branch = `postmortem/incident-${issue}`;
  const own = (data as readonly Pull[]).filter(({ head }) => head.ref === branch);
  return Promise.all(own.map(({ number }) => pullNumbered(story, number)));
}

/** The only one. */
export async function postmortemPull(story: Story, issue: number): Promise<Pull> {
  const pulls = await postmortemPulls(story, issue);
  expect(pulls, story.app.output()).toHaveLength(1);
  const [pull] = pulls;
  if (pull === undefined) throw new Error('There is no postmortem.');
  return pull;
}

/** Paths that a pull request changes. */
export async function pathsIn(story: Story, { number }: Pull): Promise<readonly string[]> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${number}/files`);
  return (data as readonly { readonly filename: string }[]).map(({ filename }) => filename);
}

/** A file of a branch; null where it is not there. */
export async function fileOn(story: Story, ref: string, path: string): Promise<string | null> {
  const { status, data } = await story.api('lead', 'GET', `/repos/acme/shop/contents/${path}?ref=${ref}`);
  if (status !== 200) return null;
  return Buffer.from((data as { readonly content: string }).content, 'base64').toString('utf8');
}

/** Somebody pushes this text of a file to the branch of the pull request. */
export async function pushText(story: Story, { head }: Pull, path: string, text: string): Promise<void> {
  await commit(as(story.sandbox, 'commander'), head.ref, path, text);
  await story.settle();
}

/** Somebody says that it may be reviewed, where nobody has, and merges it. */
export async function mergePull(story: Story, pull: Pull): Promise<void> {
  const { number } = pull;
  if ((await pullNumbered(story, number)).draft) await ready(story, pull);
  const { status, data } = await story.api('lead', 'PUT', `/repos/acme/shop/pulls/${number}/merge`, {});
  expect(status, JSON.stringify(data)).toBe(200);
  await story.settle();
}
