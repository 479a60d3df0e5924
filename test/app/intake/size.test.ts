// Bodies that are too large are refused without being held in memory (AC-02).
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createMemory } from '../../../src/app/intake/memory.ts';
import { LARGEST_BODY } from '../../../src/app/intake/read-body.ts';
import { deliver, sign, startIntake } from './fake-engine.ts';

const closers: (() => Promise<void>)[] = [];

async function start() {
  const started = await startIntake();
  closers.push(started.stop);
  return started;
}

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** JSON text of exactly so many bytes. */
function padded(bytes: number): Buffer {
  const body = Buffer.alloc(bytes, 'a');
  body.write('"', 0);
  body.write('"', bytes - 1);
  return body;
}

describe('25 MiB', () => {
  test('is taken', async () => {
    const { port, stored } = await start();
    const body = padded(LARGEST_BODY);
    expect((await deliver(port, body)).status).toBe(202);
    expect(stored.flat()).toHaveLength(1);
  });

  test('and one byte is refused at its headers, before anything is sent', async () => {
    const { port, stored, notes } = await start();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${LARGEST_BODY + 1}\r\nX-Hub-Signature-256: ${sign('x')}\r\n\r\n`,
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    expect(stored).toEqual([]);
    expect(notes).toEqual(['rejected:too-large']);
    socket.destroy();
  });

  test('and one byte, with its signature, is refused', async () => {
    const { port, stored } = await start();
    expect((await deliver(port, padded(LARGEST_BODY + 1))).status).toBe(413);
    expect(stored).toEqual([]);
  });

  test('and more without a length is refused on the way, and the sender is cut off', async () => {
    const { port, stored } = await start();
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => {
      answer += part;
    });
    const cut = new Promise<void>((resolve) => {
      socket.once('error', () => resolve());
      socket.once('close', () => resolve());
    });
    const signed = `X-Hub-Signature-256: ${sign('endless')}`;
    socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n${signed}\r\n\r\n`);
    const megabyte = `100000\r\n${'a'.repeat(1024 * 1024)}\r\n`;
    while (!socket.destroyed && socket.writable) {
      if (!socket.write(megabyte)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), cut]);
    }
    await cut;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(stored).toEqual([]);
  });
});

describe('the memory of all requests together', () => {
  test('lets small bodies in whatever large ones hold', () => {
    const memory = createMemory(100_000);
    const large = memory.share();
    expect(large.grow(32 * 1024 + 100_000)).toBe(true);
    expect(memory.share().grow(32 * 1024)).toBe(true);
    expect(memory.share().grow(32 * 1024 + 1)).toBe(false);
    expect(large.grow(32 * 1024 + 100_001)).toBe(false);
  });
  test('is given back', () => {
    const memory = createMemory(10);
    const first = memory.share();
    expect(first.grow(32 * 1024 + 10)).toBe(true);
    first.release();
    first.release();
    expect(memory.share().grow(32 * 1024 + 10)).toBe(true);
    expect(memory.share().grow(32 * 1024 + 1)).toBe(false);
  });
});

test('many connections that say nothing keep nobody waiting', async () => {
  const { port } = await start();
  const silent = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'));
  await Promise.all(silent.map((socket) => once(socket, 'connect')));
  for (const socket of silent) socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx');
  expect((await deliver(port, '{}')).status).toBe(202);
  for (const socket of silent) socket.destroy();
});
