// What channels are told when the severity of an incident is put right: nothing that calls anybody once it is over, and a page again where the alert had ended.
import { expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { responder, lead } = build.people;

const policy = build.policyOf(`${build.mapped}
quiet_hours: { from: "00:00", to: "23:00" }
channels:
  - { id: pager, title: PagerDuty, kind: pagerduty, levels: [P0, P1] }
  - { id: bosses, title: Management, kind: email, to: [boss@acme.test], levels: [P0] }
  - { id: room, title: Incident channel, kind: incident-channel, levels: [P0] }
  - { id: hook, title: Hook, kind: webhook }
  - { id: team, title: Team, kind: webhook, removed: true }
`);

function opened(level: string): Model {
  const model = new Model({ title: `[INCIDENT ${level}] Down`, labelled: ['incident', level] }, policy);
  model.connected = ['pagerduty', 'email', 'slack', 'webhook'];
  model.open();
  return model;
}

/** What is told of what somebody does a minute later, as `channel event`. */
function told(model: Model, act: () => void): readonly string[] {
  model.later('PT1M');
  const from = model.decisions.length;
  act();
  const decided = model.decisions.slice(from).flatMap(({ tellings = [] }) => tellings);
  return decided.filter(({ instead }) => instead === undefined).map(({ channel, event }) => `${channel} ${event}`);
}

test.each([
  ['closed', '/close --force all clear'],
  ['declined', '/decline --force a drill'],
  ['resolved', '/resolve --force it is back'],
])(
  'an incident that is %s is put at a worse severity: no channel that hears of it only now is told that it begins',
  (status, end) => {
    const model = opened('P2');
    model.say(lead, end);
    expect(model.record?.status).toBe(status);
    expect(told(model, () => model.relabel(lead, ['P0'], ['P2']))).toEqual(['hook severity']);
    expect(model.record?.alerts).toBeUndefined();
  },
);

test('one that was paged, downgraded and closed pages nobody when its severity is put right', () => {
  const model = opened('P0');
  model.relabel(lead, ['P2'], ['P0']);
  told(model, () => model.say(lead, '/close --force all clear'));
  expect(told(model, () => model.relabel(lead, ['P0'], ['P2']))).toEqual(['hook severity']);
  expect(model.record?.alerts).toBeUndefined();
});

test('an alert that ended with a downgrade begins again when the severity is back, by whatever way it comes back', () => {
  const model = opened('P0');
  expect(told(model, () => model.relabel(lead, ['P2'], ['P0']))).toContain('pager closed');
  // The night holds back what a P1 pages, so nothing is to be told of yet.
  expect(told(model, () => model.relabel(lead, ['P1'], ['P2']))).not.toContain('pager paged');
  expect(told(model, () => model.relabel(lead, ['P0'], ['P1']))).toContain('pager paged');
});

test('whoever answers a page that came after the first acknowledgement has answered it everywhere', () => {
  const model = opened('P0');
  told(model, () => model.say(responder, '/ack'));
  expect(
    told(model, () => model.say(lead, '/ack')),
    'nothing was asked since',
  ).toEqual([]);
  expect(told(model, () => model.say(responder, '/escalate 1 it is worse'))).toEqual([]);
  model.relabel(lead, ['P1'], ['P0']);
  expect(told(model, () => model.say(responder, '/escalate 2 nothing helps'))).toContain('pager paged');
  expect(told(model, () => model.say(lead, '/ack'))).toContain('pager acknowledged');
});

test('nobody is paged by a channel because things got better, whoever was paged at both severities', () => {
  const model = new Model(
    { title: '[INCIDENT P1] Down', labelled: ['incident', 'P1'] },
    { ...policy, quietHours: null },
  );
  model.connected = ['pagerduty', 'webhook'];
  model.open();
  expect(told(model, () => model.relabel(lead, ['P0'], ['P1']))).toContain('pager paged');
  expect(told(model, () => model.relabel(lead, ['P1'], ['P0']))).toEqual(['hook severity']);
});

test('who acknowledges and hands over at once is followed by whom it was handed to', () => {
  const model = opened('P0');
  const both = told(model, () => model.say(responder, '/ack\n/handoff @commander it is theirs'));
  expect(both).toEqual(expect.arrayContaining(['pager acknowledged', 'pager assigned']));
  const ackOnly = opened('P0');
  expect(told(ackOnly, () => ackOnly.say(responder, '/ack'))).not.toContain('pager assigned');
});

test('the channel of an incident is closed with it, also when the severity had left it', () => {
  const model = opened('P0');
  const record = model.record;
  if (record === null) throw new Error('It was not declared.');
  model.record = { ...record, channels: { room: { ref: 'C1', since: null, problem: null } } };
  expect(told(model, () => model.relabel(lead, ['P2'], ['P0']))).toContain('room severity');
  expect(told(model, () => model.say(lead, '/close --force all clear'))).toContain('room closed');
  const never = opened('P2');
  expect(told(never, () => never.say(lead, '/close --force all clear'))).not.toContain('room closed');
});
