// A step of the ladder whose roles are mapped to nobody: the page goes to the nearest step that reaches somebody, and the card says who is missing (DESIGN section 5).
import { describe, expect, test } from 'vitest';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute } = build;

/** Two steps at P0, at once and after ten minutes; the one of P1 is for whoever is on call. */
const ladder = (people: string, first: string, second: string) => `preset: none
people: ${people}
levels:
  - { name: P0, escalation: [{ after: 0m, targets: ${first} }, { after: 10m, targets: ${second} }] }
  - { name: P1, escalation: [{ after: 0m, targets: [oncall] }] }
`;

/** Whom the pages mention, each at its minute, and what the card says of roles. */
function silent(text: string) {
  const model = new Model({}, build.policyOf(text));
  model.open();
  model.until(minute(12));
  const paged = model.said.map(({ body, createdAt }) => `${createdAt.slice(14, 16)} ${body.split('\n')[0]}`);
  const missing = /Nobody is mapped to (.*), so they are not mentioned/.exec(model.card)?.[1] ?? null;
  return { paged, missing };
}

describe('a step without anybody in it', () => {
  test.each([
    { name: 'the step behind it', people: '{ lead: ["@lead"] }', steps: ['[ceo]', '[lead]'], paged: ['00 @lead', '10 @lead'], missing: 'ceo' },
    { name: 'the step before it', people: '{ lead: ["@lead"] }', steps: ['[lead]', '[ceo]'], paged: ['00 @lead', '10 @lead'], missing: 'ceo' },
    { name: 'a role mapped to an empty list is mapped to nobody', people: '{ lead: ["@lead"], ceo: [] }', steps: ['[ceo]', '[lead]'], paged: ['00 @lead', '10 @lead'], missing: 'ceo' },
    { name: 'of several roles the others', people: '{ lead: ["@lead"], dba: ["@reviewer"] }', steps: ['[ceo, dba]', '[lead]'], paged: ['00 @reviewer', '10 @lead'], missing: 'ceo' },
    { name: 'the step of another level', people: '{ oncall: ["@oncall"] }', steps: ['[ceo]', '[lead]'], paged: ['00 @oncall', '10 @oncall'], missing: 'ceo, lead' },
    { name: 'whoever is mapped at all', people: '{ dba: ["@reviewer"] }', steps: ['[lead]', '[ceo]'], paged: ['00 @reviewer', '10 @reviewer'], missing: 'lead, ceo' },
    { name: 'nobody is mapped: no handle is made up', people: '{}', steps: ['[lead]', '[ceo]'], paged: [], missing: 'lead, ceo' },
  ])('is taken by $name', ({ people, steps: [first = '', second = ''], paged, missing }) => {
    expect(silent(ladder(people, first, second))).toEqual({ paged, missing });
  }); // biome-ignore format: a table

  test('where everybody is mapped the card says nothing of it', () => {
    expect(silent(ladder('{ lead: ["@lead"], ceo: ["@commander"] }', '[ceo]', '[lead]'))).toEqual({
      paged: ['00 @commander', '10 @lead'],
      missing: null,
    });
  });
});

test('a step that names no role at all is refused, at its place', () => {
  const text = ladder('{ lead: ["@lead"] }', '[]', '[lead]');
  const { problems } = policyFrom(build.shipped.policies, { source: 'firebreak.yml', version: 'v1', text }, null);
  expect(problems).toEqual([
    expect.objectContaining({
      line: 4,
      message: '`levels.0.escalation.0.targets`: has 0 items, expected at least 1. Write one or remove the key.',
    }),
  ]);
});
