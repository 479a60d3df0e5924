// The app says by itself on the head of a pull request that changes the policy whether it is sound, and what it changes for incidents: a check that can be required.
import { afterEach, describe, expect, test } from 'vitest';
import { commitFiles, createRepository as createGitRepository } from '../../src/sandbox/git/index.ts';
import { folderOf } from '../../src/sandbox/git-host.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { changeInstalledRepositories } from '../../src/sandbox/state/registered-apps.ts';
import { changeRepository, createRepository } from '../../src/sandbox/state/repositories.ts';
import { headOf, openPull, requireChecks, requireQueue } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { deliverAgain } from '../support/deliver-again.ts';
import { type Pull, pullNumbered } from '../support/lane.ts';
import { linesOn, POLICY, runsOn, verdictOn } from '../support/proposal-check.ts';
import { propose, proposeFromFork, runOnPull, write } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';

const FILE = '.github/firebreak.yml';
const people = 'people: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
const base = `preset: github\n${people}`;
const responding = (key: string, within = '10m') => `${base}levels:\n  - name: P0\n    ${key}: ${within}\n`;
const broken = responding('respond_withn');
const sound = responding('respond_within');

let story: Story;
afterEach(() => story.end());

const begin = async (policy: string | null = base, more: Parameters<typeof startStory>[0] = {}) => {
  story = await startStory({ policy, ...more });
};
const required = () => requireChecks(story.sandbox, [{ context: POLICY, app_id: story.sandbox.app.id }]);
const proposed = async (files: Readonly<Record<string, string>>): Promise<Pull> => {
  const pull = await propose(story, files);
  await story.settle();
  return pull;
};
const pushed = async (files: Readonly<Record<string, string>>) => {
  await write(story, files);
  await story.settle();
};
const head = () => headOf(as(story.sandbox, 'lead'), 'change');
const verdict = async () => verdictOn(story, await head(), POLICY);
const runs = async () => runsOn(story, await head(), POLICY);
const said = async () => (await runs()).at(-1)?.output ?? { title: '', summary: '' };
const merge = async ({ number }: Pick<Pull, 'number'>) =>
  (await story.api('lead', 'PUT', `/repos/acme/shop/pulls/${number}/merge`, {})).status;
const operations = async () => (await story.requests()).map(({ operations: all, route }) => all.join() || route);

