// Opens the pull request of an installation: branch, one commit with the new files, and the request itself in one document.
import * as z from 'zod';
import type { InstallFile } from '../../../core/installation/wanted-files.ts';
import type { Client } from '../client.ts';
import { document, type Part, part } from '../document.ts';
import { statusOf } from '../graphql-answer.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import type { SeenRepository } from './read-files.ts';

/** What people read of it. */
export type Request = { readonly branch: string; readonly title: string; readonly body: string };

const Opened = z.object({ pull: z.object({ pullRequest: z.object({ url: z.string() }) }) });

/** Its address. Throws `GitHubRefused` where GitHub says no, `GitHubUnavailable` where it does not answer (it may have been opened). */
export async function openPullRequest(
  client: Client,
  at: SeenRepository,
  files: readonly InstallFile[],
  { branch, title, body }: Request,
): Promise<string> {
  const additions = files.map(({ path, text }) => ({ path, contents: Buffer.from(text).toString('base64') }));
  const asked = document('mutation', 'Install', [
    mutation(
      'ref',
      'createRef',
      'CreateRefInput!',
      { repositoryId: at.id, name: `refs/heads/${branch}`, oid: at.tip },
      'ref { id }',
    ),
    mutation(
      'commit',
      'createCommitOnBranch',
      'CreateCommitOnBranchInput!',
      {
        branch: { repositoryNameWithOwner: at.fullName, branchName: branch },
        message: { headline: title },
        expectedHeadOid: at.tip,
        fileChanges: { additions },
      },
      'commit { oid }',
    ),
    mutation(
      'pull',
      'createPullRequest',
      'CreatePullRequestInput!',
      { repositoryId: at.id, baseRefName: at.branch, headRefName: branch, title, body },
      'pullRequest { url }',
    ),
  ]);
  const written = await client.mutate('decoration', 'Install', asked.text, asked.variables);
  if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
  const { data, errors } = written.answer;
  const made = Opened.safeParse(data);
  if (made.success) return made.data.pull.pullRequest.url;
  const [error] = errors;
  throw new GitHubRefused(error?.message ?? 'GitHub answered nothing.', error === undefined ? 200 : statusOf(error));
}

function mutation(alias: string, field: string, type: string, input: object, selection: string): Part {
  return part(`${alias}: ${field}(input: $${alias}) { ${selection} }`, { [alias]: { type, value: input } });
}
