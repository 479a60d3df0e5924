// Nobody answers: an incident of the worst level and one of the second, by each runbook, to the end of their ladders and an hour on. Expected minutes are the runbooks' own.
import { describe, expect, test } from 'vitest';
import type { DatabaseKind } from '../support/running-app.ts';
import { type Blow, followSilently, isPage, minuteOf, type Row } from '../support/silence.ts';
import { startStory } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

const PATIENCE = 240_000;

/** `backlog` is null where the runbook makes no level a ticket; `end` is an hour after the last step or target of the two. */
type Silence = {
  readonly preset: string;
  readonly people: Readonly<Record<string, readonly string[]>>;
  readonly levels: Readonly<Record<string, readonly Row[]>>;
  readonly backlog: string | null;
  readonly end: number;
};

// Where no request for an update or late response says it, we ask who leads after 15 minutes, and an hour after that; no runbook gives a number.
const silences: readonly Silence[] = [
  {
    preset: 'emergency',
    people: { oncall: ['@acme/on-call'], escalation: ['@lead'], infrastructure: ['@reviewer'] },
    levels: {
      // S000-02: immediately; S000-40, C9: the escalation contact is called by a person; C7: no updates.
      P0: [
        '0 step 1: @acme/on-call',
        '15 nobody-leads: @acme/on-call',
        '75 nobody-leads: @acme/on-call',
      ],
      // S000-03: under an hour; C8, C10: no updates, no ladder.
      P1: [
        '0 step 1: @acme/on-call',
        '60 response: @acme/on-call',
      ],
    },
    backlog: null, // S000-05: a P3 has until the next business day
    end: 120,
  },
  {
    preset: 'standard',
    people: { oncall: ['@acme/on-call'], 'team-lead': ['@commander'], 'engineering-manager': ['@reviewer'], cto: ['@lead'], stakeholders: ['@acme/leads'] },
    levels: {
      // S001-05: all stakeholders at once; S001-25: team lead if P0, manager if critical, the CTO if a person says so; S001-28: every 30 minutes; S001-09: an hour.
      P0: [
        '0 step 1 + step 2 + step 3: @acme/on-call @commander @reviewer @acme/leads',
        '30 update: @acme/on-call',
        '60 resolution + update: @acme/on-call',
        '90 update: @acme/on-call',
        '120 update: @acme/on-call',
        '150 update: @acme/on-call',
        '180 update: @acme/on-call',
        '210 update: @acme/on-call',
        '240 update: @acme/on-call',
        '270 update: @acme/on-call',
        '300 update: @acme/on-call',
      ],
      // S001-06: on-call and team lead are told; S001-02: 15 minutes; S001-29: hourly; S001-10, S001-25: not resolved in its 4 hours, so the team lead; S001-27: silent, so the manager.
      P1: [
        '0 step 1: @acme/on-call @commander',
        '15 response: @acme/on-call',
        '60 update: @acme/on-call',
        '120 update: @acme/on-call',
        '180 update: @acme/on-call',
        '240 step 2 + resolution + update: @commander @acme/on-call',
        '255 step 3: @reviewer',
        '300 update: @acme/on-call',
      ],
    },
    backlog: 'P3', // S001-08: the ticket system
    end: 315,
  },
  {
    preset: 'sev',
    people: { everyone: ['@acme/on-call', '@acme/leads', '@reviewer'], oncall: ['@acme/on-call'], 'oncall-backup': ['@commander'] },
    levels: {
      // S002-10, C9: everyone, immediately; S002-35, C7: updates come with a new status.
      'SEV-1': [
        '0 step 1: @acme/on-call @acme/leads @reviewer',
        '15 nobody-leads: @acme/on-call @acme/leads @reviewer',
        '75 nobody-leads: @acme/on-call @acme/leads @reviewer',
      ],
      // S002-11, S002-14: on-call and backup, under an hour.
      'SEV-2': [
        '0 step 1: @acme/on-call @commander',
        '60 response: @acme/on-call @commander',
      ],
    },
    backlog: 'SEV-4', // S002-13: a ticket
    end: 120,
  },
  {
    preset: 'github',
    people: { devops: ['@acme/on-call'], manager: ['@commander'], ceo: ['@lead'] },
    levels: {
      // S003-06, S003-33: DevOps and the CEO, immediately; S003-02: 5 minutes; S003-31: every 15 minutes.
      P0: [
        '0 step 1 + step 2: @acme/on-call @lead',
        '5 response: @acme/on-call',
        '15 update: @acme/on-call',
        '30 update: @acme/on-call',
        '45 update: @acme/on-call',
        '60 update: @acme/on-call',
        '75 update: @acme/on-call',
      ],
      // S003-34: the manager after 15 minutes; S003-03: to be answered by then; C8: no updates.
      P1: [
        '0 step 1: @acme/on-call',
        '15 step 2 + response: @commander @acme/on-call',
      ],
    },
    backlog: 'P3', // S003-36: a backlog issue
    end: 75,
  },
  {
    preset: 'commander',
    people: { oncall: ['@acme/on-call'], 'additional-responders': ['@reviewer', '@lead'], 'engineering-manager': ['@commander'], 'vp-engineering': ['@acme/leads'] },
    levels: {
      // S004-06: additional responders as well; S004-21: the first update after 15 minutes; S004-29: manager and VP are contacted directly; C2: no target.
      P1: [
        '0 step 1 + step 2: @acme/on-call @reviewer @lead',
        '15 update: @acme/on-call',
        '75 nobody-leads: @acme/on-call',
      ],
      P2: [
        '0 step 1 + step 2: @acme/on-call @reviewer @lead',
        '15 update: @acme/on-call',
        '75 nobody-leads: @acme/on-call',
      ],
    },
    backlog: null, // C33: it has none
    end: 75,
  },
]; // biome-ignore format: a table

