/** Mutations that make branches and open pull requests. */
import { createRef, resolveRef } from '../../git/index.ts';
import { announcePush, folderOf } from '../../git-host.ts';
import { sizeOf } from '../../pulls/size.ts';
import { demand } from '../../state/access.ts';
import { createPullRequest } from '../../state/pull-requests.ts';
import { Refusal } from '../../state/refusal.ts';
import { optionalText, text } from '../arguments.ts';
import { notImplemented } from '../failure.ts';
import { thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { repositoryIn } from './subject.ts';

/** Mutations of references and of new pull requests. */
export const branchMutations: Mutations = {
  createRef: async (input, context) => {
    const { store, actor } = context;
    const repository = repositoryIn(input, 'repositoryId', context);
    demand(store, actor, repository, { role: 'write', permission: 'contents', level: 'write' });
    const [name, oid] = [text(input, 'name'), text(input, 'oid')];
    if (!/^refs\/(?:heads|tags)\/.+/.test(name)) throw new Refusal(422, `${name} is not a valid ref name.`);
    const made = await createRef(folderOf(store, repository), name, oid);
    if (!made.ok) throw new Refusal(422, `A ref named "${name}" already exists in the repository.`);
    await announcePush(store, repository, { ref: name, before: null, after: oid }, actor);
    return { ref: thing('Ref', { repository, name, oid }) };
  },
  createPullRequest: async (input, context) => {
    const { store, actor } = context;
    if (optionalText(input, 'headRepositoryId') !== undefined)
      throw notImplemented('CreatePullRequestInput.headRepositoryId');
    const repository = repositoryIn(input, 'repositoryId', context);
    const folder = folderOf(store, repository);
    const tip = async (name: string) => {
      const branch = text(input, name).replace(/^refs\/heads\//, '');
      const sha = await resolveRef(folder, `refs/heads/${branch}`);
      if (sha === null) throw new Refusal(422, `${name === 'baseRefName' ? 'Base' : 'Head'} ref must be a branch`);
      return { branch, sha };
    };
    const [base, head] = [await tip('baseRefName'), await tip('headRefName')];
    const pull = createPullRequest(store, actor, repository, {
      title: text(input, 'title'),
      body: optionalText(input, 'body') ?? null,
      draft: input['draft'] === true,
      base: base.branch,
      head: head.branch,
      baseSha: base.sha,
      headSha: head.sha,
      size: await sizeOf(folder, base.sha, head.sha),
    });
    return { pullRequest: thing('PullRequest', pull) };
  },
};
