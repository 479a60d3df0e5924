// The SEV runbook (002) as people see it through the API: who comes at each level, the phases, the checklist, and the thoughts to beware of.

import { afterEach, describe, expect, test } from 'vitest';
import { minutes, part, row, samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';

const policy = samplePolicy('sev');

let story: Story;
afterEach(() => story.end());

const at = (level: string) =>
  story.declare({
    title: `[INCIDENT ${level}] Checkout down`,
    labels: ['incident', level],
    body: 'Status: Investigating',
  });

/** The thoughts that the card warns of. */
const flags = (card: string) => card.split('\n').filter((line) => /^> “.*” → /.test(line));

/** Whom the next comment mentions. */
const mentioned = async () => (await story.nextComment()).split('\n')[0]?.split(' ');

describe('the SEV runbook', () => {
  test('S002-10 S002-11 S002-12 S002-13 S002-14 everyone at once, on-call and backup within 1 hour, on-call within 4, nobody before the next business day', async () => {
    story = await startStory({ policy, now: '2026-11-20T19:00:00Z' });
    const worst = await at('SEV-1');
    expect(await mentioned()).toEqual(['@acme/on-call', '@acme/leads', '@reviewer']);
    expect(minutes(await story.card(), 'Respond by')).toBe(0);

    const second = await at('SEV-2');
    expect(await mentioned()).toEqual(['@acme/on-call', '@commander']);
    expect(minutes(await story.card(), 'Respond by')).toBe(60);
    const given = await story.say('responder', '/role oncall-backup @reviewer');
    expect(await story.reactions(given)).toEqual(['+1']);
    expect(row(await story.card(), 'On-call backup')).toBe('reviewer');

    const third = await at('SEV-3');
    expect(await mentioned()).toEqual(['@acme/on-call']);
    expect(minutes(await story.card(), 'Respond by')).toBe(240);

    await at('SEV-4');
    await story.silence();
    expect(row(await story.card(), 'Respond by')).toBe('2026-11-23 17:00 UTC');
    // Updates come with a new status, not by the hour: nothing is asked for but that somebody takes it. A ticket waits.
    await story.later('P4D');
    expect(await story.nextComment(worst)).toMatch(
      /^@acme\/on-call @acme\/leads @reviewer\n.*Nobody leads this incident/s,
    );
    expect(await story.nextComment(second)).toContain('SEV-2 is to be acknowledged within 1 hour: nobody has');
    expect(await story.nextComment(third)).toContain('SEV-3 is to be acknowledged within 4 hours: nobody has');
    await story.silence();
  });

  test('S002-05 S002-06 S002-24 S002-28 S002-39 each phase in its turn: 30 seconds to assess, a cause only once service is restored', async () => {
    story = await startStory({ policy, now: '2026-11-21T08:00:31Z' });
    await at('SEV-1');
    await story.nextComment();
    const declared = await story.card();
    expect(row(declared, 'Phase')).toMatch(
      /^Assess: What's the blast radius\? 30 seconds to understand scope \(until 08:0\d UTC\)$/,
    );
    expect(declared).toContain('<summary>Checklist (0 of 7; 5 more come later)</summary>');
    expect(declared.split('\n').flatMap((line) => /^- ⬜ \d\. (\w+): /.exec(line)?.[1] ?? [])).toEqual([
      'Assess',
      'Contain',
      'Mitigate',
      'Communicate',
      'Diagnose',
      'Fix',
      'Postmortem',
    ]);
    await story.say('responder', '/check 1\n/status contain rolling back');
    expect(row(await story.card(), 'Phase')).toMatch(/^Contain, Mitigate: Stop the bleeding/);
    await story.say('responder', '/status diagnose service is back');
    const diagnosing = await story.card();
    expect(row(diagnosing, 'Phase')).toBe('Diagnose: Now find root cause');
    expect(part(diagnosing, 'What the runbook has for this phase').slice(0, 4)).toEqual([
      '- Reproduce (if possible in non-prod)',
      '- Isolate (what component failed?)',
      '- Hypothesize (what caused it?)',
      '- Verify (prove the hypothesis)',
    ]);
    await story.say('responder', '/status identified a migration locked the table');
    const fixing = await story.card();
    expect(row(fixing, 'Phase')).toBe('Fix: Permanent resolution');
    expect(part(fixing, 'What the runbook has for this phase').slice(0, 3)).toEqual([
      '- Test fix in staging (regression tests)',
      '- Verify fix addresses specific issue (incident reproduction test)',
      '- Deploy with monitoring',
    ]);
    await story.say('responder', '/check 6 8 9 10 11 12\n/resolve');
    expect(await story.nextComment()).toContain('still open on the checklist');
    expect(row(await story.card(), 'Phase')).toMatch(/^Postmortem: Learn/);
  });

  test('S002-15 S002-38 S002-35 six situations name their containment; six thoughts come one at a time, another with each update, none once service is restored', async () => {
    story = await startStory({ policy });
    await at('SEV-2');
    await story.nextComment();
    await story.say('responder', '/ack');
    expect(part(await story.card(), 'What can be done, and when').slice(2)).toEqual([
      '| Rollback to previous version | Bad deploy |',
      '| Disable feature flag | Feature bug |',
      '| Enable rate limiting | Traffic spike |',
      '| Halt writes, preserve state | Data corruption |',
      '| Revoke access, isolate system | Security breach |',
      '| Shed load, circuit break | Cascading failure |',
    ]);
    const seen: string[] = [];
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const shown = flags(await story.card());
      expect(shown).toHaveLength(1);
      seen.push(...shown);
      await story.say('responder', `/update still at it, ${number}`);
      expect(row(await story.card(), `Update ${number}`)).toBe(`still at it, ${number}`);
    }
    expect([...seen].sort()).toEqual([
      '> “I can debug this quickly” → Mitigate, then debug',
      "> “It's just a small issue” → Take it seriously",
      '> “Let me understand the code first” → Rollback first',
      '> “One more minute...” → Time-box, escalate',
      '> “This fix might work” → Rollback to known good',
      '> “We need the permanent fix” → Restore service first',
    ]);
    expect(flags(await story.card())).toEqual(seen.slice(0, 1));
    await story.say('responder', '/check 1\n/status mitigate');
    expect(flags(await story.card())).toHaveLength(1);
    await story.say('responder', '/status monitoring');
    expect(flags(await story.card())).toEqual([]);
  });
});
