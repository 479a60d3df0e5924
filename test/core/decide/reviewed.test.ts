// Slips that reached the wrong people, or nobody: each as it was found.
import { describe, expect, test } from 'vitest';
import { effectKeysIn } from '../../../src/core/marker.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

function opened(policy = build.aPolicy()): Model {
  const model = new Model({}, policy);
  model.open();
  return model;
}

describe('/escalate with a first word that can only mean somebody', () => {
  const ladder = '[{ after: 0m, targets: [devops] }, { after: 30m, targets: [manager] }]';
  const policy = build.policyOf(`
preset: none
levels: [{ name: P0, escalation: ${ladder} }]
people: { devops: ["@acme/devops"], manager: ["@acme/managers"], ceo: ["@lead"] }
contacts: [{ id: security, title: Security, primary: ceo }]
`);

  test.each(['ceo', 'manger', 'security', '@lead please', 'step 3', 'level 9'])(
    '%s pages nobody else in its place',
    (words) => {
      const model = opened(policy);
      const before = model.said.length;
      model.say(people.responder, `/escalate ${words}`);
      expect(
        model.said
          .slice(before)
          .map(({ body }) => body)
          .join('\n'),
      ).not.toMatch(/^@acme\/managers/m);
      expect(model.said.at(-1)?.body).toContain('1 (devops), 2 (manager)');
    },
  );

  test.each(['the fail-over does not work', 'nobody answers', 'database is gone', 'tier 2', ''])(
    'a reason stays a reason: %s',
    (words) => {
      const model = opened(policy);
      model.say(people.responder, `/escalate ${words}`);
      expect(model.said.map(({ body }) => body).join('\n')).toMatch(/^@acme\/managers/m);
    },
  );
});

describe('a suggestion that is copied does what was meant', () => {
  test.each([
    ['/check item 6', '/check 6'],
    ['/check 6 (done)', '/check 6'],
    ['/check 6,7 done', '/check 6 7'],
    ['/na item 4', '/na 4'],
  ])('%s → %s', (typed, suggested) => {
    const model = opened();
    model.say(people.responder, typed);
    expect(model.said.at(-1)?.body).toContain(`\`${suggested}\``);
  });

  test.each([
    ['mitigated', 'status monitoring'],
    ['fixed', 'status monitoring'],
    ['monitoring', 'status monitoring'],
    ['investigating', 'status investigating'],
    ['identified', 'status identified'],
    ['mitigating', 'status mitigating'],
  ])('/%s → /%s', (typed, suggested) => {
    const model = opened();
    model.say(people.responder, `/${typed}`);
    expect(model.said.at(-1)?.body).toContain(`/${suggested}`);
  });
});

describe('what is nearly the opposite of a command is never suggested as the command', () => {
  test.each([
    ['/declare P0', '/ack'],
    ['/decide we roll back', '/decision'],
    ['/unclose', '/reopen'],
    ['/unresolve', '/reopen'],
    ['/undecline', '/reopen'],
    ['/uncheck 3', '--undo'],
    ['/deescalate', '/severity'],
    ['/unpage', '/help'],
    ['/unsnooze', '/help'],
    ['/roll back', '/rollback'],
  ])('%s → %s', (typed, suggested) => {
    const model = opened();
    model.say(people.responder, typed);
    expect(model.said.at(-1)?.body).toContain(suggested);
  });

  test.each(['static', 'callback', 'config', 'import', 'vote', 'rule', 'reaction', 'post', 'change is down'])(
    '/%s is an address: silence',
    (typed) => {
      const model = opened();
      const before = model.comments.length;
      model.say(people.responder, `/${typed}`);
      expect(model.comments).toHaveLength(before + 1);
    },
  );
});

test('a page that reached nobody and was answered in the meantime goes on to nobody', () => {
  const policy = build.policyOf(`
preset: none
levels: [{ name: P0, escalation: [{ after: 0m, targets: [ghosts] }, { after: 90m, targets: [lead] }] }]
people: { ghosts: ["@ghost"], lead: ["@lead"] }
`);
  const model = opened(policy);
  const page = model.record?.ladder.taken.length ?? 0;
  expect(page).toBe(1);
  model.now = minute(1);
  model.say(people.responder, '/ack');
  const key = effectKeysIn(model.said[0]?.body ?? '')[0] ?? '';
  model.now = minute(2);
  model.send({
    kind: 'unheard',
    issue: build.issue,
    installationId: 5,
    at: minute(2),
    actor: null,
    via: 'clock',
    page: key,
    handles: ['@ghost'],
  });
  expect(model.record?.unheard).toEqual(['@ghost']);
  expect(model.said.map(({ body }) => body).join('\n')).not.toMatch(/^@lead/m);
});

test('what nobody sees is no answer: a comment of HTML does not fill in a required field', () => {
  const model = new Model({ body: build.formBody({ broken: '<!-- Describe what is broken -->' }) });
  model.open();
  expect(model.record?.missing.join(' ')).toContain('What is broken?');
});

test('a title that its author gave after a responder had corrected it is not the responder’s doing', () => {
  const model = opened();
  model.now = minute(5);
  model.live = { ...model.live, title: '[INCIDENT P2] stranger words' };
  const edit = {
    at: minute(4),
    titleFrom: '[INCIDENT P0] Production is down',
    titleTo: '[INCIDENT P0] Checkout is down',
  };
  model.send(build.edited({ ...edit, actor: people.responder }));
  expect(model.record).toMatchObject({ level: 'P0' });
  expect(model.record?.summary).not.toContain('stranger');
  expect(model.live.title).toBe('[INCIDENT P2] stranger words');
  model.send(
    build.edited({
      at: minute(5),
      titleFrom: edit.titleTo,
      titleTo: '[INCIDENT P2] stranger words',
      actor: people.visitor,
    }),
  );
  expect(model.record).toMatchObject({ level: 'P0' });
  expect(model.live.title).toMatch(/^\[INCIDENT P0\]/);
});

describe('an acknowledgement in PagerDuty that reaches us late', () => {
  const policy = build.policyOf(`
preset: none
levels:
  - { name: P0, escalation: [{ after: 0m, targets: [oncall] }, { after: 30m, targets: [lead] }] }
  - { name: P1, escalation: [{ after: 0m, targets: [oncall] }, { after: 30m, targets: [lead] }] }
people: { oncall: ["@responder"], lead: ["@lead"] }
on_call: [{ id: oncall, people: ["@responder"], pagerduty: PABC123, pagerduty_users: { PUSER1: responder } }]
`);
  const answered = (at: string) => ({
    kind: 'alert-answered' as const,
    issue: build.issue,
    installationId: 5,
    at,
    actor: null,
    via: 'webhook' as const,
    how: 'acknowledged' as const,
    who: 'PUSER1',
    email: null,
    event: `e-${at}`,
  });

  test('by a clock that is behind ours counts: there was no alert before the declaration', () => {
    const model = opened(policy);
    model.now = minute(2);
    model.send(answered('2026-03-01T03:59:00Z'));
    expect(model.record?.ladder.answered).not.toBeNull();
  });

  test('from before the severity changed is said, and people are paged on', () => {
    const model = opened(policy);
    model.now = minute(5);
    model.say(people.responder, '/severity P1');
    model.now = minute(6);
    model.send(answered(minute(4)));
    expect(model.record?.timeline.at(-1)?.text).toMatch(
      /^Acknowledged in PagerDuty by responder at 04:04 UTC, before the severity changed/,
    );
    expect(model.record?.ladder.answered).toBeNull();
  });
});
