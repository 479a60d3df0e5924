// What the clock says once: in which comment, to whom, and that it is never said again, however often it is decided and whatever is lost.
import { describe, expect, test } from 'vitest';
import type { Deadline } from '../../../src/core/incident/record.ts';
import { effectKeysIn } from '../../../src/core/marker.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, policyOf, T0 } = build;

/** `minute whom | what was due`, for each comment of the clock. */
function told(model: Model): readonly string[] {
  return model.said.flatMap(({ body, createdAt }) => {
    const [key = ''] = effectKeysIn(body);
    if (!key.startsWith('due/')) return [];
    const parts = (key.split('/').at(-1) ?? '').split('.').map((part) => part.replace(/:\d{4}-.*/, ''));
    const whom = body.startsWith('@') ? body.split('\n')[0] : '';
    return [`${minutesBetween(T0, createdAt)} ${whom} | ${parts.join(' ')}`];
  });
}

const mapped = 'people: { oncall: ["@oncall"], lead: ["@lead"], manager: ["@manager"] }\n';
const small = (level: string, more = ''): Policy =>
  policyOf(`preset: none\n${mapped}levels: [{ name: P0, ${level} }]\n${more}`);
const step = '{ after: 0m, targets: [oncall] }'; // biome-ignore format: two short ones

function opened(policy: Policy, over: ConstructorParameters<typeof Model>[0] = {}): Model {
  const model = new Model(over, policy);
  model.open();
  return model;
}

describe('a budget that only the card tells', () => {
  test('makes nothing else early: an update is asked for when it is due', () => {
    const phases = 'phases: [{ id: triage, title: Triage, status: investigating, over_when: identified, to: 14m }]\n';
    const model = opened(small(`updates: { first: 15m, every: 30m }, escalation: [${step}]`, phases));
    model.until(minute(14));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    model.until(minute(16));
    expect(told(model).at(-1)).toBe('15 @oncall | update');
  });
});

describe('a missed response (S001-01 S001-02 S001-03 S001-04)', () => {
  const policy = small(`respond_within: 15m, escalation: [${step}]`);

  test('is said once to the step’s people, who can end it; it is a page', () => {
    const model = opened(policy);
    model.until(minute(20));
    expect(told(model)).toEqual(['0 @oncall | step-0-0', '15 @oncall | response:P0']);
    expect(model.said.at(-1)?.body).toMatch(/^@oncall\n\n⏰ P0 is to be acknowledged within 15 minutes: nobody has\. Comment `\/ack` if you are on it\./);
    expect(model.record).toMatchObject({ unasked: [], timeline: expect.arrayContaining([expect.objectContaining({ kind: 'overdue' })]) });
  }); // biome-ignore format: one thought a line

  test('an acknowledgement ends it', () => {
    const model = opened(policy);
    model.later('PT14M');
    model.say(people.commander, '/ack');
    model.until(minute(600));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
  });

  test('that was to be at once is asked for by the page, and nobody is called late a second later', () => {
    const model = opened(small(`respond_within: immediate, escalation: [${step}]`));
    model.until(minute(14));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    expect(model.record?.passed).toEqual([`response/P0/${minute(0)}`]);
  });

  test('S001-01 a P0 of the standard runbook that nobody answers at once is late on the card, and everybody on its ladder is paged at once', () => {
    const mapped = '{ oncall: ["@oncall"], team-lead: ["@lead"], engineering-manager: ["@manager"], stakeholders: ["@reviewer"] }';
    const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, build.policyOf(`preset: standard\npeople: ${mapped}\n`));
    model.open();
    expect(told(model)).toEqual(['0 @oncall @lead @manager @reviewer | step-0-0 step-0-1 step-0-2']);
    model.until(minute(30));
    expect(model.card).toMatch(/\*\*Respond by\*\* \| 2026-03-01 04:00 UTC \(missed\)/);
    model.say(people.commander, '/ack');
    expect(model.card).toContain('| **Acknowledged** | 2026-03-01 04:30 UTC (late, due 04:00 UTC) |');
  }); // biome-ignore format: one thought a line

  test('with nobody mapped it is on the card only', () => {
    const model = opened({ ...policy, people: {} });
    model.until(minute(30));
    expect(model.said).toEqual([]);
    expect(model.card).toContain('04:15 UTC P0 is to be acknowledged within 15 minutes: nobody has');
  });
});

