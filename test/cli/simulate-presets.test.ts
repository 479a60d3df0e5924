// The times that the five runbooks state, row by row of the table of their differences, against what the shipped presets do.
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { simulate } from '../../src/cli/simulate.ts';
import type { EntryKind } from '../../src/core/simulation/entry.ts';

type Preset = 'emergency' | 'standard' | 'sev' | 'github' | 'commander';
type Printed = { readonly minutes: number; readonly kind: EntryKind; readonly targets: readonly string[] };

/** What the command prints for a shipped preset: `minutes targets` of the kinds asked for. */
async function printed(preset: Preset, level: string, kinds: readonly EntryKind[], length: string, events = '', more: readonly string[] = []): Promise<readonly string[]> {
  let out = '';
  const terminal = { read: async () => events, write: async () => undefined, print: (text: string) => { out += text; }, complain: (text: string) => { throw new Error(text); } };
  const words = ['simulate', '--preset', preset, '--level', level, '--for', length, '--events', 'events.yml', '--json', ...more];
  expect(await run(words, [simulate], terminal)).toBe(0);
  const entries: readonly Printed[] = JSON.parse(out);
  return entries.filter(({ kind }) => kinds.includes(kind)).map(({ minutes, targets }) => `${minutes} ${targets.join('+')}`);
} // biome-ignore format: one thought a line

/** Rows of levels, worst first; `null` where the runbook states nothing. */
type Row = {
  readonly preset: Preset;
  readonly levels: Readonly<Record<string, readonly string[]>>;
  readonly says: string;
};

function each(rows: readonly Row[]) {
  return rows.flatMap(({ preset, levels, says }) =>
    Object.entries(levels).map(([level, expected]) => ({ preset, level, expected, says })),
  );
}

describe('response: C2 to C5, S000-02 to S000-05, S001-01 to S001-04, S002-10 to S002-13, S003-02 to S003-05, S004-01', () => {
  // Declared on a Monday at 09:00: the next business day closes on Tuesday at 17:00, 32 hours later.
  test.each(each([
    { preset: 'emergency', levels: { P0: ['0 oncall'], P1: ['60 oncall'], P2: ['240 oncall'], P3: ['1920 oncall'] }, says: 'immediate, 1 h, 4 h, next business day' },
    { preset: 'standard', levels: { P0: ['0 oncall'], P1: ['15 oncall'], P2: ['60 oncall'], P3: ['1440 oncall'] }, says: 'immediate, 15 min, 1 h, 24 h' },
    { preset: 'sev', levels: { 'SEV-1': ['0 everyone'], 'SEV-2': ['60 oncall+oncall-backup'], 'SEV-3': ['240 oncall'], 'SEV-4': ['1920 oncall'] }, says: 'immediate, 1 h, 4 h, next business day' },
    { preset: 'github', levels: { P0: ['5 devops'], P1: ['15 devops'], P2: ['60 devops'], P3: ['1440 devops'] }, says: '5 min, 15 min, 1 h, 24 h' },
    { preset: 'commander', levels: { P1: [], P2: [], P3: [], P4: [] }, says: 'not given' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['response-due'], '3d')).toEqual(expected);
    expect(await printed(preset, level, ['response-due'], '3d', '0m: /ack')).toEqual([]);
  }); // biome-ignore format: a table
});

describe('resolution: C6, S001-09 to S001-12', () => {
  // Sprints of 14 days from 2026-01-05: the next one ends on 2026-02-02 at midnight, 27 days and 15 hours later.
  test.each(each([
    { preset: 'standard', levels: { P0: ['60 oncall'], P1: ['240 oncall'], P2: ['1440 oncall'], P3: ['39780 oncall'] }, says: '1 h, 4 h, 24 h, next sprint' },
    { preset: 'emergency', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'none' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'none' },
    { preset: 'github', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'none' },
    { preset: 'commander', levels: { P1: [], P2: [], P3: [], P4: [] }, says: 'none' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['resolution-due'], level === 'P3' ? '28d' : '2d')).toEqual(expected);
    expect(await printed(preset, level, ['resolution-due'], '5h', '50m: /resolve --force done')).toEqual([]);
  }); // biome-ignore format: a table
});

