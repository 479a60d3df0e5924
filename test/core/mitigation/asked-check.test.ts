// Checks that the app makes itself: which hosts may be asked, and what an answer comes to (S003-19, S003-20, S004-13).
import { describe, expect, test } from 'vitest';
import { type AskedCheck, judged, mayAsk } from '../../../src/core/mitigation/asked-check.ts';

describe('a host may be asked', () => {
  const hosts = ['status.example.com', '*.shop.example', 'metrics.example:9090', '*.eu.example:8443', '127.0.0.1:4000'];
  test.each([
    ['https://status.example.com/health', true],
    ['https://STATUS.example.com/health', true],
    ['https://api.shop.example/health?a=b', true],
    ['https://metrics.example:9090/api/v1/query', true],
    ['https://api.eu.example:8443/', true],
    ['http://127.0.0.1:4000/health', true],
  ])('that is listed: %s', (url) => {
    expect(mayAsk(url, hosts)).toBe(true);
  });

  test.each([
    ['another host', 'https://evil.example/'],
    ['a name that only ends like a listed one', 'https://evilstatus.example.com/'],
    ['a name below one that is listed without *.', 'https://a.status.example.com/'],
    ['the name itself where only those below are listed', 'https://shop.example/'],
    ['another port', 'https://status.example.com:8443/'],
    ['the usual port where another is listed', 'https://metrics.example/'],
    ['the clear', 'http://status.example.com/'],
    ['a password in the address', 'https://user:secret@status.example.com/'],
    ['another scheme', 'file:///etc/passwd'],
    ['what is no address', 'status.example.com'],
    ['a name with a dot behind', 'https://status.example.com./'],
    ['a number for this machine', 'https://2130706433/'],
    ['a host behind a listed one', 'https://status.example.com@evil.example/'],
  ])('not by %s', (_what, url) => {
    expect(mayAsk(url, hosts)).toBe(false);
  });

  test('never where nothing is listed', () => {
    expect(mayAsk('https://status.example.com/', [])).toBe(false);
  });
});

const health: AskedCheck = { id: 'health', kind: 'health', url: 'https://a.example/health' };
const json: AskedCheck = { ...health, id: 'errors', kind: 'error-rate', path: 'data.0.error_rate', below: 0.05 };
const prometheus: AskedCheck = { ...health, id: 'p95', kind: 'latency', query: 'p95 > 0', below: 3000 };
const vector = (...values: readonly string[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: values.map((value) => ({ metric: { job: 'shop' }, value: [1, value] })) },
  });

describe('an answer', () => {
  test.each([
    ['2xx is healthy', health, 204, '', 'passed', 'answered 204', null],
    ['5xx is not', health, 503, 'token=abc', 'failed', 'answered 503', null],
    ['a redirect is not followed', health, 302, '', 'failed', 'answered 302, a redirect, which is not followed', null],
    ['a number of JSON below its limit', json, 200, '{"data":[{"error_rate":0.0123456}]}', 'passed', '0.01235, below 0.05', 0.0123456],
    ['a number at its limit', json, 200, '{"data":[{"error_rate":0.05}]}', 'failed', '0.05, not below 0.05', 0.05],
    ['a number as text', json, 200, '{"data":[{"error_rate":"1e-3"}]}', 'passed', '0.001, below 0.05', 0.001],
    ['no number there', json, 200, '{"data":[]}', 'failed', 'answered 200, without a number where the policy says it is', null],
    ['no JSON', json, 200, '<html>', 'failed', 'answered 200, without a number where the policy says it is', null],
    ['another status where one is expected', { ...health, status: 404 }, 200, '', 'failed', 'answered 200, not 404', null],
    ['a redirect where one is expected', { ...health, status: 302 }, 302, '', 'passed', 'answered 302', null],
    ['text that is expected', { ...health, contains: 'basket' }, 200, 'Your basket', 'passed', 'answered 200', null],
    ['other text', { ...health, contains: 'basket' }, 200, 'Oh no', 'failed', 'answered 200, without the text that is expected', null],
    ['a JSON pointer with escapes', { ...health, pointer: '/a~1b/~01/0', below: 2 }, 200, '{"a/b":{"~1":[1]}}', 'passed', '1, below 2', 1],
    ['a number between two limits', { ...health, pointer: '/n', above: 1, below: 3 }, 200, '{"n":2}', 'passed', '2, below 3, above 1', 2],
    ['a number under a lower limit', { ...health, pointer: '/n', above: 2, below: 3 }, 200, '{"n":2}', 'failed', '2, not above 2', 2],
    ['nothing but a number', { ...health, below: 2 }, 200, '1.5', 'passed', '1.5, below 2', 1.5],
    ['a path without a limit', { ...json, below: undefined }, 200, '{"data":[{"error_rate":1}]}', 'unknown', 'measured; the policy says no `below`', 1],
    ['the first value of Prometheus', prometheus, 200, vector('2999.5', '1'), 'passed', '3000, below 3000', 2999.5],
    ['a scalar of Prometheus', prometheus, 200, '{"status":"success","data":{"resultType":"scalar","result":[1,"3001"]}}', 'failed', '3001, not below 3000', 3001],
    ['a query that finds nothing', prometheus, 200, vector(), 'failed', 'answered 200, without a number where the policy says it is', null],
    ['NaN, where nobody asked anything', prometheus, 200, vector('NaN'), 'failed', 'answered 200, without a number where the policy says it is', null],
    ['infinity', prometheus, 200, vector('+Inf'), 'failed', 'answered 200, without a number where the policy says it is', null],
    ['an error of Prometheus', prometheus, 200, '{"status":"error","error":"bad query"}', 'failed', 'answered 200, without a number where the policy says it is', null],
    ['a path into what every object has', { ...json, path: 'constructor.length' }, 200, '{}', 'failed', 'answered 200, without a number where the policy says it is', null],
  ] as const)('%s', (_what, check, status, text, result, says, value) => {
    expect(judged(check as AskedCheck, { status, text })).toEqual({ id: check.id, result, says, value });
  }); // biome-ignore format: a table
});
