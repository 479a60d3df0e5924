// The standard runbook (001) as people see it through the API: targets, audiences, the escalation path, and the pace of updates.

import { afterEach, describe, expect, test } from 'vitest';
import { formOfPreset } from '../support/declaration-form.ts';
import { minutes, part, plain, row, samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';

const policy = samplePolicy('standard');

let story: Story;
afterEach(() => story.end());

const at = (level: string) =>
  story.declare({ title: `[INCIDENT ${level}] Checkout down`, labels: ['incident', level] });

/** Whom the next comment mentions. */
const mentioned = async (issue?: number) => (await story.nextComment(issue)).split('\n')[0]?.split(' ');

describe('the standard runbook', () => {
  test('S001-01 S001-02 S001-03 S001-04 S001-05 S001-06 S001-07 S001-08 S001-09 S001-10 S001-11 S001-12 S001-40 each level tells its own people, and is answered and resolved in its own time', async () => {
    const own = '\nreferences: [{ id: monitoring, title: Monitoring, at: https://grafana.example/alerts }]\n';
    story = await startStory({ policy: policy + own });
    await at('P0');
    // On-call, team lead, engineering manager, stakeholders; nobody twice, and not the CTO.
    expect(await mentioned()).toEqual(['@acme/on-call', '@commander', '@acme/leads', '@reviewer']);
    const worst = await story.card();
    expect([minutes(worst, 'Respond by'), minutes(worst, 'Resolve by')]).toEqual([0, 60]);
    expect(part(worst, 'References')).toEqual([
      '- Infrastructure Patterns',
      '- [Monitoring](https://grafana.example/alerts)',
    ]);

    await at('P1');
    expect(await mentioned()).toEqual(['@acme/on-call', '@commander']);
    const high = await story.card();
    expect([minutes(high, 'Respond by'), minutes(high, 'Resolve by')]).toEqual([15, 240]);

    await at('P2');
    expect(await mentioned()).toEqual(['@acme/on-call']);
    const medium = await story.card();
    expect([minutes(medium, 'Respond by'), minutes(medium, 'Resolve by')]).toEqual([60, 24 * 60]);

    await at('P3');
    await story.silence();
    const low = await story.card();
    // 2026-11-21 is in the sprint that ends with 2026-11-22; the next one ends two weeks later.
    expect([minutes(low, 'Respond by'), row(low, 'Resolve by')]).toEqual([24 * 60, '2026-12-07 00:00 UTC']);

    // Whoever a worse level tells is told when it gets that bad.
    await story.say('responder', '/severity P0 all of it');
    expect(await mentioned()).toEqual(['@acme/on-call', '@commander', '@acme/leads', '@reviewer']);
    await story.say('responder', '/check 1 2 3 4\n/resolve');
    expect((await story.issue()).labels).toContain('status: resolved');
    expect(row(await story.card(), 'Resolve by')).toBeUndefined();
  });

  test('S001-25 S001-28 a P0 that nobody answers: three tiers at once, never the CTO by itself, an update asked for every 30 minutes', async () => {
    story = await startStory({ policy });
    await at('P0');
    expect((await mentioned())?.slice(0, 3)).toEqual(['@acme/on-call', '@commander', '@acme/leads']);
    await story.later('PT29M');
    await story.silence();
    await story.later('PT1M');
    expect(await story.nextComment()).toMatch(/^@acme\/on-call\n\n.*Progress update 1 is due/s);
    await story.later('PT29M');
    await story.silence();
    await story.later('PT1M');
    expect(await story.nextComment()).toMatch(/Progress update 1 is 30 minutes late.*due 30m after yours/s);

    await story.later('PT20M');
    await story.say('commander', '/ack\n/update Rolled back; errors are dropping eta=20m');
    await story.later('PT29M');
    await story.silence();
    await story.later('PT1M');
    expect(await story.nextComment()).toMatch(/^@commander\n\n.*Progress update 2 is due/s);
    for (let half = 0; half < 6; half += 1) {
      await story.later('PT30M');
      expect(await story.nextComment()).not.toContain('@lead');
    }
    await story.say('commander', '/check 1 2 3 4\n/resolve');
    expect((await story.issue()).labels).toContain('status: resolved');
    await story.later('P1D');
  });

  test('S001-29 S001-16 S001-17 S001-18 S001-20 S001-21 a P1 is asked for an update every hour, P2 and P3 never; each stage lists its steps', async () => {
    story = await startStory({ policy });
    const medium = await at('P2');
    await story.nextComment();
    await at('P3');
    const high = await at('P1');
    await story.nextComment();
    expect(row(await story.card(), 'Phase')).toBe('Detection, Acknowledgment');
    await story.say('responder', '/ack');
    await story.say('responder', '/ack', medium);
    const investigating = await story.card();
    expect(row(investigating, 'Phase')).toBe('Investigation');
    expect(part(investigating, 'What the runbook has for this phase')).toEqual([
      '- Check monitoring dashboards',
      '- Review recent deployments',
      '- Check error logs',
      '- Review related systems',
      '- Analyze logs and metrics',
      '- Review code changes',
      '- Check infrastructure status',
      '- Identify affected systems',
    ]);
    expect(part(investigating, 'What can be done, and when').slice(2)).toEqual([
      '| Rollback deployment | If needed |',
      '| Restart services | If appropriate |',
      '| Scale up resources | If needed |',
      '| Enable maintenance mode | If necessary |',
    ]);
    for (const check of ['Health checks passing', 'Error rates normal', 'Performance metrics normal', 'User reports resolved'])
      expect(investigating).toMatch(new RegExp(`⬜ \\d\\. ${check}\n`)); // biome-ignore format: one list

    for (const number of [1, 2]) {
      await story.later('PT59M');
      await story.silence();
      await story.later('PT1M');
      expect(await story.nextComment()).toMatch(new RegExp(`^@responder\n\n.*Progress update ${number} is due`, 's'));
      await story.say('responder', '/update still looking');
    }
    await story.later('PT1H');
    await story.nextComment();
    await story.later('PT1H');
    expect(await story.nextComment()).toContain('1 hour late');

    await story.say('responder', '/status monitoring deployed');
    expect(part(await story.card(), 'What the runbook has for this phase')).toEqual([
      '- Deploy fix',
      '- Verify fix',
      '- Monitor metrics',
    ]);
    await story.say('responder', '/check 1 2 3 4\n/resolve');
    expect((await story.issue(high)).labels).toContain('status: resolved');
    // The other two are open, and nobody is asked for a word in them.
    await story.later('PT18H');
    expect((await story.issue(medium)).labels).toContain('status: investigating');
  });

  test('S001-14 the form offers the three ways in which an incident is detected, and the card says which it was', async () => {
    story = await startStory({ preset: 'standard' });
    const form = formOfPreset('standard');
    const ways = form.options('detection');
    expect(ways.map((way) => way.split(':')[0])).toEqual(['Monitoring alerts', 'User reports', 'Internal discovery']);
    for (const detection of ways) {
      await story.declare({
        title: '[INCIDENT P3] Search is slow',
        labels: ['incident', 'P3'],
        body: form.filled({ broken: 'Search takes a second', detection }),
      });
      expect(plain(row(await story.card(), 'Detected by') ?? '')).toBe(detection);
    }
    // What is none of the three is none: the issue has to be corrected.
    await story.declare({
      title: '[INCIDENT P3] Search is slow',
      labels: ['incident', 'P3'],
      body: form.filled({ broken: 'Search takes a second', detection: 'A dream' }),
    });
    expect(row(await story.card(), 'Detected by')).toBeUndefined();
    expect(await story.nextComment()).toContain('is none of its options');
  });

  test('S001-27 who has not resolved it in its time was unable to: the team lead is called, and the engineering manager when the team lead stays silent', async () => {
    story = await startStory({ policy });
    const silent = await at('P2');
    expect(await mentioned(silent)).toEqual(['@acme/on-call']);
    const answered = await at('P2');
    expect(await mentioned(answered)).toEqual(['@acme/on-call']);
    const quick = await at('P2');
    expect(await mentioned(quick)).toEqual(['@acme/on-call']);
    await story.say('responder', '/ack\n/check 1 2 3 4\n/resolve', quick);
    for (const issue of [silent, answered]) await story.say('responder', '/ack', issue);
    await story.later('PT23H58M');
    for (const issue of [silent, answered]) await story.silence(issue);
    await story.later('PT2M');
    // It was to be resolved by then, too: whoever took it is told in the same comment.
    for (const issue of [silent, answered]) expect(await mentioned(issue)).toEqual(['@commander', '@responder']);
    await story.say('commander', '/ack', answered);
    await story.later('PT59M');
    await story.silence(silent);
    await story.later('PT1M');
    expect(await mentioned(silent)).toEqual(['@acme/leads']);
    await story.later('P1D');
    expect(await story.nextComment(quick)).toContain(
      'The postmortem is to be published within 2 days of the resolution',
    );
    for (const issue of [silent, answered, quick]) await story.silence(issue);
  });
});
