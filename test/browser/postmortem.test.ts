/** What an incident leaves behind, as people live it: the document drafted as a pull request, answered with git, reviewed and merged, and two follow-ups under the incident, which then closes. */
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { atEnd } from '../sandbox/support/local-github.ts';
import { cloneAs } from '../support/git-clone.ts';
import { startRunningSandbox } from '../support/running-sandbox.ts';
import { declare, say, withBrowser } from './support.ts';

const open = withBrowser();

const PATH = 'reports/incidents/2026-11-21-checkout-is-down.md';
const QUESTION = /^> ❓ \*\*To answer:\*\* .*$/gm;
const ANSWER = 'The payment client of v2.3.4 gave up at the first refused connection.';
const ALERT = 'Add an alert for an error rate above 5%';
const RETRY = 'Test the payment client against a service that fails';

/** Comments a command, and waits until the app has carried it out. */
async function command(page: Page, text: string): Promise<void> {
  await say(page, text);
  const own = page.locator('#timeline .comment').filter({ hasText: text });
  await own.last().getByLabel('1 thumbs up').waitFor();
}

/** Answers every question of the document on its branch, with git, and gives back how many there were. */
async function answerQuestions(sandbox: Sandbox, branch: string): Promise<number> {
  const { folder, git } = await cloneAs(sandbox, 'responder');
  await git('switch', '--quiet', branch);
  const file = join(folder, PATH);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(QUESTION, ANSWER));
  await git('commit', '--quiet', '--all', '--message', 'Answer the questions of the postmortem');
  await git('push', '--quiet', 'origin', branch);
  return text.match(QUESTION)?.length ?? 0;
}

test('A story goes from declaration by form to a merged postmortem with two follow-ups, in the browser', async () => {
  const { sandbox, close } = await startRunningSandbox('2026-11-21T08:00:00Z');
  atEnd(close);
  atEnd(() => expect(sandbox.violations()).toEqual([]));
  const page = await open(sandbox.url, { viewport: { width: 1200, height: 900 } });
  const take = (name: string) =>
    page.screenshot({ path: join(tmpdir(), 'firebreak-tests', `postmortem-${name}.png`), fullPage: true });
  const said = page.locator('#timeline .markdown');
  const card = page.locator('#top .pinned .markdown');
  const below = page.locator('#sub-issues');
  const status = (name: string) =>
    page
      .locator('#labels .label')
      .filter({ hasText: `status: ${name}` })
      .waitFor();
  const merge = async () => {
    await page.getByRole('button', { name: 'Squash and merge' }).click();
    await page.locator('#pull-state').getByText('Merged').waitFor();
  };

  await declare(page);
  await status('investigating');
  const incident = page.url();
  await command(page, '/ack');
  await command(page, '/impact 1,240 of 20,000 customers could not pay');
  await command(page, '/cause v2.3.4 calls the payment service without a retry');
  await command(page, '/status mitigating Rolling back to v2.3.3');
  await status('mitigating');
  await command(page, '/resolve rolled back to v2.3.3');
  await status('monitoring');
  await page.getByRole('button', { name: '+2 h' }).click();
  await said.getByText('The monitoring window is over').waitFor();
  await command(page, '/resolve all metrics normal');
  await status('resolved');
  await said.locator('p', { hasText: 'Post-mortem:' }).last().getByRole('link', { name: 'its pull request' }).waitFor();
  await command(page, `/action ${ALERT} owner=@reviewer due=2026-12-05 type=detect`);
  await below.getByRole('link', { name: ALERT }).waitFor();
  await command(page, `/action ${RETRY} owner=@responder due=2026-12-12 type=prevent`);
  await below.getByText('0 of 2 done').waitFor();

  await command(page, '/decision Stay on v2.3.3 until the client retries');
  await say(page, '/postmortem');
  await said.getByText(/The postmortem .* is written anew/).waitFor();
  await card.getByText(/is a draft, \d+ questions left/).waitFor();
  await card.locator('p', { hasText: 'Postmortem' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Incident Post-Mortem: Checkout is down' }).waitFor();
  await take('draft');
  expect(await page.locator('#files li').allTextContents()).toHaveLength(1);
  expect(await answerQuestions(sandbox, 'postmortem/incident-1')).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Ready for review' }).click();
  await page.getByRole('button', { name: 'reviewer' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.locator('#reviews').getByText('approved').waitFor();
  await take('approved');
  await page.getByRole('button', { name: 'responder' }).click();
  await merge();

  await page.goto(incident);
  await said.getByText('The postmortem is published:').waitFor();
  await card.getByText(/Postmortem #\d+ is published/).waitFor();
  await page.goto(`${sandbox.url}/acme/shop/pulls`);
  await page.getByRole('link', { name: 'docs: list the published postmortems' }).click();
  await merge();

  await page.goto(`${sandbox.url}/acme/shop/tree/main/reports/incidents`);
  await page.getByRole('link', { name: 'README.md' }).click();
  await take('index');
  await page.getByRole('link', { name: 'Checkout is down' }).click();
  await page.getByText('1,240 of 20,000 customers could not pay').first().waitFor();
  for (const what of [ALERT, RETRY]) await page.locator('.file li', { hasText: what }).first().waitFor();
  await take('document');

  await page.goto(incident);
  await command(page, '/postmortem share');
  await said.getByText('What we learned from incident #1: Checkout is down').waitFor();
  await say(page, '/close');
  await said.getByText('One thing is open before it can be closed').waitFor();
  await command(page, '/check 4');
  await said.getByText('The incident is closed: its postmortem is published').waitFor();
  await page.locator('#issue-state').getByText('Closed').waitFor();
  await take('closed');
});