describe('a pull request that changes the policy', () => {
  test('and breaks it fails on the line and is not merged; corrected it says what changes for each level, and is', async () => {
    await begin();
    await required();
    const pull = await proposed({ [FILE]: broken });
    expect(await verdict(), story.app.output()).toBe('failure');
    expect(await linesOn(story, await head(), POLICY)).toEqual([
      expect.objectContaining({
        ...{ path: FILE, start_line: 5, annotation_level: 'failure', title: 'unknown-key' },
        message: expect.stringContaining('respond_within'),
      }),
    ]);
    expect(await said()).toMatchObject({
      title: '1 to correct',
      summary: expect.stringContaining('| 5:5 | unknown-key |'),
    });
    expect(await merge(pull)).toBe(405);
    await pushed({ [FILE]: sound });
    expect(await verdict()).toBe('success');
    const { title, summary } = await said();
    expect(title).toBe('sound');
    expect(summary).toMatch(/\*\*P0\*\*\n\n- respond within .* → 10 minutes/);
    expect(await merge(pull)).toBe(200);
  });

  test('is told where nobody requires it, and takes no effect before it is merged', async () => {
    await begin();
    await proposed({ [FILE]: 'preset: sev\n' });
    expect(await verdict()).toBe('success');
    expect((await said()).summary).toContain('is called SEV-1');
    await story.declare();
    expect(await story.nextComment()).toContain('@reviewer');
    expect((await story.issue()).labels).toContain('P0');
  });

  test('says in the app what the Action says of the same two policies', async () => {
    await begin();
    const pull = await proposed({ [FILE]: broken });
    const compare = async () => {
      const run = await runOnPull(story, 'policy-check', pull.number);
      const { title, summary } = await said();
      expect(run.summary).toBe(`## Firebreak / policy: ${title}\n\n${summary}\n`);
    };
    await compare();
    await pushed({ [FILE]: `${sound}on_call: [{ id: night, people: ["@reviewer"] }]\n` });
    await compare();
    await pushed({ [FILE]: 'preset: commander\n' });
    await compare();
  });

  test('is judged in a base of this repository, too', async () => {
    await begin();
    await write(story, { '.github/base.yml': base }, 'main');
    await write(story, { [FILE]: '_extends: "shop:.github/base.yml"\n' }, 'main');
    await proposed({ '.github/base.yml': `${base}levls: []\n` });
    expect(await verdict(), story.app.output()).toBe('failure');
    const lines = await linesOn(story, await head(), POLICY);
    expect(lines.map(({ path, start_line: line, title }) => `${path}:${line} ${title}`).toSorted()).toEqual([
      `.github/base.yml:3 unknown-key`,
      `${FILE}:1 extends-broken`,
    ]);
  });

  test('by taking it away says what changes', async () => {
    await begin('preset: sev\n');
    await write(story, { 'src/pay.txt': 'retry\n' });
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/contents/${FILE}?ref=change`);
    const gone = { message: 'Go', sha: (data as { sha: string }).sha, branch: 'change' };
    await story.api('lead', 'DELETE', `/repos/acme/shop/contents/${FILE}`, gone);
    await proposed({ 'src/pay.txt': 'again\n' });
    expect(await verdict(), story.app.output()).toBe('success');
    expect((await said()).summary).toContain('is called P0');
  });
});

describe('a pull request that does not touch it', () => {
  test('is told nothing where nobody requires it, for no request more', async () => {
    await begin();
    const first = await openPull(story.sandbox, 'first');
    await story.settle();
    expect(await verdictOn(story, first.head.sha, POLICY)).toBe('');
    await story.requests();
    const second = await openPull(story.sandbox, 'second');
    await story.settle();
    expect(await verdictOn(story, second.head.sha, POLICY)).toBe('');
    expect(await operations()).toEqual(['repository', 'createCheckRun']);
  });

  test('passes where it is required, in the request that says so of postmortems, and is merged', async () => {
    await begin();
    await required();
    const first = await openPull(story.sandbox, 'first');
    await story.settle();
    expect(await verdictOn(story, first.head.sha, POLICY), story.app.output()).toBe('success');
    expect((await runsOn(story, first.head.sha, POLICY))[0]?.output.title).toBe('The policy is not changed');
    expect(await merge(first)).toBe(200);
    await story.settle();
    await story.requests();
    await openPull(story.sandbox, 'second');
    await story.settle();
    expect(await operations()).toEqual(['repository', 'createCheckRun,createCheckRun']);
  });

  test('passes in a group of the merge queue, too', async () => {
    await begin();
    await required();
    await requireQueue(story.sandbox);
    const pull = await openPull(story.sandbox);
    await story.settle();
    const query = `mutation { enqueuePullRequest(input: { pullRequestId: "${pull.node_id}" }) { mergeQueueEntry { position } } }`;
    expect((await as(story.sandbox, 'responder')('POST', '/api/graphql', { query })).body.errors).toBeUndefined();
    await story.settle();
    expect((await pullNumbered(story, pull.number)).merged, story.app.output()).toBe(true);
  });

  test('any more, since it goes to another branch, has what failed replaced', async () => {
    await begin();
    await write(story, { [FILE]: broken });
    await story.api('responder', 'POST', '/repos/acme/shop/git/refs', { ref: 'refs/heads/release', sha: await head() });
    const pull = await proposed({ 'src/pay.txt': 'retry\n' });
    expect(await verdict()).toBe('failure');
    await story.api('lead', 'PATCH', `/repos/acme/shop/pulls/${pull.number}`, { base: 'release' });
    await story.settle();
    expect((await runs()).map(({ conclusion, output }) => `${conclusion}: ${output.title}`)).toEqual([
      'failure: 1 to correct',
      'success: The policy is not changed',
    ]);
  });
});

describe('what a stranger proposes from a fork', () => {
  test('is judged, and nothing of it speaks or breaks out', async () => {
    await begin();
    const hostile = `${base}"<img src=x> @lead | **x** #1": 1\nlevels: [{ name: P0, title: "@lead </table> \`x\`" }]\n`;
    const { number } = await proposeFromFork(story, { [FILE]: hostile }, {});
    await story.settle();
    const { head: at } = await pullNumbered(story, number);
    expect(await verdictOn(story, at.sha, POLICY), story.app.output()).toBe('failure');
    const [run] = await runsOn(story, at.sha, POLICY);
    expect(run?.output.summary).not.toMatch(/@lead|<img|\*\*x|#1\b/);
  });

  test.each([
    { name: 'a megabyte', text: `x: ${'y'.repeat(1_000_000)}\n`, says: '1:1' },
    {
      name: 'aliases of aliases',
      text: `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]`).join('\n')}\n`,
      says: 'yaml-unreadable',
    },
    { name: 'brackets in brackets', text: `a: ${'['.repeat(90_000)}`, says: 'too-deep' },
  ])('$name fails in words', async ({ text, says }) => {
    await begin();
    const { number } = await proposeFromFork(story, { [FILE]: text }, {});
    await story.settle();
    const { head: at } = await pullNumbered(story, number);
    expect(await verdictOn(story, at.sha, POLICY), story.app.output()).toBe('failure');
    expect((await runsOn(story, at.sha, POLICY))[0]?.output.summary).toContain(says);
  });

  test('with a policy as long as one may be has a summary that GitHub takes', async () => {
    await begin();
    const items = Array.from({ length: 40 }, (_, at) => `  - { id: item-${at}, text: "${'|'.repeat(490)}" }`);
    const { number } = await proposeFromFork(story, { [FILE]: `${base}checklist:\n${items.join('\n')}\n` }, {});
    await story.settle();
    const { head: at } = await pullNumbered(story, number);
    const [run] = await runsOn(story, at.sha, POLICY);
    const summary = run?.output.summary ?? '';
    expect(run?.conclusion, story.app.output()).toBe('success');
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/\d+ more: too long for one page/);
  });
});

