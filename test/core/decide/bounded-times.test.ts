// Times that the form or a duplicate says hold to the same bounds as `/time`: not to come, not over a year ago, in an order that can be.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

function open(said: Parameters<typeof build.formBody>[0]): Model {
  const model = new Model({ title: '[INCIDENT P1] Down', body: build.formBody({ broken: 'Checkout', ...said }) });
  model.open();
  return model;
}

const missing = (model: Model) => model.record?.missing.join('\n') ?? '';

describe('the form', () => {
  test.each(['0001-01-01T00:00Z', '1970-01-01T00:00Z', '2016-03-01T03:50Z'])(
    'a start of %s is asked about',
    (started) => {
      const model = open({ started });
      expect(model.record?.milestones.started).toBe(build.T0);
      expect(missing(model)).toMatch(/The start time .*more than a year before/);
      model.say(people.responder, '/time started=03:50');
      expect(missing(model)).not.toContain('start time');
    },
  );

  test('a start that is still to come is asked about', () => {
    const model = open({ started: '2026-03-02T03:50Z' });
    expect([model.record?.milestones.started, missing(model)]).toEqual([
      build.T0,
      expect.stringMatching(/The start time .*still to come/),
    ]);
  });

  test('a detection before the start is asked about', () => {
    const model = open({ started: '2026-03-01T03:50Z', detected: '2026-03-01T03:00Z' });
    expect(model.record?.milestones).toMatchObject({ started: '2026-03-01T03:50:00Z', detected: null });
    expect(missing(model)).toMatch(/The time of detection .*before/);
  });

  test('an edit is bounded too, and both of a pair may be moved at once', () => {
    const model = open({ started: '2026-03-01T03:00Z', detected: '2026-03-01T03:10Z' });
    const body = (said: Parameters<typeof build.formBody>[0]) => build.formBody({ broken: 'Checkout', ...said });
    model.rewrite(people.responder, body({ started: '2026-03-01T03:30Z', detected: '2026-03-01T03:40Z' }));
    expect(model.record?.milestones).toMatchObject({
      started: '2026-03-01T03:30:00Z',
      detected: '2026-03-01T03:40:00Z',
    });
    model.rewrite(people.responder, body({ started: '2016-03-01T03:30Z', detected: '2026-03-01T03:40Z' }));
    expect(model.record?.milestones.started).toBe('2026-03-01T03:30:00Z');
    expect(missing(model)).toContain('more than a year before');
    model.rewrite(people.responder, body({ started: '2016-03-01T03:30Z', affected: 'all' }));
    expect(missing(model)).toContain('more than a year before');
    model.rewrite(people.responder, body({ started: '2026-03-01T03:20Z', affected: 'all' }));
    expect(model.record?.milestones.started).toBe('2026-03-01T03:20:00Z');
    expect(missing(model)).not.toContain('more than a year before');
  });
});

describe('a duplicate that joins', () => {
  function joined(started: string, before: readonly string[] = []): string | null | undefined {
    const model = open({});
    for (const body of before) model.say(people.responder, body);
    model.later('PT5M');
    const { issue, installationId } = build.tick(model.now);
    const trigger = { kind: 'joined', via: 'webhook', from: 99, level: null, actor: people.responder } as const;
    for (const _again of [1, 2]) model.send({ ...trigger, issue, installationId, at: model.now, started });
    expect(model.record?.timeline.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
    return model.record?.milestones.started;
  }

  test('moves the start to an earlier one', () => {
    expect(joined('2026-03-01T03:00:00Z')).toBe('2026-03-01T03:00:00Z');
  });

  test('does not move it out of the bounds, nor what `/time` has set', () => {
    expect(joined('1970-01-01T00:00:00Z')).toBe(build.T0);
    expect(joined('2026-03-01T03:00:00Z', ['/time started=03:55'])).toBe('2026-03-01T03:55:00Z');
  });
});