describe('a missed resolution (S001-09 S001-10 S001-11 S001-12)', () => {
  const policy = small(`resolve_within: 1h, escalation: [${step}]`);

  test('goes to the commander, and to no one else', () => {
    const model = opened(policy);
    model.say(people.commander, '/ack');
    model.until(minute(300));
    expect(told(model)).toEqual(['0 @oncall | step-0-0', '60 @commander | resolution:P0']);
  });

  test('counts from the reopening again', () => {
    const model = opened(policy);
    model.say(people.commander, '/ack');
    model.until(minute(61));
    model.say(people.commander, '/resolve');
    model.until(minute(100));
    model.say(people.commander, '/reopen it is back');
    model.until(minute(300));
    expect(told(model).filter((line) => line.includes('resolution'))).toEqual(['60 @commander | resolution:P0', '160 @commander | resolution:P0']);
  }); // biome-ignore format: one thought a line
});

describe('a phase that takes longer than its budget (S000-07 S000-08 S000-09 S002-06, C18)', () => {
  const phases = 'phases: [{ id: assess, title: Assess, status: investigating, over_when: mitigating, to: 5m }]';

  test('is on the card, and makes no comment', () => {
    const model = opened(small(`escalation: [${step}]`, phases));
    model.until(minute(10));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    expect(model.card).toContain('Assess (was to end by 04:05 UTC)');
  });

  test('nor does it when something else makes one', () => {
    const model = opened(small(`updates: { every: 5m }, escalation: [${step}]`, phases));
    model.until(minute(5));
    expect(told(model)).toEqual(['0 @oncall | step-0-0', '5 @oncall | update']);
  });
});

describe('a time-box that has run out (S002-38)', () => {
  const ladder = `escalation: [${step}, { after: 2h, targets: [lead] }, { after: 3h, targets: [manager], auto: false }]`;
  const boxed = (): Model => {
    const model = opened(small(ladder));
    model.say(people.commander, '/ack');
    model.say(people.commander, '/timebox 20m is it the cache?');
    return model;
  };

  test('takes the next step of the ladder and says so; the clock does not take it again', () => {
    const model = boxed();
    model.until(minute(400));
    expect(told(model).map((line) => line.replace(/timebox:\w+/, 'timebox'))).toEqual(['0 @oncall | step-0-0', '20 @commander @lead | timebox step-0-1']); // biome-ignore format: one thought
    expect(model.said.at(-1)?.body).toContain(
      'The time is up for: is it the cache?. It goes to the next step of the ladder',
    );
    expect(model.record?.ladder.taken).toContain('P0/1');
  });

  test('`/timebox done` ends it before', () => {
    const model = boxed();
    model.later('PT5M');
    model.say(people.commander, '/timebox done');
    model.until(minute(60));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    expect(model.record?.timeBoxes[0]?.done).toBe(minute(5));
  });

  test('with nobody left on the ladder says that', () => {
    const model = boxed();
    model.say(people.commander, '/timebox 30m and the database?');
    model.say(people.commander, '/timebox 40m and the network?');
    model.until(minute(90));
    expect(told(model).map((line) => line.replace(/timebox:\w+/, 'timebox'))).toEqual([
      '0 @oncall | step-0-0',
      '20 @commander @lead | timebox step-0-1',
      '30 @commander @manager | timebox step-0-2',
      '40 @commander | timebox',
    ]);
    expect(model.said.at(-1)?.body).toContain('Everybody on the ladder was told already: call whoever can decide.');
  });

  test('while the fix is only watched tells the commander and nobody else', () => {
    const model = boxed();
    model.say(people.commander, '/status monitoring');
    model.until(minute(30));
    expect(told(model).at(-1)).toMatch(/^20 @commander \| timebox:\w+$/);
  });

  test.each([
    { says: '/timebox done', hears: /no time-box that runs/ },
    { says: '/timebox find it', hears: /the policy names none/ },
    { says: '/timebox 25h find it', hears: /at most 24 hours/ },
  ])('$says where it cannot be is answered', ({ says, hears }) => {
    const model = opened(small(ladder));
    model.say(people.commander, says);
    expect(model.said.at(-1)?.body).toMatch(hears);
  });

  test('without a length takes the policy’s (`time_box`)', () => {
    const model = opened(small(ladder, 'time_box: 15m'));
    model.say(people.commander, '/timebox find it');
    expect(model.record?.timeBoxes).toMatchObject([{ due: minute(15), what: 'find it' }]);
  });
});

