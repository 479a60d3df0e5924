// Merges a hotfix that passes, or queues it: GitHub's own rules decide, and nothing of them is passed over.
import * as z from 'zod';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import type { Place } from '../freeze/port.ts';
import { type GraphqlError, mayPass } from '../graphql-answer.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import type { MergeAsked, Merged } from './port.ts';

const Done = z.object({ sha: z.string() });

/** Throws `GitHubUnavailable` where the answer is lost: whether it is merged is looked at again. https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request */
export async function mergePull(client: Client, place: Place, asked: MergeAsked): Promise<Merged> {
  const { pull, head, method, title, message } = asked;
  try {
    const written = await client.send('reply', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
      ...place,
      pull_number: pull,
      sha: head,
      merge_method: method,
      // A rebase takes the commits as they are.
      ...(method === 'rebase' ? {} : { commit_title: title, commit_message: message }),
    });
    if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
    return { is: 'merged', sha: Done.parse(written.answer.data).sha };
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    if (/merge queue/i.test(error.message)) return queue(client, asked, true);
    return { is: 'refused', why: error.message, momentary: isMomentary(error) };
  }
}

/** Something moved while GitHub looked, or it has not computed yet whether it can be merged. https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests */
function isMomentary({ status, message }: GitHubRefused): boolean {
  return status === 409 || (status === 405 && /was modified|is not mergeable|try (?:the merge )?again/i.test(message));
}

/** At the front, which takes a right of its own; else at the end. https://docs.github.com/en/graphql/reference/mutations#enqueuepullrequest */
async function queue(client: Client, asked: MergeAsked, jump: boolean): Promise<Merged> {
  const input = { pullRequestId: asked.id, expectedHeadOid: asked.head, ...(jump ? { jump } : {}) };
  const sent = document('mutation', 'QueueHotfix', [
    part('queued: enqueuePullRequest(input: $input) { mergeQueueEntry { id } }', {
      input: { type: 'EnqueuePullRequestInput!', value: input },
    }),
  ]);
  const written = await client.mutate('reply', 'QueueHotfix', sent.text, sent.variables);
  if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
  const [error] = written.answer.errors;
  if (error === undefined) return { is: 'queued', behind: !jump };
  if (mayPass(error)) throw new GitHubUnavailable(error.message, { status: 200 });
  return jump && isNoRight(error)
    ? queue(client, asked, false)
    : { is: 'refused', why: error.message, momentary: false };
}

function isNoRight({ type, message }: GraphqlError): boolean {
  return type === 'FORBIDDEN' || /permission|not authori[sz]ed|jump/i.test(message);
}

/** https://docs.github.com/en/graphql/reference/mutations#dequeuepullrequest */
export async function dequeue(client: Client, id: string): Promise<void> {
  const sent = document('mutation', 'DequeueHotfix', [
    part('left: dequeuePullRequest(input: $input) { mergeQueueEntry { id } }', {
      input: { type: 'DequeuePullRequestInput!', value: { id } },
    }),
  ]);
  await client.mutate('reply', 'DequeueHotfix', sent.text, sent.variables);
}

/** https://docs.github.com/en/rest/git/refs#delete-a-reference */
export async function deleteBranch(client: Client, place: Place, branch: string): Promise<void> {
  try {
    await client.send('decoration', 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', {
      ...place,
      ref: `heads/${branch}`,
    });
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
  }
}
