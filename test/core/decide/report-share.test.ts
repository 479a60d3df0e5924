// How often reports by people who may not declare have the first responder told, and when those that were held back are (AC-17).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HELD_AT_MOST, REPORTS_PER_AUTHOR, turnOf } from '../../../src/core/decide/report-share.ts';
import { COUNTED_WITHIN, type MadeIssue, MOST_COUNTED } from '../../../src/core/facts.ts';
import { severityOptions } from '../../../src/core/form/severity-question.ts';
import { effectKeysIn } from '../../../src/core/marker.ts';
import { compare, minus, plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute, T0 } = build;
const pages = (model: Model) => model.said.filter(({ body }) => body.includes('REPORTED, NOT DECLARED'));

/** A report by the visitor, beside others of the hour by the authors with these ids. */
function reported(authors: readonly number[], policy = build.aPolicy()): Model {
  const model = new Model({}, policy);
  model.counted = build.reports(authors);
  model.open(people.visitor);
  return model;
}

describe('of one author', () => {
  test.each([
    { name: 'the first', authors: [], told: 1 },
    { name: 'the second', authors: [15], told: 1 },
    { name: 'the third, an hour later', authors: [15, 15], told: 0, later: 1 },
    { name: 'the fourth, with the third', authors: [15, 15, 15], told: 0 },
    { name: 'the first, beside many of somebody else', authors: Array.from({ length: 40 }, () => 16), told: 1 },
  ])('$name within the hour: told $told times, and a report all the same', ({ authors, told, later = told }) => {
    const model = reported(authors);
    expect([pages(model).length, model.record?.status]).toEqual([told, 'reported']);
    model.until(minute(60 * 30));
    expect(pages(model)).toHaveLength(later);
  }); // biome-ignore format: a table

  test('the card says when somebody is told, and where', () => {
    expect(reported([15, 15]).card).toMatch(/Nobody is told of this report by itself: .* together at .* UTC, here, if/);
    expect(reported([15, 15, 15]).card).toMatch(/together at .* UTC, in .{1,12}1002, if/);
  });

  test('what is beyond the share is told once, in one comment with the others that nobody has accepted', () => {
    const model = reported([15, 15]);
    const numbers = Array.from({ length: 30 }, (_, place) => 1002 + place);
    model.counted = [
      ...build.reports([15, 15]).map((one) => ({ ...one, isOver: true })),
      ...numbers.map((number) => ({ number, author: 15, createdAt: minute(1), updatedAt: minute(1) })),
    ];
    model.until(minute(60 * 30));
    expect(pages(model)).toHaveLength(1);
    expect(pages(model)[0]?.body).toMatch(/^@acme\/devops\n/);
    expect(pages(model)[0]?.body).toContain('**More reports that nobody has accepted**: #1002, #1003');
    expect(pages(model)[0]?.body).toContain('#1021, 10 more.');
    expect(model.lookAt).toBeNull();
  });

  test('withdrawn by its author, it tells of the others all the same, and of none if there are none', () => {
    for (const others of [[], [16]]) {
      const model = reported([15, 15]);
      model.later('PT10M');
      model.close(people.visitor);
      model.counted = build.reports(others);
      model.until(minute(60 * 30));
      const told = model.said.filter(({ body }) => body.includes('@acme/devops'));
      expect([pages(model).length, told.length]).toEqual([0, others.length]);
      expect([model.record?.status, model.lookAt]).toEqual(['declined', null]);
      if (others.length > 0) expect(told[0]?.body).toContain('**More reports that nobody has accepted**: #1000.');
    }
  });

  test('an hour after the second, the next is told again', () => {
    expect(turnOf(build.reports([15, 15], '2026-03-01T11:00:00Z'), 15, '2026-03-01T12:00:01Z', 3)).toEqual({ at: '2026-03-01T12:00:01Z' });
  }); // biome-ignore format: one thought a line
});

