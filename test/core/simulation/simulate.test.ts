// What would happen when: each kind of line, what ends it, how events change it, and that it is what the app does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDueKey } from '../../../src/core/decide/due-key.ts';
import { effectKeysIn } from '../../../src/core/marker.ts';
import { noGrant } from '../../../src/core/policy/authority.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { entryKinds } from '../../../src/core/simulation/entry.ts';
import type { Simulated } from '../../../src/core/simulation/simulate.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { lines, play, policyOf, START } from './play.ts';

const ladder = (...steps: readonly string[]): Policy =>
  policyOf(`levels: [{ name: P0, escalation: [${steps.join(', ')}] }]`);

/** Without the questions who leads, which come beside the ladder. */
const ladderOf = (simulated: Simulated) => lines(simulated).filter((line) => !line.includes('nobody-leads'));

describe('an incident that nobody touches', () => {
  test('is paged by role, though a preset maps nobody', () => {
    const policy = ladder('{ after: 0m, targets: [oncall] }', '{ after: 15m, targets: [lead, manager] }', '{ after: 90m, targets: [cto] }');
    expect(ladderOf(play(policy))).toEqual(['PT0M escalation oncall', 'PT15M escalation lead+manager', 'PT1H30M escalation cto']);
    expect(play(policy).entries.flatMap(({ kind, minutes, text }) => (kind === 'escalation' ? [[minutes, text]] : []))).toEqual([
      [0, 'P0, step 1 of 3: mention oncall'],
      [15, 'P0, step 2 of 3: mention lead, manager'],
      [90, 'P0, step 3 of 3: mention cto'],
    ]);
  }); // biome-ignore format: one thought a line

  test('names roles also where the policy maps people, and mentions no handle', () => {
    const policy = policyOf(
      'people: { oncall: ["@acme/on-call"] }\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }]',
    );
    expect(JSON.stringify(play(policy).entries)).not.toContain('@');
    expect(ladderOf(play(policy))).toEqual(['PT0M escalation oncall']);
  });

  test.each([
    { respond: 'immediate', at: 'PT0M', minutes: 0, says: 'P0 is to be acknowledged immediately: nobody has' },
    { respond: '30s', at: 'PT30S', minutes: 0.5, says: 'P0 is to be acknowledged within 30 seconds: nobody has' },
    { respond: '15m', at: 'PT15M', minutes: 15, says: 'P0 is to be acknowledged within 15 minutes: nobody has' },
    { respond: '24h', at: 'PT24H', minutes: 1440, says: 'P0 is to be acknowledged within 24 hours: nobody has' },
    { respond: '3 days', at: 'PT72H', minutes: 4320, says: 'P0 is to be acknowledged within 3 days: nobody has' },
    { respond: 'next business day', at: 'PT32H', minutes: 1920, says: 'P0 is to be acknowledged by the end of the next business day: nobody has' },
    { respond: '2 business days', at: 'PT48H', minutes: 2880, says: 'P0 is to be acknowledged within 2 business days: nobody has' },
    { respond: 'next sprint', at: 'PT663H', minutes: 39_780, says: 'P0 is to be acknowledged by the end of the next sprint: nobody has' },
  ])('is to be answered: $respond', ({ respond, at, minutes, says }) => {
    const policy = policyOf(`levels: [{ name: P0, respond_within: ${respond} }]`);
    expect(play(policy, '', { length: 'PT2160H' }).entries).toEqual([{ at, minutes, kind: 'response-due', targets: [], text: says }]);
  }); // biome-ignore format: a table

  test('is to be resolved, and its phases to be over', () => {
    const policy = policyOf(`
levels: [{ name: P0, resolve_within: 1h, escalation: [{ after: 0m, targets: [oncall] }] }]
phases:
  - { id: assess, title: Assess, status: investigating, over_when: mitigating, to: 30s }
  - { id: mitigate, title: Mitigate, status: mitigating, over_when: monitoring, to: 20m }
`);
    expect(play(policy, '', { length: 'PT1H' }).entries.slice(1).map(({ at, kind, text }) => `${at} ${kind}: ${text}`)).toEqual([
      'PT30S phase-over: Assess is to be over within 30 seconds: mitigation has not begun',
      'PT15M nobody-leads: Nobody leads this incident',
      'PT20M phase-over: Mitigate is to be over within 20 minutes: service is not restored',
      'PT1H resolution-due: P0 is to be resolved within 1 hour: it is not',
    ]);
  }); // biome-ignore format: one thought a line

  test('is asked for updates at each interval as long as nobody gives one', () => {
    const policy = policyOf('levels: [{ name: P0, updates: { first: 5m, every: 15m }, escalation: [{ after: 1h, targets: [oncall] }] }]');
    expect(lines(play(policy, '', { length: 'PT50M' }))).toEqual(['PT5M update-due oncall', 'PT20M update-due oncall', 'PT35M update-due oncall', 'PT50M update-due oncall']);
    const [first, second] = play(policy).entries;
    expect([first?.text, second?.text]).toEqual(['Progress update 1 is due, one every 15 minutes', 'Progress update 1 is still due, one every 15 minutes']);
  }); // biome-ignore format: one thought a line

  test('hears at most six times an hour what nobody asked for', () => {
    const policy = policyOf('levels: [{ name: P0, updates: { every: 2m } }]');
    const minutes = play(policy, '', { length: 'PT5H' }).entries.map((entry) => entry.minutes);
    expect(minutes.slice(0, 8)).toEqual([2, 4, 6, 8, 10, 12, 62, 64]);
    for (const from of minutes)
      expect(minutes.filter((at) => at >= from && at < from + 60).length).toBeLessThanOrEqual(6);
  });

  test('things within two minutes share a comment and are printed at their own times', () => {
    const policy = policyOf('levels: [{ name: P0, updates: { every: 15m }, escalation: [{ after: 14m, targets: [oncall] }] }]');
    expect(lines(play(policy, '', { length: 'PT30M' }))).toEqual(['PT14M escalation oncall', 'PT15M update-due oncall', 'PT29M update-due oncall']);
  }); // biome-ignore format: one thought a line

  test('waits for the silent: a step follows the one before', () => {
    const policy = ladder('{ after: 10m, targets: [oncall] }', '{ after: 10m, targets: [lead], when: [previous-silent], silent_for: 5m }', '{ after: 10m, targets: [cto], when: [previous-silent, unacknowledged] }');
    expect(ladderOf(play(policy))).toEqual(['PT10M escalation oncall', 'PT15M escalation lead', 'PT30M escalation cto']);
    expect(play(policy, '', { length: 'PT30M' }).entries.at(-1)?.text).toBe('P0, step 3 of 3: mention cto, since step 2 has been silent for 15 minutes and nobody has acknowledged');
  }); // biome-ignore format: one thought a line

  test('steps that people take are not printed', () => {
    const policy = ladder('{ after: 0m, targets: [oncall] }', '{ after: 15m, targets: [lead], auto: false }', '{ after: 15m, targets: [cto], when: [business-critical] }');
    expect(ladderOf(play(policy))).toEqual(['PT0M escalation oncall']);
  }); // biome-ignore format: one thought a line

  test('ends with the time that was asked for, its last instant included', () => {
    const policy = ladder('{ after: 15m, targets: [oncall] }', '{ after: 16m, targets: [lead] }');
    expect(lines(play(policy, '', { length: 'PT15M' }))).toEqual([
      'PT15M escalation oncall',
      'PT15M nobody-leads oncall',
    ]);
    expect(lines(play(policy, '', { length: 'PT0M' }))).toEqual([]);
  });

  test('at a level without anything: nothing', () => {
    expect(play(policyOf('levels: [{ name: P0 }]')).entries).toEqual([]);
  });
});