/** What happens to the server, by minute. Drawn once, so that every kind of place is there and two in a row as well. */
type Killed = {
  readonly preset: string;
  readonly database: DatabaseKind;
  readonly blows: Readonly<Record<number, Blow>>;
};

const killed: readonly Killed[] = [
  {
    preset: 'standard',
    database: 'PGlite',
    blows: {
      60: 'effect-sent-no-answer:2',
      90: 'down and without its data',
      240: 'answer-not-recorded',
      255: 'timer-fired',
    },
  },
  {
    preset: 'github',
    database: 'PostgreSQL',
    blows: {
      5: 'down',
      15: 'effect-sent-no-answer:2',
      30: 'down and without its data',
      45: 'before-decision-commit',
    },
  },
  { preset: 'emergency', database: 'PGlite', blows: { 15: 'before-decision-commit' } },
  { preset: 'commander', database: 'PGlite', blows: { 15: 'answer-not-recorded' } },
  { preset: 'sev', database: 'PostgreSQL', blows: { 15: 'effect-sent-no-answer', 60: 'down and without its data' } },
];

describe('when nobody answers,', () => {
  test.each(silences)(
    'the $preset runbook calls who it says when it says, and nobody twice',
    (silence) => runThrough(silence, 'PGlite', {}),
    PATIENCE,
  );
});

describe.concurrent('when nobody answers and the server is killed on the way,', () => {
  test.each(killed)(
    'the $preset runbook is followed to the minute, and nobody is called twice, on $database',
    async ({ preset, database, blows }) => {
      const silence = silences.find((one) => one.preset === preset);
      if (silence === undefined) throw new Error(`There are no rows for ${preset}.`);
      await runThrough(silence, database, blows);
    },
    PATIENCE,
  );
});

/** What went wrong first is what counts: a story that broke off always has something unread. */
async function runThrough(silence: Silence, database: DatabaseKind, blows: Killed['blows']): Promise<void> {
  const people = JSON.stringify(silence.people);
  const story = await startStory({
    preset: silence.preset,
    policy: `preset: ${silence.preset}\npeople: ${people}\n`,
    database,
  });
  const expected = new Map(Object.entries(silence.levels));
  if (silence.backlog !== null) expected.set(silence.backlog, []);
  const levels = [...expected.keys()];
  const stops = [...new Set([...[...expected.values()].flat().map(minuteOf), silence.end])];
  const minutes = stops.filter((minute) => minute > 0).sort((a, b) => a - b);
  try {
    const rows = await followSilently(story, levels, minutes, blows);
    expect(rows, story.app.output()).toEqual(expected);
    for (const [place, level] of levels.entries()) {
      expectCalm(rows.get(level) ?? []);
      await expectNothingTwice(story, place + 1);
    }
  } catch (error) {
    for (const place of levels.keys()) await readAll(story, place + 1).catch(() => undefined);
    throw error;
  } finally {
    await story.end();
  }
}

/** DESIGN section 5: six comments an hour, pages exempt; one comment for what is due together; a step, and a person in it, once. */
function expectCalm(rows: readonly Row[]): void {
  const minutes = rows.map(minuteOf);
  expect(minutes, 'one comment for what is due together').toEqual([...new Set(minutes)]);
  const unasked = rows.filter((row) => !isPage(row)).map(minuteOf);
  for (const from of unasked) {
    const inTheHour = unasked.filter((minute) => minute >= from && minute < from + 60);
    expect(inTheHour.length, `from minute ${from} on`).toBeLessThanOrEqual(6);
  }
  const steps = rows.flatMap((row) => row.match(/step \d+/g) ?? []);
  expect(steps, 'each step once').toEqual([...new Set(steps)]);
  for (const row of rows) {
    const people = row.split(' ').filter((word) => word.startsWith('@'));
    expect(people, row).toEqual([...new Set(people)]);
  }
}
