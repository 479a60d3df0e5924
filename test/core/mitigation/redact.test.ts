// What looks like a credential is hidden before it is shown, what does not stays.
import { describe, expect, test } from 'vitest';
import { redacted } from '../../../src/core/mitigation/redact.ts';

describe('a credential is hidden', () => {
  test.each([
    ['password=hunter2222 next', 'password=[hidden] next'],
    ['{"apiKey": "abc def", "rate": 3}', '{"apiKey": [hidden], "rate": 3}'],
    ['DB_PASSWORD: s3cret', 'DB_PASSWORD: [hidden]'],
    ['postgres://app:s3cret@db.internal:5432/shop', 'postgres://[hidden]@db.internal:5432/shop'],
    ['redis://:s3cret@cache/0', 'redis://[hidden]@cache/0'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [hidden]'],
    [`token ghp_${'a1'.repeat(18)} used`, 'token [hidden] used'],
    [`AKIA${'ABCD'.repeat(4)}`, '[hidden]'],
    [`AIza${'Ab1_'.repeat(8)}`, '[hidden]'],
    [`sk-ant-${'api03-x9'.repeat(4)} and sk-proj-${'Zz09'.repeat(5)}`, '[hidden] and [hidden]'],
    [`SG.${'aB3'.repeat(7)}.${'xY9'.repeat(9)}`, '[hidden]'],
    [`dop_v1_${'0a'.repeat(20)}`, '[hidden]'],
    ['https://hooks.slack.com/services/T000/B000/xyz123', 'https://hooks.slack.com/services/[hidden]'],
    ['DB_PASS=hunter2 next', 'DB_PASS=[hidden] next'],
    ['passed: 3, failed: 1', 'passed: 3, failed: 1'],
    ['postgres://user:pa/ss@db.example/shop', 'postgres://[hidden]@db.example/shop'],
    ['{"password": "pa\\"ss word", "port": 1}', '{"password": [hidden], "port": 1}'],
    [`eyJhbGciOiJIUzI1NiJ9.${'x'.repeat(20)}.${'y'.repeat(20)}`, '[hidden]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nafter', '[hidden]\nafter'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', '[hidden]'],
  ])('%j', (text, shown) => {
    expect(redacted(text)).toBe(shown);
  });
});

test.each([
  'payments: connection refused',
  'GET /orders 500 in 31 ms',
  'https://shop.example.com/health?x=1',
  'tokens are fine',
])('%s stays', (text) => {
  expect(redacted(text)).toBe(text);
});
