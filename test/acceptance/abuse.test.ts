// Attacks over GitHub's own API against the unmodified server: who may not, from where it does not count, and what is not what was written.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import type { Role } from '../../src/sandbox/state/people.ts';
import { createInstallationToken } from '../../src/sandbox/state/registered-apps.ts';
import { addCollaborator, changeRepository } from '../../src/sandbox/state/repositories.ts';
import { leave } from '../support/leave.ts';
import { type Story, setPolicy, startStory } from '../support/story.ts';
import { readAll, said } from '../support/visible.ts';

let story: Story;
let issue = 0;
const policy = `
preset: github
people: { devops: ["@acme/on-call"], manager: ["@acme/leads"], ceo: ["@lead"] }
authority:
  respond: { teams: [acme/leads] }
  rules:
    - { commands: [resolve, close], levels: [P1], who: { roles: [maintain, admin] } }
    - { commands: [update], who: { roles: [write, maintain, admin], custom_roles: [Support] } }
    - { commands: [note], who: { roles: [read, triage, write, maintain, admin] } }
`;

beforeAll(async () => {
  story = await startStory({ policy });
});
afterAll(() => story.end());

beforeEach(async () => {
  await story.control('DELETE', 'faults');
  await story.later('PT1M');
  issue = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
  await story.say('responder', '/ack');
  await readAll(story, issue);
});

afterEach(async () => {
  if ((await story.issue(issue)).state === 'open') await story.say('lead', '/close --force tidied up', issue);
  await readAll(story, issue);
});

async function state() {
  const { title, state: open, labels, assignees } = await story.issue(issue);
  return { title, open, labels, assignees };
}

/** Something is tried, and the issue is as before; answers what the app said. */
async function fails(attack: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await state();
  await attack();
  await story.settle();
  expect(await state()).toEqual(before);
  return readAll(story, issue);
}

const say = (as: SamplePerson, text: string) => story.say(as, text, issue);
const patch = (as: SamplePerson, body: object) =>
  story.api(as, 'PATCH', `/repos/acme/shop/issues/${issue}`, body).then(() => story.settle());

describe('AC-05 who may not', () => {
  test('a visitor commands: refused once, with rule and people, then in silence', async () => {
    const first = await fails(() => say('visitor', '/severity P3'));
    expect(first).toHaveLength(1);
    expect(first[0]).toMatch(/You may not do this here.*Allowed \(authority\.respond\): people with the repository role write, maintain, admin; the team acme\/leads.*Ask one of them/s); // biome-ignore format: one thought
    expect(await fails(() => say('visitor', '/close --force tidied up'))).toEqual([]);
  });

  test('a triager commands, and relabels with GitHub’s own right to: both without effect', async () => {
    expect(await fails(() => say('reviewer', '/severity P0'))).toHaveLength(1);
    await fails(() => story.api('reviewer', 'POST', `/repos/acme/shop/issues/${issue}/labels`, { labels: ['P0'] }));
    expect(await story.card()).toMatch(/label changed by hand, by somebody who may not: put back; allowed/);
  });

  test('a triager closes and retitles: put back', async () => {
    await fails(() => patch('reviewer', { state: 'closed' }));
    await fails(() => patch('reviewer', { title: '[INCIDENT P0] @lead <!-- firebreak:card -->' }));
  });

  test('a responder at a severity that a rule keeps for others: refused, and the rule is named', async () => {
    const [reply] = await fails(() => say('responder', '/resolve'));
    expect(reply).toMatch(/authority\.rules number 1 \(at P1\)\): people with the repository role maintain, admin/);
    expect((await fails(() => patch('responder', { state: 'closed' }))).join()).toContain('authority.rules number 1');
  });

  test('a rule that opens one command to everybody opens no other', async () => {
    await say('visitor', '/note I see errors too');
    expect(await story.card()).toContain('I see errors too');
    await fails(() => say('visitor', '/update all is well'));
  });
});

