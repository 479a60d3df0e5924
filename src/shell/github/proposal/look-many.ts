// What several pull requests propose, in one request: heads, paths, the policy of the branch that each goes to, and our own checks on each head.
import * as z from 'zod';
import type { OwnChecks } from '../../../core/mitigation/freeze-checks.ts';
import type { Client } from '../client.ts';
import { around, document, part } from '../document.ts';
import { page } from '../fields.ts';
import { OwnSuites, ownChecksIn, ownSuites, ownVariables } from '../freeze/own-runs.ts';
import { type GraphqlError, mayPass, statusOf } from '../graphql-answer.ts';
import type { Place } from '../past/pages.ts';
import { POLICY_PATH } from '../policy-path.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import { blobIn } from './files-at.ts';
import { ChangedFile, changedPath, lookAtPull } from './look.ts';
import type { LookedAt, PullWanted } from './port.ts';

/** Pull requests of one request, each with a hundred paths. */
export const LOOKED_AT_ONCE = 10;

const pull = `{ number state headRefOid baseRefName changedFiles
  files(first: 100) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
  commits(last: 1) { nodes { commit { oid ${ownSuites} } } } }`;

const Commit = z.object({ oid: z.string(), checkSuites: OwnSuites.nullish() });
const Pull = z.object({
  number: z.number().int(),
  state: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  changedFiles: z.number().int(),
  files: page(ChangedFile).nullish(),
  commits: z.object({ nodes: z.array(z.object({ commit: Commit }).nullable()).nullish() }),
});
type Pull = z.infer<typeof Pull>;
const Repository = z.looseObject({
  isPrivate: z.boolean(),
  defaultBranchRef: z.object({ name: z.string() }).nullish(),
});
type Repository = z.infer<typeof Repository>;
const Answer = z.object({ repository: Repository.nullish() });

/** In their order, null for one that is not there. One request, and one for each hundred paths of those with more. Throws `GitHubRefused` where the repository may not be read. */
export async function lookAtPulls(
  client: Client,
  app: number,
  place: Place,
  wanted: readonly PullWanted[],
): Promise<readonly (LookedAt | null)[]> {
  const repository = await ask(client, app, place, wanted);
  const found: (LookedAt | null)[] = [];
  for (const [index, one] of wanted.entries()) {
    const seen = Pull.nullish().parse(repository[`p${index}`]) ?? null;
    found.push(seen === null ? null : await lookedAt({ client, place, repository }, one, seen, index));
  }
  return found;
}

async function ask(client: Client, app: number, { owner, repo }: Place, wanted: readonly PullWanted[]) {
  const parts = wanted.map(({ number, base }, at) =>
    part(
      `p${at}: pullRequest(number: $n${at}) ${pull}\nf${at}: object(expression: $f${at}) { ... on Blob { oid text isTruncated } }`,
      {
        [`n${at}`]: { type: 'Int!', value: number },
        [`f${at}`]: { type: 'String!', value: `${base === null ? 'HEAD' : `refs/heads/${base}`}:${POLICY_PATH}` },
      },
    ),
  );
  const place = part('isPrivate defaultBranchRef { name }', {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    ...ownVariables(app),
  });
  const asked = document('query', 'Proposals', [
    around('repository(owner: $owner, name: $repo) {\n', [place, ...parts], '\n}'),
  ]);
  const { data, errors } = await client.query('Proposals', asked.text, asked.variables);
  const { repository } = Answer.parse(data ?? {});
  const fault = errors.find((error) => !isGone(error));
  if (fault !== undefined && mayPass(fault)) throw new GitHubUnavailable(fault.message, { status: 200 });
  if (fault !== undefined || repository == null)
    throw new GitHubRefused(
      fault?.message ?? `${owner}/${repo} is not there for the app.`,
      fault === undefined ? 404 : statusOf(fault),
    );
  return repository;
}

function isGone({ type, path }: GraphqlError): boolean {
  return type === 'NOT_FOUND' && path.length > 1;
}

type Within = { readonly client: Client; readonly place: Place; readonly repository: Repository };

async function lookedAt(
  { client, place, repository }: Within,
  { base: asked }: PullWanted,
  seen: Pull,
  index: number,
): Promise<LookedAt> {
  const { number, headRefOid: head, baseRefName: base } = seen;
  const isWhole = seen.files?.pageInfo.hasNextPage !== true;
  const { files, unlisted } = isWhole ? pathsOf(seen) : await lookAtPull(client, place, { number, base });
  const isOfBase = base === (asked ?? repository.defaultBranchRef?.name);
  return {
    ...{ number, head, base, files, unlisted, isPrivate: repository.isPrivate },
    isOpen: seen.state === 'OPEN',
    policy: isOfBase ? blobIn(repository[`f${index}`]) : undefined,
    own: ownOn(seen),
  };
}

function pathsOf({ files, changedFiles }: Pull): Pick<LookedAt, 'files' | 'unlisted'> {
  const listed = (files?.nodes ?? []).flatMap((one) => (one === null ? [] : [changedPath(one)]));
  return { files: listed, unlisted: Math.max(0, changedFiles - listed.length) };
}

/** Between a push and what GitHub shows of it, the list of commits may be one behind. */
function ownOn({ headRefOid, commits }: Pull): OwnChecks | null {
  const last = commits.nodes?.at(-1)?.commit;
  return last?.oid === headRefOid ? ownChecksIn(last.checkSuites) : null;
}
