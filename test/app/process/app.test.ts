// The real app as a child process against the local GitHub: it starts, works, is healthy, and ends cleanly.
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { issues } from '../../shell/payloads/payload-samples.ts';
import { deliver, send, sign } from '../intake/fake-engine.ts';
import { localGitHub, until } from './local-github.ts';
import { startMain } from './start.ts';

/** Log lines, one JSON object each. */
function lines(output: string) {
  const Line = z.object({ level: z.number(), code: z.string().optional(), msg: z.string() });
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => Line.parse(JSON.parse(line)));
}

const ERROR = 50;

test('an incident that is opened gets its card, and the app ends cleanly', async () => {
  const { sandbox, person, where, start } = await localGitHub();
  const { port, child, said, ended, output } = await start();
  const { data: issue } = await person('responder').rest.issues.create({
    ...where,
    title: '[INCIDENT P0] Production down',
    body: 'Users see errors.',
    labels: ['incident', 'P0'],
  });
  await sandbox.settled();
  child.send({ type: 'idle', id: 1 });
  await said('idle');
  const { data: comments } = await person('responder').rest.issues.listComments({
    ...where,
    issue_number: issue.number,
  });
  const own = comments.filter(({ user }) => user?.type === 'Bot');
  expect(own.length, output()).toBeGreaterThan(0);
  expect(own[0]?.body).toContain('P0');
  const ready = await until(
    () => send(port, { method: 'GET', path: '/readyz' }),
    ({ status }) => status === 200,
  );
  expect(JSON.parse(ready.text)).toEqual({ ready: true, reasons: [] });
  const { text } = await send(port, { method: 'GET', path: '/metrics' });
  expect(text).toContain('firebreak_effects_total{kind="card",result="done"}');
  expect(text).toMatch(/firebreak_github_requests_total\{[^}]*status="200"\} \d/);
  expect(text).toContain('firebreak_queue_depth 0');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(lines(output()).filter(({ level }) => level >= ERROR)).toEqual([]);
  expect(lines(output()).at(-1)).toMatchObject({ code: 'stopped' });
  for (const canary of [sandbox.app.webhookSecret, sandbox.app.privateKey.slice(40, 80), 'ghs_', 'Users see errors']) {
    expect(output()).not.toContain(canary);
  }
  expect(sandbox.violations()).toEqual([]);
});

test('every payload that GitHub recorded is taken without an error', async () => {
  const { sandbox, start } = await localGitHub();
  const { port, child, said, output } = await start();
  const File = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));
  const recorded = File.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));
  for (const { name, examples } of recorded) {
    for (const [index, example] of examples.entries()) {
      const body = JSON.stringify(example);
      const headers = {
        'x-github-event': name,
        'x-github-delivery': `${name}-${index}`,
        'x-hub-signature-256': sign(body, sandbox.app.webhookSecret),
      };
      expect([name, index, (await deliver(port, body, headers)).status]).toEqual([name, index, 202]);
    }
  }
  child.send({ type: 'idle', id: 1 });
  await said('idle');
  expect(lines(output()).filter(({ level }) => level >= ERROR)).toEqual([]);
});

