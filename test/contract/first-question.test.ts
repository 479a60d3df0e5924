// What a run has loaded when it asks GitHub for the first time: nothing that takes long, so that loading it does not hold up the question.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commented } from '../shell/payloads/payload-samples.ts';

const dist = fileURLToPath(new URL('../../action/dist/', import.meta.url));

/** Ends the run with its first request, and says what Node has of its own by then. */
const hook = `
  import { subscribe } from 'node:diagnostics_channel';
  subscribe('http.client.request.start', () => { console.log(process.moduleLoadList.join('\\n')); process.exit(0); });`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firebreak-first-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pull = { pull_request: { number: 1, head: { sha: 'a'.repeat(40) }, base: { ref: 'main' } } };
const runs = [
  { action: 'respond', event: 'issue_comment', payload: commented('created', {}, { body: '/ack' }), inputs: {} },
  { action: 'tick', event: 'schedule', payload: {}, inputs: {} },
  { action: 'declare', event: 'push', payload: {}, inputs: { INPUT_TITLE: 'Down', INPUT_SEVERITY: 'P1' } },
  { action: 'policy-check', event: 'pull_request', payload: pull, inputs: {} },
  { action: 'postmortem-lint', event: 'pull_request', payload: pull, inputs: {} },
  { action: 'hotfix-gate', event: 'pull_request', payload: pull, inputs: {} },
  { action: 'publish', event: 'schedule', payload: {}, inputs: { INPUT_OUT: 'site' } },
  { action: 'rollback', event: 'workflow_dispatch', payload: {}, inputs: { GITHUB_RUN_ID: '1' } },
  { action: 'verify', event: 'workflow_dispatch', payload: {}, inputs: {} },
];

test('every Action has a run here', () => {
  const names = readdirSync(dist).filter((file) => file.endsWith('.js') && !file.startsWith('part-'));
  expect(runs.map(({ action }) => `${action}.js`).sort()).toEqual(names.sort());
});

test.each(runs)('$action asks before Node has loaded `fetch`', async ({ action, event, payload, inputs }) => {
  const path = join(folder, `${action}.json`);
  writeFileSync(path, JSON.stringify(payload));
  const env = {
    PATH: process.env['PATH'],
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_API_URL: 'http://127.0.0.1:9/api/v3',
    INPUT_TOKEN: 'ghs_test',
    ...inputs,
  };
  const command = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, join(dist, `${action}.js`)];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  expect(stdout).toContain('_http_client');
  expect(stdout).not.toContain('undici');
  expect(stdout).not.toMatch(/\bhttps\b/);
});
