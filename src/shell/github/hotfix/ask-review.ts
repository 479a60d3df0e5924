// Asks for a review of a hotfix: each alone where GitHub refuses them together, since one who cannot be asked must not keep the others from being asked.
import type { IssueRef } from '../../../core/incident/record.ts';
import type { Client } from '../client.ts';
import { type EffectResult, GitHubRefused, type ReadyEffect } from '../port.ts';

type Asking = Extract<ReadyEffect, { kind: 'ask-review' }>;

/** https://docs.github.com/en/rest/pulls/review-requests#request-reviewers-for-a-pull-request */
export async function askReview(client: Client, issue: IssueRef, { key, pull, whom }: Asking): Promise<EffectResult> {
  const done = { key, ok: true, comment: null } as const;
  if (await wereAsked(client, issue, pull, whom)) return done;
  for (const handle of whom) if (whom.length > 1) await wereAsked(client, issue, pull, [handle]);
  return done;
}

/** False: GitHub refuses it, as of somebody who may not read the repository or opened the pull request. */
async function wereAsked(
  client: Client,
  { owner, repo }: IssueRef,
  pull: number,
  whom: readonly string[],
): Promise<boolean> {
  const names = whom.map((handle) => handle.replace(/^@/, ''));
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
  try {
    const written = await client.send('reply', route, {
      owner,
      repo,
      pull_number: pull,
      reviewers: names.filter((name) => !name.includes('/')),
      team_reviewers: names.flatMap((name) => name.split('/')[1] ?? []),
    });
    return written.kind === 'answered';
  } catch (error) {
    if (error instanceof GitHubRefused && (error.status === 422 || error.status === 403)) return false;
    throw error;
  }
}
