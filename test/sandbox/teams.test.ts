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
