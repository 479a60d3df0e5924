// The commander runbook (004) as people see it through the API: its levels and first message, whom to reach, what to read, and the closing message.

import { afterEach, describe, expect, test } from 'vitest';
import { formOfPreset } from '../support/declaration-form.ts';
import { part, row, samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';

const policy = samplePolicy('commander');

let story: Story;
afterEach(() => story.end());

const form = formOfPreset('commander');
const body = form.filled({ broken: 'Orders fail', components: 'the order gateway', affected: 'half of the customers' });
const at = (level: string) =>
  story.declare({ title: `[INCIDENT ${level}] Checkout down`, labels: ['incident', level], body });

const levels = ['P1', 'P2', 'P3', 'P4'] as const;

describe('the commander runbook', () => {
  test('S004-01 S004-06 S004-21 S004-22 P1 is the worst of four and none has a response target; P1 and P2 page more people, every level promises an update in 15 minutes', async () => {
    story = await startStory({ policy });
    const issues: number[] = [];
    for (const level of levels) {
      issues.push(await at(level));
      expect((await story.issue()).labels).toEqual([level, 'incident', 'status: investigating']);
      const page = await story.nextComment();
      const more = level === 'P1' || level === 'P2' ? ' @responder @reviewer' : '';
      expect(page.split('\n')[0]).toBe(`@acme/on-call${more}`);
      expect(page).toMatch(
        new RegExp(
          `\n\nINCIDENT: Checkout down\nSeverity: ${level}\nTime: 2026-11-21 08:0\\d UTC\nImpact: half of the customers\nStatus: Investigating\n\nWe are aware of an issue affecting the order gateway\\.\nWe are actively investigating and will provide updates\\.\n\nNext update in: 15 minutes\n`,
        ),
      );
      expect(row(await story.card(), 'Respond by')).toBeUndefined();
    }
    // Worse wakes more people, better wakes nobody: P1 is above P2, and so on down.
    const [worst, , third] = issues;
    await story.say('responder', '/severity P2 only orders', worst);
    await story.silence(worst);
    await story.say('responder', '/severity P1 everything', third);
    expect((await story.nextComment(third)).split('\n')[0]).toBe('@acme/on-call @responder @reviewer');
    const unknown = await story.say('responder', '/severity P0');
    expect(await story.reactions(unknown)).toEqual(['confused']);
    expect(await story.nextComment()).toContain(levels.map((level) => `\`${level}\``).join(', '));

    await story.later('PT14M');
    for (const issue of issues) await story.silence(issue);
    await story.later('PT2M');
    for (const issue of issues)
      expect(await story.nextComment(issue)).toMatch(
        /Progress update 1 is .*update names: Time, Status, Update, Impact, ETA, Next update in\./s,
      );
    // When the next one comes is for whoever writes it to say; manager and VP are called by people.
    await story.later('P2D');
    for (const issue of issues) expect(await story.nextComment(issue)).toContain('Nobody leads this incident.');
  });

  test('S004-29 S004-30 S004-11 S004-03 S004-09 S004-14 S004-17 five contacts, five documents and five strategies are on the card, with the steps of the phase', async () => {
    const own = `
references: [{ id: dr, at: "https://docs.shop.example/dr" }, { id: oncall-handbook, at: docs/oncall.md }]
contacts: [{ id: database-admin, primary: "PagerDuty: db-oncall", backup: "Slack: #db-oncall" }]
`;
    story = await startStory({ policy: policy + own });
    await at('P1');
    await story.nextComment();
    const card = await story.card();
    expect(part(card, 'Contacts').slice(2)).toEqual([
      '| On-call Engineer | `@acme/on-call` | `@commander` |',
      '| Database Admin | PagerDuty: db-oncall | Slack: #db-oncall |',
      '| Infrastructure | `@responder` | not set |',
      '| Engineering Manager | `@acme/leads` | not set |',
      '| VP Engineering | `@lead` | - |',
    ]);
    expect(part(card, 'References')).toEqual([
      '- Operations Runbook',
      '- Troubleshooting Guide',
      '- [DR Runbook](https://docs.shop.example/dr)',
      `- [On-Call Handbook](${story.sandbox.url}/acme/shop/blob/HEAD/docs/oncall.md)`,
      '- Monitoring',
    ]);
    expect(part(card, 'What can be done, and when').slice(2)).toEqual([
      '| Restart | Process crash, memory leak |',
      '| Rollback | Bad deployment |',
      '| Scale | Capacity issue |',
      '| Failover | Infrastructure failure |',
      '| Config change | Misconfiguration |',
    ]);
    expect(row(card, 'Phase')).toBe('Detection and Triage (until 08:05 UTC)');
    expect(part(card, 'What the runbook has for this phase').slice(0, 2)).toEqual([
      '- Acknowledge alert in PagerDuty',
      '- Note alert time and details',
    ]);
    for (const item of ['All health checks passing', 'Error rates back to normal', 'Latency within SLA', 'Update status page', 'Notify stakeholders', 'Archive incident channel'])
      expect(card).toMatch(new RegExp(`⬜ \\d\\. ${item}\n`)); // biome-ignore format: one list
    expect(row(card, 'Commander')).toBe('nobody yet');
    await story.say('commander', '/ack');
    expect(await story.nextComment()).toContain('What the Incident Commander does');
    const diagnosing = await story.card();
    expect(row(diagnosing, 'Commander')).toBe('commander');
    expect(row(diagnosing, 'Phase')).toBe('Diagnosis (until 08:15 UTC)');
    expect(part(diagnosing, 'What the runbook has for this phase')).toEqual([
      '- Gather information',
      '- Identify scope',
      '- Form hypothesis: what could cause these symptoms?',
      '- Form hypothesis: what evidence supports/refutes?',
      '- Post diagnosis progress to incident channel',
      '- Update status page if customer-facing',
    ]);
  });

  test('S004-23 S004-18 S004-15 S004-16 the closing message says what happened, for how long, whom it hit and why, and promises the postmortem in the time of the level', async () => {
    story = await startStory({ policy });
    const first = await at('P1');
    await story.nextComment();
    await story.say('commander', '/ack\n/status identified a migration locked the orders table');
    expect(await story.nextComment()).toContain('What the Incident Commander does');
    await story.say('commander', '/update Rolled the migration back impact="1,200 orders, 40% of the customers"');
    await story.say('commander', '/status monitoring');
    expect(part(await story.card(), 'What the runbook has for this phase')).toEqual([
      '- Confirm service restored',
      '- Root cause analysis: actual cause, why, how to prevent recurrence',
      '- Document findings: timeline of events, actions taken, root cause, follow-up items',
      '- Close incident',
    ]);
    await story.later('PT1H15M');
    await story.say('commander', '/check 1 2 3\n/resolve Orders failed until the migration was rolled back');
    expect(await story.nextComment()).toMatch(
      /^RESOLVED: Checkout down\nTime: 2026-11-21 09:1\d UTC\nDuration: 1 hour 1\d minutes\n\nSummary: Orders failed until the migration was rolled back\nImpact: 1,200 orders, 40% of the customers\nRoot Cause: a migration locked the orders table\n\nPost-mortem will be shared within 48 hours\.\n/,
    );
    const promises = [
      ['P2', 'Post-mortem will be shared within 48 hours.'],
      ['P3', 'Post-mortem will be scheduled within 1 week.'],
      ['P4', 'No post-mortem is needed at P4.'],
    ] as const;
    const over: number[] = [];
    for (const [level, promise] of promises) {
      over.push(await at(level));
      await story.nextComment();
      await story.say('commander', '/ack\n/check 1 2 3\n/resolve restarted');
      expect(await story.nextComment()).toContain(`\n\n${promise}\n`);
    }
    // S004-18: whoever led is told when it is late, once.
    await story.later('P8D');
    for (const issue of [first, ...over.slice(0, 2)])
      expect(await story.nextComment(issue)).toMatch(/^@commander\n.*The postmortem is to be scheduled within/s);
    for (const issue of [first, ...over]) await story.silence(issue);
  });
});
