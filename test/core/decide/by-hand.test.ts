// Labels, title and state changed with the mouse: a command of that person, or put back with a reason.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute, T0 } = build;
const names = (model: Model): readonly string[] => model.live.labels.map(({ name }) => name).sort();
const lastEntry = (model: Model): string => model.record?.timeline.at(-1)?.text ?? '';

function declared(level = 'P0'): Model {
  const model = new Model({ title: `[INCIDENT ${level}] Production down`, labelled: ['incident', level] });
  model.open();
  model.later('PT1M');
  return model;
}

describe('a label', () => {
  test('another severity by a responder is /severity', () => {
    const model = declared();
    model.relabel(people.commander, ['P2'], ['P0']);
    expect(model.record?.level).toBe('P2');
    expect([names(model), model.live.title]).toEqual([['P2', 'incident', 'status: investigating'], '[INCIDENT P2] Production down']);
  }); // biome-ignore format: one thought

  test('a second severity beside the first is /severity too, and one stays', () => {
    const model = declared('P2');
    model.relabel(people.commander, ['P1'], []);
    expect([model.record?.level, names(model)]).toEqual(['P1', ['P1', 'incident', 'status: investigating']]);
  });

  test('severity and status in one go: both are obeyed', () => {
    const model = declared();
    model.relabel(people.commander, ['P1', 'status: mitigating'], ['P0', 'status: investigating']);
    expect(model.record).toMatchObject({ level: 'P1', status: 'mitigating' });
    expect(names(model)).toEqual(['P1', 'incident', 'status: mitigating']);
  });

  test.each([
    { name: 'a severity by somebody who may not', by: people.visitor, add: ['P2'], remove: ['P0'] },
    { name: 'the severity taken away', by: people.commander, add: [], remove: ['P0'] },
    { name: 'the incident label taken away', by: people.commander, add: [], remove: ['incident'] },
    { name: 'the status taken away', by: people.visitor, add: [], remove: ['status: investigating'] },
    { name: 'a status with a command of its own', by: people.commander, add: ['status: closed'], remove: [] },
    { name: 'everything taken away', by: people.visitor, add: [], remove: ['incident', 'P0', 'status: investigating'] },
  ])('$name is put back, with a reason', ({ by, add, remove }) => {
    const model = declared();
    model.relabel(by, add, remove);
    expect(model.record).toMatchObject({ level: 'P0', status: 'investigating' });
    expect(names(model)).toEqual(['P0', 'incident', 'status: investigating']);
    expect(lastEntry(model)).toMatch(/put back/);
    expect(model.said).toHaveLength(1);
  });

  test('put back twice within a second, both times', () => {
    const model = declared();
    model.relabel(people.visitor, ['P1'], []);
    model.relabel(people.visitor, [], ['P0']);
    expect(names(model)).toEqual(['P0', 'incident', 'status: investigating']);
  });

  test('taken away in turns over and over, each is one line of the timeline', () => {
    const model = declared();
    const before = model.record?.timeline.length ?? 0;
    for (let round = 0; round < 20; round += 1)
      for (const label of ['P0', 'incident']) model.relabel(people.visitor, [], [label]);
    expect(model.record?.timeline.length).toBe(before + 2);
    expect(lastEntry(model)).toContain('(20 times)');
  });

  test('of others is left alone, and costs nothing', () => {
    const model = declared();
    model.live = build.liveIssue({ labelled: [...names(model), 'checkout'] });
    expect(model.send(build.labelled('checkout', true, { actor: people.visitor }))).toBeNull();
    expect(names(model)).toContain('checkout');
  });
});

describe('the title', () => {
  test('another level by a responder is /severity, and the label follows', () => {
    const model = declared();
    model.retitle(people.commander, '[INCIDENT P1] Checkout down');
    expect(model.record).toMatchObject({ level: 'P1', summary: 'Checkout down' });
    expect(names(model)).toEqual(['P1', 'incident', 'status: investigating']);
  });

  const long = 'Production is down '.repeat(20).trim();

  test.each([
    { name: 'a title of ours still on its way', title: '[INCIDENT P0] Production down', summary: 'Production down' },
    { name: 'a title that somebody is changing and whose event is on its way', title: '[INCIDENT P0] Checkout down', summary: 'Production down' },
    { name: 'a summary longer than a title', title: `[INCIDENT P2] ${long}`.slice(0, 255).concat('…'), summary: long },
  ])('beside an edit of the body is left as it is: $name', ({ title, summary }) => {
    const model = declared();
    model.say(people.commander, '/severity P2');
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, summary };
    model.live = { ...model.live, title };
    model.send(build.edited({ at: model.now, actor: people.commander, titleFrom: null, bodyFrom: 'before' }));
    expect(model.record).toMatchObject({ level: 'P2', summary });
    expect(model.live.title).toBe(title);
  }); // biome-ignore format: a table

  test.each([
    { name: 'as we print it', level: 'P0', title: `[INCIDENT P0] ${long}`.slice(0, 255).concat('…') },
    { name: 'at another level', level: 'P1', title: `[INCIDENT P1] ${long}`.slice(0, 255).concat('…') },
    { name: 'without its prefix', level: 'P0', title: long.slice(0, 241).concat('…') },
  ])('that is cut takes nothing from a long summary: $name', ({ level, title }) => {
    const model = declared();
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, summary: long };
    model.retitle(people.commander, title);
    expect(model.record).toMatchObject({ level, summary: long });
  });

  test('without its prefix is a new summary, and gets the prefix back', () => {
    const model = declared();
    model.retitle(people.commander, 'Checkout down');
    expect(model.live.title).toBe('[INCIDENT P0] Checkout down');
  });

  test.each(['[INCIDENT P2] Production down', 'All fine', ''])('%j by somebody who may not is put back', (title) => {
    const model = declared();
    model.retitle(people.visitor, title);
    expect([model.live.title, model.record?.level]).toEqual(['[INCIDENT P0] Production down', 'P0']);
  });

  test('with an unknown level is put back', () => {
    const model = declared();
    model.retitle(people.commander, '[INCIDENT P9] Production down');
    expect(model.live.title).toBe('[INCIDENT P0] Production down');
  });
});

