// An event says who did it, and never what the issue says by now: what others did at the same moment is judged with their own event.
import { describe, expect, test } from 'vitest';
import type { Person } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
const INVESTIGATING = 'status: investigating';
const names = (model: Model): readonly string[] => model.live.labels.map(({ name }) => name).sort();
const byHand = (model: Model): readonly string[] =>
  (model.record?.timeline ?? []).slice(1).map(({ by, text }) => `${by}: ${text}`);

function declared(level = 'P0'): Model {
  const model = new Model({ title: `[INCIDENT ${level}] Production down`, labelled: ['incident', level] });
  model.open();
  model.later('PT1M');
  return model;
}

/** What the issue has by now; the events come later, in any order. */
function shows(model: Model, ...labelled: readonly string[]): void {
  model.live = { ...model.live, labels: build.liveIssue({ labelled }).labels };
}

const put = (model: Model, label: string, actor: Person) =>
  model.send(build.labelled(label, true, { at: model.now, actor }));
const taken = (model: Model, label: string, actor: Person) =>
  model.send(build.labelled(label, false, { at: model.now, actor }));

describe('a severity that a responder swaps, while a stranger’s label event arrives first', () => {
  const swapped = (...others: readonly string[]): Model => {
    const model = declared();
    shows(model, 'incident', 'P2', INVESTIGATING, ...others);
    return model;
  };

  test.each(['put on first', 'taken off first'])('is the responder’s, %s', (order) => {
    const model = swapped('security');
    put(model, 'security', people.visitor);
    expect(model.record?.level).toBe('P0');
    expect(names(model)).toEqual(['P2', 'incident', 'security', INVESTIGATING]);
    const halves = [() => put(model, 'P2', people.commander), () => taken(model, 'P0', people.commander)];
    for (const half of order === 'put on first' ? halves : halves.reverse()) half();
    expect(model.record?.level).toBe('P2');
    expect(names(model)).toEqual(['P2', 'incident', 'security', INVESTIGATING]);
    expect(byHand(model).join()).not.toMatch(/put back/);
    expect(byHand(model).filter((line) => /visitor: .*(P2|severity|label)/i.test(line))).toEqual([]);
  });

  test('is the responder’s beside a severity of the stranger’s, which is refused', () => {
    const model = swapped('P3');
    put(model, 'P3', people.visitor);
    expect([model.record?.level, byHand(model).at(-1)]).toEqual(['P0', expect.stringMatching(/^visitor: .*put back/)]);
    expect(names(model)).toEqual(['P2', 'incident', INVESTIGATING]);
    taken(model, 'P0', people.commander);
    put(model, 'P2', people.commander);
    expect([model.record?.level, names(model)]).toEqual(['P2', ['P2', 'incident', INVESTIGATING]]);
    expect(byHand(model).filter((line) => line.startsWith('commander: '))).toHaveLength(1);
  });

  test('is the responder’s beside a status of the stranger’s, which is refused', () => {
    const model = declared();
    shows(model, 'incident', 'P2', 'status: monitoring');
    put(model, 'status: monitoring', people.visitor);
    expect(names(model)).toEqual(['P2', 'incident', INVESTIGATING]);
    put(model, 'P2', people.commander);
    expect([model.record?.level, model.record?.status]).toEqual(['P2', 'investigating']);
    taken(model, INVESTIGATING, people.visitor);
    taken(model, 'P0', people.commander);
    expect(names(model)).toEqual(['P2', 'incident', INVESTIGATING]);
  });

  test('is the responder’s when somebody changes the title meanwhile', () => {
    const model = swapped();
    model.retitle(people.reviewer, '[INCIDENT P0] Checkout down');
    expect(names(model)).toEqual(['P2', 'incident', INVESTIGATING]);
    put(model, 'P2', people.commander);
    expect(model.record).toMatchObject({ level: 'P2', summary: 'Checkout down' });
  });
});

describe('a severity that a stranger swaps, while a responder’s label event arrives first', () => {
  test.each(['put on first', 'taken off first'])('is the stranger’s and refused, %s', (order) => {
    const model = declared();
    shows(model, 'incident', 'P3', INVESTIGATING, 'security');
    put(model, 'security', people.commander);
    expect([model.record?.level, byHand(model).filter((line) => /severity P|put back/i.test(line))]).toEqual(['P0', []]);
    const halves = [() => put(model, 'P3', people.visitor), () => taken(model, 'P0', people.visitor)];
    for (const half of order === 'put on first' ? halves : halves.reverse()) half();
    expect([model.record?.level, names(model)]).toEqual(['P0', ['P0', 'incident', 'security', INVESTIGATING]]);
    expect(byHand(model).filter((line) => line.includes('put back'))).toEqual([
      expect.stringMatching(/^visitor: .*allowed \(authority/),
    ]);
  }); // biome-ignore format: one thought

  test('a label taken away with nothing in its place is put back', () => {
    const model = declared();
    shows(model, 'incident', INVESTIGATING);
    taken(model, 'P0', people.visitor);
    expect(names(model)).toEqual(['P0', 'incident', INVESTIGATING]);
  });
});

describe('an event that the issue has left behind', () => {
  test('does nothing: put on and taken off again', () => {
    const model = declared();
    const before = model.record;
    put(model, 'P2', people.commander);
    taken(model, 'P2', people.commander);
    expect([model.record, names(model)]).toEqual([before, ['P0', 'incident', INVESTIGATING]]);
  });

  test('does nothing: taken off and put on again', () => {
    const model = declared();
    const before = model.record;
    taken(model, 'P0', people.visitor);
    put(model, 'P0', people.visitor);
    expect(model.record).toEqual(before);
  });

  test('and an event that never came is settled by the sweep', () => {
    const model = declared();
    shows(model, 'incident', 'P2', INVESTIGATING);
    taken(model, 'P0', people.commander);
    model.send(build.look(model.now));
    model.until(build.minute(5));
    expect([model.record?.level, names(model)]).toEqual(['P0', ['P0', 'incident', INVESTIGATING]]);
  });
});
