// An issue becomes an incident: by whom, from what, in whatever order its events arrive.
import { describe, expect, test } from 'vitest';
import { minutesBetween } from '../../../src/core/time.ts';
import type { Trigger } from '../../../src/core/trigger.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute, T0 } = build;
const names = (model: Model): readonly string[] => model.live.labels.map(({ name }) => name).sort();

describe('opened by somebody who may declare', () => {
  test.each([
    { name: 'the runbook’s own command', title: '[INCIDENT P0] Production down', labelled: ['incident', 'P0'], level: 'P0' },
    { name: 'the title prefix alone', title: '[INCIDENT P1] Checkout slow', labelled: [], level: 'P1' },
    { name: 'the label alone', title: 'Checkout slow', labelled: ['Incident'], level: null },
    { name: 'both severity labels: the worse', title: 'x', labelled: ['incident', 'P2', 'P1'], level: 'P1' },
    { name: 'label and title at odds: the label', title: '[INCIDENT P3] x', labelled: ['incident', 'P0'], level: 'P0' },
  ])('$name', ({ title, labelled, level }) => {
    const model = new Model({ title, labelled });
    model.open();
    expect(model.record).toMatchObject({ status: 'investigating', level, declaredBy: people.responder });
    expect(names(model).map((name) => name.toLowerCase())).toEqual(
      [...(level === null ? [] : [level.toLowerCase()]), 'incident', 'status: investigating'],
    );
    expect(model.live.title).toMatch(level === null ? /^\[INCIDENT\] / : new RegExp(`^\\[INCIDENT ${level}\\] `));
  }); // biome-ignore format: a table

  test('started, impact and detection are what the form says', () => {
    const body = build.formBody({ broken: 'checkout', affected: 'all', detection: 'Alert fired' });
    const model = new Model({ title: 'Checkout', labelled: [], body });
    model.open();
    expect(model.record).toMatchObject({ status: 'investigating', summary: 'Checkout', impact: 'all', detection: 'Alert fired', milestones: { started: T0, declared: T0 } });
  }); // biome-ignore format: one thought a line

  test('a start in the future is a slip of the pen', () => {
    const model = new Model({ body: 'Started: 2030-01-01T00:00Z' });
    model.open();
    expect(model.record?.milestones.started).toBe(T0);
  });

  test.each(['Just an issue', 'The incident of last week', '[RFC] incident process'])('%s is none', (title) => {
    const model = new Model({ title, labelled: ['bug'], body: '' });
    expect(model.open()).toMatchObject({ record: null, effects: [], outcome: 'ignored:not-an-incident', lookAgainAt: null });
  }); // biome-ignore format: one thought

  test('a closed issue that is labelled afterwards, for the books, is none', () => {
    const model = new Model({ state: 'closed', labelled: ['incident', 'P0'] });
    const decision = model.send(build.labelled('incident', true));
    expect(decision).toMatchObject({ record: null, effects: [] });
  });
});

