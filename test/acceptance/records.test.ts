// What people record while they respond, through the GitHub API: findings, times, handing over, duplicates, and what is no incident.
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

describe('the record of an incident', () => {
  test('hypothesis, evidence, decision, cause, times and a note of earlier, kept when the data is deleted (S004-09, S004-28, S003-15, S002-26)', async () => {
    story = await startStory();
    await story.declare();
    await story.nextComment();
    await story.say('responder', '/ack');

    const early = await story.say('responder', '/evidence for the logs');
    expect(await story.reactions(early)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('Comment `/hypothesis');

    await story.say('responder', '/hypothesis the 07:00 deploy halved the pool');
    await story.say('responder', '/evidence for pool exhausted in the logs since 07:01');
    await story.say('responder', '/evidence against db-2 was not deployed to');
    await story.say('responder', '/decision Roll back, because the fix is not known');
    await story.say('responder', '/time complaint=07:02 alerted=07:09');
    await story.say('responder', '/note 07:05 the shop’s chat fills up');
    await story.say('responder', '/timebox 15m look at db-2');
    await story.silence();
    const card = await story.card();
    expect(card).toMatch(/\*\*Hypothesis 1:\*\* the 07:00 deploy halved the pool\n- for: pool exhausted.*\n- against: db-2/);
    expect(card).toContain('2026-11-21 07:02 UTC (7 minutes before the first alert)');
    expect(card).toMatch(/07:05 UTC the shop’s chat fills up · responder \(written down 08:0\d UTC\)[\s\S]*Declared at P0/);
    expect(card).toContain('Decision 1: Roll back, because the fix is not known · responder');
    expect(card).toMatch(/\*\*Time-box\*\* \| until 08:1\d UTC: look at db-2/);

    await story.say('responder', '/impact 30% of checkouts fail');
    await story.say('responder', '/cause the deploy halved the pool fix="roll back to v2.3.3"');
    expect(await story.nextComment()).toMatch(
      /^Root cause: the deploy halved the pool\nEvidence: pool exhausted in the logs since 07:01\nImpact: 30% of checkouts fail, 6\d minutes\nProposed fix: roll back to v2\.3\.3\n/,
    );
    expect(await story.card()).toMatch(/✅ 6\. Root cause identified · responder/);
    expect((await story.issue()).labels).toContain('status: investigating');

    await story.say('responder', '/time started=2026-11-21T23:00Z');
    expect(await story.nextComment()).toContain('still to come');
    await story.say('responder', '/time started=07:30');
    expect(await story.nextComment()).toMatch(/`started`.*would be later than `complaint`/);

    const before = await story.card();
    await story.app.stop();
    await story.app.forget();
    await story.app.start();
    await story.settle();
    expect(await story.card()).toBe(before);
  }); // biome-ignore format: one thought a line

  test('the lead is handed over with a brief that reaches the next one (S004-26, S004-27)', async () => {
    story = await startStory({ policy: 'preset: commander\npeople: { oncall: ["@acme/on-call"] }\n' });
    await story.declare({ title: '[INCIDENT P1] Shop is down', labels: ['incident', 'P1'] });
    await story.nextComment();
    await story.say('responder', '/ack');
    expect((await story.nextComment()).match(/^- (Coordination|Communication|Documentation):/gm)).toHaveLength(9);
    await story.say('responder', '/handoff @commander rolled back actions="watching errors" questions="is the EU affected?" stakeholders="support"');
    const brief = await story.nextComment();
    expect(brief).toMatch(/^@commander, responder hands this incident over to you/);
    expect(brief).toMatch(/Current status\*\*: Investigating - rolled back\n.*watching errors\n.*is the EU affected\?\n.*support\n[\s\S]*responder remains available for questions/);
    expect(brief.match(/@\w+/g)).toEqual(['@commander']);
    expect((await story.issue()).assignees).toEqual(['commander']);
  }); // biome-ignore format: one thought a line

  test('a handoff in the words of the SEV runbook (S002-37)', async () => {
    story = await startStory({ policy: 'preset: sev\npeople: { oncall: ["@acme/on-call"], everyone: ["@lead"] }\n' });
    await story.declare({ title: '[INCIDENT SEV-1] Shop is down', labels: ['incident', 'SEV-1'] });
    await story.nextComment();
    await story.say('responder', '/ack');
    await story.say('responder', '/hypothesis the pool is too small');
    await story.say('responder', '/role sme @reviewer');
    await story.say('responder', '/handoff @commander next="verify the rollback"');
    expect(await story.nextComment()).toMatch(
      /## Incident Handoff.*Current severity\*\*: SEV-1.*Current hypothesis\*\*: the pool is too small.*1\. verify the rollback.*Original reporter: responder\n- Subject matter expert: reviewer/s,
    );
  });
});

describe('what is no incident of its own', () => {
  test('a duplicate joins the other one, which keeps the earliest start; both threads say so and one stops', async () => {
    story = await startStory();
    const kept = await story.declare({ body: 'Started: 2026-11-21T07:30:00Z' });
    await story.nextComment(kept);
    const joins = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
    await story.nextComment(joins);
    await story.say('responder', `/duplicate #${joins}`, joins);
    expect(await story.nextComment(joins)).toContain('duplicate of itself');
    await story.say('responder', '/duplicate #9999', joins);
    expect(await story.nextComment(joins)).toContain('no such issue in this repository');
    await story.say('responder', `/duplicate #${kept}`, joins);
    expect(await story.issue(joins)).toMatchObject({ state: 'closed', stateReason: 'duplicate', labels: ['P1', 'incident', 'status: duplicate'] });
    expect(await story.nextComment(joins)).toContain(`duplicate of #${kept}`);
    expect(await story.nextComment(kept)).toMatch(new RegExp(`#${joins} is a duplicate of this incident and has joined it.*Impact began 2026-11-21 07:00 UTC`, 's'));
    expect(await story.card(kept)).toMatch(new RegExp(`Started.*2026-11-21 07:00 UTC[\\s\\S]*Joined by.*#${joins}`));
    await story.say('responder', `/duplicate #${joins}`, kept);
    expect(await story.nextComment(kept)).toContain(`#${joins} is duplicate, so nothing can join it`);
    await story.say('responder', '/ack', kept);
    await story.later('PT20M');
    expect(await story.nextComment(kept)).toContain('Progress update 1 is');
    await story.silence(joins);
  }); // biome-ignore format: one thought a line

  test('declined, then kept as an ordinary issue that nobody is bothered with, and declared anew with its label', async () => {
    story = await startStory();
    const number = await story.declare({ as: 'visitor' });
    await story.nextComment();
    await story.say('responder', '/decline planned maintenance');
    expect(await story.nextComment()).toContain('--plain');
    expect(await story.issue()).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    await story.say('responder', '/decline a question --plain');
    expect(await story.nextComment()).toContain('ordinary issue from here on');
    expect(await story.issue()).toMatchObject({ state: 'open', title: 'Production down', labels: [] });
    const unheard = await story.say('responder', '/ack');
    expect(await story.reactions(unheard)).toEqual([]);
    await story.later('PT1H');
    await story.api('responder', 'POST', `/repos/acme/shop/issues/${number}/labels`, { labels: ['incident', 'P1'] });
    await story.settle();
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
    expect(await story.nextComment()).toContain('INCIDENT: Production down');
  });

  test('a security incident in a public repository is sent elsewhere at once, and its details stay off the card', async () => {
    story = await startStory();
    const number = await story.declare({ labels: ['incident', 'P0', 'security'] });
    const said = [await story.nextComment(), await story.nextComment()].join('\n');
    expect(said).toMatch(/everybody can read this repository.*security\/advisories\/new/s);
    await story.say('responder', '/update the admin token leaked impact="all customers"', number);
    const card = await story.card();
    expect(card).toContain('details are left out here');
    expect(card).not.toMatch(/admin token|all customers/);
  });
});
