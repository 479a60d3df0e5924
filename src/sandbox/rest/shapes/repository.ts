// Repositories and labels in GitHub's shapes.
import { grantOf } from '../../state/access.ts';
import type { Caller } from '../../state/actor.ts';
import { issuesOf } from '../../state/find-issue.ts';
import { forksOf } from '../../state/forks.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { fullNameOf } from '../../state/repositories.ts';
import { type Label, type Repository, visibilityOf } from '../../state/repository.ts';
import { known, type Store } from '../../state/store.ts';
import { repositoryPage, repositoryUrl, type Shape } from './urls.ts';
import { userWithId } from './user.ts';

/** The URL fields of a repository: `<name>_url` is the repository's own URL with this ending. */
const endings = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
} as const;

/** `minimal-repository` and `simple-repository`: identity, owner and URLs. */
export function simpleRepository(store: Store, repository: Repository): Shape {
  const url = repositoryUrl(store, repository);
  const urls = Object.entries(endings).map(([name, ending]) => [`${name}_url`, `${url}${ending}`]);
  return {
    id: repository.id,
    node_id: nodeIdOf('repository', repository.id),
    name: repository.name,
    full_name: fullNameOf(store, repository),
    private: repository.private,
    owner: userWithId(store, repository.ownerId),
    html_url: repositoryPage(store, repository),
    description: repository.description,
    fork: repository.forkOfId !== undefined,
    url,
    ...Object.fromEntries(urls),
  };
}

/** `repository`, as webhooks carry it and lists show it. */
export function repositoryShape(store: Store, repository: Repository): Shape {
  const page = repositoryPage(store, repository);
  const forks = forksOf(store, repository).length;
  const open = issuesOf(store, repository).filter((issue) => issue.state === 'open').length;
  return {
    ...simpleRepository(store, repository),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    git_url: `git:${page.slice(page.indexOf('//'))}.git`,
    ssh_url: `git@${new URL(store.baseUrl).hostname}:${fullNameOf(store, repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    ...constant,
    has_issues: repository.hasIssues,
    archived: repository.archived,
    visibility: visibilityOf(repository),
    open_issues_count: open,
    open_issues: open,
    forks_count: forks,
    forks,
    default_branch: repository.defaultBranch,
  };
}

/** What is the same for every repository of the sandbox. */
const constant = {
  homepage: null,
  size: 1,
  stargazers_count: 0,
  watchers_count: 0,
  language: null,
  has_projects: true,
  has_downloads: true,
  has_wiki: false,
  has_pages: false,
  has_discussions: false,
  mirror_url: null,
  disabled: false,
  license: null,
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
  topics: [],
  watchers: 0,
};

/** `full-repository`, with what the caller may do in it. */
export function fullRepository(store: Store, repository: Repository, caller: Caller): Shape {
  const organisation = store.organisations.has(repository.ownerId)
    ? { organization: userWithId(store, repository.ownerId) }
    : {};
  const permissions = caller.kind === 'user' ? { permissions: permissionsOf(store, repository, caller.user.id) } : {};
  const source = repository.forkOfId === undefined ? undefined : known(store.repositories, repository.forkOfId);
  const of =
    source === undefined ? {} : { parent: repositoryShape(store, source), source: repositoryShape(store, source) };
  const counts = { network_count: 0, subscribers_count: 0, ...of };
  return { ...repositoryShape(store, repository), ...permissions, ...organisation, ...counts };
}

/** The five booleans of a person's standing: `pull`, `triage`, `push`, `maintain`, `admin`. */
export function permissionsOf(store: Store, repository: Repository, userId: number): Shape {
  const base = grantOf(store, known(store.users, userId), repository)?.base;
  const order = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
  const level = base === undefined ? -1 : order.indexOf(base);
  return { admin: level >= 4, maintain: level >= 3, push: level >= 2, triage: level >= 1, pull: level >= 0 };
}

/** `label`. */
export function labelShape(store: Store, label: Label): Shape {
  const repository = known(store.repositories, label.repositoryId);
  return {
    id: label.id,
    node_id: nodeIdOf('label', label.id),
    url: `${repositoryUrl(store, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}
