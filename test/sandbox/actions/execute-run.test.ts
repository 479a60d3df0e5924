/** Jobs run in the order of what they need, and what the sandbox does not support fails by name. */
import { expect, test } from 'vitest';
import { clientWith, shop } from '../support/local-github.ts';
import { dispatch, executed, jobsOf, logOf, putFile, runOf, withFiles } from './support.ts';

const path = '.github/workflows/try.yml';

async function ran(jobs: string) {
  const text = `on: workflow_dispatch\njobs:\n${jobs}`;
  const { sandbox, responder } = await withFiles({ [path]: text }, { runs: 'execute' });
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const all: readonly { id: number; name: string; conclusion: string }[] = await jobsOf(responder, id);
  const log = async (name: string) => logOf(responder, all.find((job) => job.name === name)?.id ?? 0);
  const { conclusion } = await runOf(responder, id);
  return { conclusion, jobs: Object.fromEntries(all.map((job) => [job.name, job.conclusion])), log };
}

test('outputs of a job reach those that need it, and only those run that may', async () => {
  const { conclusion, jobs, log } = await ran(`
  last:
    needs: [first, second]
    runs-on: ubuntu-latest
    steps: [{ run: 'echo "\${{ needs.first.outputs.version }} then \${{ needs.second.result }}"' }]
  first:
    runs-on: ubuntu-latest
    outputs: { version: '\${{ steps.version.outputs.value }}' }
    steps: [{ id: version, run: echo value=7 >> "$GITHUB_OUTPUT" }]
  second:
    needs: first
    if: needs.first.outputs.version == '7'
    runs-on: ubuntu-latest
    steps: [{ run: echo second }]
  other:
    needs: first
    if: needs.first.outputs.version == '8'
    runs-on: ubuntu-latest
    steps: [{ run: exit 1 }]
`);
  expect(conclusion).toBe('success');
  expect(jobs).toEqual({ last: 'success', first: 'success', second: 'success', other: 'skipped' });
  expect(await log('last')).toContain('\n7 then success\n');
});

test('after a failure only those jobs run that ask for it', async () => {
  const steps = '{ runs-on: ubuntu-latest, steps: [{ run: echo hello }]';
  const { conclusion, jobs } = await ran(`
  deploy: { runs-on: ubuntu-latest, steps: [{ run: exit 1 }] }
  verify: ${steps}, needs: deploy }
  after: ${steps}, needs: verify }
  report: ${steps}, needs: verify, if: failure() }
  clean: ${steps}, needs: [verify], if: always() }
`);
  expect(conclusion).toBe('failure');
  expect(jobs).toEqual({ deploy: 'failure', verify: 'skipped', after: 'skipped', report: 'success', clean: 'success' });
});

const step = 'steps: [{ run: echo unreachable }]';

test.each([
  [
    'what is left out of a matrix',
    `{ runs-on: ubuntu-latest, strategy: { matrix: { a: [1], exclude: [{ a: 1 }] } }, ${step} }`,
    '`strategy.matrix.exclude`',
  ],
  ['a container', `{ runs-on: ubuntu-latest, container: 'node:24', ${step} }`, '`jobs.only.container`'],
  ['services', `{ runs-on: ubuntu-latest, services: { db: { image: x } }, ${step} }`, '`jobs.only.services`'],
  ['another system', `{ runs-on: windows-latest, ${step} }`, '`jobs.only.runs-on: windows-latest`'],
  ['a group of runners', `{ runs-on: { group: big }, ${step} }`, '`jobs.only.runs-on`'],
  [
    'another shell',
    '{ runs-on: ubuntu-latest, steps: [{ run: echo unreachable, shell: pwsh }] }',
    '`jobs.only.steps[0].shell: pwsh`',
  ],
  [
    'an action of somebody else',
    '{ runs-on: ubuntu-latest, steps: [{ run: echo unreachable }, { uses: acme/deploy@v1 }] }',
    '`jobs.only.steps[1].uses: acme/deploy@v1`',
  ],
  ['a permission', `{ runs-on: ubuntu-latest, permissions: { id-token: write }, ${step} }`, '`permissions.id-token`'],
  ['a workflow that is called', '{ uses: ./.github/workflows/other.yml }', '`jobs.only.uses`'],
])('%s is not supported, and the run says so', async (_, job, words) => {
  const { conclusion, log } = await ran(`  only: ${job}`);
  const text = await log('only');
  expect(conclusion).toBe('failure');
  expect(text).toContain('##[error]The sandbox does not support');
  expect(text).toContain(words);
  expect(text).not.toContain('\nunreachable');
});

