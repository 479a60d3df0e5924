// REST: GitHub in general.
import * as z from 'zod';
import { canSee } from '../../state/access.ts';
import { findRepository } from '../../state/repositories.ts';
import { type Answer, type Asked, bodyAs, ok, repositoryFor } from '../exchange.ts';
import { renderMarkdown } from '../markdown.ts';
import { apiUrl } from '../shapes/urls.ts';

/** `GET /`: only what the description demands. */
export function root(asked: Asked): Answer {
  const urls = {
    current_user_url: '/user',
    current_user_authorizations_html_url: '/settings/connections/applications{/client_id}',
    authorizations_url: '/authorizations',
    code_search_url: '/search/code?q={query}{&page,per_page,sort,order}',
    commit_search_url: '/search/commits?q={query}{&page,per_page,sort,order}',
    emails_url: '/user/emails',
    emojis_url: '/emojis',
    events_url: '/events',
    feeds_url: '/feeds',
    followers_url: '/user/followers',
    following_url: '/user/following{/target}',
    gists_url: '/gists{/gist_id}',
    issue_search_url: '/search/issues?q={query}{&page,per_page,sort,order}',
    issues_url: '/issues',
    keys_url: '/user/keys',
    label_search_url: '/search/labels?q={query}&repository_id={repository_id}{&page,per_page}',
    notifications_url: '/notifications',
    organization_url: '/orgs/{org}',
    organization_repositories_url: '/orgs/{org}/repos{?type,page,per_page,sort}',
    organization_teams_url: '/orgs/{org}/teams',
    public_gists_url: '/gists/public',
    rate_limit_url: '/rate_limit',
    repository_url: '/repos/{owner}/{repo}',
    repository_search_url: '/search/repositories?q={query}{&page,per_page,sort,order}',
    current_user_repositories_url: '/user/repos{?type,page,per_page,sort}',
    starred_url: '/user/starred{/owner}{/repo}',
    starred_gists_url: '/gists/starred',
    user_url: '/users/{user}',
    user_organizations_url: '/user/orgs',
    user_repositories_url: '/users/{user}/repos{?type,page,per_page,sort}',
    user_search_url: '/search/users?q={query}{&page,per_page,sort,order}',
  };
  return ok(Object.fromEntries(Object.entries(urls).map(([name, path]) => [name, apiUrl(asked.store, path)])));
}

/** `GET /meta`: webhooks come from the loopback address. */
export function meta(): Answer {
  return ok({ verifiable_password_authentication: false, hooks: ['127.0.0.1/32'], installed_version: '3.19.0' });
}

/** `GET /zen`. */
export function zen(): Answer {
  return { status: 200, text: 'Keep it logically awesome.', headers: { 'content-type': 'text/plain; charset=utf-8' } };
}

/** `GET /rate_limit`: costs nothing on GitHub, and is counted here like any request. */
export function rateLimit(asked: Asked): Answer {
  const named = (resource: string) => ({ ...asked.meter.left(asked.caller, resource), resource });
  const core = named('core');
  return ok({ resources: { core, search: named('search'), graphql: named('graphql') }, rate: core });
}

const Markdown = z.object({
  text: z.string(),
  mode: z.enum(['markdown', 'gfm']).optional(),
  context: z.string().optional(),
});

/** `POST /markdown`: `gfm` with a repository as `context` resolves mentions and issue numbers there. */
export function markdown(asked: Asked): Answer {
  const { text, mode, context } = bodyAs(asked, Markdown);
  const [owner = '', name = ''] = (context ?? '').split('/');
  const repository = findRepository(asked.store, owner, name)?.repository;
  const { store, caller } = asked;
  const seen = mode === 'gfm' && repository !== undefined && canSee(store, caller, repository);
  const place = seen ? { store, repository, seesTeams: caller.kind !== 'anonymous' } : null;
  return { status: 200, text: renderMarkdown(text, place, mode === 'gfm' ? 'comment' : 'file') };
}

/** `GET /repos/{owner}/{repo}/milestones`: the sandbox has none. */
export function listMilestones(asked: Asked): Answer {
  repositoryFor(asked, 'issues');
  return ok([]);
}
