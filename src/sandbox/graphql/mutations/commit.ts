/** Commits without a working copy: `createCommitOnBranch`. */
import { demandFileChange } from '../../file-change.ts';
import { commitFilesOn, readBlob, resolveRef } from '../../git/index.ts';
import { announcePush, folderOf } from '../../git-host.ts';
import { githubSignature, signatureOf } from '../../signature.ts';
import { canSee } from '../../state/access.ts';
import { Refusal } from '../../state/refusal.ts';
import { findRepository } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { pushRuleAgainst } from '../../state/required-checks.ts';
import { object, optionalText, text } from '../arguments.ts';
import { Failure, noNode } from '../failure.ts';
import { refNamed } from '../resolvers/git-common.ts';
import { type Args, type Context, thing } from '../things.ts';
import type { Mutations } from './index.ts';

/** Mutations of commits: by the account that asks, with GitHub as the committer; no change of files is an empty commit. */
export const commitMutations: Mutations = {
  createCommitOnBranch: async (input, context) => {
    const { store, actor } = context;
    const { repository, branch } = branchIn(object(input, 'branch'), context);
    const files = filesIn(object(input, 'fileChanges'));
    demandFileChange(store, actor, repository, Object.keys(files));
    const folder = folderOf(store, repository);
    const ref = `refs/heads/${branch}`;
    const before = await resolveRef(folder, ref);
    if (before === null) throw new Failure('NOT_FOUND', `No branch named ${branch} in this repository`);
    const expected = text(input, 'expectedHeadOid');
    if (before !== expected) throw stale(expected);
    const rule = pushRuleAgainst(store, actor, repository, branch, null);
    if (rule !== null) throw new Refusal(422, rule);
    await demandThere(folder, expected, files);
    const { headline, body } = { headline: '', body: '', ...object(input, 'message') };
    const oid = await commitFilesOn(folder, expected, {
      branch,
      files,
      message: [headline, ...(body ? [body] : [])].join('\n\n'),
      author: signatureOf(store, actor),
      committer: githubSignature(store),
    });
    if (oid === null) throw stale(expected);
    await announcePush(store, repository, { ref, before, after: oid }, actor);
    return { commit: thing('Commit', { repository, folder, oid }), ref: thing('Ref', { repository, name: ref, oid }) };
  },
};

function stale(expected: string): Failure {
  return new Failure('STALE_DATA', `Expected branch to point to "${expected}" but it did not. Pull and try again.`);
}

type Branch = { readonly repository: Repository; readonly branch: string };

/** By the global id of its reference, or by repository and name. */
function branchIn(input: Args, { store, actor }: Context): Branch {
  const id = optionalText(input, 'id');
  if (id !== undefined) {
    const named = refNamed(store, id);
    const branch = /^refs\/heads\/(.+)$/.exec(named?.name ?? '')?.[1];
    if (named === null || branch === undefined || !canSee(store, actor, named.repository)) throw noNode(id);
    return { repository: named.repository, branch };
  }
  const [nameWithOwner, name] = [optionalText(input, 'repositoryNameWithOwner'), optionalText(input, 'branchName')];
  if (nameWithOwner === undefined || name === undefined)
    throw new Refusal(422, 'A branch must be given by its id, or by repositoryNameWithOwner and branchName.');
  const [owner = '', repositoryName = ''] = nameWithOwner.split('/');
  const found = findRepository(store, owner, repositoryName)?.repository;
  if (found === undefined || !canSee(store, actor, found))
    throw new Failure('NOT_FOUND', `Could not resolve to a Repository with the name '${nameWithOwner}'.`);
  return { repository: found, branch: name.replace(/^refs\/heads\//, '') };
}

type Files = Readonly<Record<string, Uint8Array | null>>;

function filesIn(changes: Args): Files {
  const listed = (name: string) => (Array.isArray(changes[name]) ? changes[name].map((one) => ({ ...one })) : []);
  return Object.fromEntries([
    ...listed('deletions').map((one) => [text(one, 'path'), null] as const),
    ...listed('additions').map((one) => [text(one, 'path'), Buffer.from(text(one, 'contents'), 'base64')] as const),
  ]);
}

/** Only what is there can be deleted. */
async function demandThere(folder: string, oid: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    if (content !== null || (await readBlob(folder, `${oid}:${path}`)) !== null) continue;
    const message = `A path was requested for deletion which does not exist as of commit oid \`${oid}\`: ${path}`;
    throw new Refusal(422, message);
  }
}