describe('beyond the hour’s share', () => {
  const held = () => reported([21, 22, 23]);

  test('nobody is told at once, and the card says when somebody will be', () => {
    const model = held();
    expect(pages(model)).toHaveLength(0);
    expect(model.card).toMatch(/had its share of reports; the first responder is told at 2026-\d\d-\d\d \d\d:\d\d UTC/);
    expect(model.lookAt).not.toBeNull();
  });

  test('the first responder is told once when the hour has passed', () => {
    const model = held();
    const at = model.lookAt ?? T0;
    model.until(at);
    expect(pages(model)).toHaveLength(1);
    expect(pages(model)[0]?.body).toMatch(/^@acme\/devops\n/);
    model.send(build.tick(at));
    model.send(build.look(at));
    model.until(minute(60 * 48));
    expect(pages(model)).toHaveLength(1);
    expect(model.lookAt).toBeNull();
  });

  test('a decision that was lost in a crash and is made again is the same comment', () => {
    const model = held();
    const at = model.lookAt ?? T0;
    const before = model.record;
    model.until(at);
    model.record = before;
    model.send(build.tick(at));
    expect(pages(model)).toHaveLength(1);
  });

  test.each<{ name: string; meanwhile: (model: Model) => void }>([
    { name: 'accepted', meanwhile: (model) => model.say(people.responder, '/ack') },
    { name: 'declined', meanwhile: (model) => model.say(people.responder, '/decline not ours') },
    { name: 'made a plain issue', meanwhile: (model) => model.say(people.responder, '/decline --plain a question') },
    { name: 'withdrawn by its author', meanwhile: (model) => model.close(people.visitor) },
    { name: 'of a kind that the policy keeps out by now', meanwhile: (model) => { if (model.record !== null) model.record = { ...model.record, level: null, excluded: 'Planned maintenance' }; } },
  ])('$name in the meantime: nobody is told of the report', ({ meanwhile }) => {
    const model = held();
    const at = model.lookAt ?? T0;
    model.later('PT10M');
    meanwhile(model);
    model.now = at;
    model.send(build.tick(at));
    model.until(minute(60 * 48));
    expect(pages(model)).toHaveLength(0);
  }); // biome-ignore format: a table

  test('closed by its author, of which the event comes late: nobody is told before it is known who did it', () => {
    const model = held();
    model.now = model.lookAt ?? T0;
    model.live = { ...model.live, state: 'closed' };
    model.send(build.tick(model.now));
    model.later('PT1M');
    model.send(build.closedByHand({ at: model.now, actor: people.visitor }));
    model.until(minute(60 * 48));
    expect([pages(model).length, model.record?.status]).toEqual([0, 'declined']);
  });

  test('edited while it waits, it keeps its turn', () => {
    const model = held();
    const at = model.lookAt;
    const body = (impact: string) => build.formBody({ broken: 'checkout', affected: impact });
    model.rewrite(people.visitor, body('some'));
    model.rewrite(people.visitor, body('all'));
    expect(model.lookAt).toBe(at);
  });

  test('with a share of none nobody is ever told', () => {
    const model = reported([], build.aPolicy({ reportsPerHour: 0 }));
    expect([pages(model).length, model.lookAt]).toEqual([0, null]);
  });

  test('four at the same instant: the first three are told at once, the fourth an hour later', () => {
    const at = T0;
    const turns = [1, 2, 3, 4].map((number) => {
      const others = [1, 2, 3, 4].filter((other) => other < number).map((other) => ({ number: other, author: other, createdAt: at }));
      return turnOf(others, number, at, 3);
    });
    expect(turns).toEqual([{ at }, { at }, { at }, { at: plus(at, 'PT1H') }]);
  }); // biome-ignore format: one thought a line

  test('when the report is opened, those that came after it do not count before it', () => {
    const model = new Model();
    model.counted = [8, 9, 10].map((number) => ({ number, author: number, createdAt: T0, updatedAt: T0 }));
    model.open(people.visitor);
    expect(pages(model)).toHaveLength(1);
  });
});