describe('a base in another private repository', () => {
  const secret = 'preset: sev\nplans_of_nobody_else: "launch on Monday"\n';
  const elsewhere = async (policy: string | null) => {
    await begin(policy, { asleep: true });
    const { store, seeded } = story.sandbox;
    changeRepository(store, seeded.repository, { private: true });
    const repository = createRepository(store, seeded.organisation, 'vault', { private: true });
    await createGitRepository(folderOf(store, repository), repository.defaultBranch);
    const author = { name: 'lead', email: 'lead@acme.example', date: new Date() };
    const files = { 'plans.yml': secret, [FILE]: base };
    await commitFiles(folderOf(store, repository), {
      ...{ branch: repository.defaultBranch, files, message: 'Agree', author },
    });
    changeInstalledRepositories(store, asUser(seeded.people.lead), seeded.installation, {
      action: 'added',
      repository,
    });
    await story.app.start();
  };

  test.each(['vault:plans.yml', 'vault:nowhere.yml', 'nothing-here'])(
    'that a pull request names first (%s) is not read for it: whoever proposes may not be somebody who may read it',
    async (name) => {
      await elsewhere(base);
      await proposed({ [FILE]: `_extends: "${name}"\n${base}` });
      expect(await verdict(), story.app.output()).toBe('neutral');
      const { title, summary } = await said();
      expect(title).toBe('sound as far as it could be read');
      expect(summary).toContain('is not there or may not be read for a pull request');
      expect(summary).not.toMatch(/plans_of|Monday/);
    },
  );

  test('that the policy of the default branch lies over is read', async () => {
    await elsewhere('_extends: vault\n');
    await proposed({ [FILE]: `_extends: vault\nlevels: [{ name: P0, respond_within: 10m }]\n` });
    expect(await verdict(), story.app.output()).toBe('success');
    expect((await said()).summary).toMatch(/respond within .* → 10 minutes/);
  });
});

describe('once', () => {
  test('a delivery that comes again changes nothing', async () => {
    await begin();
    await proposed({ [FILE]: broken });
    const before = await runs();
    const ours = story.sandbox.seeded.app.id;
    const all = [...story.sandbox.store.deliveries.values()].filter(({ appId }) => appId === ours);
    expect(all.length).toBeGreaterThan(0);
    for (const { id } of all) await deliverAgain(story, id);
    await story.settle();
    expect(await runs()).toEqual(before);
  });

  test.each(['proposal-posted', 'between-annotations'])(
    'killed at %s there is one check, with its lines',
    async (at) => {
      await begin();
      await story.app.crashAt(at);
      await propose(story, { [FILE]: broken });
      await story.settle().catch(() => undefined);
      expect(story.app.alive()).toBe(false);
      await story.app.start();
      await story.settle();
      expect(await verdict(), story.app.output()).toBe('failure');
      expect(await linesOn(story, await head(), POLICY)).toHaveLength(1);
    },
  );
});
