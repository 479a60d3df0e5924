// How a simulation speaks: times for programs and people, rows, what is not shown, and lines of what is owed.
import { describe, expect, test } from 'vitest';
import type { Due } from '../../../src/core/clock/due.ts';
import { onceKinds } from '../../../src/core/clock/once.ts';
import { onceInWords } from '../../../src/core/clock/once-words.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { asOffset, minutesOf, sinceIn } from '../../../src/core/simulation/elapsed.ts';
import { type EntryKind, entryKinds, onceAs } from '../../../src/core/simulation/entry.ts';
import { onceHeard } from '../../../src/core/simulation/heard.ts';
import { notesFor } from '../../../src/core/simulation/notes.ts';
import { rowsOf } from '../../../src/core/simulation/rows.ts';
import { startAt, startInWords } from '../../../src/core/simulation/start.ts';
import { lengthInWords, spanInWords } from '../../../src/core/span-words.ts';
import { plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { play, policyOf, START } from './play.ts';

describe('time since the declaration', () => {
  test.each([
    ['PT0M', 'PT0M', 0, '+0 min'],
    ['PT30S', 'PT30S', 0.5, '+30 s'],
    ['PT15M', 'PT15M', 15, '+15 min'],
    ['PT90M', 'PT1H30M', 90, '+1 h 30 min'],
    ['PT120M', 'PT2H', 120, '+2 h'],
    ['PT24H', 'PT24H', 1440, '+1 d'],
    ['PT32H', 'PT32H', 1920, '+1 d 8 h'],
    ['PT1441M', 'PT24H1M', 1441, '+1 d 1 min'],
  ])('%s is %s, %d minutes, %s', (duration, iso, minutes, people) => {
    const at = plus(START, duration);
    expect([sinceIn(START, at), minutesOf(START, at), asOffset(minutesOf(START, at))]).toEqual([iso, minutes, people]);
  });

  test.each([
    ['PT0M', '0 minutes', 'immediately'],
    ['PT1M', '1 minute', 'within 1 minute'],
    ['PT1H30M', '1 hour 30 minutes', 'within 1 hour 30 minutes'],
    ['PT24H', '24 hours', 'within 24 hours'],
    ['PT48H', '2 days', 'within 2 days'],
    ['PT50H', '50 hours', 'within 50 hours'],
  ])('the length %s is %s, %s', (duration, length, span) => {
    expect([lengthInWords(duration), spanInWords(duration)]).toEqual([length, span]);
  });
});

describe('when it begins', () => {
  test.each([
    { text: null, timezone: 'UTC', at: '2026-01-05T09:00:00Z' },
    { text: null, timezone: 'Europe/Berlin', at: '2026-01-05T08:00:00Z' },
    { text: null, timezone: 'Pacific/Chatham', at: '2026-01-04T19:15:00Z' },
    { text: null, timezone: 'Mars/Olympus', at: '2026-01-05T09:00:00Z' },
    { text: '2026-01-09T18:00Z', timezone: 'Europe/Berlin', at: '2026-01-09T18:00:00Z' },
    { text: '2026-01-09T18:00:00+02:00', timezone: 'UTC', at: '2026-01-09T16:00:00Z' },
    { text: '2026-01-09T18:00', timezone: 'Europe/Berlin', at: '2026-01-09T17:00:00Z' },
    { text: '2026-01-09', timezone: 'UTC', at: '2026-01-09T00:00:00Z' },
    { text: 'tomorrow', timezone: 'UTC', at: null },
    { text: '9999-12-31T00:00Z', timezone: 'UTC', at: null },
    { text: '1066-10-14T09:00Z', timezone: 'UTC', at: null },
  ])('$text in $timezone: $at', ({ text, timezone, at }) => {
    expect(startAt(text, { timezone })).toBe(at);
  });

  test('is told in the policy’s time zone', () => {
    expect(startInWords('2026-01-04T19:15:00Z', { timezone: 'Pacific/Chatham' })).toBe('Monday 2026-01-05 09:00 Pacific/Chatham');
  }); // biome-ignore format: one thought
});

describe('rows', () => {
  const often = policyOf('levels: [{ name: P0, respond_within: immediate, updates: { every: 15m }, escalation: [{ after: 0m, targets: [oncall] }], monitor: 15m }]');
  const told = (events: string, length = 'PT4H') => rowsOf(play(often, events, { length })).map(({ time, kind }) => `${time} ${kind}`);

  test('the same over and over is told once', () => {
    expect(told('')).toEqual(['+0 min escalation', '+0 min response-due', '+15 min update-due', '+30 min to +4 h update-due']);
    expect(rowsOf(play(often, '', { length: 'PT4H' })).at(-1)?.text).toBe('Progress update 1 is still due, one every 15 minutes (15 times)');
  });

  test('what was refused is not told as said', () => {
    expect(told('1m: /status nonsense\n2m: "/ack\\n/readiness"\n3m: thanks\n4m: [/ack, /severity P9]', 'PT5M').slice(2)).toEqual(['+1 min refused', '+2 min said', '+3 min refused', '+4 min said', '+4 min refused']);
    const rows = rowsOf(play(policyOf('levels: [{ name: P0 }]'), '2m: "/ack\\n/readiness"'));
    expect(rows.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['said /ack /readiness (in part refused)']);
  });

  test('a few times are told one by one, and what is said stands between', () => {
    expect(told('1m: /ack\n40m: /note still looking', 'PT1H')).toEqual(['+0 min escalation', '+0 min response-due', '+1 min said', '+15 min update-due', '+30 min update-due', '+40 min said', '+45 min update-due', '+1 h update-due']);
  });

  test('at one instant: the declaration, people, the clock; the end of the window before people', () => {
    expect(told('0m: /ack\n15m: /resolve\n30m: /resolve')).toEqual(['+0 min escalation', '+0 min said', '+15 min said', '+30 min monitoring-over', '+30 min said']);
  });
}); // biome-ignore format: one thought a line

describe('what is not shown', () => {
  const notes = (policy: ReturnType<typeof policyOf>, events = '') => notesFor(play(policy, events), policy);

  test('steps that people take, with their conditions', () => {
    const policy = policyOf(`
people: { a: ["@a"], b: ["@b"], c: ["@c"], d: ["@d"] }
levels: [{ name: P0, escalation: [
  { after: 0m, targets: [a] }, { after: 0m, targets: [b], auto: false }, { after: 0m, targets: [c], when: [unable-to-resolve], auto: false },
  { after: 0m, targets: [d], when: [business-critical] }, { after: 1m, targets: [a], when: [unacknowledged] }] }]
`);
    expect(notes(policy)).toEqual([
      'Step 2 of P0 (b) is never taken by the clock: a person takes it.',
      'Step 3 of P0 (c) is never taken by the clock: a person takes it when somebody says that it cannot be resolved.',
      'Step 4 of P0 (d) waits until somebody says that it is business-critical. The command for that is planned.',
    ]);
  });

  test('roles that nobody is mapped to', () => {
    const policy = policyOf('levels: [{ name: P0, respond_within: 5m, escalation: [{ after: 0m, targets: [oncall] }], audience: [oncall] }, { name: P1, audience: [stakeholders] }]');
    expect(notes(policy)).toEqual([
      'Nobody is mapped to oncall yet: until then the app mentions nobody. Map them under `people`.',
    ]);
  });

  test('some roles that nobody is mapped to', () => {
    const policy = policyOf('people: { a: ["@a"] }\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [a, b] }] }]');
    expect(notes(policy)).toEqual(['Nobody is mapped to b yet: until then the app mentions whoever is mapped nearest. Map them under `people`.']);
  });

  test('what needs an event first', () => {
    const policy = policyOf('levels: [{ name: P0, monitor: 15m, postmortem: { need: required, draft_within: 2 days } }]\nhotfix: { backfill_within: 24h }');
    expect(notes(policy)).toEqual([
      'It is not resolved in this run, so nothing that counts from the resolution is due. Say so with --events, as in `PT3H: /resolve`.',
      'A hotfix is replaced by the proper fix within 24 hours of the resolution; there is none in this run (`--suppose hotfix` puts one in).',
    ]);
    expect(notes(policy, '30m: /resolve')[0]).toContain('as in `PT45M: /resolve`');
    expect(notes(policy, '1m: /resolve --force done')).toHaveLength(1);
    expect(notes(policyOf('levels: [{ name: P0, postmortem: { need: optional, draft_within: 2 days } }]'))).toEqual(['A postmortem is optional at this level: its deadlines hold once somebody starts one.']);
  });

  test('a hotfix where none is allowed, and a level that is to be a ticket', () => {
    const policy = policyOf('levels: [{ name: P0, hotfix: { allowed: false }, backlog: true }, { name: P1 }]\nhotfix: { backfill_within: 24h }');
    const ticket = 'P0 becomes a backlog ticket (`backlog`): it pages nobody, and what it misses is on the card only.';
    expect(notes(policy)).toEqual([ticket]);
    const supposed = (level: string) => play(policy, '1h: /resolve --force done', { level, suppose: ['hotfix'], length: 'PT48H' });
    expect(notesFor(supposed('P0'), policy)).toEqual([ticket, 'Hotfixes are not allowed at P0, so none is supposed.']);
    expect(supposed('P0').entries.map(({ kind }) => kind)).not.toContain('backfill-due');
    expect(supposed('P1').entries.map(({ kind }) => kind)).toContain('backfill-due');
  });

  test('nothing, when everything was', () => {
    expect(notes(policyOf('people: { a: ["@a"] }\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [a] }] }]'))).toEqual([]);
  });
}); // biome-ignore format: one thought a line

describe('lines of what is owed', () => {
  const item = { id: '1', what: 'the cache is off', due: null, done: null };
  const incident: Incident = { ...build.anIncident({}, build.acknowledged), timeBoxes: [item], backfills: [item], temporaryFixes: [item], followUps: [item] };
  const policy = build.aPolicy();
  const line = (kind: (typeof onceKinds)[number]) => onceHeard({ kind, about: '1', at: build.T0, key: 'k' }, incident, policy, build.minute(5));

  test.each([
    { kind: 'timebox', as: 'timebox-over', text: 'The time is up for: the cache is off' },
    { kind: 'backfill', as: 'backfill-due', text: 'The proper fix is to replace the hotfix: the cache is off' },
    { kind: 'temporary-fix', as: 'backfill-due', text: 'The temporary fix is to be removed: the cache is off' },
    { kind: 'follow-up', as: 'follow-up-due', text: 'The follow-up is to be done: the cache is off' },
  ] as const)('$kind is $as', ({ kind, as, text }) => {
    expect(line(kind)).toEqual({ instant: build.minute(5), kind: as, targets: ['commander'], text });
  });

  test.each(onceKinds)('%s has words', (kind) => {
    expect(onceInWords({ kind, about: '1' }, incident, policy)).not.toMatch(/^$|undefined|null/);
  });
}); // biome-ignore format: one thought a line

describe('every kind of thing that is due has a line', () => {
  /** A kind that is new does not compile until it is here. */
  const lines = {
    escalation: 'escalation',
    update: 'update-due',
    'monitoring-over': 'monitoring-over',
    ...onceAs,
  } as const satisfies Readonly<Record<Due['kind'], EntryKind>>;

  test('and every line is of something that is due', () => {
    expect(Object.keys(onceAs).toSorted()).toEqual([...onceKinds].toSorted());
    expect([...new Set<string>(Object.values(lines))].toSorted()).toEqual([...entryKinds].toSorted());
  });

  test('nobody who leads is asked for four times in a day, where nothing else says it', () => {
    const policy = policyOf('levels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }]');
    const told = (events: string) => rowsOf(play(policy, events, { length: 'PT48H' })).map(({ time, kind, who }) => `${time} ${kind} ${who.join()}`);
    expect(told('')).toEqual(['+0 min escalation oncall', '+15 min to +1 d 15 min nobody-leads oncall']);
    expect(told('20m: /ack')).toEqual(['+0 min escalation oncall', '+15 min nobody-leads oncall', '+20 min said commander']);
  });

  test('requests for updates, the window and its longest time', () => {
    const policy = policyOf('levels: [{ name: P0, updates: { every: 30m }, monitor: { min: 15m, max: 30m } }]');
    const told = rowsOf(play(policy, '1m: /ack\n40m: /status monitoring', { length: 'PT75M' })).map(({ time, kind }) => `${time} ${kind}`);
    expect(told).toEqual(['+1 min said', '+30 min update-due', '+40 min said', '+55 min monitoring-over', '+1 h 10 min monitoring-max']);
  });
}); // biome-ignore format: one thought a line
