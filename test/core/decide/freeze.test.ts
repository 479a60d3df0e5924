// When an incident freezes, for how long, and what is said of it (S001-34, C27).
import { describe, expect, test } from 'vitest';
import type { TriggerOf } from '../../../src/core/trigger.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const policy = build.policyOf(
  'preset: github\nlevels:\n  - { name: P0, freeze: true }\n  - { name: P1 }\nfreeze: { limit: 4h }\n',
);

function declared(level = 'P0'): Model {
  const model = new Model({ labelled: ['incident', level] }, policy);
  model.open();
  return model;
}

const { responder, commander } = build.people;

/** What the worker has found. */
function found(model: Model, news: TriggerOf<'freeze-news'>['news']) {
  const { issue, installationId } = build.tick(model.now);
  return model.send({ kind: 'freeze-news', issue, installationId, at: model.now, actor: null, via: 'clock', news });
}

const held = (pulls: number) => ({
  pulls,
  shown: Array.from({ length: Math.min(pulls, 10) }, (_, index) => index + 1),
});
const last = (model: Model) => model.said.at(-1)?.body ?? '';

describe('a severity that freezes', () => {
  test('freezes from the declaration until the policy’s limit, and says who may lift it', () => {
    const { record } = declared();
    expect(record?.freeze).toMatchObject({ since: build.T0, by: null });
    expect(record?.freeze?.lifts).toContain('people with the repository role');
    expect(record?.freeze?.lifts).not.toContain('@');
  });

  test('does not freeze as a report, nor at another severity', () => {
    const report = new Model({}, policy);
    report.open(build.people.visitor);
    expect(report.record?.status).toBe('reported');
    expect([report.record?.freeze, declared('P1').record?.freeze]).toEqual([undefined, undefined]);
  });

  test('ends when it is milder, and freezes again when it is worse again', () => {
    const model = declared();
    model.say(responder, '/severity P1 less than we thought');
    expect(model.record?.freeze?.ended).toMatchObject({ why: 'level', by: null });
    model.say(responder, '/severity P0 worse after all');
    expect(model.record?.freeze?.ended).toBeUndefined();
  });

  test('ends by itself when its time is up, at that very instant, and does not begin again', () => {
    const model = declared();
    const until = model.record?.freeze?.until ?? '';
    model.until(until);
    expect(model.record?.freeze?.ended).toMatchObject({ why: 'limit', at: until });
    model.later('PT1H');
    model.say(responder, '/note still down');
    expect(model.record?.freeze?.ended?.why).toBe('limit');
  });

  test('ends with the incident, and begins again when it is opened again', () => {
    const model = declared();
    model.say(responder, '/decline a false alarm');
    expect(model.record?.freeze?.ended?.why).toBe('over');
    model.say(responder, '/reopen it was none');
    expect(model.record?.freeze?.ended).toBeUndefined();
  });
});

describe('by hand', () => {
  test('it is frozen for as long as was said, and longer when it is said again', () => {
    const model = declared('P1');
    model.say(responder, '/freeze the schema is being repaired for=2h');
    const { freeze } = model.record ?? {};
    expect(freeze).toMatchObject({ by: 'responder', because: 'the schema is being repaired' });
    expect(Date.parse(freeze?.until ?? '') - Date.parse(model.now)).toBe(2 * 3600_000);
    model.later('PT1H');
    model.say(commander, '/freeze for=3h');
    expect(model.record?.freeze).toMatchObject({ by: 'commander', since: freeze?.since });
    expect(last(model)).toContain('The freeze goes on for 3 hours');
    // A milder or worse severity does not end what a person began.
    model.say(responder, '/severity P2 better');
    expect(model.record?.freeze?.ended).toBeUndefined();
  });

  test('it is lifted, and only a person begins another', () => {
    const model = declared();
    model.say(responder, '/unfreeze the fix must go out');
    expect(model.record?.freeze?.ended).toMatchObject({
      why: 'lifted',
      by: 'responder',
      reason: 'the fix must go out',
    });
    model.say(responder, '/severity P0 again');
    expect(model.record?.freeze?.ended?.why).toBe('lifted');
    model.say(responder, '/freeze');
    expect(model.record?.freeze?.ended).toBeUndefined();
  });

  test.each([
    { says: '/freeze for=8d', hears: /A length of at most seven days/ },
    { says: '/freeze for=0m', hears: /A length of at most seven days/ },
    { says: '/freeze for=soon', hears: /no length of time/ },
    { says: '/unfreeze', hears: /This incident holds nothing back/ },
  ])('$says is refused with what to do', ({ says, hears }) => {
    const model = declared('P1');
    model.say(responder, says);
    expect(last(model)).toMatch(hears);
    expect(model.record?.freeze).toBeUndefined();
  });

  test('of an incident that is over, and by somebody who may not respond, it is refused', () => {
    const model = declared();
    model.say(build.people.visitor, '/unfreeze');
    expect(last(model)).toContain('You may not do this here.');
    expect(model.record?.freeze?.ended).toBeUndefined();
    model.say(responder, '/decline a false alarm');
    for (const says of ['/freeze', '/unfreeze']) {
      model.say(responder, says);
      expect(last(model)).toContain('The incident is declined, and this cannot follow.');
    }
  });
});

