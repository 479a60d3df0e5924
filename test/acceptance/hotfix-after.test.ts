// After the merge: a closing keyword does not end the incident (C24), and the deployment is followed until the fix is watched (S003-17, S003-21).
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { lanedStory, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened, openRows } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

const run = promisify(execFile);
let story: Story;
afterEach(() => story.end());

test('a hotfix that says `Fixes` closes the incident by its merge: it is open again, watched, and hears why, once', async () => {
  const laned = await lanedStory();
  story = laned.story;
  const { pull, head } = await opened(laned);
  const path = `/repos/acme/shop/pulls/${pull.number}`;
  await story.api('responder', 'PATCH', path, { body: `Fixes #${laned.issue}` });
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  const said = await readAll(story, laned.issue);
  expect(said.filter((text) => text.startsWith('**Open again.**'))).toHaveLength(1);
  expect(said.join('\n')).toContain(`in #${pull.number} closed this incident`);
  expect((await story.issue(laned.issue)).state).toBe('open');
  expect(await story.card(laned.issue)).toContain('· monitoring ·');
});

test('when it is deployed the incident hears so at once, and the fix is watched', async () => {
  const laned = await lanedStory();
  story = laned.story;
  const { pull, head } = await opened(laned);
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  await expectMerged(laned, pull);
  await readAll(story, laned.issue);
  const made = { ref: 'main', environment: 'production', auto_merge: false, required_contexts: [] };
  const { data } = await story.api('lead', 'POST', '/repos/acme/shop/deployments', made);
  const statuses = `/repos/acme/shop/deployments/${(data as { id: number }).id}/statuses`;
  await story.api('lead', 'POST', statuses, { state: 'success' });
  await story.settle();
  const said = await readAll(story, laned.issue);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^@responder \*\*Hotfix .* is live in `production`\.\*\* Monitoring until/);
  expect(await story.card(laned.issue)).toContain('· monitoring ·');
  await story.later('PT2M');
  await readAll(story, laned.issue);
  expect(await story.card(laned.issue)).not.toContain('not seen live yet');
});

test('whoever pushed does not vouch for it, whatever address their commits have', async () => {
  const laned = await lanedStory();
  story = laned.story;
  const { pull } = await opened(laned);
  const head = await pushAs(story, 'commander', pull.head.ref, 'nobody@laptop.example');
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  await expectUnmerged(story, pull);
  expect(await openRows(story, head)).toEqual(['approved']);
  await reviewed(story, pull, 'lead');
  await expectMerged(laned, pull);
});

/** With git, under an address that is of no account; the new head. */
async function pushAs({ sandbox, settle }: Story, who: 'commander', branch: string, email: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'clone-'));
  const git = (...args: string[]) => run('git', ['-c', 'user.name=x', '-c', `user.email=${email}`, ...args], { cwd });
  try {
    const url = `${sandbox.url}/acme/shop.git`.replace('//', `//${who}:${sandbox.tokens[who]}@`);
    await git('clone', '--quiet', '--branch', branch, url, '.');
    await git('commit', '--quiet', '--allow-empty', '-m', 'Try once more');
    await git('push', '--quiet', 'origin', branch);
    return (await git('rev-parse', 'HEAD')).stdout.trim();
  } finally {
    await settle();
    await rm(cwd, { recursive: true, force: true });
  }
}
