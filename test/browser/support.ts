// What browser tests share: one browser for each file, and pages that fail the test when the browser complains.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { atEnd } from '../sandbox/support/local-github.ts';
import { type OpenBrowser, openBrowser } from '../support/browser.ts';

/** Longer than anything here takes on a busy machine; it only ends a test that would hang. */
const patienceMs = 90_000;

/** A page at an address. At the end of the test the browser must not have found an error in it. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Opens a browser for the tests of this file. */
export function withBrowser(): OpenPage {
  let browser: OpenBrowser | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  return async (url, options) => {
    if (browser === undefined) throw new Error('The browser is not open yet.');
    const page = await browser.page(options);
    page.setDefaultTimeout(patienceMs);
    const complaints: string[] = [];
    page.on('pageerror', (problem) => complaints.push(problem.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isAnswer(message.text())) complaints.push(message.text());
    });
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    atEnd(() => page.context().close());
    atEnd(() => expect(complaints).toEqual([]));
    await page.goto(url);
    return page;
  };
}

/** The browser's note of an answer such as 403, which the test looks at itself. */
function isAnswer(text: string): boolean {
  return text.startsWith('Failed to load resource');
}

/** Marks the page, so that a test can tell whether it was loaded anew. */
export async function mark(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate("document.body.setAttribute('data-test-mark', '')");
  return async () => (await page.locator('body[data-test-mark]').count()) === 1;
}

/** Comments by the page's own form. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Add a comment').fill(text);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
}

/** Declares a P0 with the form. */
export async function declare(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Declare an incident' }).first().click();
  await page.getByLabel('Add a title').fill('[INCIDENT] Checkout is down');
  await page.getByLabel('What is broken?').fill('Checkout answers 500 since the last deploy.');
  await page.getByLabel('Severity', { exact: true }).selectOption({ index: 2 });
  await page.getByLabel('Who is affected?').fill('All customers');
  await page.getByLabel('What changed?').fill('Deploy of v2.3.4, ten minutes before');
  await page.getByLabel('How bad is it?').fill('Every order fails');
  await page.getByLabel('How was it detected?').selectOption('Alert fired (monitoring system)');
  for (const declared of ['Production is affected', 'It contains no secrets']) await page.getByLabel(declared).check();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}
