// Authority over GitHub's own API when GitHub does not answer, does not tell, or answers for another kind of repository; and of whom a command names (AC-05, AC-06, AC-07).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { addMember, removeTeamMember } from '../../src/sandbox/state/accounts.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { changeRepository, removeCollaborator } from '../../src/sandbox/state/repositories.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

const MEMBERSHIP = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
const PERMISSION = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
const TEAM = 'GET /orgs/{org}/teams/{team_slug}';

/** Writers respond by being on call; of the sample people only the responder and the commander are, and the lead by role. */
const policy = `
preset: github
people: { devops: ["@acme/on-call"], manager: ["@acme/leads"], ceo: ["@lead"] }
authority:
  respond: { roles: [admin], teams: [acme/on-call] }
  rules:
    - { commands: [note], who: { roles: [read, triage, write, maintain, admin] } }
`;

let story: Story;
let issue = 0;
let putBack: () => void = () => undefined;

beforeAll(async () => {
  story = await startStory({ policy });
});
afterAll(() => story.end());

beforeEach(async () => {
  await story.later('PT61M');
  issue = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
  await story.say('lead', '/ack', issue);
  await readAll(story, issue);
});

afterEach(async () => {
  await story.control('DELETE', 'faults');
  putBack();
  putBack = () => undefined;
  if ((await story.issue(issue)).state === 'open') await story.say('lead', '/close --force tidied up', issue);
  await readAll(story, issue);
});

const fault = (route: string, status: number) => story.control('POST', 'faults', { route, status, times: 30 });
const say = async (as: SamplePerson, text: string) => {
  await story.say(as, text, issue);
  return readAll(story, issue);
};

async function state() {
  const { title, labels, assignees, state: open } = await story.issue(issue);
  return { title, labels, assignees, open };
}

async function refused(as: SamplePerson, text: string): Promise<string> {
  const before = await state();
  const replies = await say(as, text);
  expect(await state()).toEqual(before);
  expect(replies).toHaveLength(1);
  return replies[0] ?? '';
}

describe('AC-05 whom a command makes commander', () => {
  test.each(['/ic @visitor', '/handoff @reviewer all yours', '/role commander @visitor'])('%s: refused, nobody assigned', async (text) => {
    expect(await refused('lead', text)).toMatch(/may not respond here and so cannot lead.*authority\.respond.*the team acme\/on-call/s);
  });

  test('a member of the team may, and is assigned', async () => {
    await say('lead', '/ic @responder');
    expect((await state()).assignees).toEqual(['responder']);
  });

  test.each([500, 502, 503])('whose team GitHub answers with %i: to be said again, and then done', async (status) => {
    await fault(MEMBERSHIP, status);
    expect(await refused('lead', '/ic @responder')).toMatch(/could not be asked what `responder` may do.*Say it again/s);
    await story.control('DELETE', 'faults');
    await say('lead', '/ic @responder');
    expect((await state()).assignees).toEqual(['responder']);
  });

  test('whose team the app may not see (403): refused, and the refusal says so', async () => {
    await fault(MEMBERSHIP, 403);
    expect(await refused('lead', '/ic @responder')).toContain('The app cannot see the team acme/on-call');
  });

  test('who left the organisation: refused', async () => {
    putBack = leave('responder');
    expect(await refused('lead', '/ic @responder')).toContain('may not respond here and so cannot lead');
  });

  test('the standing of whom is named, its team and all, takes three requests', async () => {
    await say('lead', '/ic @visitor');
    await story.requests();
    await say('lead', '/ic @visitor');
    expect((await story.requests()).length).toBeLessThanOrEqual(3);
  });
}); // biome-ignore format: one thought a line

