// Quiet hours by the wall clock: over midnight, in any zone, on the days on which clocks are changed; and which pages wait for their end.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { quietUntil } from '../../../src/core/clock/quiet-hours.ts';
import { minus, minutesBetween, plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const hours = (from: string, to: string, timezone = 'UTC') => ({ quietHours: { from, to }, timezone });
const clockIn = (at: string, zone: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

describe('when they end', () => {
  test.each([
    { name: 'before them', at: '2026-03-02T21:59:59Z', ends: '2026-03-02T21:59:59Z' },
    { name: 'at their first second', at: '2026-03-02T22:00:00Z', ends: '2026-03-03T07:00:00Z' },
    { name: 'after midnight', at: '2026-03-03T00:30:00Z', ends: '2026-03-03T07:00:00Z' },
    { name: 'at their last second', at: '2026-03-03T06:59:59Z', ends: '2026-03-03T07:00:00Z' },
    { name: 'when they are over', at: '2026-03-03T07:00:00Z', ends: '2026-03-03T07:00:00Z' },
  ])('$name', ({ at, ends }) => {
    expect(quietUntil(at, hours('22:00', '07:00'))).toBe(ends);
  });

  test.each([
    { name: 'Berlin, an ordinary night', zone: 'Europe/Berlin', at: '2026-02-02T23:00:00Z', ends: '2026-02-03T06:00:00Z' },
    { name: 'Berlin, the night that is an hour shorter', zone: 'Europe/Berlin', at: '2026-03-28T23:00:00Z', ends: '2026-03-29T05:00:00Z' },
    { name: 'Berlin, the night that is an hour longer', zone: 'Europe/Berlin', at: '2026-10-24T21:00:00Z', ends: '2026-10-25T06:00:00Z' },
    { name: 'New York, shorter', zone: 'America/New_York', at: '2026-03-08T04:00:00Z', ends: '2026-03-08T11:00:00Z' },
    { name: 'Chatham, of three quarters of an hour, longer', zone: 'Pacific/Chatham', at: '2026-04-04T12:00:00Z', ends: '2026-04-04T18:15:00Z' },
    { name: 'Lord Howe, whose change is half an hour', zone: 'Australia/Lord_Howe', at: '2026-10-03T13:00:00Z', ends: '2026-10-03T20:00:00Z' },
    { name: 'a zone that does not exist is UTC', zone: 'Europe/Atlantis', at: '2026-02-02T23:00:00Z', ends: '2026-02-03T07:00:00Z' },
  ])('$name', ({ zone, at, ends }) => {
    expect(quietUntil(at, hours('22:00', '07:00', zone))).toBe(ends);
  }); // biome-ignore format: a table

  test('an end that a clock change skips is the change', () => {
    expect(quietUntil('2026-03-29T00:30:00Z', hours('22:00', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:00:00Z');
  });

  test('an end that comes twice ends both times', () => {
    const twice = hours('22:00', '02:30', 'Europe/Berlin');
    expect(quietUntil('2026-10-25T00:10:00Z', twice)).toBe('2026-10-25T00:30:00Z');
    expect(quietUntil('2026-10-25T01:10:00Z', twice)).toBe('2026-10-25T01:30:00Z');
  });

  test('in any zone at any time: never earlier, never in them, and nothing but them before', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Chatham', 'Australia/Lord_Howe'];
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`); // biome-ignore format: one value
    // Half of the instants are within a day of a change of clocks somewhere.
    const changes = [
      '2026-03-08T07:00:00Z',
      '2026-03-29T01:00:00Z',
      '2026-04-04T14:45:00Z',
      '2026-10-03T15:30:00Z',
      '2026-10-25T01:00:00Z',
      '2026-11-01T06:00:00Z',
    ];
    const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 2880 })).map(([at, by]) => plus(minus(at, "PT24H"), `PT${by}M`)); // biome-ignore format: one value
    const any = fc.integer({ min: 0, max: 525_600 }).map((by) => plus('2026-01-01T00:00:00Z', `PT${by}M`));
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, time, fc.oneof(near, any), (zone, from, to, at) => {
        const isQuiet = (clock: string): boolean => (from <= to ? clock >= from && clock < to : clock >= from || clock < to);
        const ends = quietUntil(at, hours(from, to, zone));
        const length = minutesBetween(at, ends);
        expect(isQuiet(clockIn(ends, zone))).toBe(false);
        for (let minute = 0; minute < length; minute += 5) expect(isQuiet(clockIn(plus(at, `PT${minute}M`), zone))).toBe(true);
        if (length === 0) expect(ends).toBe(at);
      }),
      { numRuns: 150 },
    ); // biome-ignore format: one thought a line
  });
});

const called = (body: string): string => body.split('\n').find((line) => line.startsWith('@')) ?? '';

describe('what waits', () => {
  const night = '2026-03-01T23:00:00Z';
  const policy = (more = '') =>
    build.policyOf(`
preset: none
quiet_hours: { from: "22:00", to: "07:00" }
${more}
people: { oncall: ["@oncall"], lead: ["@lead"] }
levels:
  - { name: P0, respond_within: 5m, escalation: [{ after: 0m, targets: [oncall] }] }
  - { name: P1, respond_within: 1h, updates: { every: 30m }, escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [lead] }] }
`); // biome-ignore format: one value
  const told = (level: string, rules = policy(), until = 'PT9H', ack = false): readonly string[] => {
    const model = new Model({ title: `[INCIDENT ${level}] x`, labelled: ['incident', level] }, rules);
    model.now = night;
    model.open();
    if (ack) model.say(build.people.commander, '/ack');
    model.until(plus(night, until));
    return model.said.map(({ createdAt, body }) => `${createdAt.slice(11, 16)} ${body.split('\n')[0]}`);
  };

  test('the worst level never does (S001-13)', () => {
    expect(told('P0').slice(0, 2)).toEqual(['23:00 @oncall', '23:05 @oncall']);
  });

  test('every other one does, and is told once when they end: of two steps both', () => {
    expect(told('P1')[0]).toBe('07:00 @oncall @lead');
    expect(told('P1').filter((line) => line.startsWith('2') || (line.startsWith('0') && line < '07'))).toEqual([]);
  });

  test('a level that is around the clock does not', () => {
    const around = policy().levels.map((level) => ({ ...level, aroundTheClock: true }));
    expect(told('P1', { ...policy(), levels: around })[0]).toBe('23:00 @oncall');
  });

  test('the worst does where the policy says so itself', () => {
    const rules = build.policyOf('preset: none\nquiet_hours: { from: "22:00", to: "07:00" }\npeople: { oncall: ["@oncall"] }\nlevels: [{ name: P0, around_the_clock: false, escalation: [{ after: 0m, targets: [oncall] }] }]'); // biome-ignore format: one value
    expect(told('P0', rules)[0]).toBe('07:00 @oncall');
  });

  test('who acknowledged is awake: updates are asked for, further people are not woken', () => {
    const lines = told('P1', policy(), 'PT2H', true);
    expect(lines[0]).toBe('23:30 @commander');
    expect(lines.join()).not.toContain('@lead');
  });

  test('a person who escalates is awake: the page goes out', () => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] }, policy());
    model.now = night;
    model.open();
    model.say(build.people.responder, '/escalate lead');
    expect(model.said.map(({ createdAt, body }) => `${createdAt.slice(11, 16)} ${called(body)}`)).toEqual([
      '23:00 @lead',
    ]);
  });

  test('what was due before them and is late is told when they end, not in them', () => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] }, policy());
    model.now = '2026-03-01T21:40:00Z';
    model.open();
    const before = model.said.length;
    model.now = '2026-03-01T22:30:00Z';
    model.send(build.tick('2026-03-01T21:55:00Z'));
    expect(model.said).toHaveLength(before);
    expect(model.lookAt).toBe('2026-03-02T07:00:00Z');
    model.until('2026-03-02T07:00:00Z');
    expect(called(model.said[before]?.body ?? '')).toContain('@lead');
  });

  test('an incident without a severity may be the worst', () => {
    const model = new Model({ title: '[INCIDENT] x', labelled: ['incident'] }, policy());
    model.now = night;
    model.open();
    expect(model.said[0]?.body.split('\n')[0]).toBe('@oncall');
  });

  test('hours from a time to itself are a mistake in the policy, and are none', () => {
    expect(() => build.policyOf('quiet_hours: { from: "22:00", to: "22:00" }')).toThrow(/quiet hours are from 22:00 to 22:00/);
    expect(quietUntil(night, hours('22:00', '22:00'))).toBe(night);
  }); // biome-ignore format: one thought

  const at = (level: string, when = night, rules = policy()): Model => {
    const model = new Model({ title: `[INCIDENT ${level}] x`, labelled: ['incident', level] }, rules);
    model.now = when;
    return model;
  };
  const opened = (level: string, when = night, rules = policy()): Model => {
    const model = at(level, when, rules);
    model.open();
    return model;
  };
  const quietRow = (model: Model): string | null => /\| \*\*Quiet hours\*\* \| (.*) \|/.exec(model.card)?.[1] ?? null;

  describe('is on the card', () => {
    const waits = (whom: string) => `until 2026-03-02 07:00 UTC nobody is paged, then ${whom}`;
    test.each([
      { name: 'of a level that waits: whom the steps page that come due in them', level: 'P1', when: night, row: waits('oncall, lead') },
      { name: 'of one whose next step would come in them', level: 'P1', when: '2026-03-01T21:50:00Z', row: waits('lead') },
      { name: 'not of the worst', level: 'P0', when: night, row: null },
      { name: 'not outside of them', level: 'P1', when: '2026-03-01T12:00:00Z', row: null },
    ])('$name', ({ level, when, row }) => {
      const model = opened(level, when);
      expect(quietRow(model)).toBe(row);
      expect(model.card).not.toMatch(/@(?:oncall|lead)/);
    });
    test('until the page has gone out', () => {
      const model = opened('P1');
      model.until('2026-03-02T07:00:00Z');
      expect([quietRow(model), called(model.said[0]?.body ?? '')]).toEqual([null, '@oncall @lead']);
    });
    test('until somebody acknowledges, who need not be called', () => {
      const rules = build.policyOf('preset: none\nquiet_hours: { from: "22:00", to: "07:00" }\npeople: { oncall: ["@oncall"] }\nlevels: [{ name: P0 }, { name: P1, escalation: [{ after: 0m, until: acknowledged, targets: [oncall] }] }]');
      const model = opened('P1', night, rules);
      expect(quietRow(model)).toBe(waits('oncall'));
      model.say(build.people.commander, '/ack');
      expect(quietRow(model)).toBeNull();
    });
  }); // biome-ignore format: one thought a line

  describe('of reports', () => {
    const backlog = policy().levels.map((level) => ({ ...level, backlog: level.name === 'P1' }));
    const report = (level: string, when = night, rules = policy()): Model => {
      const model = at(level, when, rules);
      model.open(build.people.visitor);
      return model;
    };
    const pagesOf = (model: Model) => model.said.filter(({ body }) => body.includes('REPORTED, NOT DECLARED')).map(({ createdAt }) => createdAt);
    const end = '2026-03-02T07:00:00Z';

    test('one of a level that waits is told when they end, and the card says when', () => {
      const model = report('P1');
      expect([pagesOf(model), model.lookAt]).toEqual([[], end]);
      expect(model.card).toContain('Nobody is told of this report yet: P1 waits for the end of the quiet hours; the first responder is told of all reports that wait together at 2026-03-02 07:00 UTC, here, if nobody has accepted it');
      model.until('2026-03-03T07:00:00Z');
      expect(pagesOf(model)).toEqual([end]);
    });
    test.each([
      { name: 'of the worst level', level: 'P0', when: night },
      { name: 'of no level: it may be the worst', level: '', when: night },
      { name: 'outside of them', level: 'P1', when: '2026-03-01T12:00:00Z' },
    ])('one $name is told at once', ({ level, when }) => {
      expect(pagesOf(report(level, when))).toEqual([when]);
    });
    test('one that waits is told at once when a responder makes it the worst', () => {
      const model = report('P1');
      model.later('PT10M');
      model.say(build.people.responder, '/severity P0 everything is down');
      expect(called(model.said.map(({ body }) => body).join('\n'))).toContain('@oncall');
    });
    test('nobody is told of a ticket of the backlog, by day or night, and the card says so', () => {
      const model = report('P1', '2026-03-01T12:00:00Z', { ...policy(), levels: backlog, quietHours: null });
      expect([pagesOf(model), model.lookAt]).toEqual([[], null]);
      expect(model.card).toContain('Nobody is told of this report: P1 is a ticket of the backlog, which pages nobody');
      model.until('2026-03-03T07:00:00Z');
      expect(pagesOf(model)).toEqual([]);
    });
    test('one that is accepted in the meantime is told to nobody', () => {
      const model = report('P1');
      model.say(build.people.commander, '/ack');
      model.until('2026-03-02T08:00:00Z');
      expect(pagesOf(model)).toEqual([]);
    });
  }); // biome-ignore format: one thought a line

  describe('of time-boxes', () => {
    const boxed = (ack: boolean): readonly string[] => {
      const model = opened('P1', '2026-03-01T21:50:00Z', { ...policy(), levels: policy().levels.map((level) => ({ ...level, updates: null })) });
      const before = model.said.length;
      if (ack) model.say(build.people.commander, '/ack');
      model.say(build.people.commander, '/timebox 30m find out what fills the disk');
      model.until(end);
      return model.said.slice(before).flatMap(({ createdAt, body }) => (called(body) === '' ? [] : [`${createdAt.slice(11, 16)} ${called(body)}`]));
    };
    const end = '2026-03-02T07:00:00Z';

    test('one of somebody who acknowledged goes on: they said what follows, and the next step hears of it', () => {
      const lines = boxed(true);
      expect(lines.filter((line) => line.startsWith('22'))).toEqual(['22:20 @commander @lead']);
    });
    test('one of an incident that nobody has acknowledged waits with its pages', () => {
      expect(boxed(false).filter((line) => !line.startsWith('07:00') && !line.startsWith('21:'))).toEqual([]);
      expect(boxed(false).filter((line) => line.startsWith('07:00'))).toHaveLength(1);
    });
  }); // biome-ignore format: one thought a line
});
