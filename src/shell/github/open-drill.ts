// Opens the issue of a drill; the one of an earlier try is found by its marker among the newest.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import { effectMarker } from '../../core/marker.ts';
import { askGraphql } from './ask-graphql.ts';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { mayPass } from './graphql-answer.ts';
import type { EffectResult, ReadyEffect } from './port.ts';
import { isGraphqlRateLimit } from './rate-limit.ts';

type Opening = Extract<ReadyEffect, { kind: 'open-drill' }>;

const Found = z.object({
  repository: z.object({
    id: z.string(),
    label: z.object({ id: z.string() }).nullish(),
    issues: z.object({ nodes: z.array(z.object({ body: z.string() }).nullable()).nullish() }),
  }),
});
const Made = z.object({ made: z.object({ issue: z.object({ number: z.number().int() }) }) });

/** Two requests. */
export async function openDrill(client: Client, { owner, repo }: IssueRef, effect: Opening): Promise<EffectResult> {
  const { key, title, label, text } = effect;
  const done = { key, ok: true, comment: null } as const;
  const fields =
    'repository(owner: $owner, name: $repo) { id label(name: $label) { id } issues(first: 30, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { body } } }';
  const variables = {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    label: { type: 'String!', value: label },
  };
  const asked = document('query', 'Drills', [part(fields, variables)]);
  const { repository } = Found.parse(await askGraphql(client, 'Drills', asked));
  if ((repository.issues.nodes ?? []).some((issue) => issue?.body.includes(effectMarker(key)) === true)) return done;
  // With it the comparison with GitHub finds the issue when its event is lost.
  const labelled = repository.label == null ? {} : { labelIds: [repository.label.id] };
  const input = { repositoryId: repository.id, title, body: text, ...labelled };
  const { text: sent, variables: values } = document('mutation', 'OpenDrill', [
    part('made: createIssue(input: $input) { issue { number } }', {
      input: { type: 'CreateIssueInput!', value: input },
    }),
  ]);
  const written = await client.mutate('reply', 'OpenDrill', sent, values);
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  if (Made.safeParse(written.answer.data).success) return done;
  const [error] = written.answer.errors;
  const fate = error === undefined || isGraphqlRateLimit(error) || mayPass(error) ? 'retry' : 'final';
  return { key, ok: false, fate, status: null, message: error?.message ?? 'GitHub answered nothing.' };
}