describe('when the issue is closed', () => {
  const policy = small(
    `escalation: [${step}], updates: { every: 30m }, postmortem: { need: required, schedule_within: 24h, publish_within: 48h }`,
    'postmortem: { follow_up_within: 24h }',
  );
  const owed = (over: Partial<Deadline> = {}): Deadline => ({ id: 'alert', what: 'add an alert', due: null, done: null, ...over }); // biome-ignore format: one value
  const closed = (more: Partial<Model['record']> = {}): Model => {
    const model = opened(policy);
    model.say(people.commander, '/ack');
    model.later('PT1H');
    model.say(people.commander, '/resolve');
    model.say(people.commander, '/close');
    expect(model.live.state).toBe('closed');
    if (model.record !== null) model.record = { ...model.record, ...more };
    return model;
  };

  test('deadlines go on, to whoever led; those of one time share a comment, and none comes twice', () => {
    const model = closed();
    model.send(build.look(model.now));
    model.until(minute(60 * 24 * 30));
    expect(told(model).slice(1)).toEqual(['1500 @commander | postmortem-schedule:P0', '2940 @commander | postmortem-publish:P0']);
    expect([model.live.state, model.record?.status, model.lookAt]).toEqual(['closed', 'closed', null]);
  }); // biome-ignore format: one thought a line

  test('a follow-up goes to its owner', () => {
    const model = closed({ followUps: [owed({ owner: people.reviewer })] });
    model.send(build.look(model.now));
    model.until(minute(1600));
    expect(told(model).at(-1)).toMatch(/^1500 .*@reviewer.* \| .*follow-up:alert/);
  });

  test.each([
    { how: '/reopen it is back', status: 'investigating' },
    { how: '/reopen it is back\n/decline a drill', status: 'declined' },
  ])('$how: they are off', ({ how, status }) => {
    const model = closed();
    model.later('PT1H');
    model.say(people.commander, how);
    model.until(minute(60 * 24 * 5));
    expect(model.record?.status).toBe(status);
    expect(told(model).join()).not.toContain('postmortem');
  });

  test('gone: nothing is sent, and no timer stays', () => {
    const model = closed();
    const gone = { ...build.situation(build.tick(minute(1500)), { facts: build.facts({ issue: null, gone: 'deleted' }) }), record: model.record, policy, now: minute(1500) }; // biome-ignore format: one value
    expect(build.brain.decide(gone)).toMatchObject({ effects: [], lookAgainAt: null });
  });

  test('reopened by hands whose event is on its way: nobody is reminded in between', () => {
    const model = closed();
    model.live = { ...model.live, state: 'open' };
    model.now = minute(1500);
    model.send(build.tick(minute(1500)));
    expect(told(model).join()).not.toContain('postmortem');
  });

  test('an old incident that comes to be known reminds nobody of what was due more than a week ago', () => {
    const model = closed();
    model.now = minute(60 * 24 * 90);
    model.send(build.look(model.now));
    expect(told(model).join()).not.toContain('postmortem');
    expect(model.lookAt).toBeNull();
  });
});

