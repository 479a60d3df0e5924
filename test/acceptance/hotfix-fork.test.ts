// A hotfix from a fork: shown and judged like any other, never run with anything of ours, and never merged by us without somebody who maintains the repository.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { as, shop } from '../sandbox/support/local-github.ts';
import { gateOn, gateState, type Laned, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, openRows } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** Somebody without rights here pushes to their fork by git, and proposes it. */
async function proposed() {
  const { sandbox } = story;
  const visitor = as(sandbox, 'visitor');
  expect((await visitor('POST', `${shop}/forks`)).status).toBe(202);
  const cwd = await mkdtemp(join(tmpdir(), 'fork-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const address = `${sandbox.url}/visitor/shop.git`.replace('//', `//visitor:${sandbox.tokens.visitor}@`);
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=x', '-c', 'user.email=x@elsewhere.example', ...args], { cwd });
  await git('clone', '--quiet', address, '.');
  await git('checkout', '--quiet', '-b', 'fix');
  await writeFile(join(cwd, 'pay.txt'), 'retry\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'Retry from outside');
  await git('push', '--quiet', 'origin', 'fix');
  const made = await visitor('POST', `${shop}/pulls`, {
    title: 'Retry from outside',
    base: 'main',
    head: 'visitor:fix',
  });
  expect(made.status, made.text).toBe(201);
  await story.settle();
  return pullNumbered(story, made.body.number);
}

async function adopted(policy: string) {
  const laned: Laned = await lanedStory({ policy });
  story = laned.story;
  const pull = await proposed();
  const { sha } = pull.head;
  expect(await gateOn(story, sha)).toMatchObject({ output: { title: 'Not an incident matter' } });
  await story.requests();
  await story.say('responder', `/hotfix #${pull.number}`, laned.issue);
  await readAll(story, laned.issue);
  return { laned, pull, sha };
}

/** What the app asked of GitHub for it starts, runs again or approves nothing. */
async function expectNothingRun(): Promise<void> {
  const routes = (await story.requests()).map(({ route, operations }) => [route, ...operations].join(' '));
  expect(routes.filter((route) => /dispatch|rerun|rerequest|\/approve|pending_deployments/i.test(route))).toEqual([]);
}

test('is shown with what is missing where the policy takes none from a fork, and never merges', async () => {
  const { pull, sha } = await adopted('preset: github\n');
  await tested(story, sha);
  await reviewed(story, pull, 'commander');
  expect(await gateState(story, sha)).toBe('failure');
  expect(await openRows(story, sha)).toEqual(['where it comes from']);
  expect((await gateOn(story, sha))?.output.summary).toContain('push it to this repository');
  await expectUnmerged(story, pull);
  await expectNothingRun();
});

test('needs the approval of somebody who maintains the repository where the policy takes it, in four requests each time', async () => {
  const { laned, pull, sha } = await adopted('preset: github\nhotfix: { auto_merge: true, forks: maintainer }\n');
  await tested(story, sha);
  await reviewed(story, pull, 'responder');
  expect(await gateState(story, sha)).toBe('in_progress');
  expect(await openRows(story, sha)).toEqual(['approved']);
  await expectUnmerged(story, pull);
  await expectNothingRun();
  await tested(story, sha);
  const made = (await story.requests()).map(({ route, operations }) => [route, ...operations].join(' '));
  const reading = made.filter((name) => /^GET |graphql repository$/.test(name));
  expect(reading, made.join('\n')).toHaveLength(4);
  await reviewed(story, pull, 'commander');
  await expectMerged(laned, pull);
  await expectNothingRun();
});