describe('whom a line concerns', () => {
  test.each([
    { name: 'the first step’s roles', levels: '[{ name: P0, respond_within: 5m, escalation: [{ after: 1h, targets: [a, b] }, { after: 2h, targets: [c] }] }]', targets: ['a', 'b'] },
    { name: 'without a ladder: those who are told of the level', levels: '[{ name: P0, respond_within: 5m, audience: [tickets] }]', targets: ['tickets'] },
    { name: 'without either: the policy’s first responders', levels: '[{ name: P0, respond_within: 5m }, { name: P1, escalation: [{ after: 0m, targets: [a] }] }]', targets: ['a'] },
    { name: 'those of the nearest worse level before', levels: '[{ name: SEV-1, escalation: [{ after: 0m, targets: [everyone] }] }, { name: SEV-2, escalation: [{ after: 0m, targets: [oncall] }] }, { name: P0, respond_within: 5m }]', targets: ['oncall'] },
    { name: 'nobody at all', levels: '[{ name: P0, respond_within: 5m }]', targets: [] },
  ])('$name', ({ levels, targets }) => {
    expect(play(policyOf(`levels: ${levels}`)).entries[0]).toMatchObject({ kind: 'response-due', targets });
  }); // biome-ignore format: a table

  test('the commander, once an event made one', () => {
    const policy = policyOf('levels: [{ name: P0, updates: { every: 30m }, escalation: [{ after: 0m, targets: [oncall] }] }]');
    expect(lines(play(policy, '1h: /ack', { length: 'PT90M' }))).toEqual(['PT0M escalation oncall', 'PT30M update-due oncall', 'PT1H update-due commander', 'PT1H30M update-due commander']);
    expect(lines(play(policy, '1m: /ic @somebody', { length: 'PT30M' }))).toContain('PT30M update-due commander');
  }); // biome-ignore format: one thought a line
});