/** A signed delivery whose body stays unfinished until `finish`. */
function halfSent(port: number, secret: string) {
  const body = JSON.stringify(issues('opened'));
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = [
    'POST / HTTP/1.1',
    'Host: localhost',
    'X-GitHub-Event: issues',
    'X-GitHub-Delivery: slow',
    `X-Hub-Signature-256: ${sign(body, secret)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const answered = new Promise<string>((resolve) => socket.once('data', (part) => resolve(String(part))));
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
  return { answered, finish: () => socket.write(body.slice(10)) };
}

test('a stop waits for the delivery in hand', async () => {
  const { sandbox, start } = await localGitHub();
  const { port, child, ended, printed } = await start();
  const { answered, finish } = halfSent(port, sandbox.app.webhookSecret);
  await send(port, { method: 'GET', path: '/healthz' });
  child.kill('SIGTERM');
  await printed('"stopping"');
  finish();
  expect(await answered).toMatch(/^HTTP\/1\.1 202 /);
  expect(await ended).toEqual([0, null]);
});

test('a second signal does not wait', async () => {
  const { sandbox, start } = await localGitHub();
  const { port, child, ended, printed } = await start();
  halfSent(port, sandbox.app.webhookSecret);
  await send(port, { method: 'GET', path: '/healthz' });
  child.kill('SIGTERM');
  await printed('"stopping"');
  child.kill('SIGTERM');
  expect(await ended).toEqual([1, null]);
});

test('the parent stops it by message, and its end ends it', async () => {
  const { start } = await localGitHub();
  const first = await start();
  first.child.send({ type: 'stop' });
  expect(await first.ended).toEqual([0, null]);
  const second = await start();
  second.child.disconnect();
  expect(await second.ended).toEqual([0, null]);
});

test('a second process on the same folder does not start, and says who has it', async () => {
  const { start, env } = await localGitHub();
  const first = await start();
  const second = startMain(env);
  expect(await second.ended).toEqual([1, null]);
  expect(second.output()).toContain(`is in use by process ${first.child.pid}`);
});

test('with credentials that GitHub refuses it lives, is not ready, and says why without showing them', async () => {
  const { start, sandbox } = await localGitHub();
  const { port, output } = await start({ APP_ID: '999999' });
  const answer = await until(
    () => send(port, { method: 'GET', path: '/readyz' }),
    ({ text }) => !text.includes('was not asked yet'),
  );
  expect(answer.status).toBe(503);
  expect(answer.text).toContain("GitHub does not take the app's credentials");
  expect((await send(port, { method: 'GET', path: '/healthz' })).status).toBe(200);
  expect(output()).not.toContain(sandbox.app.privateKey.slice(40, 80));
  expect(output()).not.toContain('eyJ');
});

test('while GitHub is away deliveries are taken, and handled when it is back', async () => {
  const { sandbox, start, person, where } = await localGitHub();
  const { port, child, ended } = await start({ GHE_HOST: '127.0.0.1:1' });
  const { data: issue } = await person('responder').rest.issues.create({
    ...where,
    title: '[INCIDENT P0] Production down',
    labels: ['incident', 'P0'],
  });
  await sandbox.settled();
  const { text } = await send(port, { method: 'GET', path: '/metrics' });
  expect(text).toMatch(/firebreak_deliveries_total\{outcome="accepted",event="issues"\} [1-9]/);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const again = await start();
  again.child.send({ type: 'idle', id: 1 });
  await again.said('idle');
  const { data: comments } = await person('responder').rest.issues.listComments({
    ...where,
    issue_number: issue.number,
  });
  expect(
    comments.some(({ user }) => user?.type === 'Bot'),
    again.output(),
  ).toBe(true);
});

test('a parent moves the clock: after a silent quarter of an hour an update is asked for', async () => {
  const { sandbox, start, person, where } = await localGitHub();
  const { child, said, output } = await start();
  const { data: issue } = await person('commander').rest.issues.create({
    ...where,
    title: '[INCIDENT P0] Production down',
    labels: ['incident', 'P0'],
  });
  const bodies = async () => {
    const { data } = await person('responder').rest.issues.listComments({ ...where, issue_number: issue.number });
    return data.map(({ body }) => body ?? '');
  };
  await sandbox.settled();
  child.send({ type: 'idle', id: 1 });
  await said('idle');
  const before = await bodies();
  sandbox.advance('PT15M');
  child.send({ type: 'clock', offset_ms: 15 * 60 * 1000 });
  await said('clock');
  child.send({ type: 'idle', id: 2 });
  await said('idle');
  const after = await bodies();
  expect(after.slice(before.length).join('\n'), output()).toMatch(/update 1 is due/);
});
