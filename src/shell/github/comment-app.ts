// Which app wrote a comment: GraphQL does not say, so it is asked by REST, and only for comments whose event never arrived.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { GitHubRefused } from './port.ts';

export type CommentApp = { readonly id: number; readonly name: string | null };

const Answer = z.object({
  performed_via_github_app: z.object({ id: z.number().int(), name: z.string().nullish() }).nullish(),
});

/** Null where a person wrote it without an app; `gone` where it is not there any more. Throws what else GitHub says. */
export async function appOfComment(
  client: Client,
  { owner, repo }: IssueRef,
  comment: number,
): Promise<CommentApp | null | 'gone'> {
  try {
    const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
    const { data } = await client.get(route, { owner, repo, comment_id: comment });
    const app = Answer.parse(data).performed_via_github_app ?? null;
    return app === null ? null : { id: app.id, name: app.name ?? null };
  } catch (error) {
    if (error instanceof GitHubRefused && (error.status === 404 || error.status === 410)) return 'gone';
    throw error;
  }
}