describe('updates: C7, C8, S001-28, S001-29, S002-35, S003-31, S004-21', () => {
  test.each(each([
    { preset: 'emergency', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'none' },
    { preset: 'standard', levels: { P0: ['30 oncall', '60 oncall', '90 oncall', '120 oncall'], P1: ['60 oncall', '120 oncall'], P2: [], P3: [] }, says: 'every 30 min, hourly, none' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'when status changes' },
    { preset: 'github', levels: { P0: [15, 30, 45, 60, 75, 90, 105, 120].map((minute) => `${minute} devops`), P1: [], P2: [], P3: [] }, says: 'every 15 min for P0' },
    { preset: 'commander', levels: { P1: ['15 oncall'], P2: ['15 oncall'], P3: ['15 oncall'], P4: ['15 oncall'] }, says: 'the first after 15 min, then free' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['update-due'], '2h')).toEqual(expected);
  }); // biome-ignore format: a table
});

describe('escalation: C9 to C12, S000-40, S001-05 to S001-08, S001-25 to S001-27, S002-10 to S002-14, S003-06, S003-33 to S003-36, S004-06', () => {
  test.each(each([
    { preset: 'emergency', levels: { P0: ['0 oncall'], P1: ['0 oncall'], P2: ['0 oncall'], P3: ['0 oncall'] }, says: 'a contact list: on-call, the escalation contact by hand' },
    { preset: 'standard', levels: { P0: ['0 oncall', '0 team-lead', '0 engineering-manager'], P1: ['0 oncall', '240 team-lead', '255 engineering-manager'], P2: ['0 oncall', '1440 team-lead', '1500 engineering-manager'], P3: [] }, says: 'team lead and manager at P0, below when it was not resolved in its time; P3 is a ticket' },
    { preset: 'sev', levels: { 'SEV-1': ['0 everyone'], 'SEV-2': ['0 oncall+oncall-backup'], 'SEV-3': ['0 oncall'], 'SEV-4': [] }, says: 'everyone, on-call and backup, on-call, a ticket' },
    { preset: 'github', levels: { P0: ['0 devops', '0 ceo'], P1: ['0 devops', '15 manager'], P2: ['0 devops', '60 manager'], P3: [] }, says: 'CEO at once, manager after 15 min, after 1 h, nobody' },
    { preset: 'commander', levels: { P1: ['0 oncall', '0 additional-responders'], P2: ['0 oncall', '0 additional-responders'], P3: ['0 oncall'], P4: ['0 oncall'] }, says: 'additional responders at P1 and P2' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['escalation'], '2d')).toEqual(expected);
  }); // biome-ignore format: a table

  test('S003-33 to S003-36: acknowledging does not stop the clock, resolving does', async () => {
    expect(await printed('github', 'P1', ['escalation'], '1h', '1m: /ack')).toEqual(['0 devops', '15 manager']);
    expect(await printed('github', 'P1', ['escalation'], '1h', '1m: /ack\n14m: /resolve --force done')).toEqual([
      '0 devops',
    ]);
  });
});

