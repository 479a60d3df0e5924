/** The issue form in a browser: what it asks, and the issue that comes of it. */
import { describe, expect, test } from 'vitest';
import { localGithub } from '../sandbox/support/local-github.ts';
import { withBrowser } from './support.ts';

const open = withBrowser();
const address = '/acme/shop/issues/new?template=incident.yml';

const body = `### What is broken?

Checkout answers 500\r
for everybody

### Severity

P0 Critical (all hands): Production completely down, data loss, security breach

### Which component or feature?

_No response_

### Who is affected?

_No response_

### When did it start?

2026-03-01T04:05Z

### What changed?

_No response_

### How bad is it?

_No response_

### What have you already tried?

_No response_

### How was it detected?

Alert fired (monitoring system)

### Do customers notice it?

Yes: customers notice it

### Is it a security incident?

_No response_

### When did the first user complain?

_No response_

### When did the first alert fire?

_No response_

### When was it detected?

_No response_

### Checklist

- [ ] Severity assigned
- [ ] Incident issue created
- [ ] Team notified
- [ ] Status page updated (if available)
- [ ] Investigation started
- [ ] Root cause identified
- [ ] Fix applied
- [ ] Verification completed
- [ ] All-clear communicated

### Before you declare

- [x] Production is affected, or about to be
- [x] It contains no secrets or personal data`;

describe.each([
  ['with a script', true],
  ['without a script', false],
])('%s', (_name, javaScriptEnabled) => {
  test('the form asks its questions, and makes the issue that GitHub would make', async () => {
    const sandbox = await localGithub();
    const page = await open(`${sandbox.url}/acme/shop/issues`, { javaScriptEnabled });
    await page.getByRole('link', { name: 'New issue' }).click();
    await page.getByRole('link', { name: 'Get started: Declare an incident' }).click();
    await page.getByLabel('Add a title').fill('[INCIDENT] Checkout down');
    await page.getByLabel('What is broken?').fill('Checkout answers 500\nfor everybody');
    await page.getByLabel('Severity', { exact: true }).selectOption({ index: 2 });
    await page.getByLabel('When did it start?').fill('2026-03-01T04:05Z');
    await page.getByLabel('How was it detected?').selectOption('Alert fired (monitoring system)');
    await page.getByLabel('Do customers notice it?').selectOption('Yes: customers notice it');
    await page.getByLabel('Production is affected').check();
    await page.getByLabel('It contains no secrets').check();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: '[INCIDENT] Checkout down #1' }).waitFor();
    const [issue] = sandbox.store.issues.values();
    expect(issue?.body).toBe(body);
    expect(await page.locator('#issue-1').getByRole('checkbox', { checked: true }).count()).toBe(2);
    expect(await page.locator('#labels .label').allTextContents()).toEqual(['incident']);
  });
});

test('every question has its label, its help and its mark', async () => {
  const sandbox = await localGithub();
  const page = await open(`${sandbox.url}${address}`);
  const asked = page.getByRole('textbox').or(page.getByRole('combobox'));
  expect(await asked.count()).toBe(15);
  for (const field of await asked.all()) expect(await field.getAttribute('id')).not.toBeNull();
  await page.getByText('Stay calm. Assess first. Communicate clearly.').waitFor();
  expect(await page.getByLabel('What is broken?').getAttribute('required')).not.toBeNull();
  const hint = page.locator(`#${await page.getByLabel('Who is affected?').getAttribute('aria-describedby')}`);
  expect(await hint.textContent()).toContain('All users');
  expect(await page.getByLabel('Severity', { exact: true }).inputValue()).toBe('');
});

test('an answer that is missing is asked for before anything is sent', async () => {
  const sandbox = await localGithub();
  const page = await open(`${sandbox.url}${address}`);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  expect(await page.locator(':focus:invalid').getAttribute('name')).toBe('answer.broken');
  expect(sandbox.store.issues.size).toBe(0);
});

test('what was filled in outlives a change of person', async () => {
  const sandbox = await localGithub();
  const page = await open(`${sandbox.url}${address}`);
  await page.getByLabel('What is broken?').fill('Checkout');
  await page.getByLabel('It contains no secrets').check();
  await page.getByRole('button', { name: 'visitor' }).click();
  await page.getByRole('button', { name: 'visitor', pressed: true }).waitFor();
  expect(await page.getByLabel('What is broken?').inputValue()).toBe('Checkout');
  expect(await page.getByLabel('It contains no secrets').isChecked()).toBe(true);
});
