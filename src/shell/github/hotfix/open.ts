// Opens the draft pull request of a hotfix: looked for first, so that an answer that was lost opens no second one.
import * as z from 'zod';
import type { HotfixSeen } from '../../../core/hotfix/news.ts';
import type { IssueRef } from '../../../core/incident/record.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, type Part, part } from '../document.ts';
import { type GraphqlError, mayPass } from '../graphql-answer.ts';
import type { EffectResult, ReadyEffect } from '../port.ts';
import { isGraphqlRateLimit } from '../rate-limit.ts';

type Opening = Extract<ReadyEffect, { kind: 'open-hotfix' }>;

const Tip = z.object({ oid: z.string(), message: z.string().optional() });
const Ref = z.object({ name: z.string(), target: Tip.nullish() });
const Pull = z.object({
  number: z.number().int(),
  url: z.string(),
  title: z.string(),
  baseRefName: z.string(),
  headRefOid: z.string(),
  body: z.string(),
});
const Found = z.object({
  repository: z.object({
    id: z.string(),
    nameWithOwner: z.string(),
    base: Ref.nullish(),
    own: Ref.nullish(),
    pullRequests: z.object({ nodes: z.array(Pull.nullable()).nullish() }),
  }),
});
type Found = z.infer<typeof Found>['repository'];

/** The pull request, at most two requests. Never throws for what GitHub says of the pull request itself. */
export async function openHotfix(client: Client, { owner, repo }: IssueRef, effect: Opening): Promise<EffectResult> {
  const found = await lookFor(client, { owner, repo }, effect);
  const there = (found.pullRequests.nodes ?? []).find((pull) => pull?.body.includes(effect.key) === true);
  if (there != null) return opened(effect, there);
  const against = whyNot(found, effect);
  if (against !== null) return refused(effect, against);
  return open(client, found, effect, true);
}

const TARGET = 'target { oid ... on Commit { message } }';

async function lookFor(client: Client, at: { owner: string; repo: string }, { branch, base }: Opening): Promise<Found> {
  const ref = base === null ? 'base: defaultBranchRef' : 'base: ref(qualifiedName: $base)';
  const fields = `repository(owner: $owner, name: $repo) { id nameWithOwner ${ref} { name ${TARGET} }
    own: ref(qualifiedName: $own) { name ${TARGET} }
    pullRequests(first: 5, states: OPEN, headRefName: $branch) { nodes { number url title baseRefName headRefOid body } } }`;
  const asked = document('query', 'HotfixBranch', [
    part(fields, {
      owner: { type: 'String!', value: at.owner },
      repo: { type: 'String!', value: at.repo },
      own: { type: 'String!', value: `refs/heads/${branch}` },
      branch: { type: 'String!', value: branch },
      ...(base === null ? {} : { base: { type: 'String!', value: `refs/heads/${base}` } }),
    }),
  ]);
  return Found.parse(await askGraphql(client, 'HotfixBranch', asked)).repository;
}

/** A branch of that name is somebody's, unless an earlier try left it as it makes it. */
function whyNot({ base, own }: Found, { branch, commit }: Opening): string | null {
  if (base?.target == null) return 'the branch that it goes to is not there';
  if (own?.target == null) return null;
  const isOurs = own.target.oid === base.target.oid || own.target.message?.split('\n')[0] === commit;
  return isOurs ? null : `there is a branch ${branch} already`;
}

/** Branch, empty commit and pull request in one document: GitHub opens none for a branch without a commit of its own. */
async function open(client: Client, found: Found, effect: Opening, draft: boolean): Promise<EffectResult> {
  const { base, own, id, nameWithOwner } = found;
  const { branch, title, commit, text, key } = effect;
  const tip = base?.target?.oid ?? '';
  const parts: Part[] = [];
  if (own?.target == null)
    parts.push(
      mutation(
        'ref',
        'createRef',
        'CreateRefInput!',
        { repositoryId: id, name: `refs/heads/${branch}`, oid: tip },
        'ref { id }',
      ),
    );
  if (own?.target == null || own.target.oid === tip)
    parts.push(
      mutation(
        'commit',
        'createCommitOnBranch',
        'CreateCommitOnBranchInput!',
        {
          branch: { repositoryNameWithOwner: nameWithOwner, branchName: branch },
          message: { headline: commit },
          expectedHeadOid: own?.target?.oid ?? tip,
        },
        'commit { oid }',
      ),
    );
  const input = { repositoryId: id, baseRefName: base?.name ?? '', headRefName: branch, title, body: text, draft };
  parts.push(
    mutation(
      'pull',
      'createPullRequest',
      'CreatePullRequestInput!',
      input,
      'pullRequest { number url title baseRefName headRefOid body }',
    ),
  );
  const asked = document('mutation', 'OpenHotfix', parts);
  const written = await client.mutate('page', 'OpenHotfix', asked.text, asked.variables);
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  const { data, errors } = written.answer;
  const made = Opened.safeParse(data);
  if (made.success) return opened(effect, made.data.pull.pullRequest);
  // Not every plan has drafts in private repositories.
  const isNoDraft = errors.some(({ message }) => /draft pull requests are not supported/i.test(message));
  if (isNoDraft && draft) return open(client, await lookFor(client, split(nameWithOwner), effect), effect, false);
  return failed(effect, errors[0]);
}

const Opened = z.object({ pull: z.object({ pullRequest: Pull }) });

function split(name: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = name.split('/');
  return { owner, repo };
}

function mutation(alias: string, field: string, type: string, input: object, selection: string): Part {
  return part(`${alias}: ${field}(input: $${alias}) { ${selection} }`, { [alias]: { type, value: input } });
}

function opened(effect: Opening, { number, url, title, baseRefName, headRefOid }: z.infer<typeof Pull>): EffectResult {
  const pull: HotfixSeen = {
    number,
    url,
    title,
    branch: effect.branch,
    base: baseRefName,
    head: headRefOid,
    state: 'open',
  };
  return { key: effect.key, ok: true, comment: null, pull };
}

function failed(effect: Opening, error: GraphqlError | undefined): EffectResult {
  if (error === undefined)
    return { key: effect.key, ok: false, fate: 'retry', status: 200, message: 'GitHub answered nothing.' };
  if (isGraphqlRateLimit(error) || mayPass(error))
    return { key: effect.key, ok: false, fate: 'retry', status: 429, message: error.message };
  return refused(effect, error.message);
}

function refused({ key }: Opening, message: string): EffectResult {
  return { key, ok: false, fate: 'final', status: null, message };
}