describe('monitoring: C13, S000-32, S003-21', () => {
  // The fix is in after an hour.
  test.each(each([
    { preset: 'emergency', levels: { P0: ['75 oncall'], P1: ['75 oncall'], P2: ['75 oncall'], P3: ['75 oncall'] }, says: '15 to 30 min at any level' },
    { preset: 'standard', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'no number' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'to baseline' },
    { preset: 'github', levels: { P0: ['180 devops'], P1: ['120 devops'], P2: ['90 devops'], P3: [] }, says: '2 h, 1 h, 30 min, none' },
    { preset: 'commander', levels: { P1: [], P2: [], P3: [], P4: [] }, says: 'not given' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['monitoring-over'], '4h', '1h: /status monitoring')).toEqual(expected);
  }); // biome-ignore format: a table

  test.each(each([
    { preset: 'emergency', levels: { P0: ['90 oncall'], P1: ['90 oncall'], P2: ['90 oncall'], P3: ['90 oncall'] }, says: 'for 30 minutes at the longest, S000-32' },
    { preset: 'standard', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'no longest' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'no longest' },
    { preset: 'github', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'no longest' },
    { preset: 'commander', levels: { P1: [], P2: [], P3: [], P4: [] }, says: 'no longest' },
  ]))('the longest window of $preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['monitoring-max'], '4h', '1h: /status monitoring')).toEqual(expected);
    expect(await printed(preset, level, ['monitoring-max'], '4h', '1h: /status monitoring\n80m: /resolve --force done')).toEqual([]);
  }); // biome-ignore format: a table

  test('S003-21: a recurrence restarts it', async () => {
    const events = '1h: /status monitoring\n80m: /status investigating it is back\n100m: /status monitoring';
    expect(await printed('github', 'P2', ['monitoring-over'], '4h', events)).toEqual(['130 devops']);
  });
});

const learning = [
  'postmortem-schedule-due',
  'postmortem-draft-due',
  'postmortem-publish-due',
] as const satisfies readonly EntryKind[];

describe('time-boxes: S002-38', () => {
  // "One more minute…": time-box, escalate. The other runbooks have no time-box; whoever sets one is told when it is over.
  test.each(each([
    { preset: 'emergency', levels: { P0: ['10 oncall'], P1: ['10 oncall'], P2: ['10 oncall'], P3: ['10 oncall'] }, says: 'the first on the list' },
    { preset: 'standard', levels: { P0: ['10 oncall'], P1: ['10 oncall'], P2: ['10 oncall'], P3: ['10 oncall'] }, says: 'on-call; the rest of the ladder comes with the step that it takes' },
    { preset: 'sev', levels: { 'SEV-1': ['10 everyone'], 'SEV-2': ['10 oncall+oncall-backup'], 'SEV-3': ['10 oncall'], 'SEV-4': ['10 oncall'] }, says: 'escalate' },
    { preset: 'github', levels: { P0: ['10 devops'], P1: ['10 devops'], P2: ['10 devops'], P3: ['10 devops'] }, says: 'DevOps' },
    { preset: 'commander', levels: { P1: ['10 oncall'], P2: ['10 oncall'], P3: ['10 oncall'], P4: ['10 oncall'] }, says: 'on-call' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['timebox-over'], '1d', '0m: /timebox 10m look')).toEqual(expected);
    expect(await printed(preset, level, ['timebox-over'], '1d')).toEqual([]);
  }); // biome-ignore format: a table

  test.each([
    { preset: 'standard', level: 'P1', ladder: ['0 oncall', '10 team-lead', '240 engineering-manager'] },
    { preset: 'github', level: 'P1', ladder: ['0 devops', '10 manager'] },
  ] as const)('$preset $level: what is over takes the next step of the ladder', async ({ preset, level, ladder }) => {
    expect(await printed(preset, level, ['escalation'], '1d', '0m: /timebox 10m look')).toEqual(ladder);
  });
});

