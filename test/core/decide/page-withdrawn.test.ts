// A page that waited for GitHub until nobody needed it: the record does not say that anybody was told by it, and nothing said beside it is lost.
import { describe, expect, test } from 'vitest';
import type { EffectOf } from '../../../src/core/effects.ts';
import { effectKeysIn } from '../../../src/core/marker.ts';
import type { TriggerOf } from '../../../src/core/trigger.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

const written = (more: string, channels = '') => `
preset: none
people: { oncall: ["@responder"], lead: ["@lead"] }
checklist: [{ id: notified, text: Team notified, ticked_when: paged }]
${channels}
levels:
  - { name: P0, respond_within: null, ${more}, escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [lead], until: mitigated }] }
`;

function start(more = 'updates: null', channels = '', connected: readonly string[] = []): Model {
  const labelled = ['incident', 'P0'];
  const model = new Model(
    { title: '[INCIDENT P0] Production down', labelled },
    build.policyOf(written(more, channels)),
  );
  model.connected = connected;
  model.open();
  return model;
}

const lastKey = (model: Model) => model.said.flatMap(({ body }) => effectKeysIn(body)).at(-1) ?? '';

function withdrawPage(model: Model, over: Partial<TriggerOf<'page-withdrawn'>> = {}): void {
  const { issue, installationId } = build.tick(model.now);
  const own = { page: lastKey(model), handles: ['@responder'], why: 'answered' as const };
  const from = { issue, installationId, at: model.now, actor: null, via: 'clock' as const };
  model.send({ kind: 'page-withdrawn', ...from, ...own, ...over });
}

const timeline = (model: Model) => model.record?.timeline.map(({ text }) => text) ?? [];
const notified = (model: Model) => model.record?.checklist.find(({ id }) => id === 'notified')?.state;
const decidedPages = (model: Model) =>
  model.decisions
    .flatMap(({ effects }) => effects)
    .filter((effect): effect is EffectOf<'comment'> => effect.kind === 'comment' && effect.urgency === 'page');

describe('a page that was not sent since nobody needed it any more', () => {
  test.each([
    ['answered', 'somebody acknowledged before GitHub took it'],
    ['over', 'it was over before GitHub took it'],
    ['declared', 'the report was declared before GitHub took it'],
  ] as const)('is in the timeline with its reason: %s', (why, said) => {
    const model = start();
    const page = lastKey(model);
    model.later('PT1M');
    model.say(people.commander, '/ack');
    withdrawPage(model, { page, why });
    expect(timeline(model).at(-1)).toBe(`The page to responder was not sent: ${said}`);
  });

  test('has told nobody: its step only counts as taken, the item is open again, and the hour’s mentions are as before', () => {
    const model = start();
    expect(notified(model)).toBe('done');
    const page = lastKey(model);
    model.later('PT1M');
    model.say(people.commander, '/ack');
    withdrawPage(model, { page });
    expect(notified(model)).toBe('open');
    expect(model.record?.mentions).toEqual([]);
    expect(model.record?.ladder).toMatchObject({ taken: ['P0/0'], at: {}, counted: ['P0/0'] });
    const before = model.said.length;
    model.until(minute(14));
    expect(model.said, 'nobody is paged for it again').toHaveLength(before);
    model.until(minute(16));
    expect(notified(model), 'the step that goes on was told').toBe('done');
  });

  test('is what a channel that pages has told: step and item stay as they are', () => {
    const model = start('updates: null', 'channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]', ['pagerduty']);
    const page = lastKey(model);
    model.later('PT1M');
    model.say(people.commander, '/ack');
    withdrawPage(model, { page });
    expect(notified(model)).toBe('done');
    expect(model.record?.ladder.at).toEqual({ 'P0/0': minute(0) });
  });

  test('loses nothing that was said beside it: an update is asked for, and a missed resolution told, on their own', () => {
    const model = start('updates: { every: 15m }, resolve_within: 15m');
    model.until(minute(15));
    expect(lastKey(model)).toMatch(/step-0-1.*update|update.*step-0-1/);
    const page = lastKey(model);
    const before = model.said.length;
    withdrawPage(model, { page, handles: ['@lead'] });
    model.until(minute(16));
    const further = model.said.slice(before).map(({ body }) => effectKeysIn(body)[0]);
    expect(further.join(' ')).toMatch(/update.*resolution/);
    expect(further.join(' ')).not.toContain('step');
    expect(model.record?.updates.reminders).toBe(1);
  });
});

