// Writes rows of action items to the postmortem on its branch: the file is read, changed by the core, and committed over the head that was read.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import { withRows } from '../../../core/postmortem/write-rows.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import { mayPass } from '../graphql-answer.ts';
import type { EffectResult, ReadyEffect } from '../port.ts';
import { isGraphqlRateLimit } from '../rate-limit.ts';
import { isMoved, mutation, sha256 } from './parts.ts';
import { textsOf } from './texts.ts';

type Writing = Extract<ReadyEffect, { kind: 'write-rows' }>;

/** People push meanwhile: so often it is looked again before it is put off. */
const LOOKS = 3;

const Found = z.object({
  repository: z.object({
    nameWithOwner: z.string(),
    own: z.object({ target: z.object({ oid: z.string() }).nullish() }).nullish(),
    pullRequests: z.object({ nodes: z.array(z.object({ isCrossRepository: z.boolean() }).nullable()).nullish() }),
  }),
});
type Found = z.infer<typeof Found>['repository'];

/** At most three requests for each look. Does nothing where the rows say it already, or the pull request is not open any more. */
export async function writeRows(client: Client, issue: IssueRef, effect: Writing): Promise<EffectResult> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const result = await writeOnce(client, issue, effect);
    if (result !== 'moved') return result;
  }
  return { key: effect.key, ok: false, fate: 'retry', status: 409, message: 'The branch moves all the time.' };
}

async function writeOnce(client: Client, issue: IssueRef, effect: Writing): Promise<EffectResult | 'moved'> {
  const { key, path, wanted } = effect;
  const done = { key, ok: true, comment: null } as const;
  const found = await look(client, issue, effect);
  const head = found.own?.target?.oid;
  const isOpen = (found.pullRequests.nodes ?? []).some((one) => one?.isCrossRepository === false);
  if (head === undefined || !isOpen) return done;
  const [text = null] = await textsOf(client, issue, [{ oid: head, path }]);
  // What GitHub does not send whole is not written over.
  if (text === null || text === '') return done;
  const now = withRows(text, wanted, sha256);
  return now === text ? done : commit(client, effect, found, { head, text: now });
}

async function look(client: Client, { owner, repo }: IssueRef, { branch }: Writing): Promise<Found> {
  const fields = `repository(owner: $owner, name: $repo) { nameWithOwner own: ref(qualifiedName: $own) { target { oid } }
    pullRequests(first: 100, states: OPEN, headRefName: $branch) { nodes { isCrossRepository } } }`;
  const asked = document('query', 'PostmortemRows', [
    part(fields, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      own: { type: 'String!', value: `refs/heads/${branch}` },
      branch: { type: 'String!', value: branch },
    }),
  ]);
  return Found.parse(await askGraphql(client, 'PostmortemRows', asked)).repository;
}

type Commit = { readonly head: string; readonly text: string };

async function commit(
  client: Client,
  { key, branch, path, commit: headline }: Writing,
  { nameWithOwner }: Found,
  { head, text }: Commit,
): Promise<EffectResult | 'moved'> {
  const contents = Buffer.from(text, 'utf8').toString('base64');
  const input = {
    branch: { repositoryNameWithOwner: nameWithOwner, branchName: branch },
    message: { headline },
    expectedHeadOid: head,
    fileChanges: { additions: [{ path, contents }] },
  };
  const asked = document('mutation', 'WriteRows', [
    mutation('commit', 'createCommitOnBranch', 'CreateCommitOnBranchInput!', input),
  ]);
  const written = await client.mutate('decoration', 'WriteRows', asked.text, asked.variables);
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  const { errors } = written.answer;
  const [error] = errors;
  if (error === undefined) return { key, ok: true, comment: null };
  if (errors.some(isMoved)) return 'moved';
  const fate = isGraphqlRateLimit(error) || mayPass(error) ? 'retry' : 'final';
  return { key, ok: false, fate, status: null, message: error.message };
}