describe('follow-ups: S000-39, S001-23, S002-40, S003-29, S004-19', () => {
  // Every runbook has them, none says by when: whoever makes one does.
  test.each(each([
    { preset: 'emergency', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'no date' },
    { preset: 'standard', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'no date' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'no date' },
    { preset: 'github', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'no date' },
    { preset: 'commander', levels: { P1: [], P2: [], P3: [], P4: [] }, says: 'no date' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    const events = '1h: /resolve --force done';
    expect(await printed(preset, level, ['follow-up-due'], '30d', events, ['--suppose', 'follow-up'])).toEqual(expected);
  }); // biome-ignore format: a table
});

describe('postmortem: C15, C16, S000-39, S001-22, S003-24, S003-25, S004-18, S004-23', () => {
  // Resolved after an hour; scheduled before published, each by its own deadline.
  test.each(each([
    { preset: 'emergency', levels: { P0: ['1500 oncall'], P1: ['1500 oncall'], P2: [], P3: [] }, says: 'scheduled within 24 h if P0/P1' },
    { preset: 'standard', levels: { P0: ['2940 oncall'], P1: ['2940 oncall'], P2: ['2940 oncall'], P3: ['2940 oncall'] }, says: 'within 48 h, all' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'all, no date' },
    { preset: 'github', levels: { P0: ['4380 devops'], P1: ['4380 devops'], P2: ['4380 devops'], P3: [] }, says: '1 to 3 days, P0 to P2' },
    { preset: 'commander', levels: { P1: ['2940 oncall', '2940 oncall'], P2: ['2940 oncall', '2940 oncall'], P3: ['10140 oncall'], P4: [] }, says: '48 h, 1 week, none' },
  ]))('$preset $level ($says)', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, learning, '10d', '1h: /resolve --force done')).toEqual(expected);
    expect(await printed(preset, level, learning, '10d', '1h: [/resolve --force done, /close --force done]')).toEqual(expected);
  }); // biome-ignore format: a table

  // Which of the three each runbook gives a date to; none gives one to the draft.
  test.each([
    { preset: 'emergency', level: 'P0', scheduled: ['1500 oncall'], published: [], says: 'scheduled' },
    { preset: 'emergency', level: 'P2', scheduled: [], published: [], says: 'a report, without a date' },
    { preset: 'standard', level: 'P0', scheduled: [], published: ['2940 oncall'], says: 'held within 48 h' },
    { preset: 'sev', level: 'SEV-1', scheduled: [], published: [], says: 'no date' },
    { preset: 'github', level: 'P0', scheduled: [], published: ['4380 devops'], says: 'committed within 3 days' },
    { preset: 'commander', level: 'P1', scheduled: ['2940 oncall'], published: ['2940 oncall'], says: 'scheduled, and promised to every reader' },
    { preset: 'commander', level: 'P3', scheduled: ['10140 oncall'], published: [], says: 'scheduled' },
  ] as const)('$preset $level: $says', async ({ preset, level, scheduled, published }) => {
    const by = (kind: EntryKind) => printed(preset, level, [kind], '10d', '1h: /resolve --force done');
    expect(await by('postmortem-schedule-due')).toEqual(scheduled);
    expect(await by('postmortem-draft-due')).toEqual([]);
    expect(await by('postmortem-publish-due')).toEqual(published);
  }); // biome-ignore format: a table
});

describe('phases: C18, S000-07 to S000-09, S002-06, S003-08 to S003-24, S004-03 to S004-18', () => {
  test.each([
    { preset: 'emergency', level: 'P0', open: ['5 oncall', '20 oncall'], after: ['5 oncall', '20 oncall', '1500 oncall'], says: '5 min, 10 to 15 min more, 24 h' },
    { preset: 'standard', level: 'P0', open: [], after: [], says: 'none' },
    { preset: 'sev', level: 'SEV-1', open: ['0.5 everyone'], after: ['0.5 everyone'], says: '30 s' },
    { preset: 'github', level: 'P0', open: ['5 devops', '15 devops', '30 devops'], after: ['5 devops', '15 devops', '30 devops', '4380 devops'], says: '5, 15, 30 min, then 2 h of monitoring, 3 days' },
    { preset: 'github', level: 'P2', open: ['5 devops', '15 devops', '30 devops', '60 devops'], after: ['5 devops', '15 devops', '30 devops', '4380 devops'], says: '5, 15, 30, 60 min, 3 days' },
    { preset: 'emergency', level: 'P2', open: [], after: [], says: 'the normal process' },
    { preset: 'sev', level: 'SEV-4', open: [], after: [], says: 'a ticket for later' },
    { preset: 'github', level: 'P3', open: [], after: [], says: 'the backlog' },
    { preset: 'commander', level: 'P3', open: ['5 oncall', '15 oncall', '30 oncall'], after: ['5 oncall', '15 oncall', '30 oncall'], says: '5, 15, 30 min, no end, a week' },
    { preset: 'commander', level: 'P1', open: ['5 oncall', '15 oncall', '30 oncall'], after: ['5 oncall', '15 oncall', '30 oncall', '2940 oncall'], says: '5, 15, 30 min, no end, 48 h' },
  ] as const)('$preset $level ($says)', async ({ preset, level, open, after }) => {
    expect(await printed(preset, level, ['phase-over'], '10d')).toEqual(open);
    expect(await printed(preset, level, ['phase-over'], '10d', '1h: /resolve --force done')).toEqual(after);
  }); // biome-ignore format: a table

  test('C19, S002-01: mitigation before a cause is found ends what waits for it', async () => {
    expect(
      await printed('emergency', 'P0', ['phase-over'], '2h', '4m: /status mitigating\n15m: /status monitoring'),
    ).toEqual([]);
    expect(await printed('github', 'P0', ['phase-over'], '25m', '4m: /ack\n10m: /status mitigating')).toEqual([]);
  });
});

