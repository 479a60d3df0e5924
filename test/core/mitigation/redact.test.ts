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
