// What is done with people after an incident: a meeting that is set meets its deadline, the debrief and the sharing tick their items, and what was learned is told once.
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import type { Model } from '../../support/model.ts';
import { acknowledgedModel, answerPostmortem, resolvedModel, seePostmortem } from '../../support/postmortem-model.ts';

const { responder, lead } = build.people;

const presetOf = (preset: string, more = ''): Policy => build.policyOf(`preset: ${preset}\n${build.mapped}${more}`);
const item = (model: Model, text: string) => model.record?.checklist.find((one) => one.text === text)?.state;
const last = (model: Model): string => model.said.at(-1)?.body ?? '';
const told = (model: Model) =>
  model.decisions.flatMap(({ tellings = [] }) => tellings.filter(({ event }) => event === 'shared'));
const shares = (model: Model) => model.said.filter(({ body }) => body.includes('**What we learned from incident'));

/** Resolved, and its postmortem merged. */
function publishedModel(policy: Policy = presetOf('github'), level = 'P0'): Model {
  const model = resolvedModel(level, policy);
  answerPostmortem(model);
  seePostmortem(model, { state: 'merged' });
  return model;
}

describe('/postmortem meeting', () => {
  test('S004-18 sets when it is discussed: the deadline for that is met, and the card says when', () => {
    const late = resolvedModel('P1', presetOf('commander'));
    late.until(plus(late.now, 'PT49H'));
    expect(late.said.some(({ body }) => body.includes('`/postmortem meeting tomorrow 15:00`'))).toBe(true);
    const model = resolvedModel('P1', presetOf('commander'));
    model.say(responder, '/postmortem meeting tomorrow 15:00');
    expect(last(model)).toMatch(/The postmortem is discussed on \d{4}-\d{2}-\d{2} 15:00 UTC/);
    expect(model.card).toMatch(/\*\*Debrief\*\* it is discussed on \S+ 15:00 UTC/);
    const before = model.said.length;
    model.until(plus(model.now, 'PT49H'));
    expect(model.said.slice(before).filter(({ body }) => body.includes('/postmortem meeting'))).toEqual([]);
  });

  test('S000-39 ticks that it is scheduled, at P0 and P1', () => {
    const model = resolvedModel('P0', presetOf('emergency'));
    expect(item(model, 'Schedule post-mortem if P0/P1')).toBe('open');
    model.say(responder, '/postmortem schedule in 2 days');
    expect(item(model, 'Schedule post-mortem if P0/P1')).toBe('done');
  });

  test.each([
    ['at no time', '/postmortem meeting', 'does not say when'],
    ['at one that nobody can read', '/postmortem meeting soonish', 'does not say when'],
    ['in ten years', '/postmortem meeting 2036-12-02 15:00', 'does not say when'],
    ['before the incident', '/postmortem meeting 2020-01-01 15:00', 'before the incident'],
  ])('%s is asked again', (_, body, says) => {
    const model = resolvedModel();
    model.say(responder, body);
    expect(last(model)).toContain(says);
    expect(model.record?.debrief).toBeUndefined();
  });

  test('waits until the service is back', () => {
    const model = acknowledgedModel();
    model.say(responder, '/postmortem meeting tomorrow 15:00');
    expect(last(model)).toContain('An incident that is resolved');
    expect(model.record?.debrief).toBeUndefined();
  });
});

describe('/postmortem debriefed', () => {
  test.each([
    ['S003-38 ticks it', 'github', 'P0', 'Team debriefed'],
    ['S004-20 ticks the team meeting', 'commander', 'P1', 'Share learnings: team meeting'],
  ])('%s', (_, preset, level, text) => {
    const model = resolvedModel(level, presetOf(preset));
    model.say(responder, '/postmortem debriefed');
    expect(item(model, text)).toBe('done');
    expect(model.card).toContain('the team was debriefed on');
  });

  test('with a time that is to come sets the meeting', () => {
    const model = resolvedModel();
    model.say(responder, '/postmortem debrief tomorrow 15:00');
    expect(model.record?.debrief?.meets).toBeDefined();
    expect(model.record?.debrief?.held).toBeUndefined();
  });
});

