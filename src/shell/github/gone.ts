// How an issue that GraphQL does not find is gone: REST tells moved from deleted (`reliability-anchors.md` 2.7).
import * as z from 'zod';
import type { Facts } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { GitHubRefused } from './port.ts';

/** REST counts pull requests among the issues. */
const PullRequest = z.object({ pull_request: z.object({}) });

/** `there`: it is there after all, GraphQL was behind. 404 may also mean "not yet" (F-29). */
export async function howGone(client: Client, issue: IssueRef): Promise<NonNullable<Facts['gone']> | 'there'> {
  const { owner, repo, number } = issue;
  try {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
    const { status, data } = await client.get(route, { owner, repo, issue_number: number }, 'manual');
    if (status >= 300) return 'transferred';
    return PullRequest.safeParse(data).success ? 'inaccessible' : 'there';
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    return error.status === 410 ? 'deleted' : 'inaccessible';
  }
}
