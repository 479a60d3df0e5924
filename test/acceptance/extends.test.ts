// Policies that lie over another repository's, and the organisation's default: read from GitHub, kept by the incident, asked for rarely.
import { afterEach, describe, expect, test } from 'vitest';
import { commitFiles, createRepository as createGitRepository } from '../../src/sandbox/git/index.ts';
import { folderOf } from '../../src/sandbox/git-host.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { changeInstalledRepositories } from '../../src/sandbox/state/registered-apps.ts';
import { createRepository } from '../../src/sandbox/state/repositories.ts';
import { type Story, setPolicy, startStory } from '../support/story.ts';

const people =
  'people: { devops: ["@acme/on-call"], manager: ["@commander"], ceo: ["@lead"], oncall: ["@acme/on-call"] }';

/** A repository of the organisation with this policy in it, on which the app is installed too. */
async function shared(story: Story, name: string, text: string, isPrivate = false): Promise<void> {
  const { store, seeded } = story.sandbox;
  const repository = createRepository(store, seeded.organisation, name, { private: isPrivate });
  await createGitRepository(folderOf(store, repository), repository.defaultBranch);
  await agree(story, name, text);
  changeInstalledRepositories(store, asUser(seeded.people.lead), seeded.installation, { action: 'added', repository });
}

/** The policy of that repository is this text from now on. */
async function agree({ sandbox }: Story, name: string, text: string): Promise<void> {
  const repository = [...sandbox.store.repositories.values()].find((each) => each.name === name);
  if (repository === undefined) throw new Error(`There is no repository ${name}.`);
  const author = { name: 'lead', email: 'lead@acme.example', date: new Date() };
  const files = { '.github/firebreak.yml': text };
  const folder = folderOf(sandbox.store, repository);
  await commitFiles(folder, { branch: repository.defaultBranch, files, message: 'Agree', author });
}

describe('a policy from elsewhere', () => {
  let story: Story;
  afterEach(() => story.end());

  test('`_extends`: the base is in force under the repository’s own keys, and is asked for once in a while, not with every command', async () => {
    story = await startStory({ policy: null, asleep: true });
    await shared(story, 'policies', `preset: github\n${people}\nlevels: [{ name: P0, monitor: 20m, updates: { first: 7m, every: 7m } }]\n`);
    await setPolicy(story, '_extends: policies\nlevels: [{ name: P0, updates: { first: 9m } }]\n');
    await story.app.start();
    await story.declare();
    expect(await story.nextComment()).toContain('@acme/on-call @lead');
    await story.requests();
    await story.say('responder', '/ack');
    expect((await story.requests()).flatMap(({ operations }) => operations)).not.toContain('BasePolicy');
    await story.later('PT9M');
    expect(await story.nextComment()).toContain('Progress update 1 is due');
    await story.say('responder', '/resolve');
    expect(await story.nextComment()).toMatch(/Monitoring until .*20 minutes after the fix/s);
  }); // biome-ignore format: one thought a line

  test('a base that is not there: the built-in policy is in force, and the card says what to do', async () => {
    story = await startStory({ policy: null, asleep: true });
    await setPolicy(story, `_extends: gone\n${people}\n`);
    await story.app.start();
    await story.declare();
    const card = await story.card();
    expect(card).toMatch(/line 1, column \d+: .*acme\/gone/);
    expect(card).toContain('the built-in policy is in force');
    // Its people are reached all the same.
    expect(await story.nextComment()).toContain('@acme/on-call');
  });

  test('the base changes while an incident is open: the incident keeps what it began with, the next one begins with the changed base', async () => {
    story = await startStory({ policy: null, asleep: true });
    const base = (first: string) => `preset: github\n${people}\nlevels: [{ name: P0, updates: { first: ${first}, every: 30m } }]\n`;
    await shared(story, 'policies', base('7m'));
    await setPolicy(story, '_extends: policies\n');
    await story.app.start();
    const before = await story.declare();
    expect(await story.nextComment()).toContain('@acme/on-call @lead');
    await story.say('responder', '/ack');
    await agree(story, 'policies', base('20m'));
    await story.later('PT6M');
    const after = await story.declare();
    expect(await story.nextComment()).toContain('@acme/on-call @lead');
    await story.say('responder', '/ack');
    await story.later('PT1M');
    expect(await story.nextComment(before)).toContain('Progress update 1 is due');
    expect(await story.card(before)).toContain('The policy of the default branch is another one by now.');
    await story.later('PT18M');
    await story.silence(after);
    await story.later('PT1M');
    expect(await story.nextComment(after)).toContain('Progress update 1 is due');
    expect(await story.card(after)).not.toContain('another one by now');
  }); // biome-ignore format: one thought a line

  test.each(['policies:/', 'policies:./', 'policies:../secret.yml'])(
    'a base that can be nowhere (%s): the incident is declared and pages, and the card says what to do',
    async (name) => {
      story = await startStory({ policy: null, asleep: true });
      await setPolicy(story, `_extends: "${name}"\n${people}\n`);
      await story.app.start();
      await story.declare();
      expect(await story.nextComment()).toContain('@acme/on-call');
      expect(await story.card()).toContain('expected the path of a file from the root of the repository');
    },
  );

  test.each([
    { what: 'base', name: 'policies', own: `_extends: policies\n${people}\n`, says: 'acme/policies' },
    { what: 'default of the organisation', name: '.github', own: null, says: 'acme/.github' },
  ])('a private $what in a public repository: its text is not shown, and the card says what to do', async ({ name, own, says }) => {
    story = await startStory({ policy: null, asleep: true });
    const secret = `${people}\nreferences: [{ title: The secret door, at: https://intranet.example/door }]\n`;
    await shared(story, name, secret, true);
    if (own !== null) await setPolicy(story, own);
    await story.app.start();
    await story.declare();
    const card = await story.card();
    expect(card).toContain(says);
    expect(card).toContain('is in a private repository and this one is public');
    expect(card).not.toContain('The secret door');
    if (own !== null) expect(await story.nextComment()).toContain('@acme/on-call');
  }); // biome-ignore format: one thought a line

  test('the organisation’s own is in force where a repository has none', async () => {
    story = await startStory({ policy: null, asleep: true });
    await shared(story, '.github', `preset: emergency\n${people}\n`);
    await story.app.start();
    await story.declare();
    expect(await story.nextComment()).toContain('@acme/on-call');
    expect(await story.card()).toContain('acme/.github/.github/firebreak.yml');
    expect(await story.card()).toContain('preset emergency');
  });
});
