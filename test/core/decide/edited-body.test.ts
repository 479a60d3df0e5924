// The description of a declared incident is edited: only what somebody who may respond changed in it is taken.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
const before = build.formBody({ broken: 'Checkout answers 500', affected: 'some customers' });
const after = build.formBody({
  broken: 'Nothing',
  affected: 'nobody',
  started: '2026-01-01 00:00',

  changed: 'everything',
});

function declared(): Model {
  const model = new Model({ title: '[INCIDENT P0] Production down', body: before });
  model.open();
  return model;
}

const timeline = (model: Model) => model.record?.timeline.map(({ by, text }) => `${by}: ${text}`) ?? [];

describe('the description of a declared incident', () => {
  test('edited by somebody who may not respond: noted once, and nothing of it taken', () => {
    const model = declared();
    const { milestones, impact, customerFacing, answers, checklist, missing } = model.record ?? build.aReport();
    model.rewrite(people.visitor, after);
    expect(model.record).toMatchObject({ milestones, impact, customerFacing, answers, checklist, missing });
    const said = timeline(model).filter((line) => line.startsWith('visitor: '));
    expect(said).toEqual([
      expect.stringMatching(/who may not respond here; nothing of it was taken \(start, .*impact/),
    ]);
    const count = model.record?.timeline.length;
    model.rewrite(people.visitor, before);
    model.rewrite(people.visitor, after);
    expect(model.record?.timeline.length).toBe(count);
  });

  test('proves no item of a checklist that answers tick', () => {
    const policy = build.policyOf('preset: emergency');
    const model = new Model(
      { title: '[P0] Production down', body: build.formBody({ broken: 'Checkout' }, policy) },
      policy,
    );
    model.open();
    const { checklist, answers } = model.record ?? build.aReport();
    expect(checklist.find(({ id }) => id === 'changed')?.state).toBe('open');
    model.rewrite(people.visitor, build.formBody({ broken: 'Checkout', changed: 'everything' }, policy));
    expect(model.record).toMatchObject({ checklist, answers });
    model.rewrite(people.responder, build.formBody({ broken: 'Cart', changed: 'everything' }, policy));
    model.say(people.responder, '/ack');
    expect(model.record?.checklist.filter(({ by }) => by === 'visitor')).toEqual([]);
  });

  test('what they wrote does not come in with the next edit of a responder', () => {
    const model = declared();
    model.rewrite(people.visitor, after);
    model.rewrite(people.responder, after.replace('Nothing', 'Checkout and cart'));
    expect(model.record?.milestones.started).toBe(build.T0);
    expect(model.record?.answers).toContainEqual(expect.objectContaining({ id: 'broken', value: 'Checkout and cart' }));
    expect(model.record?.impact).toBe('some customers');
  });

  test('edited by a responder: taken, and the timeline says what changed', () => {
    const model = declared();
    model.rewrite(people.responder, after);
    expect(model.record).toMatchObject({ impact: 'nobody', milestones: { started: '2026-01-01T00:00:00Z' } });
    expect(timeline(model).at(-1)).toMatch(
      /^responder: The description was edited: .*start 2026-03-01 04:00 UTC → 2026-01-01 00:00 UTC.*impact some customers → nobody/,
    );
  });

  test('a report is still what its author says', () => {
    const model = new Model({ title: '[INCIDENT P0] Production down', body: before });
    model.open(people.visitor);
    model.rewrite(people.visitor, after);
    expect(model.record).toMatchObject({ status: 'reported', impact: 'nobody' });
  });
});

describe('the form of a declared incident replaced by other text', () => {
  const plain = 'We are on a call, see the chat.';

  test('leaves what was answered known', () => {
    const model = declared();
    const { milestones, impact, customerFacing, answers, checklist, missing } = model.record ?? build.aReport();
    model.rewrite(people.responder, plain);
    model.rewrite(people.responder, `${plain} Second line.`);
    expect(answers).not.toEqual([]);
    expect(model.record).toMatchObject({ milestones, impact, customerFacing, answers, checklist, missing });
    expect(timeline(model).filter((line) => line.includes('description was edited'))).toEqual([]);
  });

  test('leaves a required answer that is not known asked for, on the card and in the one comment', () => {
    const model = new Model({ title: '[INCIDENT P0] Production down', body: build.formBody({ affected: 'all' }) });
    model.open();
    model.rewrite(people.responder, plain);
    model.rewrite(people.responder, `${plain} Second line.`);
    expect(model.card).toMatch(/Please add to the issue[\s\S]*What is broken\?[\s\S]*has no answer/);
    expect(model.said.filter(({ body }) => body.includes('Please add to the issue'))).toHaveLength(1);
    model.rewrite(people.responder, before);
    expect(model.card).not.toContain('has no answer');
  });

  test('is read for the time that a plain text says', () => {
    const model = declared();
    model.rewrite(people.responder, `${plain}\nStarted: sometime`);
    expect(model.card).toContain('The start time was not understood');
    model.rewrite(people.responder, `${plain}\nStarted: 2026-03-01T03:55Z`);
    expect(model.card).not.toContain('The start time was not understood');
    expect(model.record?.milestones.started).toBe('2026-03-01T03:55:00Z');
  });
});

describe('an incident declared without the form', () => {
  const opened = (
    title: string,
    labelled: readonly string[],
    body = 'Started: 2026-03-01T03:55:00Z\nStatus: Investigating',
  ) => {
    const model = new Model({ title, labelled, body });
    model.open();
    return model;
  };
  const row = (model: Model) => /\*\*Not known yet\*\* \| (.*) \|/.exec(model.card)?.[1];

  test('shows in one row of the card what is not known, and is not asked for it (S003-09)', () => {
    const model = opened('[INCIDENT P0] Production down', ['incident', 'P0']);
    expect(row(model)).toBe('impact (`/impact <text>`)');
    expect(model.said.filter(({ body }) => body.includes('Please add'))).toEqual([]);
    model.say(people.responder, '/impact all customers');
    expect(row(model)).toBeUndefined();
  });

  test('names the severity that nothing gives, and what is broken where there is no title', () => {
    const model = opened('[INCIDENT]', ['incident'], '');
    expect(row(model)).toBe('what is broken (in the title), severity (`/severity <level>`), impact (`/impact <text>`)');
    model.say(people.responder, '/severity P1');
    expect(row(model)).toBe('what is broken (in the title), impact (`/impact <text>`)');
  });

  test('the form shows no such row', () => {
    expect(row(declared())).toBeUndefined();
  });
});
