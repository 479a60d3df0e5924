/** A bad deploy as a person lives it in the browser: declared, rolled back, the run decided on its page, verified by hand, watched, resolved. The server is the unmodified one. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { atEnd } from '../sandbox/support/local-github.ts';
import { startRunningSandbox } from '../support/running-sandbox.ts';
import { declare, say, withBrowser } from './support.ts';

const open = withBrowser();

/** A maintainer has written into the policy which workflow says whether the service is back. */
async function verifiedBy({ url, tokens }: Sandbox, workflow: string): Promise<void> {
  const at = `${url}/api/v3/repos/acme/shop/contents/.github/firebreak.yml`;
  const headers = { authorization: `token ${tokens.lead}` };
  const { sha, content } = (await (await fetch(at, { headers })).json()) as { sha: string; content: string };
  const text = `${Buffer.from(content, 'base64').toString()}verification: { workflow: ${workflow} }\n`;
  const body = JSON.stringify({ message: 'Verify by a workflow', sha, content: Buffer.from(text).toString('base64') });
  expect((await fetch(at, { method: 'PUT', headers, body })).status).toBe(200);
}

test('a bad deploy, from the form to resolved', async () => {
  const { sandbox, close } = await startRunningSandbox('2026-11-21T08:00:00Z', true);
  atEnd(close);
  atEnd(() => expect(sandbox.violations()).toEqual([]));
  await verifiedBy(sandbox, 'verify-production.yml');
  const page = await open(sandbox.url, { viewport: { width: 1200, height: 900 } });
  const said = page.locator('#timeline .markdown');
  const card = page.locator('#top .pinned .markdown');
  const status = (name: string) =>
    page
      .locator('#labels .label')
      .filter({ hasText: `status: ${name}` })
      .waitFor();

  const decided = new Set<string | null>();

  /** Lets the next run of that name succeed, on its page, once it has been started. */
  const decide = async (name: RegExp) => {
    await page.getByRole('link', { name: 'Actions', exact: true }).click();
    const newest = page.getByRole('link', { name }).first();
    const isNew = async () => {
      await page.reload();
      return (await newest.count()) > 0 && !decided.has(await newest.getAttribute('href'));
    };
    await expect.poll(isNew, { timeout: 90_000 }).toBe(true);
    decided.add(await newest.getAttribute('href'));
    await newest.click();
    await page.getByRole('button', { name: 'Let it succeed', exact: true }).click();
    await page.locator('#run-head').getByText('Success').waitFor();
  };

  await declare(page);
  await status('investigating');
  const incident = page.url();
  await say(page, '/ack');
  await card.getByText('Deployment of').first().waitFor();
  await say(page, '/rollback because="checkout fails since the deploy"');
  await said.getByText(/Rolling production back/).waitFor();
  await status('mitigating');

  await decide(/^Roll back production to [0-9a-f]{40}/);

  await page.goto(incident);
  await said.getByText(/Rollback of production to .*: done/).waitFor();
  await decide(/^Verify production/);
  await page.goto(incident);
  await status('monitoring');
  await say(page, '/verify');
  await said.getByText('/verify', { exact: true }).waitFor();
  await decide(/^Verify production/);
  await page.goto(incident);
  await card.getByText(/Verification of production: done/).waitFor();
  await say(page, '/note I paid for an order: checkout works again');
  await card.getByText('I paid for an order: checkout works again').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: '+2 h' }).click();
  await said.getByText('The monitoring window is over').waitFor();
  await say(page, '/resolve rolled back, checkout works');
  await status('resolved');
  await said.getByText('Verified: rolled back, checkout works').waitFor();
});
