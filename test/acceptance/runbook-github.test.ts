// The GitHub-issue runbook (003) as people see it through the API: targets and the initial alert, how it was detected, what is linked, and the all-clear.

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';

const sample = readFileSync(new URL('../../src/sandbox/seed/firebreak.yml', import.meta.url), 'utf8');
const policy = sample.replace(/^preset: .*$/m, 'preset: github');

let story: Story;
afterEach(() => story.end());

/** The body of the form with these answers. */
const form = (detection: string) => `### What is broken?

Checkout answers 500

### Who is affected?

all users

### When did it start?

2026-11-21T07:40Z

### How was it detected?

${detection}
`;

const at = (level: string, body?: string) =>
  story.declare({
    title: `[INCIDENT ${level}] Checkout down`,
    labels: ['incident', level],
    ...(body === undefined ? {} : { body }),
  });

/** A row of the card's first table. */
const row = (card: string, name: string) => new RegExp(`^\\| \\*\\*${name}\\*\\* \\| (.*) \\|$`, 'm').exec(card)?.[1];

/** Minutes from the declaration to the instant in a row of the card. */
const minutes = (card: string, name: string) =>
  (Date.parse(row(card, name) ?? '') - Date.parse(row(card, 'Declared') ?? '')) / 60_000;

/** Lines of a folded part of the card. */
const part = (card: string, title: string) =>
  (card.split(`<summary>${title}</summary>`)[1]?.split('</details>')[0] ?? '').trim().split('\n');

describe('the GitHub-issue runbook', () => {
  test('S003-02 S003-03 S003-04 S003-05 S003-08 S003-30 each level is answered in its time; P0 and P1 alone have the initial alert; the card says how it was detected', async () => {
    story = await startStory({ policy });
    const levels = [
      { level: 'P0', target: 5, detection: 'Alert fired', mentions: '@acme/on-call @lead' },
      { level: 'P1', target: 15, detection: 'User report', mentions: '@acme/on-call' },
      { level: 'P2', target: 60, detection: 'Internal discovery', mentions: '@acme/on-call' },
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
    await story.say('responder', '/severity P1 worse than a typo');
    expect(await story.nextComment()).toMatch(/^@acme\/on-call\n\n🚨 INCIDENT: Checkout down\n\nSeverity: P1\n/);
  });

  test('S003-01 S003-41 S003-40 S003-11 S003-14 the card names the runbook, its steps, the related documents by family of cause, and the access that is needed', async () => {
    const own = `
references: [{ id: backup, at: "https://docs.shop.example/restore" }]
access: [{ id: hosting, at: "https://hosting.example/shop" }]
`;
    story = await startStory({ policy: policy + own });
    await at('P2');
    await story.nextComment();
    const card = await story.card();
    expect(card).toContain(
      'Runbook: Incident Response Runbook (Structured incident response procedures), DevOps, 2025-10-19.',
    );
    const shipped = (name: string) => `(${story.sandbox.url}/acme/shop/blob/HEAD/docs/runbooks/${name}.md)`;
    expect(part(card, 'References')).toEqual([
      `- [Production Deploy]${shipped('production_deploy')} (Recent changes)`,
      '- [Backup/Recovery](https://docs.shop.example/restore) (Recent changes, Security incident)',
      `- [Monitoring]${shipped('monitoring_setup')} (External dependencies, Resource exhaustion)`,
      `- [CI/CD Pipeline]${shipped('cicd_pipeline')} (Recent changes)`,
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

  test('S003-22 S003-32 S003-21 the all-clear, once nothing came back, closes the issue as completed with its four fields', async () => {
    story = await startStory({ policy });
    await at('P2');
    await story.nextComment();
    await story.say('responder', '/ack');
    await story.later('PT10M');
    await story.say('responder', '/resolve rolled back to v2.3.3');
    expect(await story.nextComment()).toMatch(
      /^✅ RESOLVED: Checkout down\n\nResolved: 2026-11-21T08:10:\d\dZ\nDuration: 70 minutes\nFix: rolled back to v2\.3\.3\nMonitoring: ongoing for 30 minutes\n\nPost-mortem: .*within 3 days/,
    );
    const early = await story.say('responder', '/close');
    expect(await story.reactions(early)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('the monitoring window runs until');
    await story.later('PT30M');
    expect(await story.nextComment()).toContain('The monitoring window is over');
    expect((await story.issue()).state).toBe('open');
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
