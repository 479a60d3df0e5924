// A repository whose main needs the check of the freeze, and what is said there of commits.
import { requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { POSTMORTEM } from './proposal-check.ts';
import { type Story, type StoryOptions, startStory } from './story.ts';
import { readAll } from './visible.ts';

export const CHECK = 'firebreak / freeze';

/** P0 freezes; `/freeze` does at any. */
export const freezing =
  'preset: github\nlevels:\n  - { name: P0, freeze: true }\npeople: { first-responder: ["@responder"] }\n';

/** Main needs the check, of our app alone. */
export async function frozenStory(options: StoryOptions = {}): Promise<Story> {
  const story = await startStory({ policy: freezing, ...options });
  await requireChecks(story.sandbox, [{ context: CHECK, app_id: story.sandbox.app.id }]);
  return story;
}

/** Declares, and reads what the app says of it. */
export async function declared(story: Story, more: Parameters<Story['declare']>[0] = {}): Promise<number> {
  const issue = await story.declare(more);
  await readAll(story, issue);
  return issue;
}

/** Watched, over, and resolved by somebody who may override what is open. */
export async function resolve(story: Story, issue: number): Promise<readonly string[]> {
  await story.say('responder', '/status monitoring', issue);
  await story.later('PT2H');
  await readAll(story, issue);
  await story.say('lead', '/resolve --force mended', issue);
  return readAll(story, issue);
}

export type CheckSeen = {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: { readonly title: string; readonly summary: string };
  readonly details_url: string;
};

/** Our app's check runs on a commit that hold something back, all that were ever made, oldest first. */
export async function checksOn(story: Story, sha: string): Promise<readonly CheckSeen[]> {
  const path = `${shop}/commits/${sha}/check-runs?filter=all&app_id=${story.sandbox.app.id}&per_page=100`;
  const { body } = await as(story.sandbox, 'lead')('GET', path);
  return body.check_runs.toReversed().filter(({ name }: CheckSeen) => name !== POSTMORTEM);
}

/** How each of them stands. */
export async function statesOn(story: Story, sha: string): Promise<readonly string[]> {
  return (await checksOn(story, sha)).map(({ status, conclusion }) => conclusion ?? status);
}
