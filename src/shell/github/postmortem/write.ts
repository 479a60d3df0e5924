// Writes a postmortem to its branch and opens its pull request: both are looked for first, and what people made of the file stays.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import { questionsIn } from '../../../core/postmortem/compose.ts';
import { type PostmortemDocument, printDocument } from '../../../core/postmortem/document.ts';
import { mergeDocument } from '../../../core/postmortem/merge.ts';
import { ACTIONS_PART, withoutSaidTwice } from '../../../core/postmortem/said-twice.ts';
import type { Client } from '../client.ts';
import { document, type Part } from '../document.ts';
import { type GraphqlError, mayPass } from '../graphql-answer.ts';
import { type EffectResult, GitHubRefused } from '../port.ts';
import { isGraphqlRateLimit } from '../rate-limit.ts';
import { type Found, lookForFile, lookForPull, type Placed, type Pull, type Writing } from './look.ts';
import { isMoved, mutation, sha256 } from './parts.ts';

/** People push meanwhile: so often it is looked again before it is put off. */
const LOOKS = 3;

/** At most three requests for each look. Never throws for what GitHub says of the pull request itself. */
export async function writePostmortem(client: Client, issue: IssueRef, effect: Writing): Promise<EffectResult> {
  let draft = true;
  for (let look = 1; look <= LOOKS; look += 1) {
    const found = await lookForPull(client, issue, effect);
    const result = await writeOnce(client, issue, effect, found, draft);
    if (typeof result !== 'string') return assigned(client, issue, effect, result);
    // Not every plan has drafts in private repositories.
    if (result === 'no-draft') draft = false;
  }
  return { key: effect.key, ok: false, fate: 'retry', status: 409, message: 'The branch moves all the time.' };
}

/** Whoever cannot be assigned is left out: the card has the link all the same. */
async function assigned(
  client: Client,
  { owner, repo }: IssueRef,
  { assign }: Writing,
  result: EffectResult,
): Promise<EffectResult> {
  const pull = result.ok && result.postmortem?.state === 'open' ? result.postmortem.number : null;
  if (assign === null || pull === null) return result;
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees';
  try {
    await client.send('decoration', route, { owner, repo, issue_number: pull, assignees: [assign] });
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
  }
  return result;
}

async function writeOnce(
  client: Client,
  issue: IssueRef,
  effect: Writing,
  found: Found,
  draft: boolean,
): Promise<EffectResult | Again> {
  const { pull, base } = found;
  if (base === null) return refused(effect, 'the default branch is not there');
  const placed = await lookForFile(client, issue, effect, found);
  // What people closed or merged stays so.
  if (pull !== null && pull.state !== 'OPEN') return answered(effect, pull, placed, placed.text ?? '', false);
  const text =
    placed.text === null
      ? printDocument(effect.document, sha256)
      : mergeDocument(placed.text, withoutOwnRows(placed.text, effect.document), sha256);
  const changed = text !== placed.text || placed.from !== placed.path;
  if (pull !== null && !changed) return answered(effect, pull, placed, text, changed);
  return send(client, effect, found, { placed, text, changed, draft });
}

/** What people wrote a row of their own for is not generated beside it. */
function withoutOwnRows(existing: string, { front, blocks }: PostmortemDocument): PostmortemDocument {
  const once = blocks.map((block) =>
    'part' in block && block.part === ACTIONS_PART
      ? { part: block.part, text: withoutSaidTwice(existing, block.text) }
      : block,
  );
  return { front, blocks: once };
}

/** It is to be looked at again: people pushed meanwhile, or there are no drafts. */
type Again = 'moved' | 'no-draft';

type Sending = { readonly placed: Placed; readonly text: string; readonly changed: boolean; readonly draft: boolean };

