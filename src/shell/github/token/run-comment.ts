// What a workflow run says in an issue: one comment of its own, which is edited as the run goes on.
import * as z from 'zod';
import { effectMarker, ownEffectKeys } from '../../../core/marker.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import { CommentAnswer, commentFields, page } from '../fields.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';

/** `key` names what it is about; `text` is Markdown of ours. */
export type RunComment = { readonly number: number; readonly key: string; readonly text: string };

const Answer = z.object({
  viewer: z.object({ databaseId: z.number().nullish() }),
  repository: z.object({ issue: z.object({ comments: page(CommentAnswer) }).nullish() }).nullish(),
});

/** The newest comments: what is looked for was said in this very run. */
const selection = `viewer { databaseId }
  repository(owner: $owner, name: $repo) { issue(number: $number) {
    comments(last: 100) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } } } }`;

/** Says it, or puts it in the place of what was said before. Two requests. Throws `GitHubRefused` where there is no such issue, and what the client throws. */
export async function sayInIssue(client: Client, place: Place, comment: RunComment): Promise<void> {
  const { owner, repo } = place;
  const body = `${comment.text}\n\n${effectMarker(comment.key)}`;
  const said = await saidBefore(client, place, comment);
  const written =
    said === null
      ? await client.send('reply', 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...{ owner, repo },
          issue_number: comment.number,
          body,
        })
      : await client.send('decoration', 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...{ owner, repo },
          comment_id: said,
          body,
        });
  if (written.kind === 'answered') return;
  const found = said === null && (await saidBefore(client, place, comment)) !== null;
  if (!found)
    throw new GitHubUnavailable(`GitHub did not say whether the comment was written: ${written.message}`, written);
}

async function saidBefore(client: Client, { owner, repo }: Place, { number, key }: RunComment): Promise<number | null> {
  const asked = document('query', 'RunComment', [
    part(selection, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      number: { type: 'Int!', value: number },
    }),
  ]);
  const { viewer, repository } = Answer.parse(await askGraphql(client, 'RunComment', asked));
  if (repository?.issue == null) throw new GitHubRefused(`There is no issue #${number} for this token`, 404);
  const own = viewer.databaseId == null ? [] : [viewer.databaseId];
  const found = repository.issue.comments.nodes.find(
    (one) => one !== null && ownEffectKeys(one.live, own).includes(key),
  );
  return found?.live.id ?? null;
}