describe('an old issue that becomes a report', () => {
  const old = minus(T0, 'PT30H');
  /** Made long ago, and made reports of just now. */
  const turned = (authors: readonly number[]) =>
    build.reports(authors, old).map((one) => ({ ...one, updatedAt: minus(T0, 'PT1M') }));
  const retitled = (authors: readonly number[]) => {
    const model = new Model({ title: 'A question', labelled: [], author: people.visitor, createdAt: old });
    model.counted = turned(authors);
    model.live = { ...model.live, title: '[INCIDENT P0] x' };
    model.say(people.visitor, '/help');
    return model;
  };

  test.each([
    { name: 'others became reports within the hour', authors: [21, 22, 23], told: 0 },
    { name: 'two of the same author did', authors: [15, 15], told: 0 },
    { name: 'fewer did', authors: [21, 22], told: 1 },
  ])('by its title, and a comment, when $name: told $told times', ({ authors, told }) => {
    const model = retitled(authors);
    expect([pages(model).length, model.record?.status]).toEqual([told, 'reported']);
  }); // biome-ignore format: a table

  test('by its form, which said that it was none: the same', () => {
    const policy = build.policyOf(`preset: sev\n${build.mapped}`);
    const answers = { broken: 'Checkout', severity: severityOptions(policy).at(-1) ?? '' };
    const body = build.formBody({ ...answers, excluded: 'Planned maintenance' }, policy);
    const model = new Model({ title: '[INCIDENT] x', labelled: ['incident'], body }, policy);
    model.open(people.visitor);
    model.live = { ...model.live, createdAt: old };
    model.counted = turned([15, 15]);
    expect(model.record?.excluded).toBe('Planned maintenance');
    model.rewrite(people.visitor, build.formBody(answers, policy));
    expect([pages(model).length, model.record?.excluded]).toEqual([0, null]);
  });

  test('does not keep a new report from being told', () => {
    const model = new Model();
    model.counted = turned([21, 22, 23]);
    model.open(people.visitor);
    expect(pages(model)).toHaveLength(1);
  });
});

describe('new issues that have no label yet', () => {
  const newest = (title: string, labels: readonly string[]) =>
    [1, 2, 3].map((number) => ({ number, author: number, createdAt: minus(T0, 'PT1S'), title, labels }));
  test.each([
    { name: 'that look like incidents count before it', title: '[INCIDENT P0] x', labels: [], told: 0 },
    { name: 'that have the label of incidents count before it', title: 'x', labels: ['incident'], told: 0 },
    { name: 'of another kind do not count', title: 'x', labels: ['bug'], told: 1 },
    { name: 'that are declared by now do not count', title: '[INCIDENT P0] x', labels: ['incident', 'status: investigating'], told: 1 },
  ])('$name', ({ title, labels, told }) => {
    const model = new Model();
    model.newest = newest(title, labels);
    model.open(people.visitor);
    expect(pages(model)).toHaveLength(told);
  }); // biome-ignore format: a table

  test('that were counted by their label are counted once', () => {
    const model = new Model();
    model.newest = newest('[INCIDENT P0] x', []).slice(0, 2);
    model.counted = model.newest.map((one) => ({ ...one, updatedAt: one.createdAt }));
    model.open(people.visitor);
    expect(pages(model)).toHaveLength(1);
  });
});

