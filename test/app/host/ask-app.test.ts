// What GitHub says of the app, and how far our clock is from its.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProbotOctokit } from 'probot';
import { afterEach, expect, test } from 'vitest';
import { askApp } from '../../../src/app/host/ask-app.ts';

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function asked(date: string | null) {
  server = createServer((_request, response) => {
    response.sendDate = false;
    response.writeHead(200, { 'content-type': 'application/json', ...(date === null ? {} : { date }) });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const found = await askApp(async () => new ProbotOctokit({ baseUrl }));
  server.closeAllConnections();
  return found;
}

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

test.each([
  { theirs: -3600, least: 3590, most: 3602 },
  { theirs: 3600, least: -3602, most: -3500 },
])('a clock that is $theirs s from ours is noticed', async ({ theirs, least, most }) => {
  const found = await asked(at(theirs));
  const ahead = found.kind === 'known' ? (found.ahead ?? 0) : 0;
  expect(ahead).toBeGreaterThan(least);
  expect(ahead).toBeLessThan(most);
});

test.each([{ date: null }, { date: 'yesterday' }])('a date that is $date says nothing of it', async ({ date }) => {
  expect(await asked(date)).toEqual({ kind: 'known', app: { permissions: {}, events: [] } });
});
