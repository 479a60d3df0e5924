// Whoever a page reaches by no handle is told all the same: the members of the team, then the next people, wherever the page came from.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

const called = (text: string | undefined): string => text?.split('\n').find((line) => line.startsWith('@')) ?? '';
const last = (model: Model): string => model.said.at(-1)?.body ?? '';
const timeline = (model: Model): readonly string[] => model.record?.timeline.map(({ text }) => text) ?? [];

describe('a page that GitHub links to nobody: the members, then the next tier, wherever the page came from', () => {
  const twoSteps = (oncall: string, more = '') => `
preset: none
${more}people: { oncall: ${oncall}, lead: ["@lead"], boss: ["@boss"], reviewer: ["@reviewer"] }
levels:
  - { name: P0, updates: null, escalation: [{ after: 0m, targets: [oncall] }, { after: 1h, targets: [lead] }, { after: 2h, targets: [boss] }] }
`;
  const start = (oncall: string, ghosts: readonly string[], members: readonly string[] | null = null, more = '') => {
    const level = 'P0';
    const model = new Model(
      { title: `[INCIDENT ${level}] Production down`, labelled: ['incident', level] },
      build.policyOf(twoSteps(oncall, more)),
    );
    for (const ghost of ghosts) model.ghosts.add(ghost);
    if (members !== null) model.members = { 'acme/ghost': members };
    return model;
  };
  const handles = (model: Model) =>
    model.said.map(({ body }) => (called(body).match(/@[\w/-]+/g) ?? []).join(' ')).filter((line) => line !== '');

  test.each([
    { members: ['responder'], told: ['@acme/ghost', '@responder'] },
    { members: null, told: ['@acme/ghost', '@lead'] },
  ])('a report to a team with the members $members is told to $told', ({ members, told }) => {
    const model = start('["@acme/ghost"]', ['@acme/ghost'], members);
    model.open(people.visitor);
    expect(handles(model)).toEqual(told);
    expect(last(model)).toContain('GitHub tells nobody by `@acme/ghost`, so');
    model.until(minute(180));
    expect(handles(model)).toEqual(told);
    expect(model.record?.status).toBe('reported');
  });

  test('a report goes on until somebody is reached, each tried once', () => {
    const model = start('["@acme/ghost"]', ['@acme/ghost', '@gone', '@lead'], ['gone']);
    model.open(people.visitor);
    expect(handles(model)).toEqual(['@acme/ghost', '@gone', '@lead', '@boss']);
  });

  test('a report that was declared meanwhile is left to the ladder', () => {
    const model = start('["@acme/ghost"]', []);
    model.open(people.visitor);
    model.say(people.lead, '/ack');
    const before = model.said.length;
    const { issue } = build;
    model.send({ kind: 'unheard', issue, installationId: 5, at: model.now, actor: null, via: 'clock', page: `report/${issue.number}`, handles: ['@acme/ghost'] }); // biome-ignore format: a row
    expect(model.said).toHaveLength(before);
  });

  test('without a severity the next people are told', () => {
    const model = start('["@acme/ghost"]', ['@acme/ghost', '@lead']);
    model.live = {
      ...model.live,
      title: '[INCIDENT] Production down',
      labels: [{ id: 'LA_incident', name: 'incident' }],
    };
    model.open();
    expect(handles(model)).toEqual(['@acme/ghost', '@lead', '@boss']);
    expect(timeline(model)).toContain('Paged boss');
  });

  test('members who are reached no more than their team: the next step is taken', () => {
    const model = start('["@acme/ghost"]', ['@acme/ghost', '@gone'], ['gone']);
    model.open();
    expect(handles(model)).toEqual(['@acme/ghost', '@gone', '@lead']);
    model.until(minute(90));
    const told = (who: string) => timeline(model).filter((text) => text === `Paged ${who}`);
    expect(told('lead'), 'nobody twice').toHaveLength(1);
    expect(told('boss')).toEqual([]);
  });

  test('one of the members is reached: somebody is coming', () => {
    const model = start('["@acme/ghost"]', ['@acme/ghost', '@gone'], ['gone', 'reviewer']);
    model.open();
    expect(handles(model)).toEqual(['@acme/ghost', '@gone @reviewer']);
  });

  test.each([
    { oncall: '["@acme/ghost"]', members: ['reviewer'], told: ['@reviewer', '@acme/ghost', '@lead'] },
    { oncall: '["@acme/ghost", "@reviewer"]', members: null, told: ['@reviewer', '@acme/ghost', '@lead'] },
  ])('who is over the hour’s mentions was not told: $oncall with $members', ({ oncall, members, told }) => {
    const model = start(oncall, ['@acme/ghost'], members, 'mentions: { per_hour: 1 }\n');
    model.policy = build.policyOf(twoSteps(oncall, 'mentions: { per_hour: 1 }\n').replace('after: 0m', 'after: 10m'));
    model.open();
    model.say(people.commander, '/page reviewer');
    model.until(minute(30));
    expect(handles(model)).toEqual(told);
  });

  test('a member whom the page itself reached is not mentioned again', () => {
    const model = start('["@acme/ghost", "@Lead"]', ['@acme/ghost'], ['lead', 'reviewer']);
    model.open();
    expect(handles(model)).toEqual(['@acme/ghost @Lead', '@reviewer']);
  });

  test('a page that reached somebody is not said to have reached nobody', () => {
    const model = start('["@acme/ghost", "@lead"]', ['@acme/ghost'], ['lead']);
    model.open();
    expect(handles(model)).toEqual(['@acme/ghost @lead']);
    expect(model.said.map(({ body }) => body).join('\n')).not.toContain('nobody else to tell');
  });
});

