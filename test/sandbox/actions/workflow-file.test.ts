/** Workflow files, read with GitHub's own parser, and the inputs they are dispatched with. */
import { expect, test } from 'vitest';
import { readWorkflow } from '../../../src/sandbox/actions/workflow-file.ts';
import { as, localGithub, shop } from '../support/local-github.ts';
import { dispatch, putFile, runOf, withFiles, workflow } from './support.ts';

const path = '.github/workflows/try.yml';
const job = 'jobs:\n  only: { runs-on: ubuntu-latest, steps: [{ run: echo hello }] }\n';

test.each([
  ['what is no YAML', '{', 'Flow map must end'],
  ['nothing', '', 'Expected a scalar value'],
  ['no jobs', 'on: push', 'Required property is missing: jobs'],
  ['a key that there is not', `on: push\nnonsense: 1\n${job}`, "Unexpected value 'nonsense'"],
  ['a type of input that there is not', `on: { workflow_dispatch: { inputs: { a: { type: date } } } }\n${job}`, 'date'],
  [
    'a choice of nothing',
    `on: { workflow_dispatch: { inputs: { a: { type: choice } } } }\n${job}`,
    "Missing 'options'",
  ],
  ['an expression of what there is not', `on: push\nrun-name: \${{ nonsense.a }}\n${job}`, 'nonsense'],
  ['jobs that need each other', `on: push\n${job.replace('{ runs-on', '{ needs: only, runs-on')}`, 'no dependencies'],
  [
    'more inputs than GitHub takes',
    `on: { workflow_dispatch: { inputs: { ${Array.from({ length: 26 }, (_, at) => `a${at}: {}`).join(', ')} } } }\n${job}`,
    'you may only define up to 25',
  ],
])('a file with %s is no workflow, and the parser says why', async (_, text, words) => {
  const read = await readWorkflow(path, text);
  expect(read).toMatchObject({ ok: false, isWorkflow: false });
  expect(read.ok ? '' : read.why).toContain(words);
});

test('a file with errors is not among the workflows, and cannot be dispatched', async () => {
  const { responder } = await withFiles({
    [path]: 'on: workflow_dispatch\n',
    '.github/workflows/good.yml': workflow('- run: x'),
  });
  const { body } = await responder('GET', `${shop}/actions/workflows`);
  const paths = body.workflows.map(({ path: one }: { path: string }) => one);
  expect(paths).toContain('.github/workflows/good.yml');
  expect(paths).not.toContain(path);
  expect((await responder('POST', `${shop}/actions/workflows/try.yml/dispatches`, { ref: 'main' })).status).toBe(404);
});

const typed = `
run-name: "Roll back \${{ inputs.target || 'nothing' }} of \${{ github.repository }} by \${{ github.actor }}, \${{ inputs.dry-run && 'dry' || 'wet' }}, \${{ inputs.count }}"
on:
  workflow_dispatch:
    inputs:
      target: { type: string }
      dry-run: { type: boolean, default: true }
      count: { type: number, default: 3 }
      region: { type: choice, options: [eu, us], default: us }
      environment: { type: environment, required: true }
      plain: { description: Has no type }
${job}`;

test.each([
  ['defaults', { environment: 'production' }, 'Roll back nothing of acme/shop by responder, dry, 3'],
  [
    'texts for all types',
    { environment: 'x', 'dry-run': 'false', count: '4' },
    'Roll back nothing of acme/shop by responder, wet, 4',
  ],
  [
    'values of their types',
    { environment: 'x', 'dry-run': false, count: 0, target: 'abc' },
    'Roll back abc of acme/shop by responder, wet, 0',
  ],
])('a dispatch with %s is named by its inputs', async (_, inputs, title) => {
  const { responder } = await withFiles({ [path]: typed });
  const id = await dispatch(responder, 'try.yml', { inputs });
  expect((await runOf(responder, id)).display_title).toBe(title);
});

test.each([
  [
    'a boolean that is none',
    { 'dry-run': 'yes' },
    "Provided value 'yes' for input 'dry-run' not in the list of allowed values",
  ],
  [
    'a number that is none',
    { count: 'many' },
    "Provided value 'many' for input 'count' not in the list of allowed values",
  ],
  [
    'a choice that is none',
    { region: 'moon' },
    "Provided value 'moon' for input 'region' not in the list of allowed values",
  ],
  ['no value for what is required', { environment: '' }, "Required input 'environment' not provided"],
  ['inputs that are not declared', { a: '1', b: '2' }, 'Unexpected inputs provided: ["a","b"]'],
])('a dispatch with %s is a 422 in the words of GitHub', async (_, inputs, message) => {
  const { responder } = await withFiles({ [path]: typed });
  const asked = { ref: 'main', inputs: { environment: 'x', ...inputs } };
  const { status, body } = await responder('POST', `${shop}/actions/workflows/try.yml/dispatches`, asked);
  expect([status, body.message]).toEqual([422, message]);
});

test('a dispatch with more than 25 inputs is a 422', async () => {
  const { responder } = await withFiles({ [path]: typed });
  const inputs = Object.fromEntries(Array.from({ length: 26 }, (_, at) => [`a${at}`, 'x']));
  const asked = { ref: 'main', inputs };
  expect((await responder('POST', `${shop}/actions/workflows/try.yml/dispatches`, asked)).status).toBe(422);
});

test('the file of the reference is what is run, also where the default branch has another', async () => {
  const sandbox = await localGithub({ runs: 'execute' });
  const responder = as(sandbox, 'responder');
  await putFile(responder, path, workflow('- run: x', { head: 'on: workflow_dispatch\nrun-name: Of main' }));
  const sha = (await responder('GET', `${shop}/commits/main`)).body.sha;
  await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/other', sha });
  const { body: before } = await responder('GET', `${shop}/contents/${path}?ref=other`);
  const other = workflow('- run: echo other', { head: 'on: push' });
  const content = Buffer.from(other).toString('base64');
  await responder('PUT', `${shop}/contents/${path}`, { message: 'Other', content, branch: 'other', sha: before.sha });
  const dispatches = `${shop}/actions/workflows/try.yml/dispatches`;
  const refused = await responder('POST', dispatches, { ref: 'other' });
  expect([refused.status, refused.body.message]).toEqual([422, "Workflow does not have 'workflow_dispatch' trigger"]);
  const id = await dispatch(responder, 'try.yml', { ref: 'refs/heads/main' });
  expect((await runOf(responder, id)).display_title).toBe('Of main');
});
