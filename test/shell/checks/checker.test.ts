// Checks made from this very server, against a real one that answers, hangs and redirects: only listed hosts, and never what is inside a network (AC-26).
import { afterEach, describe, expect, test } from 'vitest';
import type { AskedCheck } from '../../../src/core/mitigation/asked-check.ts';
import { type CheckerSettings, createChecker } from '../../../src/shell/checks/checker.ts';
import { pinnedLookup } from '../../../src/shell/checks/pinned-lookup.ts';
import { deadUrl, type HttpServer, type Reply, startHttpServer } from '../../support/http-server.ts';
import { patient } from '../../support/notices.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function service(answer: (path: string) => Reply = () => ({ status: 200 })): Promise<HttpServer> {
  const server = await startHttpServer(({ path }) => answer(path));
  servers.push(server);
  return server;
}

const host = ({ url }: HttpServer) => new URL(url).host;
const quick: CheckerSettings = { patience: 5000, pause: 0 };
const check = (url: string, more: Partial<AskedCheck> = {}): AskedCheck => ({
  id: 'health',
  kind: 'health',
  url,
  ...more,
});

async function asked(one: AskedCheck, inside: readonly string[], settings = quick, open: readonly string[] = []) {
  const [answer] = await createChecker({ open, inside }, settings).ask([one], patient);
  return answer;
}

describe('a host of this network that is listed', () => {
  test('is asked, without a credential and without what the incident says', async () => {
    const server = await service();
    expect(await asked(check(`${server.url}/health`), [host(server)])).toMatchObject({ result: 'passed' });
    const [one, ...others] = server.asked;
    expect(others).toEqual([]);
    expect(one).toMatchObject({ method: 'GET', path: '/health', body: '' });
    expect(Object.keys(one?.headers ?? {}).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
  });

  test('is asked a query of Prometheus, whatever is in it', async () => {
    const body = JSON.stringify({ status: 'success', data: { result: [{ value: [1, '0.2'] }] } });
    const server = await service(() => ({ status: 200, body }));
    const query = 'sum(rate(errors{code=~"5.."}[5m])) & more';
    const one = check(`${server.url}/api/v1/query`, { query, below: 0.1 });
    expect(await asked(one, [host(server)])).toMatchObject({
      result: 'failed',
      says: '0.2, not below 0.1',
      value: 0.2,
    });
    expect(new URL(server.asked[0]?.path ?? '', server.url).searchParams.get('query')).toBe(query);
  });

  test('is asked again when it fails, three times in all', async () => {
    const server = await service(() => ({ status: 503 }));
    expect(await asked(check(server.url), [host(server)])).toMatchObject({ result: 'failed', says: 'answered 503' });
    expect(server.asked).toHaveLength(3);
    const replies: Reply[] = [{ status: 503 }, { status: 200 }];
    const slow = await service(() => replies.shift() ?? 'cut');
    expect(await asked(check(slow.url), [host(slow)])).toMatchObject({ result: 'passed' });
  });

  test('that sends elsewhere is not followed', async () => {
    const secret = await service();
    const server = await service(() => ({ status: 302, headers: { location: secret.url } }));
    expect(await asked(check(server.url), [host(server)])).toMatchObject({ result: 'failed' });
    expect(secret.asked).toEqual([]);
  });

  test.each<[string, Reply, string]>([
    ['hangs', 'hang', 'no answer in time'],
    ['closes the connection', 'cut', 'not reached (ECONNRESET)'],
    ['never stops', 'endless', 'answered 200, without a number where the policy says it is'],
  ])('that %s has failed, in our words', async (_what, reply, says) => {
    const server = await service(() => reply);
    const one = check(server.url, { below: 1 });
    const patience = reply === 'hang' ? 50 : 60_000;
    expect(await asked(one, [host(server)], { ...quick, patience })).toEqual({
      id: 'health',
      result: 'failed',
      says,
      value: null,
    });
  });

  test('where nobody listens has failed, and hides no other', async () => {
    const [dead, server] = [await deadUrl(), await service()];
    const inside = [new URL(dead).host, host(server)];
    const answers = await createChecker({ open: [], inside }, quick).ask(
      [check(dead), check(server.url, { id: 'b' })],
      patient,
    );
    expect(answers).toMatchObject([{ says: 'not reached (ECONNREFUSED)' }, { id: 'b', result: 'passed' }]);
  });

  test('is left alone once the app stops', async () => {
    const server = await service(() => 'hang');
    const stop = new AbortController();
    const answer = createChecker({ open: [], inside: [host(server)] }, quick).ask([check(server.url)], stop.signal);
    await server.until(1);
    stop.abort();
    expect(await answer).toMatchObject([{ result: 'failed' }]);
    expect(server.asked).toHaveLength(1);
  });
});

describe('not asked', () => {
  const resolvesTo = (...addresses: readonly string[]): CheckerSettings => ({
    ...quick,
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });

  test('is a host that is not listed, and what has no address', async () => {
    const server = await service();
    expect(await asked(check(server.url), [])).toMatchObject({ result: 'unknown' });
    expect(await asked({ id: 'smoke', kind: 'function' }, [host(server)])).toMatchObject({ result: 'unknown' });
    expect(server.asked).toEqual([]);
  });

  test.each([
    ['this machine', ['127.0.0.1']],
    ['a private network', ['10.1.2.3']],
    ['where a cloud keeps credentials', ['169.254.169.254']],
    ['a private address beside a public one', ['93.184.216.34', '192.168.0.7']],
    ['IPv4 in the clothes of IPv6', ['::ffff:10.0.0.1']],
    ['a local address of IPv6', ['fd12::1']],
  ])('is a host of the Internet that resolves to %s', async (_what, addresses) => {
    const answer = await asked(check('https://status.example.com/'), [], resolvesTo(...addresses), [
      'status.example.com',
    ]);
    expect(answer).toEqual({
      id: 'health',
      result: 'unknown',
      says: 'its host is inside the network that Firebreak runs in',
      value: null,
    });
  });

  test.each(['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe'])(
    'is %s, also of a host that may be inside',
    async (address) => {
      const answer = await asked(check('https://metrics.internal/'), ['metrics.internal'], resolvesTo(address));
      expect(answer).toMatchObject({ result: 'unknown' });
    },
  );

  test.each(['https://10.0.0.1/', 'https://[::1]/', 'https://0x7f.1/'])(
    'is %s, an address without a name, as a host of the Internet',
    async (url) => {
      expect(await asked(check(url), [], quick, [new URL(url).host])).toMatchObject({ result: 'unknown' });
    },
  );

  test('is a name that changes in between: what was judged is what is connected to', async () => {
    const server = await service();
    let looked = 0;
    const lookup = pinnedLookup(async () => {
      looked += 1;
      return [{ address: looked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    }, true);
    const { exchange } = await import('../../../src/shell/notify/http.ts');
    const url = new URL(`http://localhost:${new URL(server.url).port}/`);
    const { status } = await exchange(url, {
      method: 'GET',
      headers: {},
      body: '',
      signal: patient,
      lookup: lookup.of,
    });
    expect([status, looked]).toEqual([200, 1]);
  });
});
