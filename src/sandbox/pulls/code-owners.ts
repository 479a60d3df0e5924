// Who owns what a pull request changes, as the file of code owners on its base says, and asking them for a review.
import { readFile } from '../git/index.ts';
import { folderOf } from '../git-folder.ts';
import { hasRole } from '../state/access.ts';
import { findOrganisation, findTeam, findUser } from '../state/accounts.ts';
import type { Actor } from '../state/actor.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import type { PullReviewer } from '../state/pull-request.ts';
import { changePullRequest, currentPullRequest } from '../state/pull-requests.ts';
import type { Repository } from '../state/repository.ts';
import { requestOwners } from '../state/review-requests.ts';
import type { Store } from '../state/store.ts';
import { ownersOf, readCodeOwners } from './code-owners-file.ts';
import { changedSince } from './size.ts';

/** Where the file may be; the first that is there counts (about code owners). */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Keeps who owns what is changed now, and asks them for a review unless it is a draft. */
export async function followOwners(store: Store, actor: Actor, pull: PullRequestIssue): Promise<PullRequestIssue> {
  const repository = repositoryOf(store, pull);
  const { baseSha, headSha } = pull.pullRequest;
  const text = await codeOwnersAt(store, repository, baseSha);
  if (text === null && pull.pullRequest.codeOwners.length === 0) return currentPullRequest(store, pull);
  const rules = readCodeOwners(text ?? '');
  const files = await changedSince(folderOf(store, repository), baseSha, headSha);
  const lists = files.map(({ path }) => ownersOf(rules, path).flatMap((name) => ownerNamed(store, repository, name)));
  const unlike = new Map(lists.filter((list) => list.length > 0).map((list) => [JSON.stringify(list), list]));
  const changed = changePullRequest(store, pull, { codeOwners: [...unlike.values()] });
  return changed.pullRequest.draft ? changed : requestOwners(store, actor, changed);
}

async function codeOwnersAt(store: Store, repository: Repository, sha: string): Promise<string | null> {
  const folder = folderOf(store, repository);
  const found = await Promise.all(places.map((path) => readFile(folder, sha, path)));
  return found.find((blob) => blob !== null)?.text ?? null;
}

/** An owner that the file names: people and teams with write; anybody else owns nothing. */
function ownerNamed(store: Store, repository: Repository, name: string): readonly PullReviewer[] {
  const [, login = '', slug] = /^@([\w-]+)(?:\/([\w-]+))?$/.exec(name) ?? [];
  if (slug !== undefined) {
    const organisation = findOrganisation(store, login);
    const team = organisation && findTeam(store, organisation, slug);
    const base = team && repository.teams.get(team.id)?.base;
    return team !== undefined && base !== undefined && base !== 'read' && base !== 'triage'
      ? [{ kind: 'team', id: team.id }]
      : [];
  }
  const user = login === '' ? [...store.users.values()].find(({ email }) => email === name) : findUser(store, login);
  return user?.type === 'User' && hasRole(store, user, repository, 'write') ? [{ kind: 'user', id: user.id }] : [];
}
