// What is found out, decided, corrected, handed over, declined and joined: each on the record, and there again when the card is lost.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/core/incident/record.ts';
import { effectKeysIn } from '../../../src/core/marker.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

function declared(policy = build.aPolicy()): Model {
  const model = new Model({ title: '[INCIDENT P0] Production down', labelled: ['incident', 'P0'] }, policy);
  model.open();
  return model;
}

const reply = (model: Model): string => {
  const body = model.said.at(-1)?.body ?? '';
  return effectKeysIn(body).some((key) => key.startsWith('reply/')) ? body : '';
};
const timeline = (model: Model): readonly string[] => model.record?.timeline.map(({ text }) => text) ?? [];

/** What was found out, as it is compared after the card was lost. */
const findings = ({ decisions, hypotheses, cause, impact, milestones, timeBoxes, roles }: Incident) => ({
  decisions,
  hypotheses,
  cause,
  impact,
  milestones,
  timeBoxes: timeBoxes.map(({ what, due }) => ({ what, due })),
  roles,
});

describe('what a responder records', () => {
  test.each([
    {
      says: '/decision Roll back, because the cause is not known',
      becomes: { decisions: [{ number: 1, text: 'Roll back', because: 'the cause is not known' }] },
      line: 'Decision 1: Roll back, because the cause is not known',
    },
    {
      says: '/decision Stay on one node because="the other has the bad disk"',
      becomes: { decisions: [{ number: 1, text: 'Stay on one node', because: 'the other has the bad disk' }] },
      line: 'Decision 1: Stay on one node, because the other has the bad disk',
    },
    {
      says: '/hypothesis the pool is too small',
      becomes: { hypotheses: [{ number: 1, text: 'the pool is too small', for: [], against: [] }] },
      line: 'Hypothesis 1: the pool is too small',
    },
    { says: '/impact checkout fails in the EU', becomes: { impact: 'checkout fails in the EU' }, line: 'Impact: checkout fails in the EU' },
    {
      says: '/cause a full disk evidence="df -h on db-2" fix="grow it"',
      becomes: { cause: { text: 'a full disk', evidence: 'df -h on db-2', fix: 'grow it' }, status: 'investigating', milestones: { identified: minute(0) } },
      line: 'Root cause: a full disk',
    },
    { says: '/timebox 15m find the query', becomes: { timeBoxes: [{ what: 'find the query', due: minute(15), done: null }] }, line: 'Time-box until 2026-03-01 04:15 UTC: find the query' },
    { says: '/time complaint=03:58 alerted=2026-03-01T04:00Z', becomes: { milestones: { complaint: '2026-03-01T03:58:00Z', alerted: minute(0) } }, line: 'First complaint: not set → 2026-03-01 03:58 UTC; First alert: not set → 2026-03-01 04:00 UTC' },
    { says: '/time started=20m ago', becomes: { milestones: { started: '2026-03-01T03:40:00Z' }, timed: ['started'] }, line: 'Impact began: 2026-03-01 04:00 UTC → 2026-03-01 03:40 UTC' },
    { says: '/time detected=23:50', becomes: { milestones: { detected: '2026-02-28T23:50:00Z' } }, line: 'Detected: not set → 2026-02-28 23:50 UTC', first: '/time started=23:40' },
  ])('$says', ({ says, becomes, line, first }) => {
    const model = declared();
    if (first !== undefined) model.say(people.responder, first);
    expect(model.say(people.responder, says)?.outcome).toBe('done');
    expect(model.record).toMatchObject(becomes);
    expect(timeline(model)).toContain(line);
    expect(findings(model.rebuilt())).toEqual(findings(model.record ?? build.anIncident()));
  }); // biome-ignore format: a table

  test('a time that was set by hand is not asked for any more; what else is missing is', () => {
    const model = declared();
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, missing: ['The start time was not understood. Edit it.', 'The time of detection was not understood.'] };
    model.say(people.responder, '/time started=03:40');
    expect(model.record.missing).toEqual(['The time of detection was not understood.']);
  }); // biome-ignore format: one thought a line

  test('evidence goes to the newest hypothesis, or to the one that is named', () => {
    const model = declared();
    model.say(people.responder, '/hypothesis the deploy\n\n/hypothesis the disk\n\n/evidence for it is full\n\n/evidence against no deploy that day of=1');
    expect(model.record?.hypotheses).toEqual([
      { number: 1, text: 'the deploy', for: [], against: ['no deploy that day'] },
      { number: 2, text: 'the disk', for: ['it is full'], against: [] },
    ]);
    expect(model.card).toMatch(/\*\*Hypothesis 2:\*\* the disk\n- for: it is full/);
    expect(findings(model.rebuilt())).toEqual(findings(model.record ?? build.anIncident()));
  }); // biome-ignore format: one thought a line

  test('the findings comment has the four fields, with the evidence that was recorded (S003-15), and ticks the item of the cause', () => {
    const model = declared();
    model.say(people.responder, '/hypothesis the deploy\n\n/evidence for pool exhausted since 04:00\n\n/impact 30% of checkouts');
    model.say(people.responder, '/cause the deploy halved the pool fix="roll back"');
    expect(reply(model)).toMatch(/^Root cause: the deploy halved the pool\nEvidence: pool exhausted since 04:00\nImpact: 30% of checkouts.*\nProposed fix: roll back$/m);
    expect(model.record?.checklist.find(({ id }) => id === 'cause')).toMatchObject({ state: 'done', by: 'responder' });
  }); // biome-ignore format: one thought a line

  test('a cause that is corrected was identified when the first one was', () => {
    const model = declared();
    model.say(people.responder, '/cause the deploy');
    model.later('PT10M');
    model.say(people.responder, '/cause the disk');
    expect(model.record).toMatchObject({ cause: { text: 'the disk' }, milestones: { identified: minute(0) } });
  });

  test('a decision without a reason is recorded, and the reason asked for', () => {
    const model = declared();
    model.say(people.responder, '/decision roll back');
    expect(model.record?.decisions).toEqual([{ number: 1, text: 'roll back', because: null }]);
    expect(reply(model)).toContain('Decision 1 is recorded, without its reason');
  });

  test.each([
    { says: '/note 03:50 first errors in the log', at: '2026-03-01T03:50:00Z', text: 'first errors in the log' },
    { says: '/note 20m ago db-2 was restarted', at: '2026-03-01T03:50:00Z', text: 'db-2 was restarted' },
    { says: '/note 2026-02-28 23:10 the deploy', at: '2026-02-28T23:10:00Z', text: 'the deploy' },
  ])('$says stands where it belongs, and says that it was written down later', ({ says, at, text }) => {
    const model = declared();
    model.later('PT10M');
    model.say(people.responder, says);
    expect(model.record?.timeline.at(-1)).toMatchObject({ at, recorded: minute(10), text, by: 'responder' });
    expect(model.card).toMatch(new RegExp(`${text} · responder \\(written down 04:10 UTC\\)[\\s\\S]*Declared at P0`));
    expect(model.rebuilt().timeline).toContainEqual(model.record?.timeline.at(-1));
  });

  test.each(['/note now it works again', '/note 2026-03-01 was a Sunday', '/note 5m requests failed'])('%s is all text', (says) => {
    const model = declared();
    model.say(people.responder, says);
    expect(model.record?.timeline.at(-1)).toMatchObject({ at: minute(0), text: says.slice('/note '.length) });
  }); // biome-ignore format: one thought

  test('a complaint before the alert is seen on the card (S002-26)', () => {
    const model = declared();
    model.say(people.responder, '/time complaint=03:48 alerted=03:57');
    expect(model.card).toContain('| **First complaint** | 2026-03-01 03:48 UTC (9 minutes before the first alert) |');
  });

  test('an edited description does not move a start that was set by hand', () => {
    const model = declared();
    model.say(people.responder, '/time started=03:30');
    model.live = { ...model.live, body: 'Started: 2026-03-01T03:00:00Z' };
    model.send(build.edited({ at: model.now, bodyFrom: 'before' }));
    expect(model.record?.milestones.started).toBe('2026-03-01T03:30:00Z');
  });

  test('two time-boxes stand on the card until each is over', () => {
    const model = declared();
    model.say(people.responder, '/timebox 15m find the query\n\n/timebox 1h restore the index');
    expect(model.card).toContain('| **Time-box** | until 04:15 UTC: find the query |');
    expect(model.card).toContain('| **Time-box** | until 05:00 UTC: restore the index |');
  });

  test('a thousand findings leave a record that its card can carry, numbered on', () => {
    const model = declared();
    const text = 'x'.repeat(3000);
    for (let round = 0; round < 60; round += 1) {
      model.say(people.responder, `/decision ${text}\n\n/hypothesis ${text}\n\n/evidence for ${text}\n\n/evidence for ${text}`);
    }
    expect(model.record?.decisions.at(-1)?.number).toBe(60);
    expect(model.record?.decisions.length).toBeLessThan(60);
    expect(model.card.length).toBeLessThan(65_536);
  }); // biome-ignore format: one thought a line
});

