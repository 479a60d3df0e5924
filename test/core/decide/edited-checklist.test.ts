// The checklist of the form deleted, broken and repaired: which items are done then, by whom and when.
import { describe, expect, test } from 'vitest';
import type { Person } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;
const policy = build.aPolicy();
const items = policy.checklist.filter(({ stage }) => stage === 'during').map(({ text }) => text);
const [FIX, CAUSE] = ['Fix applied', 'Root cause identified'] as const;

const list = (...ticked: readonly string[]) =>
  items.map((text) => `- [${ticked.includes(text) ? 'x' : ' '}] ${text}`).join('\n');
const body = (...ticked: readonly string[]) => build.formBody({ broken: 'Checkout', checklist: list(...ticked) });
const numberOf = (text: string) => policy.checklist.findIndex((one) => one.text === text) + 1;

/** Ways to leave a body in which nobody can say for certain where the list is. */
const broken = {
  'a second heading': (text: string) => text.replace('Checkout', 'Checkout\n\n### Checklist\n\n- [ ] mine\n'),
  'a code block without an end': (text: string) => text.replace('### Checklist', '```\n### Checklist'),
  'a comment without an end': (text: string) => text.replace('### Checklist', '<!-- \n### Checklist'),
} as const;
const ways = Object.entries(broken).map(([name, breaks]) => ({ name, breaks }));

