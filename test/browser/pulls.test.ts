/** Pull requests, releases and deployments in a browser: what stands there, and a merge that obeys the rules. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checker, requireChecks } from '../sandbox/support/changes.ts';
import { as, asBot, localGithub, shop } from '../sandbox/support/local-github.ts';
import { mark, withBrowser } from './support.ts';

const open = withBrowser();

test('a pull request is found, waits for its check, and is merged', async () => {
  const sandbox = await localGithub({ history: true, manifest: checker });
  const freeze = 'firebreak / freeze';
  await requireChecks(sandbox, [{ context: freeze, app_id: sandbox.app.id }]);
  const page = await open(sandbox.url);
  await page.getByRole('link', { name: 'Pull requests' }).click();
  await page.getByRole('link', { name: 'Show reviews below products' }).click();
  await page.getByRole('heading', { name: 'Show reviews below products #9' }).waitFor();
  expect(await page.locator('#files').innerText()).toContain('src/reviews.js');
  const row = page.locator('#checks tr', { hasText: freeze });
  expect(await row.innerText()).toMatch(/required\s+expected\s+Firebreak/);
  expect(await page.locator('#checks tr', { hasText: 'ci / test' }).innerText()).toContain('success');
  await page.screenshot({ path: join(tmpdir(), 'firebreak-tests', 'pull.png'), fullPage: true });

  await page.getByRole('button', { name: 'Squash and merge' }).click();
  await page.getByRole('alert').getByText(`Required status check "${freeze}" is expected.`).waitFor();
  await page.goto(`${sandbox.url}/acme/shop/pull/9`);
  const isSame = await mark(page);
  const bot = await asBot(sandbox);
  const { body } = await bot('GET', `${shop}/pulls/9`);
  await bot('POST', `${shop}/check-runs`, { name: freeze, head_sha: body.head.sha, conclusion: 'success' });
  await row.getByText('success').waitFor();
  await page.locator('#merge').getByText('It can be merged.').waitFor();
  expect(await isSame()).toBe(true);
  await page.getByRole('button', { name: 'Squash and merge' }).click();
  await page.locator('#pull-state').getByText('Merged').waitFor();
  await page.locator('#merge').getByText('responder').waitFor();
  expect((await as(sandbox, 'responder')('GET', `${shop}/pulls/9`)).body.merged).toBe(true);
});

test('who may not merge sees no button; releases and deployments are listed', async () => {
  const sandbox = await localGithub({ history: true });
  const page = await open(sandbox.url);
  await page.getByRole('button', { name: 'visitor' }).click();
  await page.goto(`${sandbox.url}/acme/shop/issues/9`);
  await page.getByText('Merging takes write access.').waitFor();
  await page.getByRole('link', { name: 'Releases' }).click();
  expect(await page.locator('#releases .title').allTextContents()).toEqual(['v2.3.4', 'v2.3.3', 'v2.3.2']);
  await page.getByRole('link', { name: 'Deployments' }).click();
  const states = await page.locator('#deployments tbody tr td:nth-child(3) > span:first-child').allTextContents();
  expect(states).toEqual(['success', 'success', ...Array.from({ length: 5 }, () => 'inactive')]);
  await page.screenshot({ path: join(tmpdir(), 'firebreak-tests', 'deployments.png'), fullPage: true });
});
