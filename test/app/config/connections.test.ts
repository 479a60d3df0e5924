// Connections to channels, as the environment has them: each by its name, and what is wrong is told without its value.
import { describe, expect, test } from 'vitest';
import { connectionsFrom, secretsIn } from '../../../src/app/config/connections.ts';
import type { ConfigProblem } from '../../../src/app/config/problem.ts';
import type { Env } from '../../../src/app/config/values.ts';

const routingKey = 'a'.repeat(32);
const secret = `whsec_${Buffer.from('a secret that is long enough').toString('base64')}`;

function read(env: Env) {
  const problems: ConfigProblem[] = [];
  const reader = { env, production: true, report: (problem: ConfigProblem) => problems.push(problem) };
  return { connections: connectionsFrom(reader), problems };
}

describe('connections', () => {
  test('there are none where the environment says nothing', () => {
    expect(read({ APP_ID: '1' })).toEqual({ connections: [], problems: [] });
  });
  test('are called by their medium, and by what stands behind it', () => {
    const { connections, problems } = read({
      FIREBREAK_SLACK_TOKEN: 'xoxb-1-2-abcdef',
      FIREBREAK_SLACK_CHANNEL: 'C0123456789',
      FIREBREAK_PAGERDUTY_ROUTING_KEY: routingKey,
      FIREBREAK_PAGERDUTY_ROUTING_KEY_DATABASE: routingKey,
      FIREBREAK_WEBHOOK_URL_OPS: 'https://ops.test/hook',
      FIREBREAK_WEBHOOK_SECRET_OPS: `${secret} ${secret}`,
      FIREBREAK_SMTP_URL: 'smtps://app:p%40ss@mail.test',
      FIREBREAK_SMTP_FROM: 'Firebreak <firebreak@acme.test>',
    });
    expect(problems).toEqual([]);
    expect(connections).toEqual([
      { name: 'slack', medium: 'slack', token: 'xoxb-1-2-abcdef', channel: 'C0123456789' },
      { name: 'pagerduty', medium: 'pagerduty', routingKey },
      { name: 'pagerduty:database', medium: 'pagerduty', routingKey },
      {
        name: 'webhook:ops',
        medium: 'webhook',
        url: 'https://ops.test/hook',
        secrets: [secret, secret],
        allowPrivate: false,
      },
      { name: 'email', medium: 'email', url: 'smtps://app:p%40ss@mail.test', from: 'Firebreak <firebreak@acme.test>' },
    ]);
    expect(secretsIn(connections)).toEqual(
      expect.arrayContaining(['xoxb-1-2-abcdef', routingKey, 'https://ops.test/hook', secret, 'p@ss']),
    );
  });
  test('a Slack may be at another address, and keep incidents in private channels, each connection for itself', () => {
    const { connections, problems } = read({
      FIREBREAK_SLACK_TOKEN: 'xoxb-1-2-abcdef',
      FIREBREAK_SLACK_PRIVATE: 'yes',
      FIREBREAK_SLACK_TOKEN_GOV: 'xoxb-1-2-abcdef',
      FIREBREAK_SLACK_URL_GOV: 'https://slack-gov.com/api',
      FIREBREAK_SLACK_TOKEN_LOCAL: 'xoxb-1-2-abcdef',
      FIREBREAK_SLACK_URL_LOCAL: 'http://127.0.0.1:4000/api/',
      FIREBREAK_SLACK_PRIVATE_LOCAL: 'no',
    });
    expect(problems).toEqual([]);
    const slack = { medium: 'slack', token: 'xoxb-1-2-abcdef', channel: null };
    expect(connections).toEqual([
      { name: 'slack', ...slack, private: true },
      { name: 'slack:gov', ...slack, slackApiUrl: 'https://slack-gov.com/api/' },
      { name: 'slack:local', ...slack, slackApiUrl: 'http://127.0.0.1:4000/api/' },
    ]);
  });
  test.each<[string, string, Env]>([
    [
      'a Slack in the clear',
      'FIREBREAK_SLACK_URL',
      { FIREBREAK_SLACK_TOKEN: 'xoxb-1-2-abcdef', FIREBREAK_SLACK_URL: 'http://hunter2.test/api/' },
    ],
    ['a token that is none', 'FIREBREAK_SLACK_TOKEN', { FIREBREAK_SLACK_TOKEN: 'hunter2-hunter2' }],
    [
      'a name instead of an id',
      'FIREBREAK_SLACK_CHANNEL',
      { FIREBREAK_SLACK_TOKEN: 'xoxb-1-2-abcdef', FIREBREAK_SLACK_CHANNEL: '#hunter2' },
    ],
    ['a key that is none', 'FIREBREAK_PAGERDUTY_ROUTING_KEY_OPS', { FIREBREAK_PAGERDUTY_ROUTING_KEY_OPS: 'hunter2' }],
    [
      'PagerDuty in the clear',
      'FIREBREAK_PAGERDUTY_URL',
      { FIREBREAK_PAGERDUTY_ROUTING_KEY: routingKey, FIREBREAK_PAGERDUTY_URL: 'http://hunter2.test' },
    ],
    [
      'a webhook in the clear',
      'FIREBREAK_WEBHOOK_URL',
      { FIREBREAK_WEBHOOK_URL: 'http://hunter2.test', FIREBREAK_WEBHOOK_SECRET: secret },
    ],
    ['a webhook without a secret', 'FIREBREAK_WEBHOOK_SECRET', { FIREBREAK_WEBHOOK_URL: 'https://hunter2.test' }],
    [
      'a mail server that is none',
      'FIREBREAK_SMTP_URL',
      { FIREBREAK_SMTP_URL: 'hunter2', FIREBREAK_SMTP_FROM: 'a@acme.test' },
    ],
    ['a mail from nobody', 'FIREBREAK_SMTP_FROM', { FIREBREAK_SMTP_URL: 'smtp://hunter2.test' }],
  ])('%s is told at %s, without its value', (_name, variable, env) => {
    const { connections, problems } = read(env);
    expect(connections).toEqual([]);
    expect(problems.map((problem) => problem.variable)).toEqual([variable]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});
