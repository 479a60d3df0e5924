// Texts that seem to contain a credential, and texts that only speak of one.
import { describe, expect, test } from 'vitest';
import { credentialIn } from '../../src/core/credential.ts';

/** Put together here, so that nothing that scans this file takes them for real. */
const many = (length: number) => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'.repeat(8).slice(0, length);
const upper = many(40).toUpperCase();

test.each([
  ['a GitHub token', `gh${'p_'}${many(36)}`, /GitHub/],
  ['a fine-grained token', `github${'_pat_'}${many(60)}`, /GitHub/],
  ['an AWS key', `key AK${'IA'}${upper.slice(0, 16)} works`, /AWS/],
  ['a private key', `-----BEGIN ${'RSA PRIVATE'} KEY-----\nMIIE`, /private key/],
  ['a Slack token', `xox${'b-'}123456789012-${many(20)}`, /Slack/],
  ['a webhook', `https://hooks.slack.com/services/T${upper.slice(0, 8)}/B${upper.slice(0, 8)}/${many(20)}`, /Slack/],
  ['a JWT', `ey${'J'}${many(20)}.ey${'J'}${many(20)}.${many(20)}`, /JWT/],
  ['a password', 'password=hT7!qz92Kd', /password/],
  ['an address with one', 'postgres://shop:hT7qz92Kdx@db.internal/shop', /password/],
  ['a key in JSON', `{"api_key": "${many(24)}"}`, /password/],
])('%s', (_what, text, what) => {
  expect(credentialIn(text)?.what).toMatch(what);
  expect(JSON.stringify(credentialIn(text))).not.toContain(many(8));
});

describe('none', () => {
  test.each([
    'The password was wrong for everybody',
    'password: <the new one>',
    'token=$TOKEN',
    'api_key: $' + '{{ secrets.API_KEY }}',
    'secret=********',
    'password reset mails are late: see https://example.com/login',
    'commit 3f9c2ab41e0c6f0f8a6f3d2b1c0e9d8f7a6b5c4d',
    'token=expired',
    'secret: checkout-service',
    '/run scale target=web replicas=5',
    '',
  ])('%s', (text) => {
    expect(credentialIn(text)).toBeNull();
  });

  test('a long text costs little', () => {
    expect(credentialIn(`${'password: '.repeat(6000)}`)).toBeNull();
    expect(credentialIn('eyJ-'.repeat(16_000))).toBeNull();
    expect(credentialIn(`${'a://b:'.repeat(10_000)}@`)).toBeNull();
  });
});
