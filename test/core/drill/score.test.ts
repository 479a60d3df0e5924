// The score card of a drill against arithmetic by hand: what was in time, what was not, and what the policy sets no time for.
import { describe, expect, test } from 'vitest';
import { scoreOf } from '../../../src/core/drill/score.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;
const policy = build.policyOf(`preset: github\n${build.mapped}`);

function drilled(...steps: readonly (readonly [number, string])[]): Model {
  const model = new Model({ title: '[DRILL] [INCIDENT P0] Practice', labelled: ['incident', 'P0'] }, policy);
  model.open();
  for (const [at, says] of steps) {
    model.until(minute(at));
    model.say(says.startsWith('/close') ? people.lead : people.commander, says);
  }
  return model;
}

const rows = (model: Model) =>
  model.record === null
    ? []
    : scoreOf(model.record, policy).map(({ of, ok, was, wanted }) => [of, ok, was, wanted].join(' | '));

describe('a drill at P0 of the preset github', () => {
  test('that keeps its times', () => {
    const model = drilled([3, '/ack'], [10, '/update on it'], [12, '/status monitoring'], [30, '/close --force over']);
    expect(rows(model)).toEqual([
      'acknowledged | true | after 3 minutes | within 5 minutes',
      'first-update | true | after 10 minutes | within 15 minutes',
      'updates | true | 1 given, 0 asked for | none asked for',
      'mitigated |  | after 12 minutes | ',
      expect.stringMatching(/^resolved \| /),
      expect.stringMatching(/^checklist \| false \| \d of 9 \| all of it$/),
      'escalations |  | none was needed | ',
    ]);
  });

  test('that does not', () => {
    const model = drilled([20, '/ack'], [40, '/update sorry'], [50, '/close --force over']);
    expect(rows(model).slice(0, 3)).toEqual([
      'acknowledged | false | after 20 minutes | within 5 minutes',
      'first-update | false | after 40 minutes | within 15 minutes',
      expect.stringMatching(/^updates \| false \| 1 given, [1-9] asked for/),
    ]);
  });

  test('that nobody hears', () => {
    const model = drilled([60, '/close --force nobody came']);
    expect(rows(model)).toContain('acknowledged | false | never | within 5 minutes');
  });

  test.each([
    { at: [0, 0], answered: 3, is: 'escalations |  | none was needed | ' },
    { at: [0, 15], answered: 20, is: 'escalations | true | 1 after the first page, answered | an answer' },
    { at: [0, 15, 30], answered: 20, is: 'escalations | false | 2 after the first page, nobody answered | an answer' },
    { at: [0, 15], answered: null, is: 'escalations | false | 1 after the first page, nobody answered | an answer' },
    { at: [], answered: null, is: 'escalations |  | none was needed | ' },
  ])('whose ladder was taken at $at and answered at $answered', ({ at, answered, is }) => {
    const model = drilled();
    const ladder = {
      since: minute(0),
      taken: [],
      at: Object.fromEntries(at.map((each, step) => [`P0/${step}`, minute(each)])),
      answered: answered === null ? null : minute(answered),
    };
    if (model.record !== null) model.record = { ...model.record, ladder };
    expect(rows(model).at(-1)).toBe(is);
  });
});
