// Commits files to a branch without a working copy: nothing where nothing differs, and never over what somebody pushed meanwhile.
import * as z from 'zod';
import type { DocumentFile } from '../../../core/postmortem/published.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import type { GraphqlAnswer } from '../graphql-answer.ts';
import { mayPass, statusOf } from '../graphql-answer.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import { isMoved, mutation } from '../postmortem/parts.ts';

/** `branch` without `refs/heads/`. `files`: what is to be other than it is at a commit of the branch. */
export type Wanted = {
  readonly branch: string;
  readonly headline: string;
  readonly files: (head: string) => Promise<readonly DocumentFile[]>;
};

/** `files`: their paths; none: everything was there already. `made`: the branch was not there. */
export type Committed = { readonly commit: string | null; readonly files: readonly string[]; readonly made: boolean };

/** Somebody pushes meanwhile: so often it is looked again. */
const LOOKS = 5;

/** Git's tree without files, which every repository has. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** A branch that is not there begins with an empty commit of its own, so that nothing else of the repository is on it. Throws `GitHubRefused` for a no, and `GitHubUnavailable` where GitHub cannot be asked or the branch moves all the time. */
export async function commitFiles(client: Client, place: Place, wanted: Wanted): Promise<Committed> {
  let made = false;
  for (let look = 1; look <= LOOKS; look += 1) {
    const found = await headOf(client, place, wanted.branch);
    const head = found ?? (await makeBranch(client, place, wanted.branch));
    made ||= found === null;
    const files = head === null ? [] : await wanted.files(head);
    if (head !== null && files.length === 0) return { commit: null, files: [], made };
    const commit = head === null ? 'moved' : await commitOnce(client, place, wanted, head, files);
    if (commit !== 'moved') return { commit, files: files.map(({ path }) => path), made };
  }
  throw new GitHubUnavailable(`The branch ${wanted.branch} moves all the time.`, { status: 409 });
}

const Branch = z.object({
  repository: z.object({ ref: z.object({ target: z.object({ oid: z.string() }).nullish() }).nullish() }).nullish(),
});

async function headOf(client: Client, { owner, repo }: Place, branch: string): Promise<string | null> {
  const asked = document('query', 'BranchHead', [
    part('repository(owner: $owner, name: $repo) { ref(qualifiedName: $ref) { target { oid } } }', {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      ref: { type: 'String!', value: `refs/heads/${branch}` },
    }),
  ]);
  const { repository } = Branch.parse(await askGraphql(client, 'BranchHead', asked));
  if (repository == null) throw new GitHubRefused(`There is no repository ${owner}/${repo} for this token.`, 404);
  return repository.ref?.target?.oid ?? null;
}

/** Its first commit; null: somebody else made it meanwhile. https://docs.github.com/en/rest/git/refs#create-a-reference */
async function makeBranch(client: Client, place: Place, branch: string): Promise<string | null> {
  const asked = { ...place, message: `Begin ${branch}`, tree: EMPTY_TREE, parents: [] };
  const commit = await client.send('decoration', 'POST /repos/{owner}/{repo}/git/commits', asked);
  if (commit.kind === 'unanswered') throw new GitHubUnavailable(commit.message, { status: commit.status });
  const { sha } = z.object({ sha: z.string() }).parse(commit.answer.data);
  try {
    const route = 'POST /repos/{owner}/{repo}/git/refs';
    const ref = await client.send('decoration', route, { ...place, ref: `refs/heads/${branch}`, sha });
    return ref.kind === 'unanswered' ? null : sha;
  } catch (error) {
    if (error instanceof GitHubRefused && /already exists/i.test(error.message)) return null;
    throw error;
  }
}

/** Its id. `moved` also where the answer is lost: whether it was made is looked at again. https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch */
async function commitOnce(
  client: Client,
  { owner, repo }: Place,
  { branch, headline }: Wanted,
  head: string,
  files: readonly DocumentFile[],
): Promise<string | 'moved'> {
  const additions = files.map(({ path, text }) => ({ path, contents: Buffer.from(text, 'utf8').toString('base64') }));
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    message: { headline },
    expectedHeadOid: head,
    fileChanges: { additions },
  };
  const parts = [mutation('made', 'createCommitOnBranch', 'CreateCommitOnBranchInput!', input, 'commit { oid }')];
  const asked = document('mutation', 'CommitFiles', parts);
  const written = await client.mutate('decoration', 'CommitFiles', asked.text, asked.variables);
  return written.kind === 'unanswered' ? 'moved' : oidIn(written.answer);
}

const Made = z.object({ made: z.object({ commit: z.object({ oid: z.string() }) }) });

function oidIn({ data, errors }: GraphqlAnswer): string | 'moved' {
  const [error] = errors;
  if (error === undefined) return Made.parse(data).made.commit.oid;
  if (isMoved(error)) return 'moved';
  if (mayPass(error)) throw new GitHubUnavailable(error.message, { status: statusOf(error) });
  throw new GitHubRefused(error.message, statusOf(error));
}
