// The whole incident, from declaration to closed, on both databases, against the unmodified server.
import { afterEach, describe, expect, test } from 'vitest';
import { runbookBody, type Story, startStory } from '../support/story.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('an incident on %s', (database) => {
  let story: Story;
  afterEach(() => story.end());

  test("declared by the runbook's own command, taken to resolved and closed by comments (S000-47, S003-09, S003-21, S003-22, S003-30, S003-32)", async () => {
    story = await startStory({ database });
    await story.declare();
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT P0] Production down',
      labels: ['P0', 'incident', 'status: investigating'],
      state: 'open',
      assignees: [],
    });
    const page = await story.nextComment();
    expect(page).toContain('@acme/on-call @lead');
    expect(page).toContain(
      '🚨 INCIDENT: Production down\n\nSeverity: P0\nStarted: 2026-11-21T07:00:00Z\nStatus: Investigating\n',
    );
    expect(page).toMatch(
      /\nETA: Unknown\n\nUpdates: http\S+\/acme\/shop\/issues\/\d+\n\nComment `\/ack` if you are on it/,
    );
    const card = await story.card();
    expect(card).toContain('Stay calm. Assess first. Communicate clearly.');
    expect(card).toContain('2026-11-21 07:00 UTC');
    expect(card).toContain('nobody yet');
    expect(card).toContain('Root cause identified');

    const ack = await story.say('responder', '/ack');
    expect(await story.reactions(ack)).toEqual(['+1']);
    expect((await story.issue()).assignees).toEqual(['responder']);

    await story.later('PT15M');
    const reminder = await story.nextComment();
    expect(reminder).toContain('@responder');
    expect(reminder).toContain('Progress update 1 is due');
    expect(reminder).toContain('The runbook’s update names: Time, Progress, Current status, Next, ETA.');

    await story.say('responder', '/update Rolled back; errors are dropping eta=15m');
    expect(await story.card()).toContain('Rolled back; errors are dropping');

    await story.say('commander', '/severity P1 checkout works again');
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT P1] Production down',
      labels: ['P1', 'incident', 'status: investigating'],
    });
    await story.silence();

    await story.say('responder', '/resolve rolled back to v2.3.3');
    const resolution = await story.nextComment();
    expect(resolution).toMatch(
      /^✅ RESOLVED: Production down\n\nResolved: 2026-11-21T08:15:\d\dZ\nDuration: 75 minutes\nFix: rolled back to v2\.3\.3\n/,
    );
    expect(resolution).toMatch(
      /\nMonitoring: ongoing for 1 hour\n\nPost-mortem: .*within 3 days.*\n\n\*\*Monitoring until .*1 hour after the fix/s,
    );
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: monitoring']);

    await story.later('PT1H');
    expect(await story.nextComment()).toContain('The monitoring window is over');
    await story.say('responder', '/resolve all metrics normal');
    expect(await story.nextComment()).toMatch(
      /^✅ ALL CLEAR: Production down\n\nResolved: 2026-11-21T08:15:\d\dZ\nDuration: 75 minutes\nFix: rolled back to v2\.3\.3\nVerified: all metrics normal\n/,
    );
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: resolved']);
    await story.say('responder', '/na 4 there is none\n/check 6');
    await story.say('responder', '/close');
    expect(await story.issue()).toMatchObject({
      state: 'closed',
      stateReason: 'completed',
      labels: ['P1', 'incident', 'status: closed'],
    });
    await story.later('P1D');
    await story.silence();
  });

  test('reported by somebody without push access: labels dropped, first responder told once, declared by the first /ack', async () => {
    story = await startStory({ database });
    await story.declare({ as: 'visitor' });
    expect((await story.issue()).labels).toEqual(['P0', 'incident', 'status: reported']);
    expect(await story.nextComment()).toMatch(/@acme\/on-call.*REPORTED, NOT DECLARED/s);
    const refused = await story.say('visitor', '/ack');
    expect(await story.reactions(refused)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('You may not do this here.');
    await story.say('responder', '/ack');
    expect((await story.issue()).labels).toEqual(['P0', 'incident', 'status: investigating']);
    expect(await story.nextComment()).toContain('INCIDENT: Production down');
  });

  test('deleting the data in the middle changes nothing that a person can see, and loses no timer', async () => {
    story = await startStory({ database });
    await story.declare({ body: runbookBody });
    await story.nextComment();
    const ack = await story.say('responder', '/ack');
    const before = { issue: await story.issue(), card: await story.card(), comments: await story.comments() };
    await story.app.stop();
    await story.app.forget();
    await story.app.start();
    await story.settle();
    expect({ issue: await story.issue(), card: await story.card(), comments: await story.comments() }).toEqual(before);
    expect(await story.reactions(ack)).toEqual(['+1']);
    await story.later('PT15M');
    expect(await story.nextComment()).toContain('Progress update 1 is due');
  });
});
