/** A hotfix as a person lives it (`S003-17`): asked for on the incident, pushed with git as the runbook says, red while its test fails, green once it passed and somebody else has seen it, and merged by itself. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { requireChecks } from '../sandbox/support/changes.ts';
import { as, atEnd, shop } from '../sandbox/support/local-github.ts';
import { cloneAs } from '../support/git-clone.ts';
import { GATE } from '../support/lane.ts';
import { startRunningSandbox } from '../support/running-sandbox.ts';
import { declare, say, withBrowser } from './support.ts';

const open = withBrowser();

/** Does what the app's comment says, and returns the head that was pushed. */
async function pushFix(sandbox: Sandbox, branch: string): Promise<string> {
  const { folder, git } = await cloneAs(sandbox, 'responder');
  await git('fetch', 'origin');
  await git('switch', '--quiet', branch);
  await writeFile(join(folder, 'retry.txt'), 'retry the payment client\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'Retry the payment client');
  await git('push', '--quiet', 'origin', branch);
  return git('rev-parse', 'HEAD');
}

test('a hotfix, from the command to its merge', async () => {
  const { sandbox, close } = await startRunningSandbox('2026-11-21T08:00:00Z', true);
  atEnd(close);
  atEnd(() => expect(sandbox.violations()).toEqual([]));
  await requireChecks(sandbox, [{ context: 'test' }, { context: GATE, app_id: sandbox.app.id }]);
  const tested = (sha: string, state: string) =>
    as(sandbox, 'lead')('POST', `${shop}/statuses/${sha}`, { state, context: 'test' });
  const page = await open(sandbox.url, { viewport: { width: 1200, height: 900 } });
  const said = page.locator('#timeline .markdown');
  const gate = page.locator('#checks tr', { hasText: GATE });

  await declare(page);
  await page.locator('#labels .label').filter({ hasText: 'status: investigating' }).waitFor();
  const incident = page.url();
  await say(page, '/ack');
  await page.locator('#top .pinned .markdown').getByText('Deployment of').first().waitFor();
  await say(page, '/hotfix Retry the payment client');
  await said.getByText(/Hotfix #\d+ is open, as a draft/).waitFor();
  const commands = (await said.locator('pre').allTextContents()).join('\n');
  const branch = /git switch (\S+)/.exec(commands)?.[1] ?? '';
  expect(branch).toMatch(/^hotfix\/incident-\d+$/);
  const head = await pushFix(sandbox, branch);

  await said
    .getByText(/Hotfix #\d+ is open, as a draft/)
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('button', { name: 'Ready for review' }).click();
  await tested(head, 'failure');
  await gate.getByText('failure').waitFor();
  await page.locator('#checks').getByText('Something must change before it may be merged.').waitFor();
  await page.screenshot({ path: join(tmpdir(), 'firebreak-tests', 'hotfix-red.png'), fullPage: true });
  await tested(head, 'success');
  await gate.getByText('in progress').waitFor();
  await page.getByRole('button', { name: 'commander' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.locator('#pull-state').getByText('Merged').waitFor();
  await gate.getByText('success').waitFor();
  await page.screenshot({ path: join(tmpdir(), 'firebreak-tests', 'hotfix-green.png'), fullPage: true });

  await page.goto(incident);
  await said.getByText(/Hotfix #\d+ is merged/).waitFor();
  await page.locator('#top .pinned .markdown').getByText('not seen live yet').waitFor();
});
