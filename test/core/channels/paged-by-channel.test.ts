// Nobody can be mentioned, and a channel that pages is connected: the step is taken, and the channel has the page.
import { describe, expect, test } from 'vitest';
import { factKey, pageFact } from '../../../src/core/channels/happened.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people } = build;

const pager = '  - { id: pager, title: PagerDuty, kind: pagerduty, levels: [P0] }';

const policyWith = (channels: string, mapped = '{}', more = ''): Policy =>
  build.policyOf(`
preset: none
people: ${mapped}
${more}
channels:
${channels}
levels:
  - { name: P0, updates: null, respond_within: null, escalation: [{ after: 0m, targets: [oncall] }, { after: 20m, targets: [lead] }] }
  - { name: P1, updates: null, respond_within: null, escalation: [{ after: 0m, targets: [oncall] }] }
`);

function silent(policy: Policy, connected: readonly string[], level = 'P0'): Model {
  const model = new Model({ title: `[INCIDENT ${level}] Down`, labelled: ['incident', level] }, policy);
  model.connected = connected;
  model.open();
  return model;
}

const onCall = (users: string): string =>
  `on_call: [{ id: oncall, pagerduty: PABC123, pagerduty_users: { ${users} } }]`;
const atNight = { email: 'night@example.com', from: null, until: null };
const atDay = { email: 'day@example.com', from: null, until: null };

const paged = (model: Model): readonly string[] =>
  model.decisions.flatMap(({ tellings = [] }) => tellings.filter(({ event }) => event === 'paged').map(({ channel, key }) => `${channel}: ${key}`)); // biome-ignore format: a row
const texts = (model: Model): readonly string[] => model.record?.timeline.map(({ text }) => text) ?? [];

describe('nobody is mapped', () => {
  test('a channel that pages has every step of the ladder, once, in its time', () => {
    const model = silent(policyWith(pager), ['pagerduty']);
    expect(paged(model)).toEqual(['pager: paged/p0-0/2026-03-01T04:00:00Z']);
    model.until(minute(19));
    expect(paged(model), 'nobody twice').toHaveLength(1);
    model.until(minute(60));
    expect(paged(model)).toEqual(['pager: paged/p0-0/2026-03-01T04:00:00Z', 'pager: paged/p0-1/2026-03-01T04:00:00Z']);
    expect(texts(model)).toEqual(expect.arrayContaining(['Paged by PagerDuty; nobody could be mentioned']));
    expect(model.said[0]?.body).toContain('Paged by PagerDuty; nobody could be mentioned.');
  });

  test('an alert by e-mail pages, a room does not: nobody may be in it', () => {
    const mail = '  - { id: mail, title: Mail, kind: email, to: [oncall@acme.test] }';
    expect(paged(silent(policyWith(mail), ['email']))).toHaveLength(1);
    const room = '  - { id: room, title: Slack, kind: slack, name: "#incidents" }';
    expect(paged(silent(policyWith(room), ['slack']))).toEqual([]);
    const chosen = '  - { id: room, title: Slack, kind: slack, name: "#incidents", events: [opened, paged] }';
    expect(paged(silent(policyWith(chosen), ['slack']))).toHaveLength(1);
  });

  test.each([
    { name: 'the channel is not connected', connected: [], level: 'P0' },
    { name: 'the channel is not there for the level', connected: ['pagerduty'], level: 'P1' },
  ])('$name: the step waits until somebody is mapped', ({ connected, level }) => {
    const model = silent(policyWith(pager), connected, level);
    model.until(minute(60));
    expect([paged(model), model.said, model.record?.ladder.taken]).toEqual([[], [], []]);
    model.policy = policyWith(pager, '{ oncall: ["@oncall"] }');
    model.until(minute(70));
    expect(model.said[0]?.body).toContain('@oncall');
  });

  test('who is mapped is mentioned, and the channel is told as ever', () => {
    const model = silent(policyWith(pager, '{ oncall: ["@oncall"] }'), ['pagerduty']);
    expect(model.said[0]?.body).toContain('@oncall');
    expect(paged(model)).toHaveLength(1);
    expect(texts(model)).toContain('Paged oncall');
  });
});

test('/escalate to a step of nobody pages by the channel', () => {
  const model = silent(policyWith(pager), ['pagerduty']);
  model.say(people.responder, '/escalate it is worse');
  expect(paged(model)).toHaveLength(2);
});