describe('AC-07 a team lookup that', () => {
  test.each([500, 502, 503])('fails with %i is never “not allowed”: nothing is done, and it is to be said again', async (status) => {
    await fault(MEMBERSHIP, status);
    const reply = await refused('responder', '/severity P0');
    expect(reply).toMatch(/GitHub could not be asked what you may do here.*Say it again/s);
    expect(reply).not.toContain('You may not do this');
  });

  test('loses its answers is no “not allowed” either', async () => {
    await story.control('POST', 'faults', { route: MEMBERSHIP, reset: true, times: 30 });
    expect(await refused('responder', '/severity P0')).toMatch(/could not be asked.*Say it again/s);
  });

  test.each([[403, MEMBERSHIP], [403, TEAM], [404, TEAM]] as const)('is answered with %i (%s): no member, and the app cannot see the team', async (status, route) => {
    await fault(route, status);
    if (route === TEAM) await story.control('POST', 'faults', { route: MEMBERSHIP, status: 404, times: 1 });
    await story.app.stop();
    await story.app.start();
    const reply = await refused('responder', '/severity P0');
    expect(reply).toMatch(/You may not do this here.*The app cannot see the team acme\/on-call/s);
  });

  test('is answered with 404 for somebody who is no member: not allowed, and nothing said of the team', async () => {
    const reply = await refused('visitor', '/severity P0');
    expect(reply).toContain('You may not do this here');
    expect(reply).not.toContain('cannot see');
  });
}); // biome-ignore format: one thought a line

type Visibility = 'public' | 'private' | 'internal';
function become(visibility: Visibility): void {
  const { store, seeded } = story.sandbox;
  const now = store.repositories.get(seeded.repository.id) ?? seeded.repository;
  changeRepository(store, now, { private: visibility !== 'public', internal: visibility === 'internal' });
}

/** Somebody has left, or keeps only the membership of the organisation; what they had is given back by what is returned. */
function leave(name: SamplePerson, keep: 'nothing' | 'membership' = 'nothing'): () => void {
  const { store, seeded } = story.sandbox;
  const { repository, organisation, people } = seeded;
  const before = { repository: store.repositories.get(repository.id), organisation: store.organisations.get(organisation.id), teams: [...store.teams] };
  removeCollaborator(store, asUser(people.lead), repository, people[name]);
  for (const [, team] of before.teams) removeTeamMember(store, team, people[name]);
  const left = store.organisations.get(organisation.id);
  if (left !== undefined) store.organisations.set(organisation.id, { ...left, members: new Map([...left.members].filter(([id]) => id !== people[name].id)) });
  if (keep === 'membership') addMember(store, organisation, people[name]);
  return () => {
    if (before.repository !== undefined) store.repositories.set(repository.id, before.repository);
    if (before.organisation !== undefined) store.organisations.set(organisation.id, before.organisation);
    for (const [id, team] of before.teams) store.teams.set(id, team);
  };
} // biome-ignore format: one thought a line

describe('AC-06 what somebody may is what GitHub says of this repository', () => {
  const without = async (visibility: Visibility, keep: 'nothing' | 'membership') => {
    const back = leave('responder', keep);
    become(visibility);
    putBack = () => {
      back();
      become('public');
    };
    return story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: '/note seen here too' });
  };

  test('in an internal repository every member of the organisation may read, and no more', async () => {
    expect((await without('internal', 'membership')).status).toBe(201);
    await story.settle();
    expect(await story.card(issue)).toContain('seen here too');
    expect(await refused('responder', '/severity P0')).toContain('You may not do this here');
  });

  test('in a private repository somebody without access cannot even comment', async () => {
    expect((await without('private', 'nothing')).status).toBe(404);
  });

  test('in an internal repository somebody who left cannot even comment', async () => {
    expect((await without('internal', 'nothing')).status).toBe(404);
  });

  test.each(['private', 'internal'] as const)('in a %s repository a comment of somebody who left before it was read is refused', async (visibility) => {
    await story.app.stop();
    await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: '/severity P0' });
    const back = leave('responder');
    become(visibility);
    putBack = () => {
      back();
      become('public');
    };
    const before = await state();
    await story.app.start();
    await story.later('PT2M');
    expect(await state()).toEqual(before);
    expect((await readAll(story, issue)).join()).toContain('You may not do this here');
  });

  test.each([403, 500])('in an internal repository whose permission endpoint answers %i, a stranger gets nothing', async (status) => {
    const back = leave('responder', 'membership');
    become('internal');
    putBack = () => {
      back();
      become('public');
    };
    await fault(PERMISSION, status);
    expect(await refused('responder', '/severity P0')).toMatch(/You may not do this here|could not be asked/);
  });
}); // biome-ignore format: one thought a line
