// Which deliveries become which triggers, and why the others do not.
import { describe, expect, test } from 'vitest';
import { Trigger } from '../../../src/core/trigger.ts';
import { toTrigger } from '../../../src/shell/payloads/to-trigger.ts';
import { bot, commented, issues, otherBot, self } from './payload-samples.ts';

const ordinary = { title: 'Typo', labels: [{ name: 'bug' }] };

describe('becomes a trigger', () => {
  const common = {
    issue: { repositoryId: 3, owner: 'sample-org', repo: 'shop', number: 42, nodeId: 'I_5' },
    installationId: 9,
    actor: { id: 11, login: 'responder', nodeId: 'U_11', bot: false },
    via: 'webhook',
  };
  const rows: readonly [string, string, unknown, object][] = [
    [
      'an issue opened',
      'issues',
      issues('opened'),
      {
        kind: 'opened',
        at: '2026-03-01T04:05:06Z',
        title: '[INCIDENT P0] Checkout fails',
        body: 'Users see errors.',
        labels: ['incident', 'P0'],
        author: common.actor,
      },
    ],
    [
      'a label put on',
      'issues',
      issues('labeled', { label: { name: 'P1' } }),
      { kind: 'labelled', label: 'P1', added: true },
    ],
    ['a label taken off', 'issues', issues('unlabeled', { label: { name: 'P1' } }), { kind: 'labelled', added: false }],
    [
      'a title edited',
      'issues',
      issues('edited', { changes: { title: { from: 'Old' } } }),
      { kind: 'edited', titleFrom: 'Old', bodyFrom: null },
    ],
    [
      'a body edited',
      'issues',
      issues('edited', { changes: { body: { from: 'Old' } } }),
      { kind: 'edited', titleFrom: null, bodyFrom: 'Old', bodyTo: expect.any(String) },
    ],
    [
      'closed, at the instant of closing',
      'issues',
      issues('closed', {}, { closed_at: '2026-03-01T05:00:00Z' }),
      { kind: 'closed', at: '2026-03-01T05:00:00Z' },
    ],
    ['reopened', 'issues', issues('reopened'), { kind: 'reopened', at: '2026-03-01T04:06:00Z' }],
    ['locked', 'issues', issues('locked'), { kind: 'locked', locked: true }],
    ['unlocked', 'issues', issues('unlocked'), { kind: 'locked', locked: false }],
    ['transferred away', 'issues', issues('transferred'), { kind: 'gone', how: 'transferred' }],
    ['deleted', 'issues', issues('deleted'), { kind: 'gone', how: 'deleted' }],
    [
      'transferred here: an ordinary opened issue',
      'issues',
      issues('opened', { changes: { old_issue: { id: 1 }, old_repository: {} } }),
      { kind: 'opened' },
    ],
    [
      'a command',
      'issue_comment',
      commented('created'),
      {
        kind: 'commented',
        at: '2026-03-01T04:07:00Z',
        comment: { id: 77, nodeId: 'IC_77', body: '/ack', createdAt: '2026-03-01T04:07:00Z', viaApp: null },
      },
    ],
    [
      'a comment edited by its author into a command',
      'issue_comment',
      commented('edited', { changes: { body: { from: '/sevrity P1' } } }, { body: '/severity P1' }),
      { kind: 'comment-edited', commentId: 77, body: '/severity P1', bodyFrom: '/sevrity P1' },
    ],
    [
      'the card edited by somebody else',
      'issue_comment',
      commented('edited', {}, { user: bot, updated_at: '2026-03-01T06:00:00Z' }),
      { kind: 'card-touched', commentId: 77, how: 'edited', at: '2026-03-01T06:00:00Z' },
    ],
    [
      'the card deleted by somebody else',
      'issue_comment',
      commented('deleted', {}, { user: bot }),
      { kind: 'card-touched', how: 'deleted' },
    ],
    [
      "the other host's card edited",
      'issue_comment',
      commented('edited', {}, { user: otherBot }),
      { kind: 'card-touched', how: 'edited' },
    ],
  ];
  test.each(rows)('%s', (_name, event, payload, expected) => {
    const reading = toTrigger(event, payload, self);
    expect(reading).toMatchObject({ trigger: { ...common, ...expected } });
    expect('trigger' in reading && Trigger.safeParse(reading.trigger).success).toBe(true);
  });
});

