// What holds people back from being called, against the unmodified server: a snooze, the night, a time-box, and hours without the app.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxNow } from '../support/sandbox-clock.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

const people = 'people: { oncall: ["@acme/on-call"], lead: ["@lead"], manager: ["@commander"] }\n';
const ladder =
  'escalation: [{ after: 0m, targets: [oncall] }, { after: 20m, targets: [lead] }, { after: 40m, targets: [manager], until: acknowledged }]';
const policy = `preset: none
timezone: Europe/Berlin
${people}
quiet_hours: { from: "22:00", to: "07:00" }
levels:
  - { name: P0, updates: { every: 30m }, ${ladder} }
  - { name: P1, updates: { every: 30m }, ${ladder} }
`;

let story: Story;
beforeAll(async () => {
  // Nine o'clock in the morning in Berlin.
  story = await startStory({ policy, now: '2026-11-21T08:00:00Z' });
});
afterAll(() => story.end());

const declare = (level: string) =>
  story.declare({ title: `[INCIDENT ${level}] Checkout is slow`, labels: ['incident', level] });
/** Closes it, so that its clocks disturb no other story. */
const over = async (issue?: number) => {
  await story.say('lead', '/close --force over', issue);
  expect((await story.issue(issue)).state).toBe('closed');
};
const called = async () => (await story.nextComment()).split('\n')[0];

describe('/snooze', () => {
  test('below the worst: reminders and the next step wait until it is over, and come then, in one comment', async () => {
    await declare('P1');
    expect(await called()).toBe('@acme/on-call');
    await story.say('responder', '/ack');
    await story.later('PT15M');
    const said = await story.say('responder', '/snooze 30m the restore runs');
    expect(await story.reactions(said)).toEqual(['+1']);
    expect(await story.card()).toMatch(/Reminders put off until\*\* \| .* by responder/);
    await story.later('PT25M');
    await story.silence();
    await story.later('PT10M');
    const both = await story.nextComment();
    expect(both.split('\n')[0]).toBe('@lead @responder');
    expect(both).toContain('Progress update 1 is');
    await story.silence();
    await over();
  });

  test('at the worst severity the ladder goes on, and only reminders wait', async () => {
    await declare('P0');
    expect(await called()).toBe('@acme/on-call');
    await story.say('responder', '/ack');
    await story.later('PT15M');
    await story.say('responder', '/snooze 45m');
    expect(await story.nextComment()).toContain('No reason was given');
    await story.later('PT10M');
    expect(await called()).toBe('@lead');
    await story.later('PT30M');
    await story.silence();
    await story.later('PT10M');
    expect(await story.nextComment()).toContain('Progress update 1 is');
    await over();
  });

  test('longer than the limit is refused, with the limit', async () => {
    await declare('P1');
    expect(await called()).toBe('@acme/on-call');
    const said = await story.say('responder', '/snooze 3h');
    expect(await story.reactions(said)).toEqual(['confused']);
    expect(await story.nextComment()).toMatch(/A length of at most (60 minutes|1 hour)/);
    await over();
  });
});

describe('a time-box', () => {
  test('that is over escalates: the next step is called now, long before its time, and once (S002-38)', async () => {
    await declare('P1');
    expect(await called()).toBe('@acme/on-call');
    await story.say('responder', '/ack\n/timebox 5m is it the cache?');
    await story.later('PT4M');
    await story.silence();
    await story.later('PT2M');
    const page = await story.nextComment();
    expect(page.split('\n')[0]).toBe('@responder @lead');
    expect(page).toContain('is it the cache?');
    await story.later('PT16M');
    await story.silence();
    await over();
  });

  test('that was ended before its time calls nobody', async () => {
    await declare('P1');
    expect(await called()).toBe('@acme/on-call');
    await story.say('responder', '/ack\n/timebox 5m is it the cache?');
    await story.say('responder', '/timebox done');
    await story.later('PT10M');
    await story.silence();
    await over();
  });
});

describe('hours without the app', () => {
  test('what came due meanwhile is one comment, the newest state of it', async () => {
    const issue = await declare('P1');
    expect(await called()).toBe('@acme/on-call');
    await story.app.kill();
    await story.later('PT3H');
    await story.app.start();
    await story.settle();
    const page = await story.nextComment();
    expect(page.split('\n')[0]).toBe('@lead @acme/on-call @commander');
    expect(page.match(/Progress update 1 is/g)).toHaveLength(1);
    expect(page).toMatch(/Progress update 1 is (2 h 30 min|2 hours 30 minutes|150 minutes) late/);
    await story.silence();
    await expectNothingTwice(story, issue);
    await over();
  });

  test('what people did meanwhile comes first: who acknowledged, and what was told, is known before anybody is called', async () => {
    const issue = await declare('P0');
    expect(await called()).toBe('@acme/on-call');
    await story.app.kill();
    await story.later('PT1H');
    const comment = (as: 'responder', body: string) =>
      story.api(as, 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body });
    await comment('responder', '/ack');
    await comment('responder', '/update Rolled back, errors are falling');
    await story.later('PT10M');
    await story.app.start();
    await story.settle();
    const said = await readAll(story, issue);
    expect(said.join('\n')).not.toContain('@commander');
    expect(said.join('\n')).not.toContain('Progress update');
    expect((await story.issue()).assignees).toEqual(['responder']);
    await over();
  });

  test('closed by hand meanwhile: nobody is called', async () => {
    const issue = await declare('P1');
    expect(await called()).toBe('@acme/on-call');
    await story.say('responder', '/ack');
    await story.app.kill();
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${issue}`, {
      state: 'closed',
      state_reason: 'not_planned',
    });
    await story.later('PT2H');
    await story.app.start();
    await story.settle();
    const said = await readAll(story, issue);
    expect(said.filter((text) => /^@(lead|commander|acme)/m.test(text))).toEqual([]);
  });
});

describe('quiet hours', () => {
  /** On to an hour of the night in Berlin: eleven in the evening. */
  const untilNight = async () => {
    const hour = Number(sandboxNow(story.sandbox).slice(11, 13));
    await story.later(`PT${(22 - hour + 24) % 24}H`);
  };

  test('a P1 of the night calls nobody until seven, and then once; a P0 calls at once', async () => {
    await untilNight();
    const night = await declare('P1');
    await story.silence();
    const asleep = await story.card();
    await story.later('PT3H');
    await story.silence();
    const worst = await declare('P0');
    expect(await called()).toBe('@acme/on-call');
    await over(worst);
    await story.later('PT3H');
    await story.silence(night);
    await story.later('PT3H');
    expect((await story.nextComment(night)).split('\n')[0]).toBe('@acme/on-call @lead @commander');
    expect(asleep).toContain('06:00 UTC');
    await over(night);
  });
});
