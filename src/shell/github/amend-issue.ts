// Gives an issue under an incident's another title or owner, with a comment that says what is changed; what an earlier try did is not done again.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import { effectMarker } from '../../core/marker.ts';
import { askGraphql } from './ask-graphql.ts';
import type { Client } from './client.ts';
import { document, type Part, part } from './document.ts';
import { mayPass } from './graphql-answer.ts';
import type { EffectResult, ReadyEffect } from './port.ts';
import { isGraphqlRateLimit } from './rate-limit.ts';

type Amending = Extract<ReadyEffect, { kind: 'amend-issue' }>;

const Found = z.object({
  repository: z.object({
    issue: z.object({
      id: z.string(),
      comments: z.object({ nodes: z.array(z.object({ body: z.string() }).nullable()).nullish() }),
    }),
  }),
});

/** At most two requests, and one more where GitHub cannot assign it: what is said stands then all the same. */
export async function amendIssue(client: Client, { owner, repo }: IssueRef, effect: Amending): Promise<EffectResult> {
  const { key, number } = effect;
  const fields =
    'repository(owner: $owner, name: $repo) { issue(number: $number) { id comments(last: 50) { nodes { body } } } }';
  const variables = {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    number: { type: 'Int!', value: number },
  };
  const asked = document('query', 'FollowUp', [part(fields, variables)]);
  const { issue } = Found.parse(await askGraphql(client, 'FollowUp', asked)).repository;
  const isSaid = (issue.comments.nodes ?? []).some((one) => one?.body.includes(effectMarker(key)) === true);
  const whole = await write(client, effect, [
    ...(isSaid ? [] : [saying(issue.id, effect)]),
    ...changing(issue.id, effect, true),
  ]);
  if (whole.ok || whole.fate === 'retry' || effect.owner === null) return whole;
  const rest = changing(issue.id, effect, false);
  return rest.length === 0 ? { key, ok: true, comment: null } : write(client, effect, rest);
}

function saying(id: string, { text }: Amending): Part {
  return part('said: addComment(input: { subjectId: $id, body: $body }) { clientMutationId }', {
    id: { type: 'ID!', value: id },
    body: { type: 'String!', value: text },
  });
}

function changing(id: string, { title, owner }: Amending, isAssigned: boolean): readonly Part[] {
  const assignees = isAssigned && owner !== null ? { assigneeIds: [owner.nodeId] } : {};
  const input = { id, ...(title === null ? {} : { title }), ...assignees };
  if (Object.keys(input).length === 1) return [];
  return [
    part('changed: updateIssue(input: $input) { clientMutationId }', {
      input: { type: 'UpdateIssueInput!', value: input },
    }),
  ];
}

async function write(client: Client, { key }: Amending, parts: readonly Part[]): Promise<EffectResult> {
  if (parts.length === 0) return { key, ok: true, comment: null };
  const { text, variables } = document('mutation', 'AmendIssue', parts);
  const written = await client.mutate('decoration', 'AmendIssue', text, variables);
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  const [error] = written.answer.errors;
  if (error === undefined) return { key, ok: true, comment: null };
  const fate = isGraphqlRateLimit(error) || mayPass(error) ? 'retry' : 'final';
  return { key, ok: false, fate, status: null, message: error.message };
}
