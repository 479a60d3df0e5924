// Who is told of what, when, under which key and in which words: decided with everything else, by comparing the incident before and after.
import { describe, expect, test } from 'vitest';
import type { Situation } from '../../../src/core/brain.ts';
import type { Telling } from '../../../src/core/channels/telling.ts';
import { tellings } from '../../../src/core/channels/tellings.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import type { Trigger } from '../../../src/core/trigger.ts';
import { createRenderer } from '../../../src/shell/render/renderer.ts';
import * as build from '../../support/builders.ts';

const renderer = createRenderer({ signingKey: null, templates: build.shipped.messages });
const everything = ['slack', 'slack:ops', 'pagerduty', 'email', 'webhook', 'webhook:site'];

const policy = build.policyOf(`${build.mapped}
channels:
  - { id: room, title: Incident channel, kind: incident-channel, name: "#incident-{date}-{slug}" }
  - { id: pager, title: PagerDuty, kind: pagerduty, levels: [P0, P1] }
  - { id: bosses, title: Management, kind: email, audience: stakeholders, to: [boss@acme.test] }
  - { id: site, title: Status site, kind: webhook, connection: site, audience: public, only_if: customer-facing }
  - { id: team, title: Team, kind: webhook, removed: true }
`);

function tellingsOf(trigger: Trigger, over: Partial<Situation> = {}): readonly Telling[] {
  const { record = null } = over;
  const given = build.situation(trigger, { policy, connected: everything, record, ...over });
  return build.brain.decide(given).tellings ?? [];
}

/** `channel: key` of each, in order. */
function told(trigger: Trigger, over: Partial<Situation> = {}): readonly string[] {
  return tellingsOf(trigger, over).map(({ channel, key }) => `${channel}: ${key}`);
}

const declared = (): Incident => {
  const { record } = build.brain.decide(build.situation(build.opened(), { policy, connected: everything }));
  if (record === null) throw new Error('It was not declared.');
  return record;
};

/** What is told when the one has become the other. */
const between = (before: Incident, after: Incident): readonly Telling[] =>
  tellings(before, after, build.situation(build.commented('x'), { policy, connected: everything, record: before }), []);

test('a page says whether an acknowledgement ends its step', () => {
  const rules = build.policyOf(`
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"] }
channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]
levels:
  - { name: P0, escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [lead], until: resolved }, { after: 30m, targets: [lead], until: acknowledged }] }
`);
  const given = build.situation(build.tick(build.minute(15)), { policy: rules, connected: everything });
  const before = build.anIncident();
  const page = (key: string) => tellings(before, build.after(before, build.minute(15), build.paged(key)), given, []).find(({ event }) => event === 'paged');
  expect(page('P0/0')).not.toHaveProperty('answerable');
  expect(page('P0/1')).toMatchObject({ answerable: false });
  expect(page('P0/2')).not.toHaveProperty('answerable');
}); // biome-ignore format: one thought a line

describe('a declared P0', () => {
  test('is told to each channel that hears of it, under keys made of what happened and when', () => {
    expect(told(build.opened())).toEqual([
      'room: opened/2026-03-01T04:00:00Z',
      'room: paged/p0-1/2026-03-01T04:00:00Z',
      'pager: paged/p0-1/2026-03-01T04:00:00Z',
      'bosses: opened/2026-03-01T04:00:00Z',
    ]);
  });
  test('is told to nobody where nothing is connected', () => {
    expect(told(build.opened(), { connected: [] })).toEqual([]);
  });
  test('is told only where it is connected', () => {
    expect(told(build.opened(), { connected: ['email'] })).toEqual(['bosses: opened/2026-03-01T04:00:00Z']);
  });
  test('names its Slack channel as the runbook does (`S004-05`)', () => {
    expect(tellingsOf(build.opened())[0]?.name).toBe('incident-20260301-production-down');
  });
  test('carries all that a receiver needs', () => {
    expect(tellingsOf(build.opened()).find(({ channel }) => channel === 'bosses')).toMatchObject({
      connection: 'email',
      event: 'opened',
      level: 'P0',
      rank: 1,
      status: 'investigating',
      summary: 'Production down',
      url: 'https://github.test/acme/shop/issues/7',
      at: build.T0,
      to: ['boss@acme.test'],
      name: null,
    });
  });
});

