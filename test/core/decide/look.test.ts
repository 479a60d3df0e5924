// The sweep finds what hands did and no event told: after a short grace it is settled, never silently kept.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;
const names = (model: Model): readonly string[] => model.live.labels.map(({ name }) => name).sort();

function declared(): Model {
  const model = new Model();
  model.open();
  model.say(people.responder, '/ack');
  model.later('PT1M');
  return model;
}

const look = (model: Model) => model.send(build.look(model.now));

describe('an issue that shows something else than the record, and nobody knows whose doing it is', () => {
  test('is first left alone: the event may be on its way', () => {
    const model = declared();
    model.live = { ...model.live, state: 'closed' };
    const decision = look(model);
    expect(decision?.effects).toEqual([]);
    expect(model.lookAt).toBe(minute(3));
  });

  test('closed: the event arrives meanwhile and is obeyed', () => {
    const model = new Model({ title: '[INCIDENT P3] x', labelled: ['incident', 'P3'] });
    model.open();
    model.say(people.responder, '/check 4 6 8');
    model.live = { ...model.live, state: 'closed' };
    look(model);
    model.send(build.closedByHand({ at: model.now, actor: people.commander }));
    expect(model.record?.status).toBe('closed');
    model.until(minute(10));
    expect([model.record?.status, model.live.state, model.lookAt]).toEqual(['closed', 'closed', null]);
  });

  test('closed, and no event in two minutes: reopened, and it is said', () => {
    const model = declared();
    model.live = { ...model.live, state: 'closed' };
    look(model);
    model.until(minute(4));
    expect(model.live.state).toBe('open');
    expect(model.said.at(-1)?.body).toMatch(/cannot be closed yet/);
  });

  test('labels: put back, with a reason', () => {
    const model = declared();
    model.live = { ...model.live, labels: build.liveIssue({ labelled: ['P2'] }).labels };
    look(model);
    model.until(minute(4));
    expect(names(model)).toEqual(['P0', 'incident', 'status: investigating']);
    expect(model.record?.timeline.at(-1)?.text).toMatch(/put back/);
  });

  test('open again though it is over: closed again', () => {
    const model = new Model({ title: '[INCIDENT P3] x', labelled: ['incident', 'P3'] });
    model.open();
    model.say(people.responder, '/check 4 6 8\n/resolve\n/close');
    model.live = { ...model.live, state: 'open' };
    look(model);
    model.until(minute(4));
    expect([model.live.state, model.record?.status, model.lookAt]).toEqual(['closed', 'closed', null]);
  });

  test('found closed by the clock: nobody is paged for two minutes, then it is settled and paging goes on', () => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] });
    model.open();
    model.say(people.responder, '/check 4 6 8');
    model.live = { ...model.live, state: 'closed' };
    const before = model.said.length;
    model.until(minute(6));
    expect(model.said.length - before).toBe(0);
    model.until(minute(20));
    const heard = model.said.slice(before).map(({ body }) => body);
    expect(heard.join()).toMatch(/cannot be closed yet/);
    expect(heard.join()).toMatch(/@acme\/managers/);
    expect([model.live.state, model.record?.ladder.taken]).toEqual(['open', ['P1/0', 'P1/1']]);
  });

  test('what was settled meanwhile is forgotten', () => {
    const model = declared();
    const { live } = model;
    model.live = { ...live, state: 'closed' };
    look(model);
    model.live = live;
    model.until(minute(4));
    expect(model.record?.drift).toBeNull();
    model.live = { ...live, state: 'closed' };
    look(model);
    expect(model.live.state).toBe('closed');
  });

  test('an issue that shows the record costs nothing but the look', () => {
    const model = declared();
    const { record } = model;
    expect(look(model)?.effects).toEqual([]);
    expect(model.record).toEqual(record);
  });
});