describe('a pager that a severity takes off and another brings back', () => {
  const mapped = '{ oncall: ["@oncall"], lead: ["@lead"] }';
  const told = (model: Model) =>
    model.decisions.flatMap(({ tellings = [] }) => tellings.map(({ event, key }) => ({ event, key })));
  const flipped = (before: (model: Model) => void = () => undefined): Model => {
    const model = silent(policyWith(pager, mapped), ['pagerduty']);
    before(model);
    model.until(minute(3));
    model.say(people.responder, '/severity P1 one region only');
    model.until(minute(6));
    model.say(people.responder, '/severity P0 everywhere after all');
    return model;
  };

  test('is paged again by the step that was taken last, under keys of their own', () => {
    const keys = told(flipped());
    expect(keys.map(({ event }) => event)).toEqual(['paged', 'closed', 'paged']);
    expect(keys.map(({ key }) => key).filter((key) => key.startsWith('paged'))).toEqual([
      'paged/p0-0/2026-03-01T04:00:00Z',
      'paged/p0-0/2026-03-01T04:06:00Z',
    ]);
  });

  test('pages nobody where somebody has acknowledged', () => {
    const keys = told(flipped((model) => model.say(people.responder, '/ack')));
    expect(keys.filter(({ event }) => event === 'paged')).toHaveLength(1);
  });
});

describe('a page that is another one has another key', () => {
  const twice = (): Policy =>
    policyWith(pager, '{ oncall: ["@oncall"], lead: ["@lead"] }', 'mentions: { per_step: 2 }');

  test('a step that is told once more', () => {
    const model = silent(twice(), ['pagerduty']);
    model.later('PT2M');
    model.say(people.responder, '/escalate 1');
    expect(paged(model)).toEqual([
      'pager: paged/p0-0/2026-03-01T04:00:00Z',
      'pager: paged/p0-0/2/2026-03-01T04:00:00Z',
    ]);
  });

  test('the same place on the ladder of a policy that was accepted since', () => {
    const model = silent(twice(), ['pagerduty']);
    const record = model.record ?? build.anIncident();
    const kept = { source: 'test', version: 'v2', preset: 'none', written: null, accepted: minute(5) };
    expect(factKey(pageFact({ ...record, policy: kept }, 'P0/0', minute(6), 1))).toBe(
      'paged/p0-0/2026-03-01T04:05:00Z/2026-03-01T04:00:00Z',
    );
  });
});

describe('a schedule of PagerDuty whose people have no account in the policy', () => {
  const scheduled = (
    reading: NonNullable<Model['schedules']>[string],
    { users = 'day@example.com: reviewer', connected = ['pagerduty'], level = 'P0', mapped = '{}' } = {},
  ): Model => {
    const model = new Model({ title: `[INCIDENT ${level}] Down`, labelled: ['incident', level] }, policyWith(pager, mapped, onCall(users)));
    model.connected = connected;
    model.schedules = { PABC123: reading };
    model.open();
    return model;
  };

  test('every step goes out by the channel, once, in its time, and the card says whose account is missing', () => {
    const model = scheduled({ shifts: [atNight], trouble: null });
    expect(paged(model)).toEqual(['pager: paged/p0-0/2026-03-01T04:00:00Z']);
    expect(model.said[0]?.body).toContain('Paged by PagerDuty; nobody could be mentioned.');
    expect(model.card).toContain('whose account here is not known: nobody is mentioned');
    model.until(minute(19));
    expect(paged(model)).toHaveLength(1);
    model.until(minute(60));
    expect(paged(model)).toEqual(['pager: paged/p0-0/2026-03-01T04:00:00Z', 'pager: paged/p0-1/2026-03-01T04:00:00Z']);
  });

  test.each(['no-key', 'refused', 'no-answer'] as const)('nor where the schedule cannot be read (%s)', (trouble) => {
    const model = scheduled({ shifts: [], trouble });
    expect(paged(model)).toEqual(['pager: paged/p0-0/2026-03-01T04:00:00Z']);
    model.until(minute(19));
    expect(paged(model)).toHaveLength(1);
  });

  test('whoever of them has one is mentioned, and the channel is told as ever', () => {
    const model = scheduled({ shifts: [atNight, atDay], trouble: null });
    expect(model.said[0]?.body).toContain('@reviewer');
    expect(paged(model)).toHaveLength(1);
    expect(model.card).toContain('whose account here is not known: reviewer is mentioned');
  });

  test('somebody behind them is mapped: who is next is mentioned at once, and the channel has it too', () => {
    const model = scheduled({ shifts: [atNight], trouble: null }, { mapped: '{ lead: ["@lead"] }' });
    expect(model.said[0]?.body).toContain('@lead');
    expect(paged(model)).toHaveLength(1);
  });

  test('whoever the role has stands in for them', () => {
    const model = scheduled({ shifts: [atNight], trouble: null }, { mapped: '{ oncall: ["@commander"] }' });
    expect(model.said[0]?.body).toContain('@commander');
  });

  test.each([
    { connected: [], level: 'P0' },
    { connected: ['pagerduty'], level: 'P1' },
  ])('no channel has it ($connected, $level): the step is not taken for nobody, and is once the account is known', (given) => {
    const model = scheduled({ shifts: [atNight], trouble: null }, given);
    model.until(minute(10));
    expect([paged(model), model.record?.ladder.taken]).toEqual([[], []]);
    model.policy = policyWith(pager, '{}', onCall('NIGHT@example.com: reviewer'));
    model.until(minute(25));
    expect(model.said[0]?.body).toContain('@reviewer');
  });
}); // biome-ignore format: one thought a line
