// The emergency runbook (000) as people see it through the API: levels and their targets, the phases, what is at hand, and the watching of a fix.

import { afterEach, describe, expect, test } from 'vitest';
import { minutes, part, row, samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';

const policy = samplePolicy('emergency');

let story: Story;
afterEach(() => story.end());

const at = (level: string) =>
  story.declare({ title: `[INCIDENT ${level}] Checkout down`, labels: ['incident', level] });

describe('the emergency runbook', () => {
  test('S000-01 S000-02 S000-03 S000-04 S000-05 four levels, each answered in its time; of a Friday evening the next business day ends on Monday', async () => {
    story = await startStory({ policy, now: '2026-11-20T19:00:00Z' });
    const targets: Record<string, number | string> = { P0: 0, P1: 60, P2: 240, P3: '2026-11-23 17:00 UTC' };
    const issues: number[] = [];
    for (const [level, target] of Object.entries(targets)) {
      const issue = await at(level);
      issues.push(issue);
      expect((await story.issue()).labels).toEqual([level, 'incident', 'status: investigating']);
      const card = await story.card();
      if (typeof target === 'number') expect(minutes(card, 'Respond by')).toBe(target);
      else expect(row(card, 'Respond by')).toBe(target);
      expect((await story.nextComment(issue)).split('\n')[0]).toBe('@acme/on-call');
    }
    const unknown = await story.say('responder', '/severity P4');
    expect(await story.reactions(unknown)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('`P0`, `P1`, `P2`, `P3`');
    await story.say('responder', '/ack');
    expect(row(await story.card(), 'Respond by')).toBeUndefined();
    // The contact for escalation is called by people; the clock has nobody further to page at any level, and says once that nobody answered.
    await story.later('P4D');
    const [worst, ...others] = issues.slice(0, 3);
    expect(await story.nextComment(worst)).toMatch(/^@acme\/on-call\n.*Nobody leads this incident/s);
    for (const issue of others)
      expect(await story.nextComment(issue)).toMatch(
        /^@acme\/on-call\n.*is to be acknowledged within \d hours?: nobody has/s,
      );
    for (const issue of issues) await story.silence(issue);
  });

  test('S000-07 S000-08 S000-09 S000-10 S000-30 S000-31 S000-33 S000-47 each phase in its turn, with its steps and the end of its time', async () => {
    story = await startStory({ policy });
    await at('P1');
    await story.nextComment();
    const declared = await story.card();
    expect(declared.replace(/<!--.*?-->\s*/gs, '')).toMatch(
      /^### P1 · investigating · Checkout down\n\n\*Stay calm\. Assess first\. Communicate clearly\.\*\n/,
    );
    expect(row(declared, 'Phase')).toBe('Assess (until 08:05 UTC)');
    expect(part(declared, 'What the runbook has for this phase')).toEqual([
      '- Check service health',
      '- Check container status',
      '- Check recent logs',
      '- Check recent deployments',
    ]);
    for (const item of [
      'Verify service is healthy',
      'Confirm user-facing functionality works',
      'Monitor for 15-30 minutes for recurrence',
      'Update status communication',
    ])
      expect(declared).toMatch(new RegExp(`⬜ \\d\\. ${item}\n`));

    // To have answered is not to have assessed, and a change of severity gives no more time; P2 follows the normal process, without these times.
    await story.later('PT3M');
    await story.say('responder', '/ack');
    await story.say('responder', '/severity P2 only some');
    expect(row(await story.card(), 'Phase')).toBe('Assess');
    await story.say('responder', '/severity P1 more than some');
    expect(row(await story.card(), 'Phase')).toBe('Assess (until 08:05 UTC)');
    await story.say('responder', '/status mitigate rolling back');
    expect(row(await story.card(), 'Phase')).toBe('Mitigate, Communicate (until 08:20 UTC)');
    await story.say('responder', '/resolve rolled back');
    expect(await story.nextComment()).toContain('Monitoring until');
    expect(row(await story.card(), 'Phase')).toBe('Resolve');
    await story.later('PT15M');
    expect(await story.nextComment()).toContain('The monitoring window is over');
    await story.say('responder', '/check 5 6 8\n/resolve nothing came back');
    const resolved = await story.card();
    expect(row(resolved, 'Phase')).toMatch(/^Follow-up \(until (2026-11-22 )?08:18 UTC\)$/);
    expect(part(resolved, 'What the runbook has for this phase')).toEqual([
      '- Backfill proper fix',
      '- Post-incident review',
    ]);
  });

  test('S000-40 S000-41 S000-20 S000-22 S000-27 three contacts and five actions are on the card, as the team has configured them', async () => {
    const own = `
contacts: [{ id: infrastructure, primary: "Slack: #platform" }]
quick_reference: [{ id: logs, action: View logs, command: kubectl logs deploy/shop --tail 100 }]
`;
    story = await startStory({ policy: policy + own });
    await at('P0');
    await story.nextComment();
    const card = await story.card();
    expect(part(card, 'Contacts')).toEqual([
      '| Role | Primary | Backup |',
      '|---|---|---|',
      '| On-call | `@acme/on-call` | - |',
      '| Escalation | `@lead` | - |',
      '| Infrastructure | Slack: #platform | - |',
    ]);
    const quick = part(card, 'Quick reference');
    expect(quick.map((line) => line.split(' | ')[0])).toEqual([
      '| Action',
      '|---|---|',
      '| Check health',
      '| View logs',
      '| Rollback',
      '| Deploy',
      '| Container status',
    ]);
    expect(quick).toContain('| View logs | `kubectl logs deploy/shop --tail 100` |');
    expect(quick).toContain('| Rollback | `make rollback` |');
    expect(part(card, 'What can be done, and when')).toEqual([
      '| Mitigation | When |',
      '|---|---|',
      '| Rollback | A recent deploy caused the issue |',
      "| Hotfix | Rollback isn't viable |",
      '| Disable feature | The feature can be toggled |',
    ]);
  });

  test('S000-32 S000-28 a fix is watched for 15 minutes at every level, again after a recurrence: 14 are not enough', async () => {
    story = await startStory({ policy });
    for (const level of ['P0', 'P3']) {
      await at(level);
      const page = await story.nextComment();
      if (level === 'P0')
        expect(page).toMatch(
          /^@acme\/on-call\n\nINCIDENT: Checkout down\nSTATUS: Investigating\nIMPACT: .+\nETA: Unknown\nACTIONS: .+\n/,
        );
      await story.say('responder', '/ack\n/status mitigating\n/resolve rolled back');
      expect(await story.nextComment()).toMatch(/Monitoring until .*15 minutes after the fix.*Still open:.*healthy/s);
      await story.later('PT10M');
      await story.say('responder', '/reopen errors are back');
      await story.nextComment();
      await story.say('responder', '/resolve rolled back further');
      expect(await story.nextComment()).toMatch(/15 minutes after the fix/);
      await story.later('PT14M');
      await story.say('responder', '/resolve looks good');
      expect(await story.nextComment()).toMatch(/Monitoring until .*15 minutes after the fix/s);
      expect((await story.issue()).labels).toContain('status: monitoring');
      await story.later('PT1M');
      expect(await story.nextComment()).toContain('The monitoring window is over');
      await story.say('responder', '/check 5 6 8\n/resolve nothing came back');
      expect((await story.issue()).labels).toContain('status: resolved');
    }
  });
});
