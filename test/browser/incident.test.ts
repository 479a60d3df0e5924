/** A first incident, as a person sees it: declared by the form, taken to closed by comments, with the unmodified app at work. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atEnd } from '../sandbox/support/local-github.ts';
import { startRunningSandbox } from '../support/running-sandbox.ts';
import { declare, mark, say, withBrowser } from './support.ts';

const open = withBrowser();

/** `UPDATE_SCREENSHOT=1` renews the picture of the read-me. */
const picture =
  process.env['UPDATE_SCREENSHOT'] === '1'
    ? fileURLToPath(new URL('../../docs/sandbox.png', import.meta.url))
    : join(tmpdir(), 'firebreak-tests', 'sandbox.png');

async function take(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 1480 });
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement.blur(); document.querySelector('#top .pinned').scrollIntoView()");
  await page.screenshot({ path: picture });
}

test('from the form to closed', async () => {
  const { sandbox, close } = await startRunningSandbox('2026-11-21T08:00:00Z');
  atEnd(close);
  atEnd(() => expect(sandbox.violations()).toEqual([]));
  const page = await open(sandbox.url, { viewport: { width: 1200, height: 900 } });
  const timeline = page.locator('#timeline');
  const said = timeline.locator('.markdown');
  const card = page.locator('#top .pinned .markdown');
  const labels = page.locator('#labels .label');
  const status = (name: string) => labels.filter({ hasText: `status: ${name}` }).waitFor();

  await declare(page);
  await page.locator('#issue-1').waitFor();
  const isSame = await mark(page);
  await page.getByRole('heading', { name: '[INCIDENT P0] Checkout is down #1' }).waitFor();
  await status('investigating');
  await card.getByText('Stay calm. Assess first. Communicate clearly.').waitFor();
  await said.getByText('INCIDENT: Checkout is down').waitFor();
  expect(await labels.allTextContents()).toEqual(['incident', 'P0', 'status: investigating']);
  expect(await timeline.locator('.team-mention').first().textContent()).toBe('@acme/on-call');
  expect(await isSame()).toBe(true);

  await say(page, '/ack');
  await timeline.getByLabel('1 thumbs up').waitFor();
  await page.locator('#assignees').getByText('responder').waitFor();
  await card.locator('tr', { hasText: 'Commander' }).getByText('responder').waitFor();

  await page.getByRole('button', { name: '+15 min' }).click();
  await said.getByText(/Progress update .*1 is due/).waitFor();
  await take(page);
  await say(page, '/update Rolled back; errors are falling eta=15m');
  await card.getByText('Rolled back; errors are falling').first().waitFor();

  await say(page, '/resolve rolled back to v2.3.3');
  await said.getByText('✅ RESOLVED: Checkout is down').waitFor();
  await said.getByText(/Monitoring until/).waitFor();
  await status('monitoring');
  await page.getByRole('button', { name: '+2 h' }).click();
  await said.getByText('The monitoring window is over').waitFor();
  await say(page, '/resolve all metrics normal');
  await said.getByText('Verified: all metrics normal').waitFor();
  await status('resolved');

  await say(page, '/check 4 6');
  // What is done is folded once it is resolved.
  await card.locator('li').getByText('Root cause identified · responder').first().waitFor({ state: 'attached' });
  await say(page, '/close');
  await page.locator('#issue-state').getByText('Closed').waitFor();
  await status('closed');
  await page.goto(`${sandbox.url}/acme/shop/issues`);
  await page.getByText('There is none.').waitFor();
});
