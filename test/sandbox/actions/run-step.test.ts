/** Steps are really executed, as a runner executes them. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { executed, isAlive } from './support.ts';

test('a script runs in bash, in a fresh workspace, with the environment of a runner and nothing of this process', async () => {
  process.env['FIREBREAK_TEST_SECRET'] = 'from the host';
  const { run, job, log } = await executed(`
- name: Look around
  run: |
    echo "bash \${BASH_VERSION:+is here}"
    echo "secret [\${FIREBREAK_TEST_SECRET:-}] token [\${GITHUB_TOKEN:-}] home $HOME"
    echo "$GITHUB_REPOSITORY $GITHUB_REF $GITHUB_EVENT_NAME $GITHUB_ACTOR $GITHUB_RUN_NUMBER $CI $GITHUB_ACTIONS"
    test "$PWD" = "$GITHUB_WORKSPACE" && test -z "$(ls -A)" && test -d "$RUNNER_TEMP" && echo fresh
    echo "ALL $(env | cut -d= -f1 | sort | tr '\\n' ' ')"
`);
  delete process.env['FIREBREAK_TEST_SECRET'];
  expect([run.status, run.conclusion, job.conclusion]).toEqual(['completed', 'success', 'success']);
  expect(log).toContain('bash is here');
  expect(log).toContain('acme/shop refs/heads/main workflow_dispatch responder 1 true true');
  expect(log).toContain('\nfresh\n');
  const [, home = ''] = /secret \[\] token \[\] home (\S+)/.exec(log) ?? [];
  expect(home).toContain('firebreak-runner-');
  expect(existsSync(home)).toBe(false);
  expect(log).not.toMatch(/^ALL .*\b(npm_|VITEST|NODE_|FIREBREAK)/m);
  expect(job.steps.map(({ name, conclusion }: { name: string; conclusion: string }) => [name, conclusion])).toEqual([
    ['Set up job', 'success'],
    ['Look around', 'success'],
    ['Complete job', 'success'],
  ]);
});

test.each([
  ['not named', '', 'bash -e {0}', 'success'],
  ['bash', 'shell: bash', 'bash --noprofile --norc -eo pipefail {0}', 'failure'],
  ['sh', 'shell: sh', 'sh -e {0}', 'success'],
])('a shell that is %s is called as GitHub calls it', async (_, shell, shown, conclusion) => {
  const { run, log } = await executed(`- run: 'false | true'\n  ${shell}`);
  expect(log).toContain(`shell: ${shown}`);
  expect(run.conclusion).toBe(conclusion);
});

test('what a step leaves behind reaches later steps: outputs, variables, folders of PATH', async () => {
  const { run, log } = await executed(
    `
- id: first
  env: { OWN: own }
  run: |
    echo "sha=abc" >> "$GITHUB_OUTPUT"
    { echo 'text<<END'; echo one; echo two=2; echo END; } >> "$GITHUB_OUTPUT"
    echo "LATER=later" >> "$GITHUB_ENV"
    mkdir "$RUNNER_TEMP/bin"; printf '#!/bin/sh\\necho "hello from a tool"\\n' > "$RUNNER_TEMP/bin/tool"; chmod +x "$RUNNER_TEMP/bin/tool"
    echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
- run: |
    echo "\${{ steps.first.outputs.sha }} \${{ steps.first.outcome }} [$LATER] [\${OWN:-}] [\${{ env.JOB }}] $WORKFLOW"
    tool
    echo "\${{ steps.first.outputs.text }}"
`,
    { head: 'on: workflow_dispatch\nenv: { WORKFLOW: workflow }', job: `env: { JOB: 'job \${{ github.ref_name }}' }` },
  );
  expect(run.conclusion).toBe('success');
  expect(log).toContain('abc success [later] [] [job main] workflow');
  expect(log).toContain('hello from a tool');
  expect(log).toContain('\none\ntwo=2\n');
});

test('a step that fails ends the job, but for what runs always or on failure', async () => {
  const { run, job, log } = await executed(`
- { name: Fails, run: exit 3 }
- { name: Not reached, run: echo unreachable }
- { name: Cleans up, if: always(), run: echo cleaned }
- { name: Reports, if: 'failure()', run: 'echo reported \${{ job.status }}' }
- { name: Says well done, if: success(), run: echo unreachable }
`);
  expect(run.conclusion).toBe('failure');
  expect(log).toContain('##[error]Process completed with exit code 3.');
  expect(log).toContain('reported failure');
  expect(job.steps.map(({ conclusion }: { conclusion: string }) => conclusion)).toEqual([
    ...['success', 'failure', 'skipped', 'success', 'success', 'skipped', 'success'],
  ]);
});

test('continue-on-error lets the job go on, and the outcome can be seen', async () => {
  const { run, log } = await executed(`
- { id: may-fail, continue-on-error: true, run: exit 1 }
- run: echo "\${{ steps.may-fail.outcome }} \${{ steps.may-fail.conclusion }}"
`);
  expect(run.conclusion).toBe('success');
  expect(log).toContain('\nfailure success\n');
});

test('a step that takes too long is ended, with all that it started', async () => {
  const { run, log, sandbox } = await executed(`
- { name: Hangs, timeout-minutes: 0.005, run: 'sleep 600 & echo "pid $!"; setsid sleep 601 & wait' }
`);
  expect(run.conclusion).toBe('failure');
  expect(log).toContain("The action 'Hangs' has timed out after 0.005 minutes.");
  expect(Number(/pid (\d+)/.exec(log)?.[1])).toBeGreaterThan(0);
  expect(isAlive(Number(/pid (\d+)/.exec(log)?.[1]))).toBe(false);
  expect(sandbox.runs.isExecuting(run)).toBe(false);
});

test('a job that takes too long is cancelled, as on GitHub', async () => {
  const { run, job, log } = await executed("- run: 'sleep 600'\n- { if: failure(), run: echo unreachable }", {
    job: 'timeout-minutes: 0.005',
  });
  expect([run.conclusion, job.conclusion]).toEqual(['cancelled', 'cancelled']);
  expect(log).toContain('The job has exceeded the maximum execution time of 0.005m.');
  expect(log).not.toContain('\nunreachable');
});

test('a process in the background lives until the job ends, and no longer', async () => {
  const { run, log } = await executed(`
- run: 'setsid sleep 600 & echo "$!" > "$RUNNER_TEMP/pid"'
- run: 'kill -0 "$(cat "$RUNNER_TEMP/pid")" && echo "still there $(cat "$RUNNER_TEMP/pid")"'
`);
  expect(run.conclusion).toBe('success');
  const pid = Number(/still there (\d+)/.exec(log)?.[1]);
  expect(log).toContain('Terminate orphan processes:');
  expect(isAlive(pid)).toBe(false);
});

test('GITHUB_TOKEN is passed only where the workflow passes it, may do what the workflow asks for, is masked, and ends with the job', async () => {
  const { run, log, sandbox } = await executed(
    `
- env: { GITHUB_TOKEN: '\${{ github.token }}' }
  run: |
    echo "token $GITHUB_TOKEN"
    ask() { node -e 'fetch(process.argv[1], {method: process.argv[2], headers: {authorization: "Bearer " + process.env.GITHUB_TOKEN}, body: process.argv[3]}).then(async (r) => console.log(r.status, (await r.json()).user?.login))' "$@"; }
    ask "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues" POST '{"title": "From a workflow"}'
    ask "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/deployments" POST '{"ref": "main", "auto_merge": false}'
`,
    { job: 'permissions: { issues: write }' },
  );
  expect(run.conclusion).toBe('success');
  expect(log).toContain('token ***');
  expect(log).not.toContain('ghs_');
  expect(log).toContain('201 github-actions[bot]');
  expect(log).toContain('403 undefined');
  expect([...sandbox.store.tokens.keys()].filter((token) => token.startsWith('ghs_'))).toEqual([]);
});

test.each([
  [
    'a workflow command that the runner has no more',
    "- run: 'echo ::set-output name=a::b'",
    'the workflow command `set-output`',
  ],
  ['an expression that fails', `- run: 'echo \${{ fromJSON(github.ref) }}'`, 'JSON'],
  ['a line that is no output', '- run: echo nothing >> "$GITHUB_OUTPUT"', "Invalid format 'nothing'"],
])('%s fails the step, and says so', async (_, steps, words) => {
  const { run, log } = await executed(steps);
  expect(run.conclusion).toBe('failure');
  expect(log).toContain('##[error]');
  expect(log).toContain(words);
});