describe('nobody leads, nobody says how bad it is', () => {
  test('is asked four times in a day, further and further apart, and then no more', () => {
    const model = opened(small(`escalation: [${step}]`));
    model.until(minute(60 * 24 * 7));
    expect(told(model).map((line) => line.replace(/:P0/, ''))).toEqual(
      ['0 @oncall | step-0-0', ...[15, 75, 255, 1455].map((at) => `${at} @oncall | nobody-leads`)],
    );
    expect(model.lookAt).toBeNull();
  }); // biome-ignore format: one thought a line

  test('a commander ends it', () => {
    const model = opened(small(`escalation: [${step}]`));
    model.later('PT10M');
    model.say(people.responder, '/ic @commander');
    model.until(minute(60 * 24));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
  });

  test('a request for an update says it, so it is not asked beside that', () => {
    const model = opened(small(`escalation: [${step}], updates: { every: 1h }`));
    model.until(minute(200));
    expect(told(model).join()).not.toContain('nobody-leads');
    expect(model.said.at(-1)?.body).toContain('Nobody has acknowledged this incident.');
  });

  test.each([
    { updates: '{ first: 15m }', asked: [75, 255, 1455], says: 'the one request stands in for the first question' },
    { updates: '{ first: 15m, every: 30 days }', asked: [75, 255, 1455], says: 'so does one that comes again too late' },
    { updates: '{ first: 2 days }', asked: [15, 75, 255, 1455], says: 'one that comes too late stands in for none' },
    { updates: '{ every: 7 days }', asked: [15, 75, 255, 1455], says: 'nor does one of every week' },
    { updates: '{ first: 15m, every: 1h }', asked: [], says: 'requests that come again ask each time' },
  ])('beside `updates: $updates`: $says', ({ updates, asked }) => {
    const model = opened(small(`escalation: [${step}], updates: ${updates}`));
    model.until(minute(60 * 24 * 3));
    expect(told(model).filter((line) => line.includes('nobody-leads')).map((line) => Number.parseInt(line, 10))).toEqual(asked);
  }); // biome-ignore format: a table

  test('a severity that is missing is asked for with those that there are', () => {
    const model = opened(small(`escalation: [${step}]`), { title: '[INCIDENT] x', labelled: ['incident'] });
    model.until(minute(80));
    expect(told(model)).toEqual(['0 @oncall | step-unassigned', '15 @oncall | no-severity:none', '75 @oncall | no-severity:none']);
    expect(model.said.at(-1)?.body).toContain('Comment `/severity` with a level. If unsure, take the worse one. There are `P0`.');
    model.say(people.commander, '/severity P0 all of it\n/ack');
    model.until(minute(60 * 24));
    expect(told(model).filter((line) => line.includes('no-severity'))).toHaveLength(2);
  }); // biome-ignore format: one thought a line
});

describe('after hours without the app', () => {
  test('what came due is said once, and three steps mention the people of all three', () => {
    const model = opened(small(`respond_within: 5m, resolve_within: 1h, updates: { every: 10m }, escalation: [${step}, { after: 10m, targets: [lead] }, { after: 20m, targets: [manager] }]`)); // biome-ignore format: one call
    model.now = minute(120);
    model.send(build.tick(minute(5)));
    model.send(build.tick(minute(5)));
    expect(told(model)).toEqual([
      '0 @oncall | step-0-0',
      '120 @oncall @lead @manager | response:P0 step-0-1 update step-0-2 resolution:P0',
    ]);
  });

  test('what people wrote meanwhile is read to its end before anybody is called', () => {
    const model = opened(small(`updates: { every: 30m }, escalation: [${step}, { after: 10m, targets: [lead], until: acknowledged }]`)); // biome-ignore format: one call
    model.now = minute(60);
    const written = ['/ack', '/update rolled back'].map((body) => [body, model.write(people.responder, body)] as const);
    model.now = minute(70);
    for (const [body, { id, createdAt }] of written)
      model.send({ ...build.commented(body, { id, createdAt, actor: people.responder }), at: createdAt, via: 'sweep' });
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    model.send(build.look(model.now));
    model.until(minute(89));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    model.until(minute(101));
    expect(told(model).at(-1)).toMatch(/^\d+ @responder \| update$/);
  });

  test('closed by hand meanwhile: understood before anything is sent', () => {
    const model = opened(small(`respond_within: 5m, escalation: [${step}, { after: 10m, targets: [lead] }]`));
    model.live = { ...model.live, state: 'closed' };
    model.now = minute(120);
    model.send(build.look(minute(120)));
    model.send(build.tick(minute(120)));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
  });

  test('made milder by hand meanwhile: nobody is paged by the worse one before its event came', () => {
    const two = policyOf(`preset: none\n${mapped}levels: [{ name: P0, escalation: [${step}, { after: 10m, targets: [lead] }] }, { name: P1, escalation: [${step}] }]`); // biome-ignore format: one value
    const model = opened(two);
    model.live = { ...model.live, labels: model.live.labels.map((label) => (label.name === 'P0' ? { ...label, name: 'P1' } : label)) }; // biome-ignore format: one value
    model.now = minute(120);
    model.send(build.tick(minute(10)));
    expect(told(model)).toEqual(['0 @oncall | step-0-0']);
    model.send(build.labelled('P1', true, { at: model.now, actor: people.responder }));
    expect(model.record?.level).toBe('P1');
    expect(told(model).join()).not.toContain('@lead');
  });
});

