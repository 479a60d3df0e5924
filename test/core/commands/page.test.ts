// `/page` with a name that the policy does not have: nobody is paged, and what is suggested is what was meant or what there is.
import { expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
const many = Array.from(
  { length: 30 },
  (_, place) => `team-${String(place + 1).padStart(2, '0')}: ["@acme/t${place}"]`,
);
const crowded = `people: { devops: ["@acme/devops"], ${many.join(', ')} }\n`;

/** The last answer to a command of a responder on a declared incident. */
function answer(says: string, policy = build.policyOf(build.mapped)): string {
  const model = new Model({}, policy);
  model.open();
  expect(model.say(people.responder, says)?.outcome).toBe('refused:unknown-contact');
  return model.said.at(-1)?.body ?? '';
}

test.each(['the-boss', 'qqqqqqq', '@responder', '__proto__', 'x'.repeat(200)])('no name near %s: none is suggested, those that can be paged are listed', (name) => {
  const body = answer(`/page ${name}`);
  expect(body).not.toMatch(/`\/page \S/);
  expect(body).toContain('Comment `/page` with one of these, or mention somebody yourself.');
  for (const mapped of ['devops', 'ceo', 'manager']) expect(body).toContain(`\`${mapped}\``);
}); // biome-ignore format: a table

test('names that nobody is mapped to are not among them', () => {
  expect(answer('/page the-boss')).not.toContain('`cto`');
});

test.each([['devop', 'devops'], ['managr', 'manager'], ['DevOp', 'devops'], ['dev', 'devops']])('near a name: /page %s suggests /page %s', (name, meant) => {
  expect(answer(`/page ${name}`)).toContain(`Comment \`/page ${meant}\`, or mention somebody yourself.`);
}); // biome-ignore format: a table

test('the list is bounded, and says how many more there are', () => {
  const body = answer('/page the-boss', build.policyOf(crowded));
  const names = body.match(/`team-\d\d`/g) ?? [];
  expect(names.length).toBeLessThanOrEqual(12);
  expect(body).toMatch(/and \d+ more/);
});

test('where nobody is mapped it says how people are', () => {
  const body = answer('/page the-boss', build.policyOf('preset: github\n'));
  expect(body).toContain('nobody is mapped to any');
  expect(body).toContain('Map people under `people` in `.github/firebreak.yml`, or mention somebody yourself.');
});