describe('what the record knows of handles that reach nobody holds for every comment after it', () => {
  const rules = `
preset: none
people: { oncall: ["@acme/ghost"], lead: ["@lead"], boss: ["@boss"] }
levels:
  - name: P0
    respond_within: 5m
    updates: { every: 15m }
    escalation: [{ after: 0m, targets: [oncall] }, { after: 40m, targets: [lead] }, { after: 80m, targets: [boss] }]
`;
  const firstLines = (model: Model) => model.said.map(({ body }) => called(body));
  const opened = (members: readonly string[] | null, ghosts: readonly string[] = ['@acme/ghost']): Model => {
    const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, build.policyOf(rules));
    for (const ghost of ghosts) model.ghosts.add(ghost);
    if (members !== null) model.members = { 'acme/ghost': members };
    model.open();
    return model;
  };

  test('reminders go to the members that are known, and the dead team is mentioned once', () => {
    const model = opened(['reviewer']);
    model.until(minute(16));
    expect(firstLines(model)).toEqual(['@acme/ghost', '@reviewer', '@reviewer', '@reviewer']);
    expect(model.card).toContain('GitHub tells nobody by acme/ghost');
  });

  test('else to the people of the next step that reaches somebody', () => {
    const model = opened(null);
    model.until(minute(16));
    expect(firstLines(model)).toEqual(['@acme/ghost', '@lead', '@lead', '@lead']);
  });

  test('a severity that is raised pages none of them again', () => {
    const model = opened(['reviewer']);
    model.later('PT1M');
    model.say(people.lead, '/resolve --force over');
    model.later('PT1M');
    model.say(people.responder, '/reopen it is back');
    expect(firstLines(model).at(-1)).toBe('@reviewer');
  });

  test('a commander whose account was renamed is asked for nothing any more: the ladder’s people are', () => {
    const model = opened(null, ['@commander']);
    model.say(people.commander, '/ack');
    model.say(people.commander, '/timebox 5m look');
    model.until(minute(16));
    expect(firstLines(model)).toEqual(['@acme/ghost', '@commander @lead', '@acme/ghost']);
  });

  test('a commander whom a reminder does not reach: the people of the ladder are told at once, and the card says so', () => {
    const model = opened(null, ['@commander']);
    model.say(people.commander, '/ack');
    model.until(minute(16));
    expect(firstLines(model)).toEqual(['@acme/ghost', '@commander', '@acme/ghost']);
    expect(last(model)).toContain('GitHub tells nobody by `@commander`, so others are told.');
    expect(model.card).toContain('GitHub tells nobody by commander');
    model.until(minute(31));
    expect(firstLines(model).slice(3)).toEqual(['@acme/ghost']);
  });

  test('a reminder that reaches nobody, and nobody else is there: it is said once', () => {
    const model = opened(null, ['@commander', '@acme/ghost', '@lead', '@boss']);
    model.say(people.commander, '/ack');
    model.until(minute(46));
    expect(
      model.said.filter(({ body }) => body.includes('tells nobody by `@commander`, and there is nobody else to tell')),
    ).toHaveLength(1);
  });

  test('whom another page has reached was not reached by this one', () => {
    const model = opened(null, []);
    model.say(people.responder, '/page lead');
    model.ghosts.add('@boss');
    model.say(people.responder, '/page boss');
    expect(model.said.at(-1)?.body).toContain('GitHub tells nobody by `@boss`');
  });
});