describe('a workflow run', () => {
  test('freezes nothing, and the card says that the policy’s freeze is not kept', () => {
    const model = new Model({ labelled: ['incident', 'P0'] }, policy);
    const opened = build.opened({ at: model.now, actor: responder, author: responder });
    const record = model.send({ ...opened, via: 'action' })?.record;
    expect(record?.freeze).toBeUndefined();
    expect(record?.notices.map(({ text }) => text).join()).toContain('a workflow run is at work, which holds nothing');
  });

  test('refuses the command, and says what to do instead', () => {
    const model = declared('P1');
    const { id } = model.write(responder, '/freeze');
    model.send({ ...build.commented('/freeze', { id, createdAt: model.now, actor: responder }), via: 'action' });
    expect(last(model)).toContain('A workflow run is at work here, and it holds nothing');
    expect(model.record?.freeze).toBeUndefined();
  });
});

describe('what is held', () => {
  test('is listed on the card, ten by number and the others counted, and once however often it is found', () => {
    const model = declared();
    found(model, { is: 'held', held: held(12), problem: null });
    expect(model.card).toContain('held: 12 pull requests (#1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 2 more)');
    const { revision } = model.record ?? {};
    expect(found(model, { is: 'held', held: held(12), problem: null })).toBeNull();
    expect(model.record?.revision).toBe(revision);
  });

  test('and was refused is told once at the end, with what to run again', () => {
    const model = declared();
    found(model, { is: 'held', held: held(2), problem: null });
    found(model, {
      is: 'refused',
      deployment: { environment: 'production', run: 7, url: 'https://github.example/runs/7' },
    });
    expect(model.card).toContain('1 deployment refused ([7](https://github.example/runs/7) to `production`)');
    model.say(responder, '/unfreeze');
    const released = { is: 'released', released: held(0), on: null } as const;
    const before = model.said.length;
    found(model, released);
    expect(last(model)).toContain('**The freeze is over: lifted by responder.** Released: 2 pull requests (#1, #2).');
    expect(last(model)).toContain('- `production`: [run 7](https://github.example/runs/7)');
    expect(found(model, released)).toBeNull();
    expect(model.said.length).toBe(before + 1);
  });

  test('says nothing at the end where another incident freezes on', () => {
    const model = declared();
    model.say(responder, '/unfreeze');
    const before = model.said.length;
    found(model, { is: 'released', released: held(0), on: 8 });
    expect(model.said.length).toBe(before);
    expect(model.card).toContain('#8 freezes on');
  });

  test('is not held where GitHub takes no checks, which the card says until it does', () => {
    const model = declared();
    found(model, { is: 'held', held: null, problem: 'Resource not accessible by integration' });
    expect(model.card).toContain('Merges are not held: GitHub does not take the checks');
    found(model, { is: 'held', held: held(1), problem: null });
    expect(model.card).not.toContain('Merges are not held');
  });
});

test('a thread that is read again has the freeze of a person, and the lifting of one', () => {
  const model = declared();
  model.say(responder, '/unfreeze');
  expect(model.rebuilt().freeze?.ended?.why).toBe('lifted');
  const other = declared('P1');
  other.say(responder, '/freeze for=2h');
  expect(other.rebuilt().freeze).toMatchObject({ by: 'responder', until: other.record?.freeze?.until });
});

test('in a security incident that everybody can read, nobody’s reason is on the card or in the comment', () => {
  const model = new Model({ labelled: ['incident', 'P0', 'security'] }, policy);
  model.isPublic = true;
  model.open();
  model.say(responder, '/freeze tokens leak from the cart for=2h');
  expect(model.card).not.toContain('tokens leak');
  model.say(responder, '/unfreeze the cart is off');
  found(model, { is: 'released', released: held(0), on: null });
  expect(model.card + last(model)).not.toContain('the cart is off');
});
