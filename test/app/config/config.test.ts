// What the environment may say, and what is said about it when it is wrong.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AppConfig, readConfig } from '../../../src/app/config/config.ts';
import { printProblems } from '../../../src/app/config/problem.ts';
import type { Env } from '../../../src/app/config/values.ts';

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = String(key.export({ type: 'pkcs1', format: 'pem' }));
const pkcs8 = String(key.export({ type: 'pkcs8', format: 'pem' }));
const elliptic = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
const strong = 'f'.repeat(32);
const good: Env = { APP_ID: '12', PRIVATE_KEY: pem, WEBHOOK_SECRET: strong };

const noFile = (path: string): string => {
  throw new Error(`no file ${path}`);
};

function app(env: Env, readFile = noFile): AppConfig {
  const reading = readConfig(env, readFile);
  if (!reading.ok) throw new Error(printProblems(reading.problems));
  if (reading.config.mode !== 'app') throw new Error('the set-up page');
  return reading.config;
}

function problems(env: Env): readonly string[] {
  const reading = readConfig(env, noFile);
  return reading.ok ? [] : reading.problems.map(({ variable }) => variable);
}

describe('with credentials', () => {
  test('everything else has a default', () => {
    expect(app(good)).toMatchObject({
      mode: 'app',
      production: false,
      port: 3000,
      host: undefined,
      logLevel: 'info',
      logFormat: 'pretty',
      appId: 12,
      secrets: [strong],
      baseUrl: 'https://api.github.com',
      database: { dataDir: './data' },
      trustedBotIds: [],
      pagerDuty: null,
      pagerDutySecrets: [],
    });
  });

  test('checks are made on the hosts that are listed, and by no server that lists none', () => {
    expect(app(good).checkHosts).toBeNull();
    const listed = { FIREBREAK_CHECK_HOSTS: 'Shop.example.com, *.eu.example.com:8443', FIREBREAK_CHECK_PRIVATE_HOSTS: 'prometheus:9090 [fd00::1]:9090' };
    expect(app({ ...good, ...listed }).checkHosts).toEqual({
      open: ['shop.example.com', '*.eu.example.com:8443'],
      inside: ['prometheus:9090', '[fd00::1]:9090'],
    });
    for (const wrong of ['https://shop.example.com', 'shop.example.com/health', '*', 'a b:99999999', 'user@shop.example.com', '*.*.example.com'])
      expect(problems({ ...good, FIREBREAK_CHECK_HOSTS: wrong }), wrong).toEqual(['FIREBREAK_CHECK_HOSTS']);
    expect(problems({ ...good, FIREBREAK_CHECK_PRIVATE_HOSTS: '*.internal' })).toEqual(['FIREBREAK_CHECK_PRIVATE_HOSTS']);
  }); // biome-ignore format: one thought a line

  test('with a key for PagerDuty schedules are read there, or where the account is; never in the clear', () => {
    const key = { FIREBREAK_PAGERDUTY_API_KEY: 'u+secret' };
    expect(app({ ...good, ...key }).pagerDuty).toEqual({ key: 'u+secret', baseUrl: 'https://api.pagerduty.com', from: null });
    const url = { FIREBREAK_PAGERDUTY_API_URL: 'https://api.eu.pagerduty.com/' };
    expect(app({ ...good, ...key, ...url }).pagerDuty?.baseUrl).toBe('https://api.eu.pagerduty.com');
    for (const wrong of ['http://api.pagerduty.com', 'api.pagerduty.com', 'https://api.pagerduty.com/oncalls', 'https://a@b'])
      expect(problems({ ...good, ...key, FIREBREAK_PAGERDUTY_API_URL: wrong })).toEqual(['FIREBREAK_PAGERDUTY_API_URL']);
  }); // biome-ignore format: one thought a line
  test('hand-offs are made in PagerDuty in the name of an address; its webhooks are believed by any of the secrets', () => {
    const key = { FIREBREAK_PAGERDUTY_API_KEY: 'u+secret' };
    expect(app({ ...good, ...key, FIREBREAK_PAGERDUTY_FROM: 'ops@example.com' }).pagerDuty?.from).toBe('ops@example.com');
    expect(problems({ ...good, ...key, FIREBREAK_PAGERDUTY_FROM: 'ops' })).toEqual(['FIREBREAK_PAGERDUTY_FROM']);
    expect(app({ ...good, FIREBREAK_PAGERDUTY_WEBHOOK_SECRET: ' new old ' }).pagerDutySecrets).toEqual(['new', 'old']);
  }); // biome-ignore format: one thought a line
  const keys: readonly [string, Env][] = [
    ['as PEM', { PRIVATE_KEY: pem }],
    ['as PKCS #8', { PRIVATE_KEY: pkcs8 }],
    ['with \\n written out', { PRIVATE_KEY: pem.replaceAll('\n', '\\n') }],
    ['in quotes', { PRIVATE_KEY: `"${pem.replaceAll('\n', '\\n')}"` }],
    ['in base64', { PRIVATE_KEY: Buffer.from(pem).toString('base64') }],
    ['in a file', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/run/key.pem' }],
  ];
  test.each(keys)('the private key %s signs cards the same way', (_name, env) => {
    const config = app({ ...good, ...env }, () => pem);
    expect(config.signingKey).toBe(app(good).signingKey);
    expect(config.signingKey).toMatch(/^[0-9a-f]{64}$/);
  });
  test('a chosen signing key wins over the derived one', () => {
    expect(app({ ...good, FIREBREAK_KEY: 'k'.repeat(40) }).signingKey).toBe('k'.repeat(40));
  });
  test('two secrets are taken during a rotation, the current one first', () => {
    expect(app({ ...good, WEBHOOK_SECRET_PREVIOUS: 'old' }).secrets).toEqual([strong, 'old']);
  });
  test('a host of its own, a database, a port', () => {
    const env = {
      GHE_HOST: '127.0.0.1:4000',
      GHE_PROTOCOL: 'http',
      DATABASE_URL: 'postgres://a:b@db/firebreak',
      PORT: '0',
      HOST: '127.0.0.1',
      FIREBREAK_TRUSTED_APPS: '41898282, 7',
    };
    expect(app({ ...good, ...env })).toMatchObject({
      baseUrl: 'http://127.0.0.1:4000/api/v3',
      database: { databaseUrl: 'postgres://a:b@db/firebreak' },
      port: 0,
      host: '127.0.0.1',
      trustedBotIds: [41898282, 7],
    });
  });
});

test('production prints JSON', () => {
  expect(app({ ...good, NODE_ENV: 'production' }).logFormat).toBe('json');
  expect(app({ ...good, NODE_ENV: 'production', LOG_FORMAT: 'pretty' }).logFormat).toBe('pretty');
});

describe('without credentials', () => {
  test('the set-up page opens outside production', () => {
    expect(readConfig({}, noFile)).toMatchObject({ ok: true, config: { mode: 'set-up', port: 3000 } });
    expect(readConfig({ APP_ID: ' ', PRIVATE_KEY: '' }, noFile)).toMatchObject({ config: { mode: 'set-up' } });
  });
  test('production refuses to start', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual(['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']);
  });
  test('half of them is a mistake', () => {
    expect(problems({ APP_ID: '1' })).toEqual(['PRIVATE_KEY', 'WEBHOOK_SECRET']);
    expect(problems({ PRIVATE_KEY: pem })).toEqual(['APP_ID', 'WEBHOOK_SECRET']);
  });
});

