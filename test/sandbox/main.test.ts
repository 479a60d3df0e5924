/** `npm run sandbox` as a script meets it: one line when ready, and an end that leaves nothing behind. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { atEnd } from './support/local-github.ts';

const main = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));

function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  atEnd(() => (child.exitCode === null && child.signalCode === null ? child.kill('SIGTERM') : undefined));
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return { child, said: () => said.join(''), lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const [code, signal] = await once(child, 'exit');
  return code ?? signal;
}

test('headless, it prints one JSON line when ready, on the next free port; Ctrl-C ends it cleanly', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  atEnd(() => blocker.close());
  const address = blocker.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  const { child, lines } = start('--headless', '--port', String(taken));
  const line = await lines.next();
  const { url, repository, tokens } = JSON.parse(String(line.value));
  expect(Number(new URL(url).port)).toBeGreaterThan(taken);
  expect(Object.keys(tokens)).toEqual(['responder', 'commander', 'lead', 'reviewer', 'visitor']);
  const answer = await fetch(`${url}/api/v3/repos/${repository}`, {
    headers: { authorization: `Bearer ${tokens.lead}` },
  });
  expect(await answer.json()).toMatchObject({ full_name: 'acme/shop', permissions: { admin: true } });
  child.kill('SIGINT');
  expect(await exitOf(child)).toBe(0);
  expect((await lines.next()).done).toBe(true);
});

test('when the app dies, the sandbox says so and ends with 1', async () => {
  const { child, lines, said } = start('--headless', '--port', '0');
  await lines.next();
  const { stdout } = await promisify(execFile)('pgrep', ['-f', 'src/app/main.ts', '-P', String(child.pid)]);
  process.kill(Number(stdout.trim()), 'SIGKILL');
  expect(await exitOf(child)).toBe(1);
  expect(said()).toContain('The app has died (SIGKILL)');
});

test.each([
  ['an unknown option', ['--prot', '1']],
  ['a port that is none', ['--port', 'four']],
  ['a database that is none', ['--database', 'mysql']],
])('%s is wrong use: 2, with how it is called', async (_, args) => {
  const { child, said } = start(...args);
  expect(await exitOf(child)).toBe(2);
  expect(said()).toContain('npm run sandbox -- [--port 4000]');
});
