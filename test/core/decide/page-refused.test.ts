// A page that GitHub refuses for good: whoever reads the issue learns whom it did not reach and who has it instead, until somebody acknowledges.
import { describe, expect, test } from 'vitest';
import { effectKeysIn } from '../../../src/core/marker.ts';
import type { TriggerOf } from '../../../src/core/trigger.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

const written = (channels: string) => `
preset: none
people: { oncall: ["@responder"], lead: ["@lead"] }
checklist: [{ id: notified, text: Team notified, ticked_when: paged }]
${channels}
levels:
  - { name: P0, updates: null, escalation: [{ after: 0m, targets: [oncall] }, { after: 30m, targets: [lead] }] }
`;

const slack = 'channels: [{ id: chat, title: Slack, kind: slack, fallback: true }]';

function start(channels = '', connected: readonly string[] = []): Model {
  const model = new Model(
    { title: '[INCIDENT P0] Production down', labelled: ['incident', 'P0'] },
    build.policyOf(written(channels)),
  );
  model.connected = connected;
  return model;
}

const first = `due/${minute(0)}/step-0-0`;

function refusedPage(model: Model, over: Partial<TriggerOf<'page-refused'>> = {}): void {
  model.refusePage({ page: first, ...over });
}

const about = (texts: readonly { readonly text: string }[] = []) =>
  texts.map(({ text }) => text).filter((text) => text.includes('refused the page'));
const notices = (model: Model) => about(model.record?.notices);
const timeline = (model: Model) => about(model.record?.timeline);

describe('a page that GitHub refuses', () => {
  test('is on the card and in the timeline, with who has it instead', () => {
    const model = start(slack, ['slack']);
    model.open();
    model.later('PT1M');
    refusedPage(model);
    const said =
      'GitHub refused the page to responder, which goes out by Slack instead: 403 Resource not accessible by integration';
    expect(timeline(model)).toEqual([said]);
    expect(notices(model)).toEqual([`${said}. Call whoever it was for; the card says so until somebody acknowledges.`]);
  });

  test('also where nothing else can be reached', () => {
    const model = start();
    model.open();
    refusedPage(model, { status: null, why: 'It cannot be rendered.\n\nSo it is.', handles: [] });
    expect(timeline(model)).toEqual([
      'GitHub refused the page, and no other channel could be reached: It cannot be rendered. So it is.',
    ]);
  });

  test('names the channel that has every step of the ladder anyway', () => {
    const model = start('channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]', ['pagerduty']);
    model.open();
    refusedPage(model);
    expect(timeline(model)).toEqual([expect.stringContaining('goes out by PagerDuty instead')]);
  });

  test('of a report goes out by nothing else, and says so', () => {
    const model = start(slack, ['slack']);
    model.open(people.visitor);
    refusedPage(model, { page: `report/${build.issue.number}` });
    expect(timeline(model)).toEqual([expect.stringContaining('no other channel could be reached')]);
  });

  test('is recorded once, and neither makes a comment nor moves the ladder', () => {
    const model = start();
    const other = start();
    for (const one of [model, other]) one.open();
    const before = model.said.length;
    refusedPage(model);
    const revision = model.record?.revision;
    refusedPage(model, { at: minute(5) });
    expect(timeline(model)).toHaveLength(1);
    expect(model.record?.revision).toBe(revision);
    expect(model.said).toHaveLength(before);
    for (const one of [model, other]) one.until(minute(60));
    const pages = ({ said }: Model) => said.map(({ body, createdAt }) => [createdAt, effectKeysIn(body)]);
    expect(pages(model)).toEqual(pages(other));
  });

  test('is off the card once somebody acknowledges, and stays in the timeline; a further one is shown again', () => {
    const model = start();
    model.open();
    refusedPage(model);
    model.later('PT2M');
    model.say(people.responder, '/ack');
    expect(notices(model)).toEqual([]);
    refusedPage(model);
    expect(notices(model), 'a repeat of it').toEqual([]);
    expect(timeline(model)).toHaveLength(1);
    model.later('PT1M');
    refusedPage(model, { page: 'page/77/0', handles: ['@lead'] });
    expect(notices(model)).toEqual([expect.stringContaining('the page to lead')]);
  });

  test.each([
    [slack, 'Slack was told instead'],
    ['', 'no other channel could be reached'],
  ])('is told by the next page, until somebody acknowledges (%s)', (channels, instead) => {
    const model = start(channels, ['slack']);
    model.open();
    refusedPage(model);
    model.until(minute(31));
    expect(model.said.at(-1)?.body).toContain('@lead');
    expect(model.said.at(-1)?.body).toContain(`GitHub refused the page before this one, to responder: ${instead}.`);
    model.say(people.lead, '/page oncall please look');
    const byHand = () => model.said.findLast(({ body }) => body.startsWith('@responder'))?.body;
    expect(byHand()).toContain(instead);
    model.say(people.lead, '/ack');
    model.later('PT1M');
    model.say(people.lead, '/page oncall please look again');
    expect(byHand()).toContain('look again');
    expect(byHand()).not.toContain('refused');
  });

  test('keeps the newest few however many are refused', () => {
    const model = start();
    model.open();
    for (let page = 0; page < 40; page += 1) refusedPage(model, { page: `page/${page}/0`, why: 'x'.repeat(5000) });
    expect(model.record?.refusedPages).toHaveLength(10);
    expect(JSON.stringify(model.record?.refusedPages).length).toBeLessThan(4000);
    expect(notices(model).length).toBeLessThanOrEqual(3);
  });

  test('has told nobody: its item is open again, and `/escalate` takes its step once more', () => {
    const model = start();
    model.open();
    refusedPage(model);
    expect(model.record?.checklist.find(({ id }) => id === 'notified')?.state).toBe('open');
    model.later('PT2M');
    model.say(people.responder, '/escalate nobody came');
    expect(model.said.at(-1)?.body).toMatch(/^@responder/);
    expect(model.record?.checklist.find(({ id }) => id === 'notified')?.state).toBe('done');
    model.later('PT2M');
    model.say(people.responder, '/escalate 1');
    expect(model.said.at(-1)?.body).toContain('was told');
  });

  test('which a channel has is a notification all the same', () => {
    const model = start(slack, ['slack']);
    model.open();
    refusedPage(model);
    expect(model.record?.checklist.find(({ id }) => id === 'notified')?.state).toBe('done');
    model.later('PT2M');
    model.say(people.responder, '/escalate nobody came');
    expect(model.said.at(-1)?.body).toMatch(/^@lead/);
  });
});