describe('nothing else is due in a day, and nothing needs a handle', () => {
  test.each([
    { preset: 'emergency', level: 'P3', kinds: ['escalation'] },
    { preset: 'standard', level: 'P3', kinds: ['response-due'] },
    { preset: 'sev', level: 'SEV-4', kinds: [] },
    { preset: 'commander', level: 'P4', kinds: ['escalation', 'phase-over', 'update-due', 'phase-over', 'phase-over', 'nobody-leads', 'nobody-leads'] },
  ] as const)('$preset $level', async ({ preset, level, kinds }) => {
    let out = '';
    const terminal = { read: async () => '', write: async () => undefined, print: (text: string) => { out += text; }, complain: (text: string) => { throw new Error(text); } };
    await run(['simulate', '--preset', preset, '--level', level, '--json'], [simulate], terminal);
    const entries: readonly Printed[] = JSON.parse(out);
    expect(entries.map(({ kind }) => kind)).toEqual(kinds);
    expect(out).not.toContain('@');
  }); // biome-ignore format: one thought a line
});

describe('what a hotfix owes: C42, S000-38, S000-45', () => {
  const suppose = ['--suppose', 'hotfix,temporary-fix'];
  test.each(each([
    { preset: 'emergency', levels: { P0: ['1500 oncall', '2940 oncall'], P1: ['1500 oncall', '2940 oncall'], P2: [], P3: [] }, says: 'the proper fix within 24 hours, once more a day later; P2 and P3 follow the normal process' },
    { preset: 'standard', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'nothing' },
    { preset: 'sev', levels: { 'SEV-1': [], 'SEV-2': [], 'SEV-3': [], 'SEV-4': [] }, says: 'temporary fixes go, no date is given' },
    { preset: 'github', levels: { P0: [], P1: [], P2: [], P3: [] }, says: 'nothing' },
    { preset: 'commander', levels: { P1: [], P2: [], P3: [], P4: [] }, says: 'nothing' },
  ]))('$preset $level: $says', async ({ preset, level, expected }) => {
    expect(await printed(preset, level, ['backfill-due'], '3d', '1h: /resolve --force done', suppose)).toEqual(expected);
    expect(await printed(preset, level, ['backfill-due'], '3d', '1h: /resolve --force done')).toEqual([]);
  }); // biome-ignore format: a table

  test('what cannot be supposed is wrong use, with what can be', async () => {
    const said: string[] = [];
    const words = ['simulate', '--preset', 'emergency', '--level', 'P0', '--suppose', 'hotfix,luck'];
    expect(
      await run(words, [simulate], {
        read: async () => '',
        write: async () => undefined,
        print: () => undefined,
        complain: (text) => void said.push(text),
      }),
    ).toBe(2);
    expect(said.join()).toContain(
      '--suppose luck is not known; expected one or more of hotfix, temporary-fix, follow-up',
    );
  });
});