test('a report is told to nobody: nobody has declared it', () => {
  expect(told(build.opened({ actor: build.people.visitor, author: build.people.visitor }))).toEqual([]);
});

test('a level that a channel does not have is not told there', () => {
  const labels = ['incident', 'P2'];
  const facts = build.facts({ issue: build.liveIssue({ labelled: labels, title: '[INCIDENT P2] Slow' }) });
  expect(
    told(build.opened({ labels, title: '[INCIDENT P2] Slow' }), { facts }).filter((text) => text.startsWith('pager')),
  ).toEqual([]);
});

describe('what follows', () => {
  test.each([
    ['/ack', ['room: acknowledged', 'pager: acknowledged']],
    ['/severity P1 no customers', ['room: severity']],
    ['/status mitigating', ['room: status']],
    ['/update found it', ['room: update']],
    ['/note nothing to tell', []],
    ['/help', []],
  ])('%s', (body, expected) => {
    const found = told(build.commented(body), { record: declared(), now: build.minute(3) });
    expect(found.map((text) => text.split('/', 1)[0])).toEqual(expected);
  });
  test('a hand-off is for who leads now, by the id that a rotation says they have in PagerDuty; else for whom the channel names', () => {
    const before = build.after(declared(), build.minute(1), build.acknowledged);
    const role = { kind: 'role', role: 'commander', person: build.people.commander } as const;
    const toOf = (given: typeof policy) =>
      tellings(before, build.after(before, build.minute(2), role), build.situation(build.commented('x'), { policy: given, connected: everything, record: before }), [])
        .filter(({ channel }) => channel === 'pager')
        .map(({ event, to }) => ({ event, to }));
    const mapped = build.policyOf(`${build.mapped}
channels: [{ id: pager, title: PagerDuty, kind: pagerduty, to: ["policy:PGZ43Z4"] }]
on_call: [{ id: duty, people: ["@responder"], pagerduty_users: { commander@example.com: commander, PCOMMANDER: "@Commander" } }]
`);
    expect(toOf(mapped)).toEqual([{ event: 'assigned', to: ['PCOMMANDER'] }]);
    expect(toOf({ ...mapped, onCall: [] })).toEqual([{ event: 'assigned', to: ['policy:PGZ43Z4'] }]);
  }); // biome-ignore format: one thought a line
  test('an alert ends when the severity is none any more for which the channel is there', () => {
    const found = told(build.commented('/severity P3 few users'), { record: declared(), now: build.minute(3) });
    expect(found.filter((text) => text.startsWith('pager'))).toEqual([expect.stringMatching(/^pager: closed\/p3\//)]);
  });
  test('an alert goes on while another channel over the same connection has it', () => {
    const two = build.policyOf(`${build.mapped}
channels:
  - { id: worst, title: All hands, kind: pagerduty, levels: [P0] }
  - { id: pager, title: PagerDuty, kind: pagerduty, levels: [P0, P1] }
`);
    const found = told(build.commented('/severity P1 no customers'), { policy: two, record: declared(), now: build.minute(3) });
    expect(found.filter((text) => text.includes(': closed/'))).toEqual([]);
    const other = told(build.commented('/severity P2 few'), { policy: two, record: declared(), now: build.minute(3) });
    expect(other.filter((text) => text.includes(': closed/'))).toHaveLength(2);
  }); // biome-ignore format: one thought a line
  test('a channel that is used from here on is told first that there is an incident', () => {
    const before = build.after(declared(), build.minute(1), build.acknowledged);
    const found = between(before, { ...before, customerFacing: true, impact: 'checkout' });
    expect(found.map(({ channel, event }) => `${channel}: ${event}`)).toEqual(['site: opened']);
  });
  test('the same comment decided again has the same keys', () => {
    const record = declared();
    const trigger = build.commented('/ack');
    expect(told(trigger, { record, now: build.minute(3) })).toEqual(told(trigger, { record, now: build.minute(3) }));
  });
  test('only channels for customers wait until somebody has said that customers notice it', () => {
    const record = { ...declared(), customerFacing: true };
    const resolve = between(record, build.after(record, build.minute(9), build.resolved)).map(
      ({ channel, key }) => `${channel}: ${key}`,
    );
    expect(resolve.map((text) => text.split('/', 1)[0])).toContain('site: resolved');
  });
});

describe('what readers see', () => {
  const said = 'the password of db-2 was on a wiki page';
  const record = (): Incident => ({
    ...build.after(declared(), build.minute(1), { kind: 'updated', text: said, eta: null, impact: null, next: null }),
    customerFacing: true,
    impact: said,
  });
  const texts = () =>
    between(record(), build.after(record(), build.minute(9), build.resolved)).map(({ channel, summary, message }) => ({
      channel,
      text: `${summary}\n${renderer.text(message)}`,
    }));

  test('outsiders read nothing that was written for responders', () => {
    const outside = texts().filter(({ channel }) => channel === 'bosses' || channel === 'site');
    expect(outside).toHaveLength(2);
    for (const { text } of outside) expect(text).not.toContain('password');
  });
  test('the public reads no title either: it was written for responders', () => {
    const [site] = texts().filter(({ channel }) => channel === 'site');
    expect(site?.text).toContain('Incident in shop');
    expect(site?.text).not.toContain('Production down');
  });
  test('the public gets no address of the issue: not everybody may open it', () => {
    const urls = between(record(), build.after(record(), build.minute(9), build.resolved)).map(
      ({ channel, url }) => `${channel}: ${url}`,
    );
    expect(urls).toEqual(expect.arrayContaining(['site: null', 'bosses: https://github.test/acme/shop/issues/7']));
  });
  test('an update is for outsiders only if it was marked for them', () => {
    const trigger = build.commented(`/update ${said}`);
    expect(
      told(trigger, { record: record(), now: build.minute(3) }).filter((text) => !text.startsWith('room')),
    ).toEqual([]);
  });
  test('an incident channel is not named after what is vulnerable', () => {
    const facts = build.facts({ issue: build.liveIssue({ labelled: ['incident', 'P0', 'security'] }) });
    const [room] = tellingsOf(build.opened({ labels: ['incident', 'P0', 'security'] }), { facts });
    expect(room?.name).toBe('incident-20260301-security');
  });
  test('nobody is mentioned', () => {
    for (const { message } of tellingsOf(build.opened())) expect(message.mentions).toEqual([]);
  });
});

describe('a page that GitHub does not take within a minute', () => {
  const channels = (text: string) =>
    build.policyOf(`${build.mapped}\nchannels:\n  - { id: team, removed: true, title: Team, kind: webhook }\n${text}`);
  const instead = (text: string) =>
    tellingsOf(build.opened(), { policy: channels(text) })
      .filter((telling) => telling.instead !== undefined)
      .map(({ channel, key, instead: of }) => ({ channel, key, of }));

  test('goes out by the channel that the policy has for it', () => {
    expect(instead('  - { id: hook, title: Hook, kind: webhook, events: [resolved], fallback: true }')).toEqual([
      {
        channel: 'hook',
        key: 'paged/p0-1/2026-03-01T04:00:00Z',
        of: { of: expect.stringMatching(/^due\//), from: '2026-03-01T04:01:00Z', title: 'Hook' },
      },
    ]);
  });
  test('goes out by the first internal channel where the policy has none for it', () => {
    expect(
      instead('  - { id: chat, title: Slack, kind: slack, name: "#incidents" }').map(({ channel }) => channel),
    ).toEqual(['chat']);
  });
  test('needs no other way where a channel is paged anyway', () => {
    expect(
      instead('  - { id: chat, title: Slack, kind: slack }\n  - { id: pager, title: PagerDuty, kind: pagerduty }'),
    ).toEqual([]);
  });
  test('below the worst level it goes out once GitHub has refused it', () => {
    const labels = ['incident', 'P1'];
    const facts = build.facts({ issue: build.liveIssue({ labelled: labels, title: '[INCIDENT P1] Slow' }) });
    const policy = channels('  - { id: chat, title: Slack, kind: slack, name: "#incidents" }');
    const found = tellingsOf(build.opened({ labels, title: '[INCIDENT P1] Slow' }), { facts, policy });
    expect(found.find(({ event }) => event === 'paged')?.instead).toMatchObject({ onceRefused: true });
  });
  test('also one that a command asked for, by a channel that is paged anyway, in its own words', () => {
    const policy = channels('  - { id: pager, title: PagerDuty, kind: pagerduty }');
    const trigger = build.commented('/page devops the disk is full', { id: 77 });
    const found = tellingsOf(trigger, { policy, record: declared(), now: build.minute(3) });
    expect(found.map(({ channel, key, instead: of }) => [channel, key, of])).toEqual([
      ['pager', 'paged/page-77-0/2026-03-01T04:03:00Z', { of: 'page/77/0', from: build.minute(4), title: 'PagerDuty' }],
    ]);
    expect(found.map(({ message }) => [message.mentions, renderer.text(message).includes('the disk is full')])).toEqual(
      [[[], true]],
    );
  });
  test('is never told to outsiders', () => {
    expect(instead('  - { id: site, title: Site, kind: webhook, audience: public }')).toEqual([]);
  });
});

describe('a record that is found on GitHub since the database is gone', () => {
  const rebuilt = (record: Incident, now: string) => told(build.look(now), { record, now, rebuilt: true });
  test('tells again what may not have been told, under the same keys', () => {
    expect(rebuilt(declared(), build.minute(2))).toEqual(told(build.opened()));
  });
  test('does not page again what was answered', () => {
    const found = rebuilt(build.after(declared(), build.minute(1), build.acknowledged), build.minute(2));
    expect(found.filter((text) => text.includes('paged'))).toEqual([]);
  });
  test('tells nothing of long ago', () => {
    const record = build.after(declared(), build.minute(1), build.acknowledged);
    expect(rebuilt(record, build.minute(90))).toEqual([]);
  });
  test('but to a channel that was down all the while', () => {
    const record = build.after(declared(), build.minute(1), build.acknowledged);
    const channels = { bosses: { ref: null, since: build.T0, problem: 'unreachable' as const } };
    expect(rebuilt({ ...record, channels }, build.minute(90))).toEqual(['bosses: opened/2026-03-01T04:00:00Z']);
  });
});

describe('what became of it is on the record', () => {
  const trigger = (state: Extract<Trigger, { kind: 'told' }>['state']): Trigger => ({
    ...build.tick(build.minute(5)),
    kind: 'told',
    channel: 'pager',
    state,
  });
  const down = { ref: 'P1', since: build.minute(4), problem: 'unreachable' as const };

  test('with what the channel gave back, and since when it takes nothing, which the card says', () => {
    const decision = build.brain.decide(
      build.situation(trigger(down), { policy, record: declared(), connected: everything }),
    );
    expect(decision.record?.channels).toEqual({ pager: down });
    expect(decision.record?.notices.map(({ text }) => text).join()).toContain('PagerDuty has not been reached since');
    expect(decision.effects.map(({ kind }) => kind)).toContain('card');
  });
  test('and what is known already is nobody’s business', () => {
    const record = { ...declared(), channels: { pager: down } };
    expect(build.brain.factsFor(trigger(down), record, policy, build.self)).toBeNull();
  });
});

test('a channel that the team has set up and that is not connected is said on the card', () => {
  const { record } = build.brain.decide(build.situation(build.opened(), { policy, connected: [] }));
  expect(record?.notices.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['unconnected:bosses', 'unconnected:site']),
  );
  expect(record?.notices.map(({ key }) => key)).not.toContain('unconnected:pager');
});
