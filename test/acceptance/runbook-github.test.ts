// The GitHub-issue runbook (003) as people see it through the API: targets and the initial alert, how it was detected, what is linked, and the all-clear.

import { afterEach, describe, expect, test } from 'vitest';
import { formOfPreset } from '../support/declaration-form.ts';
import { minutes, part, row, samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';

const policy = samplePolicy('github');

let story: Story;
afterEach(() => story.end());

/** The body of the form with these answers. */
const form = (detection: string) =>
  formOfPreset('github').filled({
    broken: 'Checkout answers 500',
    affected: 'all users',
    started: '2026-11-21T07:40Z',
    detection,
  });

const at = (level: string, body?: string) =>
  story.declare({
    title: `[INCIDENT ${level}] Checkout down`,
    labels: ['incident', level],
    ...(body === undefined ? {} : { body }),
  });

describe('the GitHub-issue runbook', () => {
  test('S003-02 S003-03 S003-04 S003-05 S003-08 S003-30 each level is answered in its time; P0 and P1 alone have the initial alert; the card says how it was detected', async () => {
    story = await startStory({ policy });
    expect(formOfPreset('github').options('detection')).toHaveLength(4);
    const levels = [
      { level: 'P0', target: 5, detection: 'Alert fired (monitoring system)', mentions: '@acme/on-call @lead' },
      { level: 'P1', target: 15, detection: 'User report (support ticket)', mentions: '@acme/on-call' },
      { level: 'P2', target: 60, detection: 'Internal discovery (team member)', mentions: '@acme/on-call' },
      { level: 'P3', target: 24 * 60, detection: 'Automated check failure', mentions: null },
    ];
    for (const { level, target, detection, mentions } of levels) {
      const issue = await at(level, form(detection));
      const card = await story.card();
      expect(minutes(card, 'Respond by')).toBe(target);
      expect(row(card, 'Detected by')).toBe(detection);
      if (mentions === null) {
        await story.silence();
        continue;
      }
      const page = await story.nextComment();
      expect(page.split('\n')[0]).toBe(mentions);
      const alert = `🚨 INCIDENT: Checkout down

Severity: ${level}
Started: 2026-11-21T07:40:00Z
Status: Investigating
Impact: all users
ETA: Unknown

Updates: ${story.sandbox.url}/acme/shop/issues/${issue}
`;
      if (level === 'P2') expect(page).not.toMatch(/🚨 INCIDENT|Updates:/);
      else expect(page).toContain(alert);
    }
    // Another way than the four is none: the issue has to be corrected.
    await at('P3', form('A dream'));
    expect(row(await story.card(), 'Detected by')).toBeUndefined();
    expect(await story.nextComment()).toContain('is none of its options');
    await story.say('responder', '/severity P1 worse than a typo');
    expect(await story.nextComment()).toMatch(/^@acme\/on-call\n\n🚨 INCIDENT: Checkout down\n\nSeverity: P1\n/);
  });

  test('S003-01 S003-41 S003-40 S003-11 S003-14 the card names the runbook, its steps, the related documents by family of cause, linked where the team has said where they are, and the access that is needed', async () => {
    const own = `
references: [{ id: backup, at: "https://docs.shop.example/restore" }, { id: monitoring, at: docs/monitoring.md }]
access: [{ id: hosting, at: "https://hosting.example/shop" }]
`;
    story = await startStory({ policy: policy + own });
    await at('P2');
    await story.nextComment();
    const card = await story.card();
    expect(card).toContain(
      'Runbook: Incident Response Runbook (Structured incident response procedures), DevOps, 2025-10-19.',
    );
    expect(part(card, 'References')).toEqual([
      '- Production Deploy (Recent changes)',
      '- [Backup/Recovery](https://docs.shop.example/restore) (Recent changes, Security incident)',
      `- [Monitoring](${story.sandbox.url}/acme/shop/blob/HEAD/docs/monitoring.md) (External dependencies, Resource exhaustion)`,
      '- CI/CD Pipeline (Recent changes)',
      '- Access: [Hosting dashboard](https://hosting.example/shop) (Deploy, Logs, Metrics)',
      '- Access: Database dashboard (Database, Backups)',
      '- Access: GitHub (Code, Issues, Workflows)',
      '- Access: Monitoring dashboard (when set up)',
    ]);
    expect(part(card, 'What the runbook has for this phase').slice(0, 4)).toEqual([
      '- Check health endpoints',
      '- Review error rates',
      '- Estimate user impact',
      '- Assign severity level',
    ]);
  });

  test('C18 a P3 goes to the backlog: its phases have no end', async () => {
    story = await startStory({ policy });
    await at('P3');
    expect(row(await story.card(), 'Phase')).toMatch(/^Detection .* Triage$/);
    await story.say('responder', '/severity P2 a tile is gone');
    await story.nextComment();
    expect(row(await story.card(), 'Phase')).toMatch(/^Detection .* Triage \(until 08:05 UTC\)$/);
  });

  test('S003-22 S003-32 S003-21 the all-clear, once nothing came back, closes the issue as completed with its four fields', async () => {
    story = await startStory({ policy });
    await at('P2');
    await story.nextComment();
    await story.say('responder', '/ack');
    await story.later('PT10M');
    await story.say('responder', '/resolve rolled back to v2.3.3');
    expect(await story.nextComment()).toMatch(
      /^✅ RESOLVED: Checkout down\n\nResolved: 2026-11-21T08:10:\d\dZ\nDuration: 70 minutes\nFix: rolled back to v2\.3\.3\nMonitoring: ongoing for 30 minutes\n\nPost-mortem: \[its pull request\]\(http\S+head%3Apostmortem%2Fincident-\d+\), to be shared within 3 days/,
    );
    const early = await story.say('responder', '/close');
    expect(await story.reactions(early)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('the monitoring window runs until');
    await story.later('PT30M');
    expect(await story.nextComment()).toContain('The monitoring window is over');
    expect((await story.issue()).state).toBe('open');
    await story.say('responder', '/check 4 6');
    await story.say('responder', '/close All metrics normal');
    expect(await story.nextComment()).toMatch(
      /^✅ ALL CLEAR: Checkout down\n\nResolved: 2026-11-21T08:10:\d\dZ\nDuration: 70 minutes\nFix: rolled back to v2\.3\.3\nVerified: All metrics normal\n/,
    );
    expect(await story.issue()).toMatchObject({
      state: 'closed',
      stateReason: 'completed',
      labels: ['P2', 'incident', 'status: closed'],
    });
  });
});
