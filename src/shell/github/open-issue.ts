// Opens an issue under the incident's for something that is to be done; the one of an earlier try is found by its marker.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import { effectMarker } from '../../core/marker.ts';
import { askGraphql } from './ask-graphql.ts';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { mayPass } from './graphql-answer.ts';
import type { EffectResult, ReadyEffect } from './port.ts';
import { isGraphqlRateLimit } from './rate-limit.ts';

type Opening = Extract<ReadyEffect, { kind: 'open-issue' }>;

const Issue = z.object({ number: z.number().int(), url: z.string() });
const Found = z.object({
  node: z.object({
    repository: z.object({ id: z.string() }),
    subIssues: z.object({ nodes: z.array(Issue.extend({ body: z.string() }).nullable()).nullish() }),
  }),
});
const Made = z.object({ made: z.object({ issue: Issue }) });

/** At most two requests, and two more where GitHub cannot assign it. */
export async function openIssue(client: Client, { nodeId }: IssueRef, effect: Opening): Promise<EffectResult> {
  const { key } = effect;
  const fields =
    'node(id: $id) { ... on Issue { repository { id } subIssues(first: 100) { nodes { number url body } } } }';
  const asked = document('query', 'FollowUps', [part(fields, { id: { type: 'ID!', value: nodeId } })]);
  const { node } = Found.parse(await askGraphql(client, 'FollowUps', asked));
  const there = (node.subIssues.nodes ?? []).find((issue) => issue?.body.includes(effectMarker(key)) === true);
  if (there != null) return { key, ok: true, comment: null, opened: { number: there.number, url: there.url } };
  return make(
    client,
    effect,
    { repositoryId: node.repository.id, parentIssueId: nodeId },
    effect.owner?.nodeId ?? null,
  );
}

type Place = { readonly repositoryId: string; readonly parentIssueId: string };

async function make(client: Client, effect: Opening, place: Place, owner: string | null): Promise<EffectResult> {
  const { key, title, text } = effect;
  const input = { ...place, title, body: text, ...(owner === null ? {} : { assigneeIds: [owner] }) };
  const asked = document('mutation', 'OpenIssue', [
    part('made: createIssue(input: $input) { issue { number url } }', {
      input: { type: 'CreateIssueInput!', value: input },
    }),
  ]);
  const written = await client.mutate('decoration', 'OpenIssue', asked.text, asked.variables);
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  const made = Made.safeParse(written.answer.data);
  if (made.success) return { key, ok: true, comment: null, opened: made.data.made.issue };
  const [error] = written.answer.errors;
  if (error === undefined || isGraphqlRateLimit(error) || mayPass(error))
    return { key, ok: false, fate: 'retry', status: null, message: error?.message ?? 'GitHub answered nothing.' };
  // Whoever cannot be assigned any more does not keep it from being opened.
  if (owner !== null) return make(client, effect, place, null);
  return { key, ok: false, fate: 'final', status: null, message: error.message };
}