describe('in the quiet hours, of a severity that waits for them', () => {
  const policy = build.policyOf(`
preset: none
people: { oncall: ["@responder"] }
quiet_hours: { from: "22:00", to: "06:00" }
reports_per_hour: 3
levels:
  - { name: P0, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
  - { name: P1, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
`);
  const night = '2026-03-01T23:00:00Z';
  const morning = '2026-03-02T06:00:00Z';
  const others = (level: string, numbers: readonly number[], at = minus(night, 'PT30M')) =>
    numbers.map((number) => ({ number, author: number, createdAt: at, updatedAt: at, labels: ['incident', level] }));
  function atNight(before: Model['counted'], level = 'P1'): Model {
    const model = new Model({ title: `[INCIDENT ${level}] x`, labelled: ['incident', level] }, policy);
    model.now = night;
    model.counted = before;
    model.open(people.visitor);
    return model;
  }
  const names = (model: Model) => model.said.flatMap(({ body }) => effectKeysIn(body));

  test('the first tells of all that wait when they are over, in one comment', () => {
    const model = atNight([]);
    expect([pages(model).length, model.lookAt]).toEqual([0, morning]);
    expect(model.card).toMatch(/waits for the end of the quiet hours; .* of all reports that wait together at .*06:00 UTC, here/);
    model.counted = others('P1', [31, 32], plus(night, 'PT2H'));
    model.until('2026-03-02T12:00:00Z');
    expect(pages(model)).toHaveLength(1);
    expect(pages(model)[0]?.body).toContain('**More reports that nobody has accepted**: #31, #32');
  });

  test('the others tell nothing, and their card says where it is told', () => {
    const model = atNight(others('P1', [21, 22]));
    expect(model.card).toMatch(/together at .*06:00 UTC, in .{1,12}21/);
    model.until('2026-03-03T12:00:00Z');
    expect([pages(model).length, model.lookAt]).toEqual([0, null]);
  });

  test('accepted in the night, the first tells of the others all the same; another does not', () => {
    for (const [before, told] of [[[], 1], [others('P1', [21]), 0]] as const) {
      const model = atNight(before);
      model.later('PT1H');
      model.say(people.responder, '/decline not ours');
      model.counted = others('P1', [31]);
      model.until('2026-03-03T12:00:00Z');
      expect(names(model).filter((key) => key.startsWith('reports/'))).toHaveLength(told);
      expect(pages(model)).toHaveLength(0);
    }
  });

  test('whichever cannot wait any more is told alone at once, and the first tells of the others in the morning', () => {
    for (const [before, later] of [[[], 1], [others('P1', [21]), 0]] as const) {
      const model = atNight(before);
      model.later('PT1H');
      if (model.record !== null) model.record = { ...model.record, level: 'P0' };
      model.live = { ...model.live, labels: model.live.labels.map((label) => (label.name === 'P1' ? { ...label, name: 'P0' } : label)) };
      model.send(build.look(model.now));
      expect(pages(model)).toHaveLength(1);
      model.counted = others('P1', [31]);
      model.until('2026-03-03T12:00:00Z');
      expect(pages(model)).toHaveLength(1);
      expect(names(model).filter((key) => key.startsWith('reports/'))).toHaveLength(later);
    }
  });

  test('one of the worst severity, or of none, is told at once, however many wait', () => {
    expect(pages(atNight(others('P1', [21, 22, 23, 24]), 'P0'))).toHaveLength(1);
  });
}); // biome-ignore format: a table

test('a flood mentions the first responder as often as the share says in any hour, an author twice, once more for all others, and each is told of', () => {
  const minutes = fc.array(fc.tuple(fc.nat(600), fc.nat(30)), { maxLength: 160 });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 30 }), (made, share) => {
      const all: readonly MadeIssue[] = made
        .map(([after, author]) => ({ author, createdAt: plus(T0, `PT${after}M`) }))
        .sort((a, b) => compare(a.createdAt, b.createdAt))
        .map((report, number) => ({ ...report, number }));
      const digests: { number: number; at: string }[] = [];
      const told = all.flatMap((report, place) => {
        const since = minus(report.createdAt, COUNTED_WITHIN);
        const others = all.slice(Math.max(0, place - MOST_COUNTED), place).filter(({ createdAt }) => compare(createdAt, since) >= 0);
        const turn = turnOf(others, report.author, report.createdAt, share);
        if ('never' in turn) expect(place).toBeGreaterThanOrEqual(MOST_COUNTED - 1);
        if ('at' in turn && turn.digest === null) digests.push({ number: report.number, at: turn.at });
        if ('at' in turn && typeof turn.digest === 'number') expect(digests.at(-1)).toEqual({ number: turn.digest, at: turn.at });
        return 'at' in turn && turn.digest === undefined ? [{ ...report, at: turn.at }] : [];
      });
      for (const [place, { at }] of digests.entries()) {
        const before = digests[place - 1];
        if (before !== undefined) expect(compare(at, plus(before.at, 'PT1H'))).toBeGreaterThanOrEqual(0);
      }
      for (const { at, author, createdAt } of told) {
        const inHour = told.filter((other) => compare(other.at, at) <= 0 && compare(other.at, minus(at, 'PT1H')) > 0);
        expect(inHour.filter((other) => other.author === author).length).toBeLessThanOrEqual(REPORTS_PER_AUTHOR);
        if (all.length <= MOST_COUNTED) expect(inHour.length).toBeLessThanOrEqual(share);
        expect(inHour.length).toBeLessThanOrEqual(2 * share);
        expect(compare(at, plus(createdAt, HELD_AT_MOST))).toBeLessThanOrEqual(0);
      }
    }),
  );
}); // biome-ignore format: one thought a line
