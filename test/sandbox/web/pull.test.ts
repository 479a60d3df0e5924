/** The page of a pull request: reviews and who is asked, drafts, what a check says, and merging later, by rights. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { checker, openPull, requireChecks } from '../support/changes.ts';
import { as, asBot, localGithub, shop } from '../support/local-github.ts';
import { pass, queueing, requireQueue } from '../support/queue.ts';

/** A browser of somebody, as far as requests go. */
async function lookingAs(sandbox: Sandbox, person: string) {
  const chosen = await fetch(`${sandbox.url}/-/person`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ person, back: '/' }) },
  });
  const cookie = chosen.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (path: string, form?: Readonly<Record<string, string>>) => {
    const sent = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const response = await fetch(`${sandbox.url}/acme/shop/pull/1${path}`, { headers: { cookie }, ...sent });
    return (await response.text()).replaceAll(/\s+/g, ' ');
  };
}

test('reviews: who is asked, who said what, and the buttons for everybody but the author', async () => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  const lead = as(sandbox, 'lead');
  await lead('POST', `${pull.path}/requested_reviewers`, { reviewers: ['reviewer'], team_reviewers: ['on-call'] });
  const [author, commander] = [await lookingAs(sandbox, 'responder'), await lookingAs(sandbox, 'commander')];
  expect(await author('')).not.toContain('Request changes');
  expect(await commander('')).toMatch(
    /reviewer.*is asked for a review.*on-call.*is asked for a review.*Request changes/,
  );
  expect(await commander('/reviews', { event: 'REQUEST_CHANGES', body: 'Not yet' })).toContain('requested changes');
  const { id } = (await lead('GET', `${pull.path}/reviews`)).body[0];
  expect(await author(`/reviews/${id}/dismiss`, {})).toContain('had a review that was dismissed');
  expect(await (await lookingAs(sandbox, 'visitor'))('')).not.toContain('>Dismiss<');
});

test('a draft has one button, which makes it ready', async () => {
  const sandbox = await localGithub();
  await openPull(sandbox, 'fix', { draft: true });
  const author = await lookingAs(sandbox, 'responder');
  expect(await author('')).toMatch(/It is still a draft.*Ready for review/);
  const ready = await author('/later', { what: 'ready' });
  expect(ready).toMatch(/Merge pull request.*Convert to draft/);
  expect(await (await lookingAs(sandbox, 'visitor'))('')).not.toContain('Convert to draft');
  expect(await author('/later', { what: 'ready' })).toContain('Pull request is not in draft state');
});

test('what a check says at length is rendered, and open where something is to be done', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const pull = await openPull(sandbox);
  const output = { title: '1 of 2', summary: '| it | holds |\n|---|---|\n| tests | no |\n\n<script>x</script>' };
  const run = { name: 'firebreak / hotfix', head_sha: pull.head.sha, conclusion: 'failure', output };
  await (await asBot(sandbox))('POST', `${shop}/check-runs`, run);
  const shown = await (await lookingAs(sandbox, 'responder'))('');
  expect(shown).toMatch(/<details open><summary>What firebreak \/ hotfix says<\/summary>.*<td>tests<\/td>/);
  expect(shown).not.toContain('<script>x');
});

test('merging when ready: asked for, taken back, and with a queue a place in it', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const pull = await openPull(sandbox);
  const author = await lookingAs(sandbox, 'responder');
  expect(await author('/later', { what: 'auto' })).toMatch(/asked for it to be merged \(merge\).*Disable auto-merge/);
  expect(await author('/later', { what: 'never' })).toContain('Merge when ready');
  await requireQueue(sandbox);
  await pass(as(sandbox, 'responder'), pull.head.sha);
  await author('/later', { what: 'auto' });
  await sandbox.settled();
  expect(await author('')).toMatch(/It is number 1 in the merge queue: awaiting checks\..*Remove from the queue/);
  expect(await author('/later', { what: 'dequeue' })).not.toContain('Remove from the queue');
});
