// Whoever may not read a private repository is told nothing by a mention, however it looks: the policy's people are asked about as those on call are.
import { describe, expect, test } from 'vitest';
import { accountsToReach } from '../../../src/core/decide/on-call.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

const policy = build.policyOf(`
preset: none
people: { oncall: ["@Responder", "@commander"], lead: ["@lead"], database: ["@reviewer"], team: ["@acme/devops"] }
levels:
  - { name: P0, updates: null, respond_within: null, escalation: [{ after: 0m, targets: [oncall] }, { after: 10m, targets: [lead] }] }
`);

function start(...cannotRead: readonly string[]): Model {
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, policy);
  model.cannotRead = cannotRead;
  model.open();
  return model;
}

const whom = (model: Model) =>
  model.said.flatMap(({ body }) =>
    body
      .split('\n')
      .filter((line) => line.startsWith('@'))
      .slice(0, 1),
  );

describe('who cannot read is passed over', () => {
  test('in a step of the ladder, and the card says so until they can', () => {
    const model = start('responder');
    expect(whom(model)).toEqual(['@commander']);
    expect(model.card).toContain('responder may not read this repository');
    model.cannotRead = [];
    model.say(people.lead, '/note they have access now');
    expect(model.card).not.toContain('may not read this repository');
  });

  test('where a step has nobody else, for whoever is nearest', () => {
    const model = start('lead');
    model.until(minute(11));
    expect(whom(model)).toEqual(['@Responder @commander', '@Responder @commander']);
    expect(model.card).toContain('Nobody who may read this repository is mapped to lead');
  });

  test('by /page, which says that it reached nobody', () => {
    const model = start('reviewer');
    model.say(people.responder, '/page database');
    expect(model.said.at(-1)?.body).toContain('maps nobody who may read this issue to database');
    expect(whom(model)).toHaveLength(1);
  });

  test('but not an account that there is not: the page is read back, and the card says which handle is wrong', () => {
    const ghost = build.policyOf('preset: none\npeople: { oncall: ["@nobody-any-more"], lead: ["@lead"] }\nlevels: [{ name: P0, updates: null, respond_within: null, escalation: [{ after: 0m, targets: [oncall] }] }]\n'); // biome-ignore format: one value
    const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, ghost);
    model.cannotRead = ['nobody-any-more'];
    model.open();
    expect(whom(model)).toEqual(['@nobody-any-more']);
  });
});

test('asked about are people, each once, and no more than a question holds', () => {
  expect(accountsToReach(policy, minute(0))).toEqual(['responder', 'commander', 'lead', 'reviewer']);
  const many = Array.from({ length: 80 }, (_, index) => `@person-${index}`);
  expect(accountsToReach({ ...policy, people: { all: many } }, minute(0))).toHaveLength(30);
});