test('a condition that cannot be evaluated fails the job, and says why', async () => {
  const { conclusion, log } = await ran(`  only: { if: "fromJSON(github.ref)", runs-on: ubuntu-latest, ${step} }`);
  expect(conclusion).toBe('failure');
  expect(await log('only')).toContain('##[error]');
});

test('an action of somebody else ends as a script has said', async () => {
  const text = `on: workflow_dispatch
jobs:
  only:
    runs-on: ubuntu-latest
    steps:
      - { id: deploy, uses: acme/deploy@v1 }
      - run: echo "deployed \${{ steps.deploy.outputs.version }}"
`;
  const { sandbox, responder } = await withFiles({ [path]: text });
  const control = clientWith(sandbox, null);
  const outcome = { conclusion: 'success', outputs: { version: '7' } };
  const { body } = await control('POST', '/sandbox/runs', { mode: 'execute', actions: { 'acme/deploy@v1': outcome } });
  expect(body).toEqual({ mode: 'execute', actions: { 'acme/deploy@v1': outcome } });
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  expect(await logOf(responder, job.id)).toContain('\ndeployed 7\n');
});

test('a checkout is a real one: of the run, of a commit, and with a token that may push where the workflow says so', async () => {
  const text = `on: workflow_dispatch
permissions: { contents: write }
jobs:
  only:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: 'cat version.txt; git branch --show-current; git rev-list --count HEAD'
      - uses: actions/checkout@v5
        with: { ref: 'OLDER', path: before, fetch-depth: 0 }
      - run: 'cat version.txt; git status --short --branch; git rev-list --count HEAD'
        working-directory: before
      - run: |
          git config user.name robot && git config user.email robot@acme.example
          git commit --quiet --allow-empty --message 'From a workflow' && git push --quiet origin HEAD:refs/heads/from-workflow
`;
  const { sandbox, responder } = await withFiles({ 'version.txt': 'one\n' }, { runs: 'execute' });
  const older = (await responder('GET', `${shop}/commits/main`)).body.sha;
  const { sha } = (await responder('GET', `${shop}/contents/version.txt`)).body;
  const content = Buffer.from('two\n').toString('base64');
  await responder('PUT', `${shop}/contents/version.txt`, { message: 'Two', content, sha });
  await putFile(responder, path, text.replace('OLDER', older));
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  const log = await logOf(responder, job.id);
  expect([log, job.conclusion]).toEqual([log, 'success']);
  expect(log).toContain('\ntwo\nmain\n1\n');
  expect(log).toContain('\none\n## HEAD (no branch)\n2\n');
  const { body } = await responder('GET', `${shop}/commits/from-workflow`);
  expect(body.commit.message).toBe('From a workflow');
});

test.each([
  ['of what is not there', 'ref: nowhere', "couldn't find remote ref nowhere"],
  ['of another repository', 'repository: acme/other', 'does not support another repository'],
  ['with what the sandbox does not have', 'submodules: true', 'does not support submodules'],
  ['out of the workspace', 'path: ../..', 'is not under'],
])('a checkout %s fails, and says so', async (_, input, words) => {
  const { run, log } = await executed(`- uses: actions/checkout@v5\n  with: { ${input} }`);
  expect(run.conclusion).toBe('failure');
  expect(log).toContain(words);
});

test('an action of the repository runs in Node, if it is simple', async () => {
  const metadata = (runs: string) => `name: Greet\ninputs: { who: { default: world }, how: {} }\nruns: ${runs}\n`;
  const main =
    "const { appendFileSync } = require('node:fs');\nconsole.log(process.env.INPUT_HOW, process.env.INPUT_WHO);\nappendFileSync(process.env.GITHUB_OUTPUT, 'done=yes\\n');\n";
  const { sandbox, responder } = await withFiles(
    {
      'greet/action.yml': metadata('{ using: node24, main: main.js }'),
      'greet/main.js': main,
      'composite/action.yml': metadata('{ using: composite, steps: [] }'),
      [path]: `on: workflow_dispatch
jobs:
  only:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - { id: greet, uses: ./greet, with: { how: hello } }
      - run: echo "done \${{ steps.greet.outputs.done }}"
      - uses: ./composite
`,
    },
    { runs: 'execute' },
  );
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  const log = await logOf(responder, job.id);
  expect(log).toContain('\nhello world\n');
  expect(log).toContain('\ndone yes\n');
  expect(log).toContain('##[error]The sandbox does not support `runs.using: composite` of ./composite.');
  expect(job.conclusion).toBe('failure');
});
