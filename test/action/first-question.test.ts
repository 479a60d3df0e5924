// The first question of a run: asked as Octokit asks it, on its way before anything is loaded, and without an answer wherever the usual client has more to say.
import tls from 'node:tls';
import { Octokit } from '@octokit/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askFirst } from '../../action/host/first-question.ts';
import { deadUrl, type HttpServer, type Reply, startHttpServer } from '../support/http-server.ts';
import { certificate, startServerInThread } from '../support/server-in-thread.ts';

const question = { text: 'query Look($number: Int!) { viewer { login } }', variables: { number: 7 } };
const data = { viewer: { login: 'bot' } };
const found: Reply = { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ data }) };

let reply: Reply;
let server: HttpServer;
beforeEach(async () => {
  reply = found;
  server = await startHttpServer(() => reply);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const ask = (apiUrl = server.url, token = 'ghs_x') => askFirst({ token, apiUrl }, question).answer;

describe('is asked as Octokit asks it', () => {
  test.each([
    { where: 'github.com', path: '' },
    { where: 'GitHub Enterprise Server', path: '/api/v3' },
    { where: 'one with a slash behind it', path: '/api/v3/' },
    { where: 'one below another path', path: '/github' },
  ])('of $where', async ({ path }) => {
    for (const token of ['ghs_x', 'a.b.c']) {
      expect(await ask(server.url + path, token)).toEqual(data);
      const { graphql } = new Octokit({ auth: token, baseUrl: server.url + path });
      expect(await graphql(question.text, question.variables)).toEqual(data);
      const [ours, theirs] = server.asked.splice(0).map(({ method, path, body, headers }) => {
        const { accept, authorization, 'content-type': type } = headers;
        return { method, path, body, accept, authorization, type };
      });
      expect(ours).toEqual(theirs);
    }
  });

  test('on a connection that ends with it, under our name', async () => {
    await ask();
    expect(server.asked[0]?.headers).toMatchObject({ connection: 'close', 'user-agent': 'Firebreak' });
  });

  test('once, without variables too', async () => {
    expect(await askFirst({ token: 'x', apiUrl: server.url }, { text: 'query { viewer { login } }' }).answer).toEqual(
      data,
    );
    expect(server.asked.map(({ body }) => body)).toEqual(['{"query":"query { viewer { login } }"}']);
  });
});

describe('has no answer', () => {
  const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
  test.each<{ what: string; reply: Reply }>([
    { what: 'a token that is not valid', reply: { status: 401, body: '{"message":"Bad credentials"}' } },
    { what: 'a limit', reply: { status: 429, headers: { 'retry-after': '60' }, body: '{}' } },
    { what: 'a gateway that failed', reply: { status: 502, body: '<html>Bad gateway</html>' } },
    { what: 'a status that is no answer to a query', reply: { ...json({ data }), status: 202 } },
    { what: 'a page in place of an answer', reply: { status: 200, body: '<html>Welcome</html>' } },
    { what: 'errors beside the data', reply: json({ data, errors: [{ message: 'Something went wrong' }] }) },
    { what: 'no data', reply: json({ data: null }) },
    { what: 'a list in place of data', reply: json({ data: [1] }) },
    { what: 'a change of protocols', reply: { status: 101, headers: { connection: 'upgrade', upgrade: 'h2c' } } },
    { what: 'a change to no protocol', reply: { status: 101 } },
    { what: 'nothing', reply: json(null) },
    { what: 'half an answer', reply: { status: 200, headers: { 'content-length': '99' }, body: '{"data":{' } },
    { what: 'a whole answer that says that it is half', reply: { ...json({ data }), headers: { 'content-length': '99' } } },
    { what: 'one without end', reply: 'endless' },
    { what: 'a connection that is closed', reply: 'cut' },
  ])('after $what', async (one) => {
    reply = one.reply;
    expect(await ask()).toBeNull();
    expect(server.asked).toHaveLength(1);
  }); // biome-ignore format: a table

  test('after a redirect, which is not followed', async () => {
    const other = await startHttpServer(() => found);
    reply = { status: 307, headers: { location: `${other.url}/graphql` } };
    expect(await ask()).toBeNull();
    expect(other.asked).toEqual([]);
    await other.close();
  });

  test('where nobody listens, at no address, and with a token that no header can hold', async () => {
    expect(await ask(await deadUrl())).toBeNull();
    expect(await ask('api.github.com')).toBeNull();
    expect(await ask('ftp://api.github.com')).toBeNull();
    expect(await ask(server.url, 'a\nb: c')).toBeNull();
  });

  test('when it is given up before GitHub has answered', async () => {
    reply = 'hang';
    const patience = new AbortController();
    const { answer } = askFirst({ token: 'ghs_x', apiUrl: server.url }, question, patience.signal);
    await server.until(1);
    patience.abort();
    expect(await answer).toBeNull();
  });

  test.each([
    ['NODE_USE_ENV_PROXY', '1'],
    ['NODE_OPTIONS', '--use-env-proxy'],
  ])('behind a proxy: it is not asked (%s)', async (name, value) => {
    vi.stubEnv(name, value);
    const { sent, answer } = askFirst({ token: 'ghs_x', apiUrl: server.url }, question);
    await sent;
    expect(await answer).toBeNull();
    expect(server.asked).toEqual([]);
  });
});

test('that it is sent is said also where it never will be', async () => {
  await askFirst({ token: 'ghs_x', apiUrl: await deadUrl() }, question).sent;
});

describe('by TLS', () => {
  const trusted = tls.getCACertificates();
  afterEach(() => tls.setDefaultCACertificates(trusted));

  test('whom nobody vouches for has no answer, and hears nothing', async () => {
    const stranger = await startServerInThread('https');
    expect(await ask(stranger.url)).toBeNull();
    expect(stranger.heard()).toBe(0);
    await stranger.close();
  });

  test.each(['http', 'https'] as const)('%s: what is loaded once it is sent holds it up no more', async (scheme) => {
    tls.setDefaultCACertificates([...trusted, certificate]);
    const other = await startServerInThread(scheme);
    const { sent, answer } = askFirst({ token: 'ghs_x', apiUrl: other.url }, question);
    await sent;
    expect(other.heardMeanwhile()).toBe(true);
    expect(await answer).toEqual({ viewer: {} });
    await other.close();
  });
});