describe('events', () => {
  const policy = policyOf(`
levels:
  - name: P0
    respond_within: 5m
    resolve_within: 4h
    updates: { every: 30m }
    escalation: [{ after: 0m, targets: [oncall] }, { after: 10m, targets: [lead], until: acknowledged }]
    monitor: { min: 15m, max: 30m }
    postmortem: { need: required, schedule_within: 24h, draft_within: 2 business days, publish_within: 1 week }
  - { name: P1, escalation: [{ after: 20m, targets: [manager] }] }
phases: [{ id: follow-up, title: Follow-up, status: resolved, over_when: closed, to: 24h }]
`);

  test('an acknowledgement ends what waits for one', () => {
    expect(lines(play(policy, '3m: /ack', { length: 'PT29M' }))).toEqual(['PT0M escalation oncall']);
    expect(lines(play(policy, '0m: /ack', { length: 'PT29M' }))).toEqual(['PT0M escalation oncall']);
  });

  test('who speaks on the stroke of a deadline has met it', () => {
    expect(lines(play(policy, '5m: /ack\n30m: /update on it', { length: 'PT1H' }))).toEqual(['PT0M escalation oncall', 'PT1H update-due commander']);
  }); // biome-ignore format: one thought

  test('an update moves the next one', () => {
    expect(lines(play(policy, '1m: /ack\n20m: /update looking\n40m: /update found it', { length: 'PT80M' }))).toEqual(['PT0M escalation oncall', 'PT1H10M update-due commander']);
  }); // biome-ignore format: one thought

  test('the fix is watched, the window ends, and the resolution starts what follows', () => {
    const events = 'PT1M: /ack\nPT20M: /resolve\nPT35M: [/resolve all good, /close]';
    const played = play(policy, events, { length: 'P14D'.replace('P14D', 'PT336H') });
    expect(lines(played)).toEqual([
      'PT0M escalation oncall',
      'PT35M monitoring-over commander',
      'PT24H35M postmortem-schedule-due commander',
      'PT48H35M postmortem-draft-due commander',
      'PT168H35M postmortem-publish-due commander',
    ]);
    expect(played.entries.slice(1).map(({ text }) => text)).toEqual([
      'The fix has been watched for 15 minutes: it can be resolved; the window (max) ends after 30 minutes in any case',
      'The postmortem is to be scheduled within 24 hours of the resolution',
      'The postmortem is to be drafted within 2 business days of the resolution',
      'The postmortem is to be published within 7 days of the resolution',
    ]);
    expect(played.incident?.status).toBe('closed');
  });

  test('a phase that follows the resolution is said when nobody closes the incident', () => {
    const played = play(policy, '1m: /ack\n20m: /resolve --force it is fine', { length: 'PT25H' });
    expect(lines(played)).toEqual(['PT0M escalation oncall', 'PT24H20M phase-over commander', 'PT24H20M postmortem-schedule-due commander']);
    expect(played.entries[1]?.text).toBe('Follow-up is to be over within 24 hours of the resolution: the incident is not closed');
  }); // biome-ignore format: one thought a line

  test('gates hold what is said too early, with the list, until it is ticked', () => {
    const gated = { ...policy, checklist: [{ id: 'health', text: 'Health checks pass', stage: 'resolve' as const, tickedWhen: null, optional: false, levels: [] }], gates: { resolved: { needs: ['health'], roles: [], owed: [], strict: true } } }; // biome-ignore format: one value
    const held = play(gated, '1m: /ack\n20m: /resolve\n40m: /resolve all good');
    expect(held.incident?.status).toBe('monitoring');
    expect(JSON.stringify(held.problems)).toContain('Open: 1 Health checks pass.');
    expect(play(gated, '1m: /ack\n20m: /resolve\n30m: /check 1\n40m: /resolve all good')).toMatchObject({ problems: [], incident: { status: 'resolved' } });
    expect(play(gated, '1m: /ack\n20m: /resolve\n40m: /resolve --force we know')).toMatchObject({ problems: [], incident: { status: 'resolved' } });
  }); // biome-ignore format: one thought a line

  test('another severity has other clocks, a reopened incident has them anew', () => {
    expect(lines(play(policy, '1m: /ack\n2m: /severity P1 less', { length: 'PT24H' }))).toEqual([
      'PT0M escalation oncall',
      'PT22M escalation manager',
    ]);
    const back = play(policy, '1m: /ack\n2m: /resolve --force done\n60m: /reopen', { length: 'PT95M' });
    expect(lines(back)).toEqual([
      'PT0M escalation oncall',
      'PT1H escalation oncall',
      // Whoever leads has reopened it: nobody asks them to acknowledge.
      'PT1H30M update-due commander',
    ]);
  });

  test('a step that a time-box takes says that, and not what the step waits for', () => {
    const played = play(policy, '1m: /ack\n2m: /timebox 3m look', { length: 'PT6M' });
    const step = played.entries.find(({ kind, minutes }) => kind === 'escalation' && minutes === 5);
    expect(step?.text).toMatch(/, since a time-box is over$/);
  });

  test('those of one time come in the order of the file, whatever the order of the times', () => {
    const played = play(policy, '- 20m: /status mitigating\n- 1m: [/ack, /status identified]\n- PT20M: /status investigating', { length: 'PT25M' });
    expect([played.incident?.status, played.incident?.milestones.identified]).toEqual(['investigating', '2026-01-05T09:01:00Z']);
    expect(played.said.map(({ minutes, text }) => `${minutes} ${text}`)).toEqual(['1 /ack', '1 /status identified', '20 /status mitigating', '20 /status investigating']);
  }); // biome-ignore format: one thought a line

  test('several commands in one comment', () => {
    expect(play(policy, '1m: "/ack\\n/status mitigating"').incident).toMatchObject({ status: 'mitigating', milestones: { acknowledged: '2026-01-05T09:01:00Z' } });
  }); // biome-ignore format: one thought

  test.each([
    { name: 'a near miss', text: '/akc', says: /Did you mean `\/ack`/ },
    { name: 'an unknown value', text: '/severity P7', says: /\/severity: There is no such severity as `P7`, so nothing was changed\. One of `P0`, `P1`/ },
    { name: 'what cannot follow', text: '/reopen', says: /\/reopen: The incident is investigating, and this cannot follow/ },
    { name: 'no command', text: 'looking at it', says: /there is no command in it/ },
    { name: 'one of several', text: '[/ack, /severity]', says: /\/severity/ },
  ])('$name is told with its line, and changes nothing', ({ text, says }) => {
    const played = play(policy, `1m: /ack\n2m: ${text}`, { length: 'PT1H' });
    expect(played.problems).toEqual([{ line: 2, message: expect.stringMatching(says) }]);
    expect(lines(played)).toEqual(lines(play(policy, '1m: /ack', { length: 'PT1H' })));
  }); // biome-ignore format: a table

  test('what comes after the end is not said', () => {
    const played = play(policy, '1m: /ack\n2h: /resolve', { length: 'PT1H' });
    expect(played.after.map(({ line, text }) => [line, text])).toEqual([[2, '/resolve']]);
    expect([played.said.length, played.incident?.status]).toEqual([1, 'investigating']);
  });

  test('the commander may do everything, whatever the policy’s authority', () => {
    const strict = { ...policy, authority: { ...policy.authority, declare: noGrant, respond: { ...noGrant, users: ['nobody'] } } }; // biome-ignore format: one value
    expect(play(strict, '1m: /ack')).toMatchObject({ problems: [], incident: { status: 'investigating' } });
  });
});