describe('/postmortem share', () => {
  test.each([
    ['S003-38', 'github', 'P0', 'Team debriefed'],
    ['S004-20', 'commander', 'P1', 'Share learnings: knowledge base update'],
  ])('%s tells everybody what was learned, once, and ticks its item', (_, preset, level, text) => {
    const model = publishedModel(presetOf(preset), level);
    expect(item(model, text)).toBe('open');
    expect(model.card).toContain('/postmortem share');
    model.say(responder, '/postmortem share');
    expect(shares(model)).toHaveLength(1);
    expect(shares(model)[0]?.body).toContain('/blob/HEAD/reports/incidents/a.md)');
    expect(item(model, text)).toBe('done');
    model.later('PT1H');
    model.say(lead, '/postmortem share');
    expect(last(model)).toMatch(/What was learned was shared on .* by `responder`, and is not told again/);
    expect(shares(model)).toHaveLength(1);
  });

  test('tells the channels that hear of it, in the same words, and says which', () => {
    const channels = `channels:\n${[
      '{ id: room, title: The room, kind: slack, connection: ops }',
      '{ id: own, title: Its own, kind: incident-channel, connection: ops, name: "#incident-{slug}" }',
      '{ id: world, title: The world, kind: webhook, connection: ops, audience: public }',
      '{ id: pager, title: The pager, kind: pagerduty, connection: ops }',
    ].map((line) => `  - ${line}\n`).join('')}`; // biome-ignore format: a list
    const model = resolvedModel('P0', presetOf('github', channels));
    model.connected = ['slack:ops', 'webhook:ops', 'pagerduty:ops'];
    answerPostmortem(model);
    seePostmortem(model, { state: 'merged' });
    model.say(responder, '/postmortem share');
    expect(told(model).map(({ channel, message }) => [channel, message.template])).toEqual([
      ['room', 'share'],
      ['own', 'share'],
    ]);
    expect(shares(model)[0]?.body).toContain('Also told: The room, Its own.');
    model.say(lead, '/postmortem share');
    expect(told(model)).toHaveLength(2);
  });

  test('before there is a published document is refused with the way there', () => {
    const model = resolvedModel();
    answerPostmortem(model);
    model.say(responder, '/postmortem share');
    expect(last(model)).toContain('is not published, so nothing was shared');
    expect(last(model)).toContain('Merge #12, which publishes it');
    expect(model.record?.debrief).toBeUndefined();
  });

  test('as a dry run tells what it would do, and does nothing', () => {
    const model = publishedModel();
    model.say(responder, '/postmortem share --dry-run');
    expect(last(model)).toContain('What was learned is shared');
    expect(last(model)).toContain('A comment in this thread');
    expect(shares(model)).toEqual([]);
    expect(model.record?.debrief).toBeUndefined();
  });
});

describe('the checklist', () => {
  test.each([
    { level: 'P0', has: ['Document full incident timeline', 'Identify root cause', 'Create tickets for follow-up work', 'Schedule post-mortem if P0/P1', 'Update runbooks if needed'] },
    { level: 'P2', has: ['Document full incident timeline', 'Identify root cause', 'Create tickets for follow-up work', 'Update runbooks if needed'] },
  ])('S000-39 of $level lists what follows it, the date of the postmortem at P0 and P1 alone', ({ level, has }) => {
    const policy = presetOf('emergency');
    const model = resolvedModel(level, policy);
    const after = policy.checklist.filter(({ stage }) => stage === 'after').map(({ text }) => text);
    expect(after.filter((text) => model.card.includes(text))).toEqual(has);
  }); // biome-ignore format: a table

  test('S001-23 the document is begun, an improvement has its ticket, and prevention is seen to', () => {
    const model = resolvedModel('P1', presetOf('standard'));
    const kinds = () => model.decisions.flatMap(({ effects }) => effects.map(({ kind }) => kind));
    expect(kinds()).toContain('open-postmortem');
    model.say(responder, '/action Add an alert owner=@lead due=2026-03-20 type=prevent');
    expect(kinds()).toContain('open-issue');
    model.until('2026-03-21T09:00:00Z');
    expect(model.said.some(({ body }) => body.includes('Add an alert') && body.includes('@lead'))).toBe(true);
  });

  test('S003-38 has the postmortem created when its document has no questions left, and action items assigned when it is published and each has an owner', () => {
    const model = resolvedModel('P0', presetOf('github'));
    answerPostmortem(model);
    expect(item(model, 'Post-mortem created')).toBe('open');
    model.say(responder, '/action Add an alert owner=@reviewer due=2027-01-15');
    model.say(responder, '/action Add a test');
    seePostmortem(model, { text: 'all answered' });
    expect(item(model, 'Post-mortem created')).toBe('done');
    seePostmortem(model, { state: 'merged' });
    expect(item(model, 'Action items assigned')).toBe('open');
  });
});