describe('is ignored, with the reason', () => {
  const rows: readonly [string, string, unknown, string][] = [
    ['our own label', 'issues', issues('labeled', { label: { name: 'P0' }, sender: bot }), 'own'],
    ['our own reopening', 'issues', issues('reopened', { sender: bot }), 'own'],
    ['our own comment', 'issue_comment', commented('created', { sender: bot }, { user: bot }), 'own'],
    [
      'our own comment, known by the app id',
      'issue_comment',
      commented('created', {}, { performed_via_github_app: { id: 7 } }),
      'own',
    ],
    ['our own edit of the card', 'issue_comment', commented('edited', { sender: bot }, { user: bot }), 'own'],
    ['talk without a command', 'issue_comment', commented('created', {}, { body: 'looking into it' }), 'no-command'],
    ['a command in code', 'issue_comment', commented('created', {}, { body: '```\n/ack\n```' }), 'no-command'],
    ['a path in a sentence', 'issue_comment', commented('created', {}, { body: 'see /var/log' }), 'no-command'],
    ['an empty comment', 'issue_comment', commented('created', {}, { body: null }), 'no-command'],
    [
      'the summary of a close, read from the thread',
      'issue_comment',
      commented('created', {}, { body: '**Resolved:** yes\n**Fix:** rollback' }),
      'no-command',
    ],
    ['an edited command', 'issue_comment', commented('edited'), 'edits-never-run'],
    ['a deleted command', 'issue_comment', commented('deleted'), 'edits-never-run'],
    ['a comment on an ordinary issue', 'issue_comment', commented('created', {}, {}, ordinary), 'not-an-incident'],
    ['an ordinary issue opened', 'issues', issues('opened', {}, ordinary), 'not-an-incident'],
    [
      'a comment on a pull request',
      'issue_comment',
      commented('created', {}, {}, { pull_request: {} }),
      'pull-request',
    ],
    ['an assignment', 'issues', issues('assigned'), 'action-not-used'],
    ['a pin', 'issues', issues('pinned'), 'action-not-used'],
    ['an action named like a property of objects', 'issues', issues('constructor'), 'action-not-used'],
    ['an event that we do not use', 'fork', { forkee: {} }, 'event-not-used'],
    ['an event that nobody knows', 'no_such_event', {}, 'event-not-used'],
    ['an empty body', 'issues', {}, 'unexpected-shape'],
    ['null', 'issues', null, 'unexpected-shape'],
    ['a list', 'issue_comment', [], 'unexpected-shape'],
    ['a time that is none', 'issues', issues('opened', {}, { created_at: 'yesterday' }), 'unexpected-shape'],
    // Event names are not signed: a comment's body under another name would look like a deleted issue (AC-03).
    ['a deleted comment delivered as an issue', 'issues', commented('deleted'), 'unexpected-shape'],
    ['an issue delivered as a comment', 'issue_comment', issues('opened'), 'unexpected-shape'],
  ];
  test.each(rows)('%s', (_name, event, payload, reason) => {
    expect(toTrigger(event, payload, self)).toEqual({ ignored: reason });
  });
});

describe('is tolerated', () => {
  test('accounts that were deleted', () => {
    const opened = toTrigger('issues', issues('opened', { sender: null }, { user: null }), self);
    expect(opened).toMatchObject({ trigger: { actor: null, author: null } });
    const said = toTrigger('issue_comment', commented('created', { sender: null }, { user: null }), self);
    expect(said).toMatchObject({ trigger: { actor: null } });
  });
  test('a missing installation and a missing body', () => {
    const opened = toTrigger('issues', issues('opened', { installation: undefined }, { body: null }), self);
    expect(opened).toMatchObject({ trigger: { installationId: null, body: '' } });
  });
  test('a bot is marked as one', () => {
    expect(toTrigger('issues', issues('reopened', { sender: otherBot }), self)).toMatchObject({
      trigger: { actor: { login: 'github-actions[bot]', bot: true } },
    });
  });
});

describe('an issue counts as an incident', () => {
  const rows: readonly [string, Readonly<Record<string, unknown>>][] = [
    ['by its label', { title: 'Down', labels: [{ name: 'Incident' }] }],
    ['by its title, when GitHub dropped the labels', { title: '[INCIDENT P0] Down', labels: [] }],
    ['by the form in its body', { title: 'Down', labels: [], body: '### What is broken?\r\n\r\nAll of it' }],
  ];
  test.each(rows)('%s', (_name, over) => {
    expect(toTrigger('issues', issues('opened', {}, over), self)).toHaveProperty('trigger.kind', 'opened');
  });
  test('when the label that made it one is taken off', () => {
    const payload = issues('unlabeled', { label: { name: 'incident' } }, ordinary);
    expect(toTrigger('issues', payload, self)).toMatchObject({ trigger: { kind: 'labelled', added: false } });
  });
  test('when the title that made it one is edited away', () => {
    const payload = issues('edited', { changes: { title: { from: '[INCIDENT P1] Down' } } }, ordinary);
    expect(toTrigger('issues', payload, self)).toMatchObject({ trigger: { kind: 'edited' } });
  });
});