describe('two instances, restarts, clocks that differ', () => {
  const policy = small(
    `respond_within: 5m, resolve_within: 1h, escalation: [${step}, { after: 10m, targets: [lead] }]`,
  );

  test('the same thing has the same key whoever decides it, a little earlier or later', () => {
    const keys = [5, 5.2, 8].map((at) => {
      const model = opened(policy);
      model.now = minute(at);
      return model.send(build.tick(minute(5)))?.effects.find(({ kind }) => kind === 'comment')?.key;
    });
    expect(new Set(keys)).toEqual(new Set([`due/${minute(5)}/response:P0:${minute(5)}`]));
  });

  test('an instance whose clock is behind does nothing before the time by its clock', () => {
    const model = opened(policy);
    model.now = minute(4.99);
    const decision = model.send(build.tick(minute(5)));
    expect([decision?.effects, decision?.lookAgainAt]).toEqual([[], minute(5)]);
  });

  test('what one instance did, another one whose clock is behind does not do again', () => {
    const model = opened(policy);
    model.now = minute(6);
    model.send(build.tick(minute(5)));
    model.now = minute(4);
    model.send(build.tick(minute(5)));
    model.now = minute(5);
    model.send(build.tick(minute(5)));
    expect(told(model)).toEqual(['0 @oncall | step-0-0', '6 @oncall | response:P0']);
  });

  test('rebuilt from the thread in the middle of the ladder: what was said is known, what is to come comes', () => {
    const model = opened(policy);
    model.until(minute(7));
    model.record = { ...model.rebuilt(), card: model.record?.card ?? null };
    model.send(build.look(minute(7)));
    model.until(minute(62));
    expect(told(model)).toEqual([
      '0 @oncall | step-0-0',
      '5 @oncall | response:P0',
      '10 @lead | step-0-1',
      '60 @oncall | resolution:P0',
    ]);
  });

  test('rebuilt from a thread whose comments are a few seconds older than what was decided on them', () => {
    const model = opened(small(`escalation: [${step}], postmortem: { need: required, publish_within: 48h }`));
    model.say(people.commander, '/ack');
    model.later('PT1H');
    model.say(people.commander, '/resolve');
    model.comments = model.comments.map((comment) =>
      comment.body === '/resolve' ? { ...comment, createdAt: minute(59.8) } : comment,
    );
    model.until(minute(60 + 48 * 60));
    const rebuilt = model.rebuilt();
    expect(rebuilt.milestones.resolved).toBe(minute(59.8));
    model.record = { ...rebuilt, card: model.record?.card ?? null };
    model.send(build.look(model.now));
    expect(told(model).filter((line) => line.includes('postmortem'))).toHaveLength(1);
  });

  test('a step with nobody in it does not hold up the others', () => {
    const gaps = small(`escalation: [${step}, { after: 5m, targets: [nobody] }, { after: 10m, targets: [lead] }]`);
    const model = opened(gaps);
    model.until(minute(11));
    expect(told(model).map((line) => line.split(' | ')[0])).toEqual(['0 @oncall', '5 @oncall', '10 @lead']);
  });
});
