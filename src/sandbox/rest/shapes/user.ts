// Accounts, organisations and teams in GitHub's shapes.
import { nodeIdOf } from '../../state/node-id.ts';
import type { Organisation, Team, User } from '../../state/people.ts';
import { known, type Store } from '../../state/store.ts';
import { apiUrl, type Shape } from './urls.ts';

const kinds = { User: 'user', Bot: 'bot', Organization: 'organisation' } as const;

/** The node id of an account of any type. */
export function accountNodeId(user: User): string {
  return nodeIdOf(kinds[user.type], user.id);
}

/** `simple-user`. */
export function simpleUser(store: Store, user: User): Shape {
  const url = apiUrl(store, `/users/${encodeURIComponent(user.login)}`);
  const page = user.type === 'Bot' ? `/apps/${user.login.replace('[bot]', '')}` : `/${user.login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: accountNodeId(user),
    avatar_url: `${store.baseUrl}/avatars/u/${user.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${store.baseUrl}${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** `simple-user` of an id. */
export function userWithId(store: Store, id: number): Shape {
  return simpleUser(store, known(store.users, id));
}

/** `public-user`, with what only its owner sees when `own`. */
export function fullUser(store: Store, user: User, own: boolean): Shape {
  const profile = { name: user.name, email: user.email, company: null, blog: '', location: null, hireable: null };
  const counts = { bio: null, twitter_username: null, public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const dates = { created_at: user.createdAt, updated_at: user.createdAt };
  const secrets = {
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
  return { ...simpleUser(store, user), ...profile, ...counts, ...dates, ...(own ? secrets : {}) };
}

/** `organization-simple`, as in webhooks. */
export function simpleOrganisation(store: Store, organisation: Organisation): Shape {
  const url = apiUrl(store, `/orgs/${organisation.login}`);
  return {
    login: organisation.login,
    id: organisation.id,
    node_id: nodeIdOf('organisation', organisation.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${store.baseUrl}/avatars/u/${organisation.id}?v=4`,
    description: '',
  };
}

/** `organization-full`. */
export function fullOrganisation(store: Store, organisation: Organisation): Shape {
  const account = known(store.users, organisation.id);
  return {
    ...simpleOrganisation(store, organisation),
    name: account.name ?? account.login,
    html_url: `${store.baseUrl}/${organisation.login}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: [...store.repositories.values()].filter((one) => one.ownerId === organisation.id && !one.private)
      .length,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: account.createdAt,
    updated_at: account.createdAt,
    archived_at: null,
  };
}

/** `team`, with its parent. */
export function teamShape(store: Store, team: Team): Shape {
  const parent = team.parentId === null ? null : simpleTeam(store, known(store.teams, team.parentId));
  return { ...simpleTeam(store, team), parent };
}

/** `team-full`. */
export function fullTeam(store: Store, team: Team): Shape {
  const organisation = known(store.organisations, team.organisationId);
  const { createdAt } = known(store.users, organisation.id);
  return {
    ...teamShape(store, team),
    created_at: createdAt,
    updated_at: createdAt,
    members_count: team.members.size,
    repos_count: [...store.repositories.values()].filter((one) => one.teams.has(team.id)).length,
    organization: fullOrganisation(store, organisation),
  };
}

/** Where a team is in the API. */
export function teamUrl(store: Store, team: Team): string {
  return apiUrl(store, `/organizations/${team.organisationId}/team/${team.id}`);
}

function simpleTeam(store: Store, team: Team): Shape {
  const { login } = known(store.organisations, team.organisationId);
  const url = teamUrl(store, team);
  return {
    id: team.id,
    node_id: nodeIdOf('team', team.id),
    url,
    html_url: `${store.baseUrl}/orgs/${login}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: '',
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    type: 'organization',
    organization_id: team.organisationId,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
  };
}