describe('opened by somebody who may not', () => {
  test('is reported: the first responder is told once, no clock runs', () => {
    const model = new Model();
    model.open(people.visitor);
    expect(model.record).toMatchObject({ status: 'reported', level: 'P0', milestones: { declared: null } });
    expect(names(model)).toEqual(['P0', 'incident', 'status: reported']);
    expect(model.said).toHaveLength(1);
    expect(model.said[0]?.body).toMatch(/^@acme\/devops\n.*REPORTED, NOT DECLARED/s);
    expect(model.lookAt).toBeNull();
  });

  test.each([
    { counted: 2, told: 1 },
    { counted: 3, told: 0 },
    { counted: 400, told: 0 },
  ])('with $counted reports in the hour before, $told more tells the first responder', ({ counted, told }) => {
    const facts = build.facts({
      issue: build.liveIssue({ author: people.visitor }),
      actor: build.standing('read'),
      counted: build.reports(Array.from({ length: counted }, (_, place) => 100 + place)),
    });
    const decision = build.brain.decide(build.situation(build.opened({ actor: people.visitor }), { facts }));
    expect(decision.effects.filter(({ kind }) => kind === 'comment')).toHaveLength(told);
    expect(decision.record?.status).toBe('reported');
    expect(decision.log.map(({ code }) => code)).toEqual(told === 0 ? ['report-not-told'] : []);
  });

  test.each([
    { name: 'opened', trigger: build.opened({ actor: people.visitor }), record: null },
    { name: 'edited, which may make a report of what was none', trigger: build.edited({ actor: people.visitor, titleFrom: null, bodyFrom: 'x' }), record: build.aReport() },
  ])('$name: reports of the hour are counted, those that were taken back too', ({ trigger, record }) => {
    expect(build.brain.factsFor(trigger, record, build.aPolicy(), build.self)).toMatchObject({
      countLabel: 'status: reported',
      alsoCount: ['status: declined'],
      newest: true,
    });
  }); // biome-ignore format: a table

  test.each([
    { name: 'a bot', actor: build.bot, permission: 'admin' as const },
    { name: 'somebody whose role GitHub did not tell', actor: people.responder, permission: 'unknown' as const },
  ])('$name: reported', ({ actor, permission }) => {
    const facts = build.facts({ actor: build.standing(permission) });
    const trigger = build.opened({ actor: { ...actor, id: 4711 } });
    expect(build.brain.decide(build.situation(trigger, { facts })).record?.status).toBe('reported');
  });

  test('the first /ack of a responder declares it, and its ladder starts there', () => {
    const model = new Model();
    model.open(people.visitor);
    model.later('PT20M');
    model.say(people.responder, '/ack');
    expect(model.record).toMatchObject({
      status: 'investigating',
      declaredBy: people.responder,
      roles: { commander: people.responder },
      ladder: { since: minute(20), taken: ['P0/0', 'P0/1'] },
    });
    expect(model.lookAt).toBe(minute(35));
  });

  test('withdrawn by its reporter, reopened by a responder: declared, with its clocks', () => {
    const model = new Model();
    model.open(people.visitor);
    model.close(people.visitor);
    expect([model.record?.status, model.live.state]).toEqual(['declined', 'closed']);
    model.say(people.responder, '/reopen it is real');
    expect(model.record).toMatchObject({ status: 'investigating', milestones: { declared: T0 } });
    expect(model.live.state).toBe('open');
    expect(model.lookAt).toBe(minute(5));
  });
});

describe('events of one opening, in any order', () => {
  const opening = (): readonly Trigger[] => [
    build.opened({ actor: people.responder }),
    build.labelled('incident', true, { actor: people.responder }),
    build.labelled('P0', true, { actor: people.responder }),
  ];
  const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] as const; // biome-ignore format: a list

  test.each(orders.map((order) => ({ order })))('$order: one incident, one page', ({ order }) => {
    const model = new Model();
    const events = opening();
    for (const index of order) {
      const event = events[index];
      if (event !== undefined) model.send(event);
    }
    expect(model.record).toMatchObject({ status: 'investigating', level: 'P0', declaredBy: people.responder });
    expect(model.said).toHaveLength(1);
  });

  test('a stranger’s comment overtakes the opening: it is declared all the same when the opening arrives', () => {
    const model = new Model();
    model.say(people.visitor, '/help');
    expect(model.record?.status).toBe('reported');
    model.open(people.responder);
    expect(model.record).toMatchObject({ status: 'investigating', declaredBy: people.responder });
    expect(model.said.at(-1)?.body).toContain('INCIDENT: Production down');
  });

  test('an opening delivered twice changes nothing', () => {
    const model = new Model();
    model.open();
    const { record } = model;
    expect(model.send(build.opened())).toBeNull();
    expect(model.record).toBe(record);
  });

  test('an opening delivered again after everything but the thread was lost: the thread is read, nobody is paged again', () => {
    const model = new Model();
    model.open();
    const copy = new Model();
    copy.live = model.live;
    copy.comments = model.comments.filter(({ id }) => id !== model.record?.card?.id);
    copy.now = minute(9);
    copy.send(build.opened());
    expect(copy.said.filter(({ body }) => body.includes('INCIDENT:'))).toHaveLength(1);
    expect(copy.record?.ladder.taken).toEqual(['P0/0', 'P0/1']);
  });

  test('three hours late: declared now, from when it started', () => {
    const model = new Model();
    model.live = { ...model.live, createdAt: T0 };
    model.now = minute(180);
    model.send(build.opened());
    expect(model.record?.milestones).toMatchObject({ started: T0, declared: minute(180) });
    expect(minutesBetween(T0, model.said[0]?.createdAt ?? T0)).toBe(180);
  });
});

describe('the body edited afterwards', () => {
  test('what it says is read again: missing answers go from the card', () => {
    const model = new Model({ body: build.formBody({}) });
    model.open();
    expect(model.record?.missing).not.toEqual([]);
    model.live = { ...model.live, body: build.formBody({ broken: 'Checkout answers 500' }) };
    model.send(build.edited({ titleFrom: null, bodyFrom: 'before' }));
    expect(model.record?.missing).toEqual([]);
    expect(model.record?.answers).toMatchObject([{ id: 'broken', value: 'Checkout answers 500' }]);
    expect(model.record?.level).toBe('P0');
  }); // biome-ignore format: one thought a line
});