describe('the policy’s own ways of showing things change nothing', () => {
  test.each([
    { name: 'labels', text: 'labels: { severity_prefix: "sev: ", status_prefix: "" }' },
    { name: 'titles', text: 'titles: { format: "{level} - {summary}" }' },
    { name: 'words', text: 'status_words: { investigating: Looking }' },
  ])('$name', ({ text }) => {
    const policy = policyOf(`${text}\nlevels: [{ name: SEV 1, escalation: [{ after: 0m, targets: [a] }, { after: 5m, targets: [b] }] }, { name: SEV 2 }]`);
    expect(lines(play(policy, '1m: /ack', { level: 'SEV 1' }))).toEqual(['PT0M escalation a', 'PT5M escalation b']);
  }); // biome-ignore format: a table
});

describe('beside the app', () => {
  const presets = ['emergency', 'standard', 'sev', 'github', 'commander'];
  /** Somebody for every role of a preset's ladders: a step that reaches nobody is not taken. */
  const shipped = (preset: string): Policy => {
    const { levels } = build.policyOf(`preset: ${preset}`);
    const roles = new Set(levels.flatMap(({ escalation }) => escalation.flatMap(({ targets }) => targets)));
    return build.policyOf(`preset: ${preset}\npeople: ${JSON.stringify(Object.fromEntries([...roles].map((role) => [role, [`@${role}`]])))}`);
  };
  const told = (policy: Policy, model: Model): readonly string[] =>
    model.said.flatMap(({ body, createdAt }) =>
      effectKeysIn(body).flatMap((key) => {
        const due = readDueKey(key, policy);
        const what = due === null ? [] : [...due.steps.map(() => 'escalation'), ...(due.update ? ['update-due'] : []), ...(due.monitoringOver ? ['monitoring-over'] : []), ...due.passed.map((passed) => passed.split('/')[0])];
        return what.map((kind) => `${minutesBetween(build.T0, createdAt)} ${kind}`);
      }),
    );
  /** What makes no comment of its own. */
  const beside = ['phase-over'];

  const rows = presets.flatMap((preset) => build.policyOf(`preset: ${preset}`).levels.map(({ name }) => ({ preset, level: name })));
  test.each(rows)('$preset $level: the same things at the same times', ({ preset, level }) => {
    const policy = shipped(preset);
    const model = new Model({ title: `[INCIDENT ${level}] x`, labelled: ['incident', level] }, policy);
    model.open(build.people.commander);
    model.until(build.minute(40));
    model.say(build.people.commander, '/ack');
    model.until(build.minute(100));
    model.say(build.people.lead, '/resolve --force tried');
    model.until(build.minute(6000));
    const played = play(policy, '40m: /ack\n100m: /resolve --force tried', { level, start: build.T0, length: 'PT100H' });
    const isTicket = policy.levels.find(({ name }) => name === level)?.backlog === true;
    const expected = isTicket ? [] : played.entries.filter(({ kind, text }) => !beside.includes(kind) && !text.includes('immediately')).map(({ minutes, kind }) => `${minutes} ${kind.replace(/^(response|resolution|postmortem-.*)-due$/, '$1')}`);
    expect(told(policy, model).filter((line) => !beside.some((kind) => line.endsWith(kind))).sort()).toEqual([...expected].sort());
  });
}); // biome-ignore format: one thought a line

