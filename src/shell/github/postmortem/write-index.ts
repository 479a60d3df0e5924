// Writes the page and the feed of all published postmortems, in one pull request of their own: a newer one takes the place of one that is open.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import { type DocumentFile, publishedFiles } from '../../../core/postmortem/published.ts';
import { withRows } from '../../../core/postmortem/write-rows.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, type Part, part } from '../document.ts';
import { mayPass } from '../graphql-answer.ts';
import { deleteBranch } from '../hotfix/merge.ts';
import type { EffectResult, ReadyEffect } from '../port.ts';
import { isGraphqlRateLimit } from '../rate-limit.ts';
import { documentsAt } from './documents-at.ts';
import { isMoved, mutation, sha256 } from './parts.ts';
import { textsOf } from './texts.ts';

type Listing = Extract<ReadyEffect, { kind: 'write-index' }>;

/** Another one is written meanwhile: so often it is looked again before it is put off. */
const LOOKS = 3;

const Tip = z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullish() });
const Branch = z.object({
  repository: z.object({
    id: z.string(),
    nameWithOwner: z.string(),
    base: Tip.nullish(),
    own: Tip.nullish(),
    pullRequests: z.object({
      nodes: z.array(z.object({ number: z.number().int(), isCrossRepository: z.boolean() }).nullable()).nullish(),
    }),
  }),
});
type Branch = z.infer<typeof Branch>['repository'];

/** Does nothing where everything is there already. */
export async function writeIndex(client: Client, issue: IssueRef, effect: Listing): Promise<EffectResult> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const result = await writeOnce(client, issue, effect);
    if (result !== 'moved') return result;
  }
  return { key: effect.key, ok: false, fate: 'retry', status: 409, message: 'The branch moves all the time.' };
}

async function writeOnce(client: Client, issue: IssueRef, effect: Listing): Promise<EffectResult | 'moved'> {
  const found = await lookForBranch(client, issue, effect);
  const base = found.base?.target?.oid;
  if (base === undefined) return { ...no(effect), fate: 'final', message: 'the default branch is not there' };
  const files = await filesToWrite(client, issue, effect, base);
  if (files.length === 0) return { key: effect.key, ok: true, comment: null };
  const own = found.own?.target?.oid ?? null;
  if (own !== null) {
    const isOpen = (found.pullRequests.nodes ?? []).some((one) => one?.isCrossRepository === false);
    if (isOpen && (await isThere(client, issue, own, files))) return { key: effect.key, ok: true, comment: null };
    // GitHub closes what is open from it: it would conflict, and the new one has all that it had.
    await deleteBranch(client, { owner: issue.owner, repo: issue.repo }, effect.branch);
  }
  return send(client, effect, found, { head: base, files });
}

/** An earlier try wrote it. */
async function isThere(client: Client, issue: IssueRef, oid: string, files: readonly DocumentFile[]): Promise<boolean> {
  const texts = await textsOf(
    client,
    issue,
    files.map(({ path }) => ({ oid, path })),
  );
  return files.every(({ text }, place) => texts[place] === text);
}

async function lookForBranch(client: Client, { owner, repo }: IssueRef, { branch }: Listing): Promise<Branch> {
  const fields = `repository(owner: $owner, name: $repo) { id nameWithOwner
    base: defaultBranchRef { name target { oid } } own: ref(qualifiedName: $own) { name target { oid } }
    pullRequests(first: 100, states: OPEN, headRefName: $branch) { nodes { number isCrossRepository } } }`;
  const asked = document('query', 'IndexBranch', [
    part(fields, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      own: { type: 'String!', value: `refs/heads/${branch}` },
      branch: { type: 'String!', value: branch },
    }),
  ]);
  return Branch.parse(await askGraphql(client, 'IndexBranch', asked)).repository;
}

/** What the default branch has of them, and what it is to have. */
async function filesToWrite(
  client: Client,
  issue: IssueRef,
  { folder, web, rows }: Listing,
  base: string,
): Promise<readonly DocumentFile[]> {
  const { documents, page, feed } = await documentsAt(client, issue, folder, base);
  // Action items of one of them follow their issues.
  const followed = ({ path, text }: DocumentFile) => (rows?.path === path ? withRows(text, rows.wanted, sha256) : text);
  return publishedFiles(documents, { page, feed }, { folder, web, hash: sha256, followed });
}

type Sending = { readonly head: string; readonly files: readonly DocumentFile[] };

async function send(
  client: Client,
  effect: Listing,
  { id, nameWithOwner, base }: Branch,
  { head, files }: Sending,
): Promise<EffectResult | 'moved'> {
  const { branch, title, text: body } = effect;
  const additions = files.map(({ path, text }) => ({ path, contents: Buffer.from(text, 'utf8').toString('base64') }));
  const pull = { repositoryId: id, baseRefName: base?.name ?? '', headRefName: branch, title, body };
  const parts: readonly Part[] = [
    mutation('ref', 'createRef', 'CreateRefInput!', { repositoryId: id, name: `refs/heads/${branch}`, oid: head }),
    mutation('commit', 'createCommitOnBranch', 'CreateCommitOnBranchInput!', {
      branch: { repositoryNameWithOwner: nameWithOwner, branchName: branch },
      message: { headline: title },
      expectedHeadOid: head,
      fileChanges: { additions },
    }),
    mutation('pull', 'createPullRequest', 'CreatePullRequestInput!', pull),
  ];
  const asked = document('mutation', 'WriteIndex', parts);
  const written = await client.mutate('decoration', 'WriteIndex', asked.text, asked.variables);
  if (written.kind === 'unanswered')
    return { ...no(effect), fate: 'retry', status: written.status, message: written.message };
  const { errors } = written.answer;
  const [error] = errors;
  if (error === undefined) return { key: effect.key, ok: true, comment: null };
  if (errors.some(isMoved)) return 'moved';
  const fate = isGraphqlRateLimit(error) || mayPass(error) ? 'retry' : 'final';
  return { ...no(effect), fate, message: error.message };
}

function no({ key }: Listing) {
  return { key, ok: false, status: null } as const;
}