describe('a problem', () => {
  const production = { NODE_ENV: 'production' };
  const rows: readonly [string, Env, readonly string[]][] = [
    ['an id that is no number', { APP_ID: 'Iv1.abc' }, ['APP_ID']],
    ['a key that is none', { PRIVATE_KEY: 'hello' }, ['PRIVATE_KEY']],
    ['a key of another kind', { PRIVATE_KEY: elliptic }, ['PRIVATE_KEY']],
    ['a file that is not there', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/no' }, ['PRIVATE_KEY_PATH']],
    ['no secret', { WEBHOOK_SECRET: '' }, ['WEBHOOK_SECRET']],
    ['a short secret in production', { ...production, WEBHOOK_SECRET: 'f'.repeat(31) }, ['WEBHOOK_SECRET']],
    ["Probot's default secret in production", { ...production, WEBHOOK_SECRET: 'development' }, ['WEBHOOK_SECRET']],
    [
      'a short previous secret in production',
      { ...production, WEBHOOK_SECRET_PREVIOUS: 'x' },
      ['WEBHOOK_SECRET_PREVIOUS'],
    ],
    ['a short signing key in production', { ...production, FIREBREAK_KEY: 'x' }, ['FIREBREAK_KEY']],
    ['a port out of range', { PORT: '65536' }, ['PORT']],
    ['a port with a sign', { PORT: '-1' }, ['PORT']],
    ['a URL as host', { GHE_HOST: 'https://ghe.example.com/' }, ['GHE_HOST']],
    ['a protocol that is none', { GHE_HOST: 'a.example', GHE_PROTOCOL: 'ftp' }, ['GHE_PROTOCOL']],
    ['tokens in the clear', { ...production, GHE_HOST: 'a.example', GHE_PROTOCOL: 'http' }, ['GHE_PROTOCOL']],
    ['another kind of database', { DATABASE_URL: 'mysql://root@db' }, ['DATABASE_URL']],
    ['a database URL that is none', { DATABASE_URL: 'postgres://[' }, ['DATABASE_URL']],
    ['a login as bot account', { FIREBREAK_TRUSTED_APPS: 'github-actions' }, ['FIREBREAK_TRUSTED_APPS']],
    ['a log level that is none', { LOG_LEVEL: 'chatty' }, ['LOG_LEVEL']],
    ['several at once', { APP_ID: 'x', PORT: 'y', DATABASE_URL: 'z' }, ['PORT', 'APP_ID', 'DATABASE_URL']],
  ];
  test.each(rows)('%s', (_name, env, variables) => {
    expect(problems({ ...good, ...env })).toEqual(variables);
  });
  test('a weak secret is fine outside production, and plain http on this machine in it', () => {
    expect(problems({ ...good, WEBHOOK_SECRET: 'development' })).toEqual([]);
    expect(problems({ ...good, ...production, GHE_HOST: 'localhost:4000', GHE_PROTOCOL: 'http' })).toEqual([]);
  });
  test('is said in one line: what happened, what was expected, what to do; never a secret', () => {
    const env = {
      ...production,
      APP_ID: '1',
      PRIVATE_KEY: 'canary-key',
      WEBHOOK_SECRET: 'canary-secret',
      DATABASE_URL: 'canary://pw',
    };
    const reading = readConfig(env, noFile);
    const text = reading.ok ? '' : printProblems(reading.problems);
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toContain(
      'WEBHOOK_SECRET: it has fewer than 32 bytes. Expected: at least 32 random bytes. Next: make one',
    );
    expect(text).not.toContain('canary');
  });
});