describe('a page that was put off before GitHub took it', () => {
  const late = `
preset: none
people: { oncall: ["@responder"], lead: ["@lead"] }
quiet_hours: { from: "12:10", to: "20:00" }
levels:
  - { name: P0, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
  - { name: P1, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }, { after: 5m, targets: [lead] }] }
`;
  function putOff(why: 'quiet' | 'snoozed', meanwhile: (model: Model) => void = () => undefined): Model {
    const model = new Model({ title: '[INCIDENT P1] Slow', labelled: ['incident', 'P1'] }, build.policyOf(late));
    model.now = '2026-03-01T12:00:00Z';
    model.open();
    model.until('2026-03-01T12:05:00Z');
    const page = lastKey(model);
    model.now = '2026-03-01T12:11:00Z';
    meanwhile(model);
    withdrawPage(model, { page, handles: ['@lead'], why });
    return model;
  }
  const pagesOfLead = (model: Model) => model.said.filter(({ body }) => /^@lead\b/.test(body)).length;

  test('is sent when the quiet hours are over, and the record says why it was not before', () => {
    const model = putOff('quiet');
    expect(timeline(model).at(-1)).toBe('The page to lead was not sent: the quiet hours began before GitHub took it');
    expect(model.record?.ladder.taken).toEqual(['P1/0']);
    const before = pagesOfLead(model);
    model.until('2026-03-01T19:59:00Z');
    expect(pagesOfLead(model)).toBe(before);
    model.until('2026-03-01T20:00:30Z');
    expect(pagesOfLead(model)).toBe(before + 1);
  });

  test('is sent to nobody when somebody acknowledges until then', () => {
    const model = putOff('quiet');
    const before = pagesOfLead(model);
    model.say(people.commander, '/ack');
    model.until('2026-03-02T12:00:00Z');
    expect(pagesOfLead(model)).toBe(before);
  });

  test('is sent when /snooze is over', () => {
    const model = putOff('snoozed', (own) => own.say(people.commander, '/snooze 30m lunch'));
    expect(timeline(model).at(-1)).toBe(
      'The page to lead was not sent: it was put off by /snooze before GitHub took it',
    );
    expect(model.record?.ladder.taken).toEqual(['P1/0']);
  });

  test('a report is told once when the quiet hours are over', () => {
    const model = new Model({ title: '[INCIDENT P1] Slow', labelled: ['incident', 'P1'] }, build.policyOf(late));
    model.now = '2026-03-01T12:09:00Z';
    model.open(people.visitor);
    const page = lastKey(model);
    expect(page).toMatch(/^report\//);
    model.now = '2026-03-01T12:11:00Z';
    withdrawPage(model, { page, why: 'quiet' });
    const told = () => model.said.filter(({ body }) => body.includes('REPORTED, NOT DECLARED')).length;
    const before = told();
    model.until('2026-03-01T19:59:00Z');
    expect(told()).toBe(before);
    model.until('2026-03-02T19:59:00Z');
    expect(told()).toBe(before + 1);
  });
});

describe('a page carries what would make it needless', () => {
  test('the acknowledgement that was known, where the step ends with one', () => {
    const model = start();
    expect(decidedPages(model).map(({ answered }) => answered)).toEqual([null]);
  });

  test('nothing where the step goes on until service is restored: an acknowledgement does not call it off', () => {
    const model = start();
    model.say(people.commander, '/ack');
    model.until(minute(15));
    expect(decidedPages(model).map((page) => 'answered' in page)).toEqual([true, false]);
  });

  test('nothing where a time-box is over with it', () => {
    const model = start();
    model.say(people.commander, '/ack');
    model.say(people.commander, '/timebox 5m find the slow query');
    model.until(minute(6));
    const last = decidedPages(model).at(-1);
    expect(last?.key).toContain('timebox');
    expect(last).not.toHaveProperty('answered');
  });
});
