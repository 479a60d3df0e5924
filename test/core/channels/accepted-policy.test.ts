// Another policy is accepted: channels are told of a page only when somebody is paged.
import { expect, test } from 'vitest';
import { type PolicyInForce, policyFrom } from '../../../src/core/policy/policy-from.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people } = build;

function inForce(levels: string, version: string): PolicyInForce {
  const text = `
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"], boss: ["@boss"] }
channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]
levels:
${levels}
`;
  const found = policyFrom(build.shipped.policies, { source: 'acme/shop/.github/firebreak.yml', version, text }, null);
  expect(found.problems).toEqual([]);
  return found;
}

const level = (name: string, steps: string) =>
  `  - { name: ${name}, updates: null, respond_within: null, escalation: [${steps}] }`;
const first = level('P0', '{ after: 0m, targets: [oncall] }');

test.each([
  { name: 'a step whose time is past counts as taken', next: level('P0', '{ after: 0m, targets: [oncall] }, { after: 5m, targets: [lead] }') },
  { name: 'the step that was taken has another place', next: level('P0', '{ after: 0m, targets: [boss] }, { after: 0m, targets: [oncall] }') },
  { name: 'the level has another name', next: level('SEV1', '{ after: 0m, targets: [oncall] }') },
])('$name: nobody is paged, nor by a channel', ({ next }) => {
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] });
  model.inForce = inForce(first, 'v1');
  model.connected = ['pagerduty'];
  model.open();
  model.until(minute(10));
  model.say(people.commander, '/ic @commander');
  const before = model.decisions.length;
  model.inForce = inForce(next, 'v2');
  model.say(people.commander, '/policy accept');
  expect(model.record?.policy?.version).toBe('v2');
  model.until(minute(20));
  const told = model.decisions.slice(before).flatMap(({ tellings = [] }) => tellings.map(({ event }) => event));
  expect(told.filter((event) => event === 'paged')).toEqual([]);
}); // biome-ignore format: rows of a table