describe('AC-07 what GitHub says when it is done counts', () => {
  test.each([
    { visibility: 'public', isPrivate: false },
    { visibility: 'private', isPrivate: true },
  ])(
    'somebody who commented and left the organisation before it was read, in a $visibility repository',
    async ({ isPrivate }) => {
      const { store, seeded } = story.sandbox;
      const wasPrivate = store.repositories.get(seeded.repository.id)?.private ?? false;
      const become = (now: boolean) => changeRepository(store, store.repositories.get(seeded.repository.id) ?? seeded.repository, { private: now }); // biome-ignore format: one call
      become(isPrivate);
      await story.app.stop();
      await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: '/severity P3' });
      const comeBack = leave(story, 'responder');
      await story.app.start();
      const replies = await fails(() => story.later('PT2M'));
      comeBack();
      become(wasPrivate);
      expect(replies.join()).toMatch(/You may not do this here/);
    },
  );

  test('a custom role by its name, and not by what it is called like', async () => {
    const { store, seeded } = story.sandbox;
    const { repository, people } = seeded;
    const give = (base: Role, roleName: string) => addCollaborator(store, asUser(people.lead), store.repositories.get(repository.id) ?? repository, { user: people.reviewer, grant: { base, roleName } }); // biome-ignore format: one call
    give('triage', 'Support');
    await say('reviewer', '/update customers are told');
    expect(await story.card()).toContain('customers are told');
    give('triage', 'Support of write');
    expect(await fails(() => say('reviewer', '/update and again'))).toHaveLength(1);
    give('triage', 'triage');
  });

  test.each([403, 404, 500, 502])('the role is not told but with %i: nothing is done', async (status) => {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    await story.control('POST', 'faults', { route: 'POST /graphql', match: 'query Facts', status: 502, times: 1 });
    await story.control('POST', 'faults', { route, status, times: 20 });
    await say('visitor', '/severity P3');
    await story.later('PT1M');
    expect((await state()).labels).toContain('P1');
    await readAll(story, issue);
  });
});

describe('AC-11 another app', () => {
  const token = () => {
    const { store, seeded } = story.sandbox;
    const installation = [...store.installations.values()].find(({ appId }) => appId === seeded.actions.id);
    if (installation === undefined) throw new Error('Actions is not installed.');
    return createInstallationToken(store, installation).token;
  };
  const comment = (body: string) =>
    fetch(`${story.sandbox.url}/api/v3/repos/acme/shop/issues/${issue}/comments`, {
      method: 'POST',
      headers: { authorization: `token ${token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body }),
    }).then(({ status }) => expect(status).toBe(201));

  test('that is not listed is met with silence', async () => {
    expect(await fails(() => comment('/close --force tidied up'))).toEqual([]);
    expect(await fails(() => comment('/severity P0'))).toEqual([]);
  });

  test('that is listed commands what its line says, at once and when it is found late', async () => {
    const id = story.sandbox.seeded.actions.id;
    await setPolicy(story, `${policy}    - { commands: [update], who: { roles: [write], apps: [${id}] } }\n`);
    await comment('/update deployed v2');
    await story.settle();
    expect(await story.card()).toContain('deployed v2');
    await story.app.stop();
    await comment('/update deployed v3');
    await comment('/close --force tidied up');
    await story.app.start();
    await story.later('PT5M');
    expect(await story.card()).toContain('deployed v3');
    expect((await state()).open).toBe('open');
    await setPolicy(story, policy);
    await readAll(story, issue);
  });
});

describe('AC-08 AC-10 AC-33 what is not a command given', () => {
  const bodies: readonly (readonly [string, string])[] = [
    ['in a fence', '```\n/close --force\n```'],
    ['in a quote', '> /close --force'],
    ['in a comment', '<!--\n/close --force\n-->'],
    ['in details', '<details>\n\n/close --force\n\n</details>'],
    ['in the text of a link', '[x\n/close --force](https://x.test)'],
    ['as a path', '/etc/hosts\n/usr'],
  ];
  test.each(bodies)('%s: silence, and no request', async (_name, body) => {
    await story.requests();
    expect(await fails(() => say('lead', body))).toEqual([]);
    expect(await story.requests()).toEqual([]);
  });

  test.each([
    ['with a Cyrillic letter', '/cl\u043ese --force'],
    ['with a bidi override', '/close \u202e--force'],
    ['with a no-break space', '/close\u00a0--force'],
    ['in a list', '- /close --force'],
  ])('%s: answered, and nothing done', async (_name, body) => {
    expect(await fails(() => say('lead', body))).toHaveLength(1);
  });

  test('edited into one: answered once, and nothing done (AC-08)', async () => {
    const comment = await say('lead', 'Looking into it.');
    const path = `/repos/acme/shop/issues/comments/${comment}`;
    const [answer = '', ...more] = await fails(() =>
      story.api('lead', 'PATCH', path, { body: '/close --force tidied up' }),
    );
    expect(answer).toContain('new comment');
    expect(more).toEqual([]);
    expect(await fails(() => story.api('lead', 'PATCH', path, { body: '/close --force again' }))).toEqual([]);
  });

  test('edited while the server was down: not carried out when it is found', async () => {
    await story.app.stop();
    const { data } = await story.api('lead', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: 'x' });
    const id = typeof data === 'object' && data !== null && 'id' in data ? Number(data.id) : 0;
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/comments/${id}`, { body: '/close --force tidied up' });
    await story.app.start();
    await story.later('PT5M');
    await fails(() => story.settle());
  });
});

test('AC-11 fifty commands to be answered: ten answers within the hour, and the card says so', async () => {
  for (let count = 0; count < 25; count += 1) await say('lead', '/severity P9\n/help nothing');
  expect((await said(story, issue)).filter(({ body }) => body.includes('reply/')).length).toBe(10);
  expect(await story.card()).toContain('had its share of replies');
  await readAll(story, issue);
});
