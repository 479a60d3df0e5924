// The check of what pull requests propose, as people see them on a commit: how each stands, and what is on which line.
import { as, shop } from '../sandbox/support/local-github.ts';
import type { CheckSeen } from './frozen.ts';
import type { Story } from './story.ts';

export const POSTMORTEM = 'firebreak / postmortem';
export const POLICY = 'firebreak / policy';

type Run = CheckSeen & { readonly id: number; readonly external_id: string };
export type OnLine = {
  readonly path: string;
  readonly start_line: number;
  readonly annotation_level: string;
  readonly title: string;
  readonly message: string;
  readonly raw_details: string | null;
};

/** Our app's runs of this name on a commit, all that were ever made, oldest first. */
export async function runsOn(story: Story, sha: string, name = POSTMORTEM): Promise<readonly Run[]> {
  const query = `filter=all&check_name=${encodeURIComponent(name)}&app_id=${story.sandbox.app.id}&per_page=100`;
  const { body } = await as(story.sandbox, 'lead')('GET', `${shop}/commits/${sha}/check-runs?${query}`);
  return body.check_runs.toReversed();
}

/** How the only one stands, or what there is instead. */
export async function verdictOn(story: Story, sha: string, name = POSTMORTEM): Promise<string> {
  return (await runsOn(story, sha, name)).map(({ status, conclusion }) => conclusion ?? status).join(' ');
}

/** What the newest says on lines. */
export async function linesOn(story: Story, sha: string, name = POSTMORTEM): Promise<readonly OnLine[]> {
  const newest = (await runsOn(story, sha, name)).at(-1);
  const all: OnLine[] = [];
  for (let page = 1; ; page += 1) {
    const path = `${shop}/check-runs/${newest?.id ?? 0}/annotations?per_page=100&page=${page}`;
    const { body } = await as(story.sandbox, 'lead')('GET', path);
    all.push(...body);
    if (body.length < 100) return all;
  }
}
