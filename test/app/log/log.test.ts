// A token, a key or a secret never reaches the log, whatever it is wrapped in (AC-35).
import { describe, expect, test } from 'vitest';
import { createLog, octokitLog, type Sink } from '../../../src/app/log/log.ts';
import { createRedact } from '../../../src/app/log/redact.ts';

const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIICanaryLineOne\nMIICanaryLineTwo\n-----END RSA PRIVATE KEY-----\n';
const secret = 'canary "webhook" secret';
const redact = createRedact([pem, secret]);

function recording() {
  const lines: { level: string; fields: object; text: string }[] = [];
  const write = (level: string) => (fields: object, text: string) => {
    lines.push({ level, fields, text });
  };
  const sink: Sink = { info: write('info'), warn: write('warn'), error: write('error') };
  return { lines, log: createLog(sink, redact), printed: () => JSON.stringify(lines) };
}

describe('is hidden', () => {
  const rows: readonly [string, string][] = [
    ['an installation token', 'ghs_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['a token of the new kind', 'ghs_1234567890_eyJhbGciOi.JIUzI1NiJ9.c2lnbmF0dXJl'],
    ['a personal token', 'github_pat_11ABCDEFG0123456789_abcdef'],
    ['an old token', `v1.${'0a'.repeat(20)}`],
    ['a JWT', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2lnbmF0dXJlLWhlcmU'],
    ['a header', 'Bearer abcdefghijklmnopqrstuvwxyz'],
    ['the private key', pem],
    ['another private key', '-----BEGIN PRIVATE KEY-----\nAAAA'],
    ['a line of the key', 'MIICanaryLineOne'],
    ['the webhook secret', secret],
    ['the webhook secret in JSON', JSON.stringify({ secret })],
    ["a database's password", 'postgres://firebreak:hunter2hunter2@db/firebreak'],
  ];
  const parts = [
    'Canary',
    '16C7e42F',
    'eyJ',
    'ABCDEFG',
    '0a0a',
    'abcdefghij',
    'AAAA',
    'hunter2',
    'canary "webhook"',
    'canary \\"',
  ];
  test.each(rows)('%s', (_name, text) => {
    const { log, printed } = recording();
    log('info', 'code', `before ${text} after`, {
      text,
      nested: { list: [text] },
      error: Object.assign(new Error(`failed with ${text}`), { request: { headers: { authorization: text } } }),
    });
    octokitLog(log).warn(`deprecated ${text}`);
    octokitLog(log).error(new Error(text));
    for (const part of parts) expect(printed()).not.toContain(part);
    expect(printed()).toContain('[hidden]');
    expect(printed()).toContain('before');
  });
});

test('ordinary words stay', () => {
  const { log, lines } = recording();
  log('warn', 'queue-error', 'The token request failed for octo-org/shop#12 at https://api.github.com/app', {
    attempts: 2,
  });
  expect(lines).toEqual([
    {
      level: 'warn',
      fields: { attempts: 2, code: 'queue-error' },
      text: 'The token request failed for octo-org/shop#12 at https://api.github.com/app',
    },
  ]);
});

test("Octokit's request lines, which hold bodies, are dropped", () => {
  const { log, lines } = recording();
  octokitLog(log).debug();
  octokitLog(log).info();
  expect(lines).toEqual([]);
});

test('a log that fails stops nobody', () => {
  const fail = () => {
    throw new Error('disk full');
  };
  const log = createLog({ info: fail, warn: fail, error: fail }, redact);
  expect(() => log('error', 'code', 'text')).not.toThrow();
  const endless: Record<string, unknown> = {};
  endless['self'] = endless;
  expect(() => log('error', 'code', 'text', endless)).not.toThrow();
});
