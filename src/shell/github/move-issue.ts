// Closes an issue under an incident's, or opens it again, with a comment that says why; what an earlier try did is not done again.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import { effectMarker } from '../../core/marker.ts';
import { askGraphql } from './ask-graphql.ts';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { mayPass } from './graphql-answer.ts';
import type { EffectResult, ReadyEffect } from './port.ts';
import { isGraphqlRateLimit } from './rate-limit.ts';

type Moving = Extract<ReadyEffect, { kind: 'move-issue' }>;

const Found = z.object({
  repository: z.object({
    issue: z.object({
      id: z.string(),
      state: z.string(),
      comments: z.object({ nodes: z.array(z.object({ body: z.string() }).nullable()).nullish() }),
    }),
  }),
});

/** At most two requests. */
export async function moveIssue(client: Client, { owner, repo }: IssueRef, effect: Moving): Promise<EffectResult> {
  const { key, number, state, text } = effect;
  const done = { key, ok: true, comment: null } as const;
  const fields =
    'repository(owner: $owner, name: $repo) { issue(number: $number) { id state comments(last: 50) { nodes { body } } } }';
  const variables = {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    number: { type: 'Int!', value: number },
  };
  const asked = document('query', 'FollowUp', [part(fields, variables)]);
  const { issue } = Found.parse(await askGraphql(client, 'FollowUp', asked)).repository;
  const isSaid = (issue.comments.nodes ?? []).some((one) => one?.body.includes(effectMarker(key)) === true);
  const isMoved = issue.state.toLowerCase() === state;
  if (isSaid && isMoved) return done;
  const id = { type: 'ID!', value: issue.id };
  const moving = state === 'open' ? 'reopenIssue' : 'closeIssue';
  const written = await client.mutate(
    'decoration',
    'MoveIssue',
    ...textAndVariables([
      ...(isSaid
        ? []
        : [
            part('said: addComment(input: { subjectId: $id, body: $body }) { clientMutationId }', {
              id,
              body: { type: 'String!', value: text },
            }),
          ]),
      ...(isMoved ? [] : [part(`moved: ${moving}(input: { issueId: $id }) { clientMutationId }`, { id })]),
    ]),
  );
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  const [error] = written.answer.errors;
  if (error === undefined) return done;
  const fate = isGraphqlRateLimit(error) || mayPass(error) ? 'retry' : 'final';
  return { key, ok: false, fate, status: null, message: error.message };
}

function textAndVariables(parts: Parameters<typeof document>[2]) {
  const { text, variables } = document('mutation', 'MoveIssue', parts);
  return [text, variables] as const;
}