describe('any simulation', () => {
  const level = fc.record({
    respond_within: fc.option(fc.constantFrom('immediate', '15m', 'next business day')),
    updates: fc.option(fc.record({ every: fc.constantFrom('1m', '15m', '1h'), on_status_change: fc.boolean() })),
    monitor: fc.option(fc.constantFrom('0m', '15m', '2h')),
    escalation: fc.subarray(['0m', '1m', '2h']).map((times) => times.map((after) => ({ after, targets: ['a', 'b'] }))),
  }); // biome-ignore format: a generator
  const event = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom('/ack', '/update x', '/status monitoring', '/status mitigating', '/resolve', '/close', '/reopen', '/severity P1', '/severity P0', 'nothing', '/hotfix')); // biome-ignore format: a list
  const policy = fc.tuple(level, level).map(([p0, p1]) => policyOf(`levels: ${JSON.stringify([{ name: 'P0', ...p0 }, { name: 'P1', ...p1 }])}`)); // biome-ignore format: one value

  test('is the same when asked again, in order, within its time, complete in its words', () => {
    fc.assert(
      fc.property(policy, fc.array(event, { maxLength: 8 }), (rules, said) => {
        const events = said.map(([minutes, text]) => `- ${minutes}m: ${text}`).join('\n');
        const played = play(rules, events, { length: 'PT6H' });
        expect(play(rules, events, { length: 'PT6H' }).entries).toEqual(played.entries);
        let before = 0;
        for (const { minutes, at, kind, text } of played.entries) {
          expect(minutes).toBeGreaterThanOrEqual(before);
          expect(minutes).toBeLessThanOrEqual(360);
          expect(at).toMatch(/^PT(\d+H)?(\d+M)?(\d+S)?$/);
          expect(entryKinds).toContain(kind);
          expect(text).not.toMatch(/^$|\n|undefined|null/);
          before = minutes;
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a longer one begins with the shorter one', () => {
    fc.assert(
      fc.property(policy, fc.array(event, { maxLength: 5 }), (rules, said) => {
        const events = said.map(([minutes, text]) => `- ${minutes}m: ${text}`).join('\n');
        const short = play(rules, events, { length: 'PT3H' }).entries;
        const long = play(rules, events, { length: 'PT6H' }).entries;
        expect(long.filter(({ minutes }) => minutes <= 180)).toEqual(short);
      }),
      { numRuns: 20 },
    );
  });
});

test('declared on another day, business days are other ones', () => {
  const policy = policyOf('levels: [{ name: P0, respond_within: next business day }]');
  expect(lines(play(policy, '', { length: 'PT2160H', start: '2026-01-09T18:00:00Z' }))).toEqual(['PT71H response-due']);
  expect(START).toBe('2026-01-05T09:00:00Z');
});
