// The incident closes when its postmortem is published and its policy's gates hold; what is open keeps it, and what was published before it came back closes nothing.
import { expect, test } from 'vitest';
import { countedItems } from '../../../src/core/checklist/items.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import type { Model } from '../../support/model.ts';
import { answerPostmortem, resolvedModel, seePostmortem } from '../../support/postmortem-model.ts';

const { lead, responder } = build.people;
const policy = (gate: string) => build.policyOf(`preset: github\ngates: { closed: ${gate} }\n`);
const free = policy('{ needs: [] }');
const held = policy('{ needs: [debriefed] }');

function publishedUnder(given: ReturnType<typeof policy>): Model {
  const model = resolvedModel('P0', given);
  answerPostmortem(model);
  seePostmortem(model, { state: 'merged' });
  return model;
}

const status = (model: Model) => model.record?.status;
const closes = (model: Model) =>
  model.decisions.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'close'));
const tell = (model: Model, what: string) => model.said.filter(({ body }) => body.includes(what));

function numberOf(incident: Incident | null | undefined, id: string, given: ReturnType<typeof policy>): number {
  if (incident == null) throw new Error('There is no record.');
  const item = countedItems(incident, given).find((one) => one.id === id);
  if (item === undefined) throw new Error(`No item ${id}.`);
  return item.number;
}

test('publishing closes it where nothing else is open, and says so in the same comment', () => {
  const model = publishedUnder(free);
  expect(status(model)).toBe('closed');
  expect(closes(model)).not.toHaveLength(0);
  expect(tell(model, 'is published:').map(({ body }) => body)).toEqual([
    expect.stringContaining('Nothing else is open, so the incident is closed.'),
  ]);
  expect(tell(model, 'The incident is closed:')).toHaveLength(0);
});

test('what its gate waits for keeps it open, and the last of it closes it, told once', () => {
  const model = publishedUnder(held);
  expect(status(model)).toBe('resolved');
  expect(tell(model, 'so the incident is closed')).toHaveLength(0);
  model.say(responder, `/check ${numberOf(model.record, 'debriefed', held)}`);
  expect(status(model)).toBe('closed');
  model.later('PT1H');
  expect(tell(model, 'The incident is closed:')).toHaveLength(1);
});

test('published before it came back, it is open after the next resolution until somebody closes it', () => {
  const model = publishedUnder(free);
  model.say(lead, '/reopen it is back');
  model.later('PT1H');
  model.say(lead, '/resolve --force rolled back again');
  expect(status(model)).toBe('resolved');
  model.later('PT6H');
  expect(status(model)).toBe('resolved');
  model.say(lead, '/close');
  expect(status(model)).toBe('closed');
});
