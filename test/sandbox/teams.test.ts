/** Membership of teams and organisations. */
import { expect, test } from 'vitest';
import { addTeamMember, createTeam } from '../../src/sandbox/state/index.ts';
import { as, asBot, localGithub } from './support/local-github.ts';

const memberships = '/orgs/acme/teams/on-call/memberships';

test('a member of a child team is a member of its parent', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const [onCall] = [...store.teams.values()].filter(({ slug }) => slug === 'on-call');
  const night = createTeam(store, seeded.organisation, 'Night shift', onCall);
  addTeamMember(store, night, seeded.people.reviewer);
  const { body } = await (await asBot(sandbox))('GET', `${memberships}/reviewer`);
  expect(body).toMatchObject({ state: 'active', role: 'member' });
});

test('an invited member is pending until they accept, and not listed', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const [onCall] = [...store.teams.values()].filter(({ slug }) => slug === 'on-call');
  if (onCall) addTeamMember(store, onCall, seeded.people.reviewer, { state: 'pending' });
  const bot = await asBot(sandbox);
  expect((await bot('GET', `${memberships}/reviewer`)).body.state).toBe('pending');
  const { body } = await bot('GET', '/orgs/acme/teams/on-call/members');
  expect(body.map(({ login }: { login: string }) => login)).toEqual(['responder', 'commander']);
});

test('who is in no team is a 404', async () => {
  const sandbox = await localGithub();
  expect((await (await asBot(sandbox))('GET', `${memberships}/visitor`)).status).toBe(404);
});

test('teams are hidden from outsiders, and from apps without members: read', async () => {
  const sandbox = await localGithub();
  expect((await as(sandbox, 'visitor')('GET', `${memberships}/responder`)).status).toBe(404);
  const bot = await asBot(sandbox, { permissions: { issues: 'write' } });
  const refused = await bot('GET', `${memberships}/responder`);
  expect(refused.status).toBe(403);
  expect(refused.headers.get('x-accepted-github-permissions')).toBe('members=read');
});

test('whether a team was let into a repository is told by 204 and 404, also through the team above it', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const [onCall] = [...store.teams.values()].filter(({ slug }) => slug === 'on-call');
  createTeam(store, seeded.organisation, 'Night shift', onCall);
  const asked = (team: string) => as(sandbox, 'lead')('GET', `/orgs/acme/teams/${team}/repos/acme/shop`);
  expect([(await asked('on-call')).status, (await asked('night-shift')).status, (await asked('leads')).status]).toEqual(
    [204, 204, 404],
  );
});

test('the installations of an organisation are told to its owners only', async () => {
  const sandbox = await localGithub();
  const { status, body } = await as(sandbox, 'lead')('GET', '/orgs/acme/installations');
  expect(status).toBe(200);
  expect(body.installations.map(({ app_slug }: { app_slug: string }) => app_slug)).toEqual([
    'firebreak',
    'github-actions',
  ]);
  expect((await as(sandbox, 'responder')('GET', '/orgs/acme/installations')).status).toBe(403);
  expect((await (await asBot(sandbox))('GET', '/orgs/acme/installations')).status).toBe(403);
});
