// A decision in a team's words carries them, so that it is rendered the same however late it is sent.
import { describe, expect, test } from 'vitest';
import type { Situation } from '../../../src/core/brain.ts';
import type { TeamTemplates } from '../../../src/core/messages/team-templates.ts';
import * as build from '../../support/builders.ts';

const own = { source: '.github/firebreak/templates/initial.github.md.hbs', text: 'OURS {{summary}}' };
const problem = {
  file: '.github/firebreak/templates/page.md.hbs',
  line: 2,
  column: 1,
  code: 'template-raw',
  message: 'raw output.',
};

function decided(templates?: TeamTemplates) {
  const more: Partial<Situation> = templates === undefined ? {} : { templates };
  return build.brain.decide(build.situation(build.opened(), more));
} // biome-ignore format: one thought a line

describe('a decision in a team’s words', () => {
  test('has them in the message inside the page, and nowhere else', () => {
    const plain = decided();
    const worded = decided({ overrides: { 'initial.github': own }, problems: [] });
    const found = JSON.stringify(worded).split(JSON.stringify(own)).length - 1;
    expect(found).toBe(1);
    expect(worded.effects.map(({ kind, key }) => [kind, key])).toEqual(plain.effects.map(({ kind, key }) => [kind, key]));
    expect(JSON.parse(JSON.stringify(worded).replace(`,"override":${JSON.stringify(own)}`, ''))).toEqual(JSON.parse(JSON.stringify(plain)));
  }); // biome-ignore format: one thought a line

  test('tells of each template that cannot be used, three at most', () => {
    const four = [1, 2, 3, 4].map((line) => ({ ...problem, line }));
    const { record } = decided({ overrides: {}, problems: four });
    expect(record?.notices.map(({ text }) => text)).toEqual([
      'The shipped words are used in place of .github/firebreak/templates/page.md.hbs: line 1, column 1: raw output.',
      'The shipped words are used in place of .github/firebreak/templates/page.md.hbs: line 2, column 1: raw output.',
      'The shipped words are used in place of .github/firebreak/templates/page.md.hbs: line 3, column 1: raw output.',
      'Problems of templates that are not listed here: 1. firebreak policy check tells them all.',
    ]);
  });
});