describe('refused, with what to do', () => {
  test.each([
    { says: '/evidence for the logs', hears: /no hypothesis.*\/hypothesis <what/s, code: 'no-hypothesis' },
    { says: '/hypothesis x\n\n/evidence for y of=7', hears: /no hypothesis of that number.*1 \(`x`\).*of=1/s, code: 'unknown-hypothesis' },
    { says: '/time', hears: /No milestone was named.*`started`.*`complaint`.*`mitigated`/s, code: 'no-milestone' },
    { says: '/time declared=14:05', hears: /no option.*started=/s, code: 'grammar' },
    { says: '/time started=2026-03-01T05:00Z', hears: /still to come/, code: 'in-the-future' },
    { says: '/time started=0001-01-01T00:00Z', hears: /0001-01-01T00:00:00Z, more than a year before.*after 2025-03-01T04:00:00Z.*Correct the year/s, code: 'too-long-ago' },
    { says: '/time complaint=2025-03-01T03:59Z', hears: /more than a year/, code: 'too-long-ago' },
    { says: '/time started=half-past', hears: /not understood.*14:05/s, code: 'unknown-time' },
    { says: '/time mitigated=03:59', hears: /`\/status monitoring` first/, code: 'not-reached' },
    { says: '/time started=03:30 complaint=03:10', hears: /`started`, impact began \(2026-03-01T03:30:00Z\) would be later than `complaint`.*started=… complaint=…/s, code: 'wrong-order' },
    { says: '/note 2026-03-01T09:00Z later', hears: /still to come/, code: 'in-the-future' },
    { says: '/note 25:00 later', hears: /not understood/, code: 'unknown-time' },
    { says: '/timebox soon look', hears: /no length of time.*15m/s, code: 'unknown-duration' },
    { says: '/timebox 3d look', hears: /at most 24 hours/, code: 'unknown-duration' },
    { says: '/handoff @nobody-here', hears: /no such account/, code: 'unknown-person' },
    { says: '/ack\n\n/handoff @responder', hears: /responder leads this incident already/, code: 'leads-already' },
    { says: '/decline', hears: /lacks its reason/, code: 'grammar' },
    { says: '/duplicate #7', hears: /duplicate of itself/, code: 'own-incident' },
    { says: '/duplicate #99', hears: /no such issue/, code: 'unknown-issue' },
    { says: '/duplicate that-one', hears: /no such issue/, code: 'unknown-issue' },
    { says: '/duplicate https://github.test/acme/other/issues/12', hears: /no such issue/, code: 'unknown-issue' },
    { says: '/duplicate https://elsewhere.test/acme/shop/issues/12', hears: /no such issue/, code: 'unknown-issue' },
    { says: '/duplicate #13', hears: /#13 is no incident/, code: 'no-incident' },
    { says: '/duplicate #14', hears: /#14 is duplicate.*Look in #14/s, code: 'not-open' },
    { says: '/duplicate #15', hears: /#15 is closed.*Reopen #15/s, code: 'not-open' },
    { says: '/duplicate #16', hears: /#16 is only reported.*`\/ack` in #16/s, code: 'not-open' },
    { says: '/duplicate #17', hears: /#17 is resolved.*`\/reopen` in #17/s, code: 'not-open' },
    { says: '/page the-boss', hears: /no contact or role `the-boss`, so nobody was paged/, code: 'unknown-contact' },
  ])('$says', ({ says, hears, code }) => {
    const model = declared();
    model.others = {
      12: other(12, ['incident', 'P1', 'status: investigating']),
      13: other(13, ['bug']),
      14: other(14, ['incident', 'status: duplicate'], 'closed'),
      15: other(15, ['incident', 'status: closed'], 'closed'),
      16: other(16, ['incident', 'status: reported']),
      17: other(17, ['incident', 'P0', 'status: resolved']),
    };
    expect(model.say(people.responder, says)?.outcome).toBe(`refused:${code}`);
    expect(reply(model)).toMatch(hears);
  }); // biome-ignore format: a table
});

function other(number: number, labels: readonly string[], state: 'open' | 'closed' = 'open') {
  const issue = { ...build.issue, number, nodeId: `I_${number}` };
  return { issue, url: `https://github.test/acme/shop/issues/${number}`, state, labels };
}

describe('a rule of authority about `/ic`', () => {
  const ruled = build.policyOf(
    `preset: github\n${build.mapped}\nauthority: { rules: [{ commands: [ic], who: { users: [lead] } }] }`,
  );

  test.each(['/ic @commander', '/role commander @commander', '/role IC @commander', '/handoff @commander'])('counts for %s', (says) => {
    const model = declared(ruled);
    expect(model.say(people.responder, says)?.outcome).toBe('refused:not-allowed');
    expect(model.record?.roles['commander']).toBeUndefined();
    model.say(people.lead, says);
    expect(model.record?.roles['commander']).toEqual(people.commander);
  }); // biome-ignore format: one thought a line

  test('leaves other roles alone, and who may not give the command itself may not by it either', () => {
    const model = declared(ruled);
    expect(model.say(people.responder, '/role scribe @commander')?.outcome).toBe('done');
    const other = declared(build.policyOf(`preset: github\n${build.mapped}\nauthority: { rules: [{ commands: [ic], who: { users: [visitor] } }] }`));
    expect(other.say(people.visitor, '/role commander @commander')?.outcome).toBe('refused:not-allowed');
    expect(other.say(people.visitor, '/ic @commander')?.outcome).toBe('done');
  }); // biome-ignore format: one thought a line

  test('has its teams asked about', () => {
    const model = declared(build.policyOf(`preset: github\n${build.mapped}\nauthority: { rules: [{ commands: [ic], who: { teams: ["acme/leads"] } }] }`));
    const { id } = model.write(people.responder, '/role commander @commander');
    const situation = { ...build.situation(build.commented('/role commander @commander', { id, actor: people.responder })), policy: model.policy };
    expect(build.brain.teamsFor(situation)).toEqual(['acme/leads']);
  }); // biome-ignore format: one thought a line
});

describe('/handoff', () => {
  test('by somebody else than the commander: nobody is promised who has not said so', () => {
    const model = declared();
    model.say(people.responder, '/ack');
    model.say(people.lead, '/handoff @commander');
    expect(reply(model)).toContain(
      '@commander, lead hands this incident over to you, in place of responder: you lead it from here on.',
    );
    expect(reply(model)).toContain('lead hands over; responder led until now.');
    expect(reply(model)).not.toContain('remains available');
  });

  test('before anybody led', () => {
    const model = declared();
    model.say(people.lead, '/handoff @commander');
    expect(timeline(model).at(-1)).toBe('Handed over to commander');
    expect(reply(model)).toContain('@commander, lead hands this incident over to you: you lead it from here on.');
  });

  test('the next commander is mentioned once, briefed, and leads; the four steps of the runbook (S004-27) and the nine duties (S004-26)', () => {
    const model = declared(build.policyOf(`preset: commander\n${build.mapped}`));
    model.say(people.responder, '/ack\n\n/severity P1\n\n/timebox 15m roll back db-2');
    model.say(people.responder, '/handoff @commander rolled back, watching questions="is the EU affected?" stakeholders="support"');
    const said = reply(model);
    expect(said.match(/@\w+/g)).toEqual(['@commander']);
    expect(said).toMatch(/\*\*Current status\*\*: Investigating - rolled back, watching\n2\. \*\*Actions in progress\*\*: roll back db-2\n3\. \*\*Open questions\*\*: is the EU affected\?\n4\. \*\*Key stakeholders\*\*: support\n[\s\S]*\*\*Hypothesis\*\*: [\s\S]*\*\*Next steps\*\*:\n1\. [\s\S]*\nresponder remains available for questions/);
    expect(said).toMatch(/1\. Brief incoming IC.*4\. Remain available for questions/s);
    expect(said.match(/^- (Coordination|Communication|Documentation):/gm)).toHaveLength(9);
    expect(model.record?.roles['commander']).toEqual(people.commander);
    expect(timeline(model).at(-1)).toBe('Handed over from responder to commander: rolled back, watching; questions: is the EU affected?; stakeholders: support');
    expect(model.live.assignees).toEqual([people.commander]);
    expect(model.decisions.at(-1)?.effects.flatMap((effect) => (effect.kind === 'comment' ? effect.message.mentions : []))).toEqual(['@commander']);
    expect(model.rebuilt().roles['commander']).toEqual(people.commander);
  }); // biome-ignore format: one thought a line

  test.each([
    { preset: 'sev', says: /## Incident Handoff.*Current hypothesis\*\*: the pool.*Original reporter: responder/s },
    { preset: 'github', says: /## Handoff\n.*Hypothesis: the pool.*Root cause: .*Next:\n1\. Status page updated/s },
  ])('in the words of $preset', ({ preset, says }) => {
    const model = declared(build.policyOf(`preset: ${preset}\n${build.mapped}`));
    model.say(people.responder, '/hypothesis the pool');
    model.say(people.responder, '/handoff @lead');
    expect(reply(model)).toMatch(says);
  });

  test('of several in one comment only the last one calls somebody', () => {
    const model = declared();
    model.say(people.responder, '/handoff @commander\n\n/handoff @lead');
    expect(reply(model).match(/@\w+/g)).toEqual(['@lead']);
  });
});

describe('duties', () => {
  const policy = build.policyOf(`${build.mapped}roles: [{ id: commander, title: Commander, duties: [Lead] }, { id: scribe, title: Scribe, duties: [Write] }]\n`);

  test.each([
    { says: '/ack', hears: /What the Commander does \(now responder\).*- Lead/s },
    { says: '/ic @lead', hears: /What the Commander does \(now lead\).*- Lead/s },
    { says: '/role scribe @lead', hears: /What the Scribe does \(now lead\).*- Write/s },
  ])('are shown to whoever takes the role: $says', ({ says, hears }) => {
    const model = declared(policy);
    model.say(people.responder, says);
    expect(reply(model)).toMatch(hears);
  });

  test('and not again to whoever has it', () => {
    const model = declared(policy);
    model.say(people.responder, '/ack');
    const before = model.said.length;
    model.say(people.responder, '/ack');
    expect(model.said.length).toBe(before);
  });
}); // biome-ignore format: a table

describe('/decline', () => {
  test('closes as not planned, and offers a plain issue', () => {
    const model = declared();
    model.say(people.responder, '/decline planned maintenance');
    expect(model.live).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    expect(model.record?.status).toBe('declined');
    expect(reply(model)).toContain('`/decline <reason> --plain`');
    expect(model.lookAt).toBeNull();
  });

  test.each([{ first: null }, { first: '/decline maintenance' }])('--plain leaves an ordinary issue, of which nothing more is said (before: $first)', ({ first }) => {
    const model = declared();
    if (first !== null) model.say(people.responder, first);
    model.say(people.responder, '/decline a question --plain');
    expect(model.live).toMatchObject({ state: 'open', title: 'Production down', labels: [] });
    expect(model.card).toContain('This is no incident but an ordinary issue');
    const said = model.said.length;
    for (const words of ['/ack', '/severity P1', '/akc']) expect(model.say(people.responder, words)).toBeNull();
    model.until(minute(600));
    model.retitle(people.lead, 'How do I log in?');
    expect(model.said.length).toBe(said);
    expect(model.live).toMatchObject({ state: 'open', title: 'How do I log in?', labels: [] });
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'is being watched', first: '/status monitoring' },
    { name: 'was restored once', first: '/status monitoring\n/status investigating' },
    { name: 'somebody mends', first: '/status mitigating' },
    { name: 'somebody began to mend', first: '/status mitigating\n/status investigating' },
  ])('what $name was an incident: declined only by force, by who may override, and recorded as such', ({ first }) => {
    for (const says of ['/decline --force a drill', '/decline --plain --force a drill']) {
      const model = declared();
      model.say(people.responder, `/ack\n${first}`);
      const status = model.record?.status;
      expect(model.say(people.responder, says.replace(' --force', ''))?.outcome).toBe('refused:wrong-status');
      expect(reply(model)).toMatch(/nobody has set about mending.*Comment `\/resolve`.*`\/decline --force <reason>`/s);
      expect(model.say(people.responder, says)?.outcome).toBe('refused:not-allowed');
      expect(model.record?.status).toBe(status);
      model.say(people.lead, says);
      expect(model.record?.status).toBe('declined');
      expect(timeline(model).find((text) => text.startsWith('Overridden'))).toMatch(/^Overridden before declined: a drill\. Open: /);
      if (!says.includes('--plain')) expect(model.rebuilt().status).toBe('declined');
    }
  }); // biome-ignore format: one thought a line

  test.each(['/decline x', '/decline x --plain', '/duplicate #12'])('a resolved incident ends with `/close`: %s is refused', (says) => {
    const model = declared();
    model.others = { 12: other(12, ['incident', 'P0', 'status: investigating']) };
    model.say(people.lead, '/ack\n/resolve --force fine');
    expect(model.say(people.lead, says)?.outcome).toBe('refused:wrong-status');
    expect(reply(model)).toMatch(/The incident is resolved.*`\/close`/s);
    expect(model.record?.status).toBe('resolved');
  }); // biome-ignore format: one thought a line

  test('a plain issue that is labelled again is declared anew: pages and clocks begin', () => {
    const model = declared();
    model.say(people.responder, '/decline a question --plain');
    model.later('PT1H');
    const said = model.said.length;
    model.relabel(people.responder, ['incident', 'P1'], []);
    expect(model.record).toMatchObject({ status: 'investigating', level: 'P1', plainSince: null, milestones: { declared: minute(60) } });
    expect(model.said.slice(said).some(({ body }) => body.includes('@acme/devops'))).toBe(true);
    expect(model.live.title).toBe('[INCIDENT P1] Production down');
    expect(model.rebuilt()).toMatchObject({ status: 'investigating', plainSince: null });
  }); // biome-ignore format: one thought a line
});

describe('/duplicate', () => {
  test.each(['#12', '12', 'https://github.test/acme/shop/issues/12'])('%s: closed as duplicate, timers off, the other told once', (typed) => {
    const model = declared();
    model.others = { 12: other(12, ['incident', 'P1']) };
    const decision = model.say(people.responder, `/duplicate ${typed}`);
    expect(model.live).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
    expect(model.record).toMatchObject({ status: 'duplicate', duplicateOf: { number: 12 } });
    expect(model.lookAt).toBeNull();
    expect(reply(model)).toContain('duplicate of #12');
    expect(decision?.joins).toMatchObject([{ to: { number: 12, nodeId: 'I_12' }, trigger: { kind: 'joined', from: 7, started: minute(0) } }]);
    expect(model.rebuilt()).toMatchObject({ status: 'duplicate', duplicateOf: { number: 12 } });
  }); // biome-ignore format: one thought a line

  test.each([
    { there: ['P0'], says: null },
    { there: ['P3'], says: /This one is P0, #12 is P3: .*comment `\/severity P0` there/ },
    { there: [], says: /This one is P0, #12 has no severity: .*comment `\/severity P0` there/ },
  ])('says what to comment when the one that goes on is taken less seriously ($there)', ({ there, says }) => {
    const model = declared();
    model.others = { 12: other(12, ['incident', ...there, 'status: investigating']) };
    model.say(people.responder, '/duplicate #12');
    expect(model.record?.status).toBe('duplicate');
    if (says === null) expect(reply(model)).not.toContain('/severity');
    else expect(reply(model)).toMatch(says);
  }); // biome-ignore format: one thought a line

  test('a report may join one that is resolved', () => {
    const model = new Model({ title: 'Slow' });
    model.open(people.visitor);
    expect(model.record?.status).toBe('reported');
    model.others = { 12: other(12, ['incident', 'P1', 'status: resolved']) };
    model.say(people.responder, '/duplicate #12');
    expect(model.record?.status).toBe('duplicate');
  }); // biome-ignore format: one thought a line

  test('a dry run tells nobody, and neither does one that was taken back in the same comment', () => {
    const model = declared();
    model.others = { 12: other(12, ['incident']) };
    expect(model.say(people.responder, '/duplicate #12 --dry-run')?.joins).toBeUndefined();
    expect(model.say(people.responder, '/duplicate #12\n\n/reopen')?.joins).toBeUndefined();
  });

  const joined = (from: number, started: string | null) => ({ kind: 'joined', issue: build.issue, installationId: 5, at: minute(5), actor: people.responder, via: 'webhook', from, started }) as const; // biome-ignore format: a value

  test.each([
    { here: 'P1', there: 'P0', says: '#9 was P0, this one is P1: unless that is right for both, comment `/severity P0`.' },
    { here: 'P1', there: 'P1', says: null },
    { here: 'P1', there: 'P3', says: null },
    { here: 'P1', there: null, says: null },
    { here: 'P1', there: 'of another runbook', says: null },
  ])('a duplicate of $there that joins one of $here: a worse severity is told there, and changes nothing by itself', ({ here, there, says }) => {
    const model = new Model({ labelled: ['incident', here], title: `[INCIDENT ${here}] Production down` });
    model.open();
    model.send({ ...joined(9, null), level: there });
    expect(model.record?.level).toBe(here);
    const body = model.said.at(-1)?.body ?? '';
    expect(body).toContain('has joined it');
    if (says === null) expect(body).not.toContain('/severity');
    else expect(body).toContain(says);
  }); // biome-ignore format: one thought a line

  test('what is told carries the severity, and so does what a workflow says', () => {
    const model = new Model();
    model.open();
    model.others = { 12: { issue: { ...build.issue, number: 12, nodeId: 'I_12' }, url: 'https://github.test/acme/shop/issues/12', state: 'open', labels: ['incident', 'P1'] } }; // biome-ignore format: one value
    const [join] = model.say(people.responder, '/duplicate #12')?.joins ?? [];
    expect(join?.trigger.level).toBe('P0');
    expect(JSON.stringify(join?.message)).toContain('It was P0: if that is worse than what the card says here, comment `/severity P0`');
  }); // biome-ignore format: one thought a line

  test('a duplicate that is looked at tells again whom it joined, with what it was', () => {
    const model = new Model();
    model.open();
    model.others = { 12: { issue: { ...build.issue, number: 12, nodeId: 'I_12' }, url: 'https://github.test/acme/shop/issues/12', state: 'open', labels: ['incident', 'P1'] } }; // biome-ignore format: one value
    model.say(people.responder, '/duplicate #12');
    const [again] = model.send(build.look(minute(9)))?.joins ?? [];
    expect(again).toMatchObject({ to: { number: 12 }, trigger: { kind: 'joined', from: 7, started: minute(0), level: 'P0' } });
  }); // biome-ignore format: one thought a line

  test('the incident that is joined keeps the earliest start and says so once, also when its card is lost', () => {
    const model = declared();
    model.later('PT5M');
    model.send(joined(9, '2026-03-01T03:30:00Z'));
    expect(model.record).toMatchObject({ joined: [9], milestones: { started: '2026-03-01T03:30:00Z' }, status: 'investigating' });
    expect(model.said.at(-1)?.body).toMatch(/#9 is a duplicate of this incident and has joined it.*Impact began 2026-03-01 03:30 UTC/s);
    expect(model.card).toContain('| **Joined by** | #9 |');
    const said = model.said.length;
    expect(model.send(joined(9, '2026-03-01T03:30:00Z'))?.outcome).toBe('ignored:joined-before');
    expect(model.said.length).toBe(said);
    expect(model.rebuilt()).toMatchObject({ joined: [9], milestones: { started: '2026-03-01T03:30:00Z' } });
  }); // biome-ignore format: one thought a line

  test.each([{ from: 9, goesOn: true }, { from: 3, goesOn: false }])('two that were said to be duplicates of each other at once: the lower number goes on (#7 and #$from)', ({ from, goesOn }) => {
    const model = declared();
    model.others = { [from]: other(from, ['incident']) };
    model.say(people.responder, `/duplicate #${from}`);
    model.send(joined(from, null));
    expect(model.record?.status).toBe(goesOn ? 'investigating' : 'duplicate');
    expect(model.live.state).toBe(goesOn ? 'open' : 'closed');
  }); // biome-ignore format: one thought a line

  test('one that has become a duplicate itself meanwhile passes it on', () => {
    const model = declared();
    model.others = { 12: other(12, ['incident']) };
    model.say(people.responder, '/duplicate #12');
    expect(model.send(joined(9, '2026-03-01T03:30:00Z'))?.joins).toMatchObject([{ to: { number: 12 }, trigger: { from: 9, started: '2026-03-01T03:30:00Z' } }]);
  }); // biome-ignore format: one thought a line
});

describe('a security incident', () => {
  const flagged = (isPublic: boolean): Model => {
    const model = declared();
    model.isPublic = isPublic;
    model.say(people.responder, '/update the admin token is in the log impact="all customers"');
    model.relabel(people.responder, ['security'], []);
    return model;
  };

  test('in a public repository: warned at once, with a place to go to, and no details on the card from there on', () => {
    const model = flagged(true);
    expect(model.said.at(-1)?.body).toMatch(/everybody can read this repository.*\[a private security advisory\]\(https:\/\/github\.test\/acme\/shop\/security\/advisories\/new\)/s);
    expect(model.card).toContain('details are left out here');
    expect(model.card).not.toMatch(/admin token|all customers/);
    const said = model.said.length;
    model.say(people.responder, '/impact everybody’s password\n\n/severity P1 because of the password');
    expect(model.said.length).toBe(said);
    expect(model.card).not.toContain('password');
    model.until(minute(20));
    expect(model.said.slice(said).map(({ body }) => body).join()).not.toContain('password');
  }); // biome-ignore format: one thought a line

  test('in a private repository it is only said on the card', () => {
    const model = flagged(false);
    expect(model.card).toContain('This is a security incident.');
    expect(model.card).toContain('all customers');
  });

  test('a responder takes the flag back with the label', () => {
    const model = flagged(true);
    model.relabel(people.visitor, [], ['security']);
    expect(model.record?.security).toBe(true);
    model.relabel(people.responder, ['security'], []);
    model.relabel(people.responder, [], ['security']);
    expect(model.record?.security).toBe(false);
  });

  test('a policy names a private repository instead of an advisory', () => {
    const model = declared(build.policyOf(`${build.mapped}intake: { security: { where: acme/security } }\n`));
    model.isPublic = true;
    model.relabel(people.responder, ['security'], []);
    expect(model.said.at(-1)?.body).toContain('the private repository `acme/security`');
  });
});