/** Branch, commit and pull request in one document. */
async function send(client: Client, effect: Writing, found: Found, sending: Sending): Promise<EffectResult | Again> {
  const parts = [
    ...(found.head === null ? [branchPart(found, effect)] : []),
    ...(sending.changed ? [commitPart(found, effect, sending)] : []),
    ...(found.pull === null ? [pullPart(found, effect, sending.draft)] : []),
  ];
  const asked = document('mutation', 'WritePostmortem', parts);
  const written = await client.mutate('decoration', 'WritePostmortem', asked.text, asked.variables);
  if (written.kind === 'unanswered')
    return { key: effect.key, ok: false, fate: 'retry', status: written.status, message: written.message };
  const { data, errors } = written.answer;
  const [error] = errors;
  if (errors.some(isMoved)) return 'moved';
  if (found.pull === null && sending.draft && errors.some(isNoDraft)) return 'no-draft';
  const { placed, text, changed } = sending;
  const made = Made.safeParse(data);
  const pull = found.pull ?? (made.success ? made.data.pull.pullRequest : null);
  if (error !== undefined || pull === null) return failed(effect, error);
  return answered(effect, pull, placed, text, changed);
}

const Made = z.object({
  pull: z.object({
    pullRequest: z.object({ number: z.number().int(), url: z.string(), isDraft: z.boolean() }),
  }),
});

function isNoDraft({ message }: GraphqlError): boolean {
  return /draft pull requests are not supported/i.test(message);
}

function branchPart({ id, base }: Found, { branch }: Writing): Part {
  const input = { repositoryId: id, name: `refs/heads/${branch}`, oid: base?.oid ?? '' };
  return mutation('ref', 'createRef', 'CreateRefInput!', input, 'ref { id }');
}

function commitPart(
  { nameWithOwner, head, base }: Found,
  { branch, commit }: Writing,
  { placed, text }: Sending,
): Part {
  const { path, from } = placed;
  const fileChanges = {
    additions: [{ path, contents: Buffer.from(text, 'utf8').toString('base64') }],
    ...(from === null || from === path ? {} : { deletions: [{ path: from }] }),
  };
  const input = {
    branch: { repositoryNameWithOwner: nameWithOwner, branchName: branch },
    message: { headline: commit },
    expectedHeadOid: head ?? base?.oid ?? '',
    fileChanges,
  };
  return mutation('commit', 'createCommitOnBranch', 'CreateCommitOnBranchInput!', input, 'commit { oid }');
}

function pullPart({ id, base }: Found, { branch, title, text: body }: Writing, draft: boolean): Part {
  const input = { repositoryId: id, baseRefName: base?.name ?? '', headRefName: branch, title, body, draft };
  return mutation('pull', 'createPullRequest', 'CreatePullRequestInput!', input, 'pullRequest { number url isDraft }');
}

type Seen = Pick<Pull, 'number' | 'url' | 'isDraft'> & { readonly state?: Pull['state'] };

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

function answered(
  { key }: Writing,
  { number, url, isDraft: draft, state = 'OPEN' }: Seen,
  { path, owners }: Placed,
  text: string,
  changed: boolean,
): EffectResult {
  const answer = {
    number,
    url,
    draft,
    state: STATES[state],
    path,
    questions: questionsIn(text),
    owners: owners.slice(0, 5),
    changed,
  };
  return { key, ok: true, comment: null, postmortem: answer };
}

function failed(effect: Writing, error: GraphqlError | undefined): EffectResult {
  const { key } = effect;
  if (error === undefined || isGraphqlRateLimit(error) || mayPass(error))
    return { key, ok: false, fate: 'retry', status: null, message: error?.message ?? 'GitHub answered nothing.' };
  return refused(effect, inWords(error.message));
}

/** What GitHub says to the token of a workflow run, with what to do about it. */
function inWords(message: string): string {
  if (/not permitted to create or approve pull requests/i.test(message))
    return 'workflows may not open pull requests in this repository. An administrator allows it under Settings, Actions, General: "Allow GitHub Actions to create and approve pull requests"; then comment `/postmortem`';
  if (/not accessible by integration/i.test(message))
    return 'the token may not. A workflow run needs `contents: write` and `pull-requests: write` for it, the app the permissions of its manifest; then comment `/postmortem`';
  return message;
}

function refused({ key }: Writing, message: string): EffectResult {
  return { key, ok: false, fate: 'final', status: null, message };
}
