// Pins the status card to the top of its issue.
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { GitHubRefused, GitHubUnavailable } from './port.ts';

/**
 * Tried once and never in the way: older GitHub Enterprise has no such endpoint, and the card is as good without.
 * https://docs.github.com/en/rest/issues/comments#pin-an-issue-comment
 */
export async function pinCard(client: Client, { owner, repo }: IssueRef, commentId: number): Promise<void> {
  try {
    const route = 'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin';
    await client.send('decoration', route, { owner, repo, comment_id: commentId });
  } catch (error) {
    if (!(error instanceof GitHubRefused) && !(error instanceof GitHubUnavailable)) throw error;
  }
}