describe('closed by hand', () => {
  test('before the window is over: reopened, with what is open', () => {
    const model = declared();
    model.close(people.commander);
    expect([model.record?.status, model.live.state]).toEqual(['investigating', 'open']);
    expect(model.said.at(-1)?.body).toMatch(/cannot be closed yet.*watched for 2 hours/s);
  });

  test('when the gates hold, at a P3 without a window (S003-21): resolved and closed, with the runbook’s four fields for a summary (S003-22)', () => {
    const model = declared('P3');
    model.later('PT30M');
    model.say(people.responder, '/check 4 6 8');
    model.write(people.commander, '\nResolved: 2026-03-01T04:30:00Z\nDuration: 30 minutes\nFix: rolled back\nVerified: All metrics normal\n');
    model.close(people.commander);
    expect(model.record).toMatchObject({ status: 'closed', milestones: { resolved: minute(31), closed: minute(31) } });
    expect(model.live).toMatchObject({ state: 'closed' });
    expect(names(model)).toEqual(['P3', 'backlog', 'incident', 'status: closed']);
    expect(model.record?.timeline.map(({ text }) => text)).toContain(
      'Resolved: Resolved: 2026-03-01T04:30:00Z; Duration: 30 minutes; Fix: rolled back; Verified: All metrics normal',
    );
  }); // biome-ignore format: one thought a line

  test('the four fields of somebody else are not the closer’s summary', () => {
    const model = declared('P3');
    model.say(people.responder, '/check 4 6 8');
    model.write(people.visitor, 'Fix: none at all');
    model.close(people.commander);
    expect(model.record?.timeline.map(({ text }) => text)).toContain('Resolved');
  });

  test('by somebody who may not: reopened; told once an hour, not at every click', () => {
    const model = declared('P3');
    const before = model.said.length;
    for (let click = 0; click < 5; click += 1) {
      model.later('PT1M');
      model.close(people.visitor);
      expect(model.live.state).toBe('open');
    }
    expect(model.said.length - before).toBe(1);
    model.later('PT1H');
    model.close(people.visitor);
    expect(model.said.length - before).toBe(2);
  });

  test('a report closed by a responder is declined', () => {
    const model = new Model();
    model.open(people.visitor);
    model.close(people.responder);
    expect(model.record).toMatchObject({ status: 'declined' });
    expect(names(model)).toEqual(['P0', 'incident', 'status: declined']);
  });

  test('a report closed by a stranger is reopened', () => {
    const model = new Model();
    model.open(people.visitor);
    model.close({ ...people.visitor, id: 77, login: 'passer-by' });
    expect([model.record?.status, model.live.state]).toEqual(['reported', 'open']);
  });

  test('and a command arrives before the news of it: the close is not undone behind its back', () => {
    const model = declared('P3');
    model.live = { ...model.live, state: 'closed' };
    model.say(people.commander, '/severity P2');
    expect(model.live.state).toBe('closed');
    model.send(build.closedByHand({ at: model.now, actor: people.commander }));
    expect(model.said.at(-1)?.body).toMatch(/cannot be closed yet/);
    expect(model.live.state).toBe('open');
  });
});

describe('reopened by hand', () => {
  const over = (): Model => {
    const model = declared('P3');
    model.say(people.responder, '/check 4 6 8\n/resolve\n/close');
    expect(model.live).toMatchObject({ state: 'closed', stateReason: 'completed' });
    model.later('PT1H');
    return model;
  };

  test('by a responder is /reopen', () => {
    const model = over();
    model.reopen(people.commander);
    expect(model.record).toMatchObject({ status: 'investigating', milestones: { resolved: null, closed: null } });
    expect(names(model)).toEqual(['P3', 'backlog', 'incident', 'status: investigating']);
  });

  test('by somebody who may not is closed again', () => {
    const model = over();
    model.reopen(people.visitor);
    expect([model.record?.status, model.live.state]).toEqual(['closed', 'closed']);
  });

  test('a declined report closes again as not planned', () => {
    const model = new Model();
    model.open(people.visitor);
    model.close(people.responder);
    model.reopen(people.visitor);
    expect(model.live).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
  });
});

describe('what is no business of the clock', () => {
  test('nothing that hands do moves the instant of declaration', () => {
    const model = declared();
    model.relabel(people.commander, ['P1'], ['P0']);
    model.retitle(people.commander, '[INCIDENT P0] x');
    model.close(people.visitor);
    expect(model.record?.milestones.declared).toBe(T0);
  });
});