/** Ways in which the list is gone. */
const gone = {
  'its lines': (text: string) => text.replace(/- \[.\] .*\n?/g, ''),
  'its heading and lines': (text: string) => text.replace(/### Checklist[\s\S]*?(?=### Before)/, ''),
  'the whole description': () => '',
  'the list, and a code block begun elsewhere': (text: string) =>
    text.replace(/### Checklist[\s\S]*?(?=### Before)/, '').replace('Checkout', 'Checkout\n\n```\nlog'),
} as const;
const deletions = Object.entries(gone).map(([name, without]) => ({ name, without }));

function declared(by: Person = people.responder, ...ticked: readonly string[]): Model {
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'], body: body(...ticked) }, policy);
  model.open(by);
  return model;
}

const item = (model: Model, text: string) => model.record?.checklist.find((one) => one.text === text);
const states = (model: Model) => [item(model, FIX)?.state, item(model, CAUSE)?.state];

describe.each(ways)('the list broken by $name', ({ breaks }) => {
  test('counts nothing and takes nothing back', () => {
    const model = declared();
    model.rewrite(people.responder, body(FIX));
    model.rewrite(people.responder, breaks(body(FIX, CAUSE)));
    expect(states(model)).toEqual(['done', 'open']);
  });

  test('and repaired with ticks in the same edit: they count, with who and when', () => {
    const model = declared();
    model.rewrite(people.commander, breaks(body()));
    model.later('PT9M');
    model.rewrite(people.responder, body(FIX));
    expect(item(model, FIX)).toMatchObject({ state: 'done', by: 'responder', at: minute(9) });
    expect(model.record?.timeline.at(-1)).toMatchObject({ by: 'responder', text: 'Ticked in the form: Fix applied' });
  });

  test('ticked while it was broken, by the one person who wrote it all: counts when it is repaired', () => {
    const model = declared();
    model.rewrite(people.responder, breaks(body(FIX)));
    model.rewrite(people.responder, body(FIX));
    expect(item(model, FIX)).toMatchObject({ state: 'done', by: 'responder' });
  });

  test('ticked by somebody who may not while it was broken: no tick of whoever repairs it', () => {
    const model = declared();
    model.rewrite(people.visitor, breaks(body(FIX)));
    model.rewrite(people.responder, body(FIX, CAUSE));
    expect(states(model)).toEqual(['open', 'done']);
  });

  test('repaired without a tick: what that box had ticked is open again, what a command ticked is not', () => {
    const model = declared();
    model.rewrite(people.responder, body(FIX));
    model.say(people.responder, `/check ${numberOf(CAUSE)}`);
    model.rewrite(people.responder, breaks(body(FIX)));
    model.rewrite(people.responder, body());
    expect(states(model)).toEqual(['open', 'done']);
  });

  test('repaired by somebody who may not: nothing of it counts', () => {
    const model = declared();
    model.rewrite(people.responder, body(FIX));
    model.rewrite(people.responder, breaks(body(FIX)));
    model.rewrite(people.visitor, body(CAUSE));
    expect(states(model)).toEqual(['done', 'open']);
  });
});

describe.each(deletions)('deleted: $name', ({ without }) => {
  test('what its boxes had ticked is open again', () => {
    const model = declared(people.responder, FIX);
    expect(item(model, FIX)?.state).toBe('done');
    model.rewrite(people.responder, without(body(FIX)));
    expect(item(model, FIX)).toMatchObject({ state: 'open', by: null, at: null });
  });

  test('what a command or an event ticked stays done, box or not', () => {
    const model = declared();
    model.say(people.responder, `/check ${numberOf(CAUSE)}`);
    const proven = model.record?.checklist.filter(({ state }) => state === 'done').map(({ text }) => text) ?? [];
    expect(proven.length).toBeGreaterThan(1);
    model.rewrite(people.responder, body(...items));
    model.rewrite(people.responder, without(body(...items)));
    const done = model.record?.checklist.filter(({ state }) => state === 'done').map(({ text }) => text);
    expect(done).toEqual(proven);
  });

  test('and put back with ticks: they count anew', () => {
    const model = declared(people.responder, FIX);
    model.rewrite(people.responder, without(body(FIX)));
    model.later('PT5M');
    model.rewrite(people.commander, body(FIX));
    expect(item(model, FIX)).toMatchObject({ state: 'done', by: 'commander', at: minute(5) });
  });
});

test('one line deleted is as the whole list deleted', () => {
  const model = declared();
  model.say(people.responder, `/check ${numberOf(CAUSE)}`);
  model.rewrite(people.responder, body(FIX, CAUSE));
  const without = (text: string, line: string) => text.replace(`- [x] ${line}\n`, '');
  model.rewrite(people.responder, without(without(body(FIX, CAUSE), FIX), CAUSE));
  expect(states(model)).toEqual(['open', 'done']);
});

test('a tick that is taken away by hand opens an item, whatever had ticked it', () => {
  const model = declared();
  model.say(people.responder, `/check ${numberOf(CAUSE)}`);
  model.rewrite(people.responder, body(CAUSE));
  model.rewrite(people.responder, body());
  expect(item(model, CAUSE)?.state).toBe('open');
});

test.each([
  { name: 'a numbered list', write: (text: string) => text.replaceAll('- [', '1. [') },
  { name: 'a list of stars', write: (text: string) => text.replaceAll('- [', '*   [') },
  { name: 'a list in a quote', write: (text: string) => text.replaceAll('- [', '> - [') },
  { name: 'a list of a list', write: (text: string) => text.replaceAll('- [', '- - [') },
  { name: 'a mark on a line of its own', write: (text: string) => text.replaceAll(/- \[(.)\] /g, '- [$1]\n  ') },
])('ticked by a stranger in a broken list, however it is written, it is no tick of whoever repairs it: $name', ({ write }) => {
  const model = declared();
  model.rewrite(people.visitor, broken['a second heading'](write(body(FIX))));
  model.rewrite(people.responder, write(body(FIX)));
  expect(item(model, FIX)?.state).toBe('open');
  model.rewrite(people.responder, body(FIX, CAUSE));
  expect(item(model, CAUSE)).toMatchObject({ state: 'done', by: 'responder' });
}); // biome-ignore format: a table

test('opened and done again by a command, an item is no longer that of its box', () => {
  const model = declared();
  model.rewrite(people.responder, body(FIX));
  model.rewrite(people.responder, body());
  model.say(people.responder, `/check ${numberOf(FIX)}`);
  model.rewrite(people.responder, broken['a second heading'](body()));
  model.rewrite(people.responder, body());
  expect(item(model, FIX)?.state).toBe('done');
});

test('a code block without an end behind the list leaves the list as it is: its ticks count', () => {
  const model = declared();
  model.rewrite(people.responder, `${body(FIX)}\n\n\`\`\`\nlog`);
  expect(item(model, FIX)?.state).toBe('done');
});
