/** Runs in a browser: a person sees them come, decides how they end, and reads what they printed. */
import { expect, test } from 'vitest';
import { dispatch, runOf, withFiles, workflow } from '../sandbox/actions/support.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { mark, withBrowser } from './support.ts';

const open = withBrowser();
const path = '.github/workflows/roll-back.yml';
const rollback = workflow(
  `
- { name: Roll back, run: 'echo "rolled back to \${{ inputs.version }}"' }
- { name: Verify, run: 'test "\${{ inputs.version }}" = v1' }
`,
  {
    head: `on: { workflow_dispatch: { inputs: { version: { type: string, required: true } } } }
run-name: Roll back to \${{ inputs.version }}`,
    job: 'environment: production',
  },
);

test('a person finds a run that waits, lets it be executed, and reads what it printed', async () => {
  const { sandbox, responder } = await withFiles({ [path]: rollback });
  const page = await open(sandbox.url);
  await page.getByRole('link', { name: 'Actions', exact: true }).click();
  await page.getByText('Nothing has been run.').waitFor();
  const isSame = await mark(page);
  const id = await dispatch(responder, 'roll-back.yml', { inputs: { version: 'v1' } });
  await page.locator('#runs').getByText('Queued').waitFor();
  expect(await isSame()).toBe(true);
  await page.getByRole('link', { name: 'Roll back to v1' }).click();
  await page.getByRole('heading', { name: 'Roll back to v1 #1' }).waitFor();
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.locator('#run-head').getByText('Success').waitFor();
  await page.locator('summary', { hasText: 'Roll back' }).click();
  await page.locator('details[open] pre', { hasText: 'rolled back to v1' }).waitFor();
  expect((await runOf(responder, id)).conclusion).toBe('success');
  expect(await page.getByRole('button', { name: 'Run it again' }).count()).toBe(1);
});

test('a person lets one run succeed, another fail, and cancels a third', async () => {
  const { sandbox, responder } = await withFiles({ [path]: rollback });
  for (const [button, shown, conclusion] of [
    ['Let it succeed', 'Success', 'success'],
    ['Let it fail', 'Failed', 'failure'],
    ['Cancel', 'Cancelled', 'cancelled'],
  ] as const) {
    const id = await dispatch(responder, 'roll-back.yml', { inputs: { version: 'v1' } });
    const page = await open(`${sandbox.url}/acme/shop/actions/runs/${id}`);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('#run-head').getByText(shown).waitFor();
    expect((await runOf(responder, id)).conclusion).toBe(conclusion);
  }
});

test('runs that are executed as they come need nobody, and a step that failed is open', async () => {
  const { sandbox, responder } = await withFiles({ [path]: rollback });
  const page = await open(`${sandbox.url}/acme/shop/actions`);
  await page.getByRole('button', { name: 'New runs are executed' }).click();
  await page.getByRole('button', { name: 'New runs are executed', pressed: true }).waitFor();
  await dispatch(responder, 'roll-back.yml', { inputs: { version: 'v2' } });
  await page.locator('#runs').getByText('Failed').waitFor();
  await page.getByRole('link', { name: 'Roll back to v2' }).click();
  await page.locator('details[open]').getByText('Process completed with exit code 1.').waitFor();
});

test('who may not cancel is told so, and what a script decides is left to it', async () => {
  const { sandbox, responder } = await withFiles({ [path]: rollback }, { runs: 'script' });
  const id = await dispatch(responder, 'roll-back.yml', { inputs: { version: 'v1' } });
  const page = await open(`${sandbox.url}/acme/shop/actions/runs/${id}`);
  await page.getByText('A script decides how it ends.').waitFor();
  expect(await page.getByRole('button', { name: 'Let it succeed' }).count()).toBe(0);
  await page.getByRole('button', { name: /^reviewer/ }).click();
  await page.getByRole('button', { name: /^reviewer/, pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('alert').getByText('Must have admin rights').waitFor();
  expect((await runOf(responder, id)).status).toBe('queued');
});

test('a reviewer lets a run deploy that waits for them', async () => {
  const { sandbox, responder } = await withFiles({ [path]: rollback }, { runs: 'execute' });
  const reviewers = [{ type: 'User', id: sandbox.seeded.people.commander.id }];
  await as(sandbox, 'lead')('PUT', `${shop}/environments/production`, { reviewers });
  const id = await dispatch(responder, 'roll-back.yml', { inputs: { version: 'v1' } });
  const page = await open(`${sandbox.url}/acme/shop/actions/runs/${id}`);
  await page.locator('#run-head').getByText('Waits for approval').waitFor();
  await page.getByRole('button', { name: 'Approve production' }).click();
  await page.getByRole('alert').getByText('You are not a required reviewer').waitFor();
  await page.getByRole('button', { name: /^commander/ }).click();
  await page.getByRole('button', { name: /^commander/, pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Approve production' }).click();
  await page.locator('#run-head').getByText('Success').waitFor();
});
