// A comment: whose commands run, what each refusal says, and what is met with silence.
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/core/decision.ts';
import { effectKeysIn } from '../../../src/core/marker.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

function declared(level = 'P0'): Model {
  const model = new Model({ title: `[INCIDENT ${level}] Production down`, labelled: ['incident', level] });
  model.open();
  return model;
}

/** What the app wrote in answer to the newest comment; null when it said nothing. */
function reply(model: Model): string | null {
  const last = model.said.at(-1);
  return last !== undefined && effectKeysIn(last.body).some((key) => key.startsWith('reply/')) ? last.body : null;
}

const reactions = (decision: Decision | null): readonly string[] =>
  (decision?.effects ?? []).flatMap((effect) => (effect.kind === 'react' ? [effect.reaction] : []));
const timeline = (model: Model): readonly string[] => model.record?.timeline.map(({ text }) => text) ?? [];

describe('a responder', () => {
  test.each([
    { says: '/ack', becomes: { milestones: { acknowledged: minute(0) }, roles: { commander: people.responder } } },
    { says: '/severity P2 better', becomes: { level: 'P2' } },
    { says: '/severity p1', becomes: { level: 'P1' } },
    { says: '/status fixing', becomes: { status: 'mitigating' } },
    { says: '/status monitoring', becomes: { status: 'monitoring', monitoring: { until: minute(120) } } },
    {
      says: '/update Rolled back eta=15m',
      becomes: { eta: '2026-03-01T04:15:00Z', updates: { lastText: 'Rolled back', given: 1 } },
    },
    { says: '/ic @commander', becomes: { roles: { commander: people.commander } } },
    { says: '/role comms @Reviewer', becomes: { roles: { comms: people.reviewer } } },
    { says: '/role ic @lead', becomes: { roles: { commander: people.lead } } },
    { says: '/resolve rolled back', becomes: { status: 'monitoring' } },
  ])('$says', ({ says, becomes }) => {
    const model = declared();
    const decision = model.say(people.responder, says);
    expect(model.record).toMatchObject(becomes);
    expect(reactions(decision)).toEqual(['+1']);
    expect(decision?.outcome).toBe('done');
  });

  test('the cause found while the fix is watched is a milestone: the window goes on (C19)', () => {
    const model = declared();
    model.say(build.people.responder, '/status monitoring');
    const { monitoring, milestones } = model.record ?? {};
    model.later('PT10M');
    model.say(build.people.responder, '/status identified a full disk');
    expect(model.record).toMatchObject({ status: 'monitoring', monitoring, milestones: { mitigated: milestones?.mitigated, identified: minute(10) } });
    expect(model.record?.timeline.at(-1)?.text).toBe('Cause identified while monitoring: a full disk');
  }); // biome-ignore format: one thought a line

  test('whoever goes back from monitoring to fixing says that the service was not restored', () => {
    const model = declared();
    model.say(build.people.responder, '/status monitoring');
    model.later('PT10M');
    model.say(build.people.responder, '/status mitigating errors are back');
    expect(model.record).toMatchObject({ status: 'mitigating', monitoring: null, milestones: { mitigated: null } });
    expect(model.record?.checklist.find(({ id }) => id === 'fix')?.state).toBe('open');
  });

  test('/note with a time of day that is still to come says of which day it was taken', () => {
    const model = declared();
    model.say(people.responder, '/note 23:59 the first alert');
    expect(reply(model)).toMatch(/^Noted at 2026-02-28 23:59 UTC, the day before: .*`\/note 2026-03-01 23:59 …`/);
    expect(model.record?.timeline.at(-1)).toMatchObject({ at: '2026-02-28T23:59:00Z', text: 'the first alert' });
    const { length } = model.said;
    model.say(people.responder, '/note 00:10 of today');
    model.say(people.responder, '/note 2026-02-28 23:59 with its date');
    expect(model.said).toHaveLength(length);
  });

  test('/note goes on the timeline, whatever the status', () => {
    const model = declared('P3');
    model.say(people.responder, '/check 3 4 6 8\n/resolve\n/close');
    model.say(people.responder, '/note it was the cache');
    expect(timeline(model)).toContain('it was the cache');
    expect(model.live.state).toBe('closed');
  });

  test('/resolve, the window of a P0 (S003-21), /resolve, /close', () => {
    const model = declared();
    model.say(people.responder, '/resolve rolled back');
    expect(reply(model)).toMatch(/Monitoring until 2026-03-01 06:00 UTC.*2 hours.*Still open.*Root cause/s);
    model.later('PT10M');
    model.say(people.responder, '/resolve');
    expect(model.record?.status).toBe('monitoring');
    model.until(minute(120));
    expect(model.said.at(-1)?.body).toContain('The monitoring window is over');
    model.say(people.responder, '/resolve all normal');
    expect([model.record?.status, model.live.state]).toEqual(['resolved', 'open']);
    model.say(people.responder, '/check 4 6 8\n/close');
    expect(model.live).toMatchObject({ state: 'closed', stateReason: 'completed' });
    // The postmortem is to be published within three days (S003-24).
    expect(model.lookAt).toBe(minute(120 + 3 * 24 * 60));
  });

  test('several commands run in order, with one reaction, at most one reply and one card', () => {
    const model = declared('P2');
    model.say(people.responder, '/severity P3');
    model.later('PT15M');
    const decision = model.say(people.responder, '/ack\n/check 4 6 8\n/resolve fixed\n/close');
    expect(model.record).toMatchObject({ status: 'closed', level: 'P3' });
    const kinds = decision?.effects.map(({ kind }) => kind) ?? [];
    expect(kinds.filter((kind) => kind !== 'comment')).toEqual(['react', 'labels', 'assignees', 'close', 'card']);
    expect(kinds.filter((kind) => kind === 'comment').length).toBeLessThanOrEqual(1);
  }); // biome-ignore format: one thought

  test('a mix of good and bad: the good are done, one reply names the bad', () => {
    const model = declared();
    const decision = model.say(people.responder, '/ack\n/severity P9\n/note seen');
    expect(model.record?.milestones.acknowledged).not.toBeNull();
    expect(timeline(model)).toContain('seen');
    expect(reactions(decision)).toEqual(['confused']);
    expect(decision?.outcome).toBe('refused:unknown-level');
    expect(reply(model)).toMatch(/\/severity was not done.*`P0`, `P1`, `P2`, `P3`/s);
  });

  test('of several, what was not done is told by its line and as it was typed', () => {
    const model = declared();
    model.say(people.responder, '/note a\n\n/severity P7\r\n\n  /severity P8 | <b>@lead');
    expect(reply(model)).toContain('**/severity was not done (line 3: `/severity P7`).** There is');
    expect(reply(model)).toContain('(line 5: <code>&#47;severity P8 &#124; &#60;b&#62;\u200b@\u200blead</code>).**');
    model.say(people.responder, '/ack\n\n/update a\nb eta=');
    expect(reply(model)).toContain('**/update was not done (line 4: `b eta=`).** `eta=` has no value');
    model.say(people.responder, 'Well.\n/severity P9');
    expect(reply(model)).toContain('**/severity was not done.**');
  });

  test('five thousand commands: ten at most are done, one reply, within its size', () => {
    const model = declared();
    const decision = model.say(people.responder, Array.from({ length: 5_000 }, (_, n) => `/note ${n}`).join('\n'));
    expect(decision?.effects.filter(({ kind }) => kind === 'comment')).toHaveLength(1);
    expect(timeline(model).filter((text) => /^\d+$/.test(text))).toHaveLength(10);
    expect(reply(model)?.length).toBeLessThan(65_536);
  });
});

describe('a refusal says what happened, what was expected and what to do', () => {
  test.each([
    {
      says: '/readiness',
      hears: /GitHub could not be asked how this installation stands.*firebreak doctor/s,
      code: 'readiness-not-read',
    },
    { says: '/help nosuch', hears: /`\/help` lists them/, code: 'grammar' },
    {
      says: '/severity P9',
      hears: /no such severity.*`P0`.*Comment `\/severity` with one of these/s,
      code: 'unknown-level',
    },
    { says: '/status sideways', hears: /no such status.*`investigating`.*Comment `\/status/s, code: 'unknown-status' },
    { says: '/status resolved', hears: /command of its own.*`\/resolve \[summary\]`/s, code: 'use-command' },
    { says: '/status closed', hears: /command of its own.*`\/close \[reason\]`/s, code: 'use-command' },
    { says: '/status declined', hears: /command of its own.*decline .*reason/s, code: 'use-command' },
    { says: '/status reported', hears: /no such status.*Comment `\/status/s, code: 'unknown-status' },
    { says: '/ic @nobody-here', hears: /GitHub knows no such account/, code: 'unknown-person' },
    { says: '/ic @constructor', hears: /GitHub knows no such account/, code: 'unknown-person' },
    { says: '/role king @lead', hears: /no role of this policy.*`commander`/s, code: 'unknown-role' },
    { says: '/reopen', hears: /incident is investigating/, code: 'wrong-status' },
    { says: '/close', hears: /Before it can be closed.*2 hours/s, code: 'wrong-status' },
    { says: '/update', hears: /./, code: 'grammar' },
    { says: '/akc', hears: /`\/ack`/, code: 'grammar' },
    // What was typed is shown, with the nearest value, and letters that look like others as what they are (AC-33).
    {
      says: '/status mitigaed',
      hears: /no such status as `mitigaed`.*Comment `\/status mitigating`/s,
      code: 'unknown-status',
    },
    { says: '/status mitigated', hears: /`mitigated`.*Comment `\/status mitigating`/s, code: 'unknown-status' },
    { says: '/status Fixed', hears: /`Fixed`.*Comment `\/status fixing`/s, code: 'unknown-status' },
    { says: '/status reslved', hears: /`reslved`.*Comment `\/resolve \[summary\]`/s, code: 'unknown-status' },
    {
      says: '/status m\u0456tigating',
      hears: /`m\[U\+0456\]tigating`.*Comment `\/status mitigating`/s,
      code: 'unknown-status',
    },
    { says: '/status sideways', hears: /`sideways`.*Comment `\/status` with one of these/s, code: 'unknown-status' },
    { says: '/status <b>@lead</b>', hears: /as <code>&#60;b&#62;\u200b@\u200blead/, code: 'unknown-status' },
    {
      says: '/severity \u04200',
      hears: /no such severity as `\[U\+0420\]0`.*Comment `\/severity P0`/s,
      code: 'unknown-level',
    },
    {
      says: '/severity \u04209',
      hears: /`\[U\+0420\]9`.*Comment `\/severity` with one of these/s,
      code: 'unknown-level',
    },
    {
      says: '/severity h\u00f6chste',
      hears: /`h\u00f6chste`.*Comment `\/severity` with one of these/s,
      code: 'unknown-level',
    },
    { says: '/severity p-0', hears: /`p-0`.*Comment `\/severity P0`/s, code: 'unknown-level' },
    // A level of the policy, by its number, whatever the word before it.
    { says: '/severity sev1', hears: /`sev1`.*Comment `\/severity P1`/s, code: 'unknown-level' },
    { says: '/severity 2', hears: /`2`.*Comment `\/severity P2`/s, code: 'unknown-level' },
    { says: '/severity sev9', hears: /`sev9`.*Comment `\/severity` with one of these/s, code: 'unknown-level' },
    { says: '/sev1', hears: /`\/sev1` is not a command.*Did you mean `\/severity P1`\?/s, code: 'grammar' },
    { says: '/sev 1', hears: /Did you mean `\/severity P1`\?/, code: 'grammar' },
    { says: '/sev 1 all down', hears: /Did you mean `\/severity P1 all down`\?/, code: 'grammar' },
    { says: '/status=mitigating', hears: /Did you mean `\/status mitigating`\?/, code: 'grammar' },
    { says: '/resolve dry-run', hears: /has no flag `dry-run`.*Did you mean `--dry-run`\?/s, code: 'grammar' },
    { says: '/snooze 15 min the restore', hears: /Comment `\/snooze 15m the restore`/, code: 'unknown-duration' },
    { says: '/time started=20 minutes ago', hears: /Comment `\/time started=20m ago`/, code: 'time-apart' },
    { says: '/time started=3am', hears: /Comment `\/time started=03:00`/, code: 'unknown-time' },
    { says: '/time started=3:30 pm', hears: /Comment `\/time started=15:30`/, code: 'time-apart' },
    { says: '/update x eta=03:00', hears: /`eta=03:00` is past: it is 04:\d\d UTC/, code: 'no-eta' },
    { says: '/update x eta=2026-02-28', hears: /`eta=2026-02-28` is past/, code: 'no-eta' },
    {
      says: '/update x eta=99:99',
      hears: /`eta=99:99` is no time of a day.*in UTC.*eta=30m/s,
      code: 'no-eta',
    },
    { says: '/p-0 all down', hears: /Did you mean `\/severity P0`\?/, code: 'grammar' },
    { says: '/sev9', hears: /Comment `\/severity` with one of `P0`, `P1`, `P2`, `P3`/, code: 'grammar' },
    { says: '/role king @lead', hears: /`king` is no role.*Comment `\/role` with one of these/s, code: 'unknown-role' },
    {
      says: '/role comander @lead',
      hears: /`comander` is no role.*Comment `\/role commander @user`/s,
      code: 'unknown-role',
    },
  ])('$says', ({ says, hears, code }) => {
    const model = declared();
    const before = model.record;
    const decision = model.say(people.responder, says);
    expect(reply(model)).toMatch(hears);
    expect(reactions(decision)).toEqual(['confused']);
    expect(decision?.outcome).toBe(`refused:${code}`);
    expect(model.record?.revision).toBe(before?.revision);
  });

  test('a level without a number of its own is suggested by its rank', () => {
    const policy = build.policyOf(`preset: none\nlevels: [{ name: Critical }, { name: Major }]\n${build.mapped}`);
    const model = new Model({ labelled: ['incident', 'Major'] }, policy);
    model.open();
    model.say(people.responder, '/sev1');
    expect(reply(model)).toMatch(/Did you mean `\/severity Critical`\?/);
    model.say(people.responder, '/severity sev7');
    expect(reply(model)).toMatch(/Comment `\/severity` with one of these/);
  });

  test('another form of a word is not guessed to be a status that the incident has left', () => {
    const model = declared();
    model.say(people.responder, '/status monitoring');
    model.say(people.responder, '/status mitigated');
    expect(reply(model)).toMatch(/`mitigated`.*Comment `\/status` with one of these/s);
    model.say(people.responder, '/status mitigatng');
    expect(reply(model)).toMatch(/`mitigatng`.*Comment `\/status mitigating`/s);
  });

  test.each(['/ack', '/status investigating', '/update text', '/resolve'])('%s on a closed incident points to /reopen', (says) => {
    const model = declared('P3');
    model.say(people.responder, '/check 3 4 6 8\n/resolve\n/close');
    const decision = model.say(people.responder, says);
    expect(decision?.outcome).toBe('refused:wrong-status');
    expect(reply(model)).toMatch(says.startsWith('/update') ? /`\/note`/ : /`\/reopen`/);
    expect([model.record?.status, model.lookAt]).toEqual(['closed', null]);
  }); // biome-ignore format: one thought
});

describe('--dry-run', () => {
  test.each([
    '/ack --dry-run',
    '/severity P3 --dry-run',
    '/resolve --dry-run',
    '/close --force --dry-run it is known',
    '/ack —dry-run',
  ])('%s changes nothing and says what it would do', (says) => {
    const model = declared('P3');
    const { record, live } = model;
    model.say(people.lead, says);
    expect(reply(model)).toMatch(/Dry run of `?\/\w+`?: nothing was changed/);
    const plain = { seen: null, replies: null };
    expect({ ...model.record, ...plain }).toEqual({ ...record, ...plain });
    expect(model.live).toBe(live);
  });
});

describe('two severities in one command', () => {
  test.each(['/severity P1 P2', '/severity P1, p2!', '/severity P1 or P2', '/severity P1 -> P2 since noon'])('%s is doubtful: nothing is done, and both are told', (says) => {
    const model = declared();
    expect(model.say(people.responder, says)?.outcome).toBe('refused:two-levels');
    expect(model.record?.level).toBe('P0');
    expect(reply(model)).toMatch(/`\/severity P1` or `\/severity P2`/);
  }); // biome-ignore format: a list

  test.each(['/severity P1 P1', '/severity P1 from P0', '/severity P1 not P2', '/severity P1 P2-like'])('%s is one and its reason', (says) => {
    const model = declared();
    model.say(people.responder, says);
    expect(model.record?.level).toBe('P1');
  }); // biome-ignore format: a list
});

describe('--force', () => {
  test('by somebody the policy lets override: the gate is passed', () => {
    const model = declared();
    model.say(people.lead, '/resolve --force it was a drill gone wrong');
    model.say(people.lead, '/close --force it was a drill gone wrong');
    expect([model.record?.status, model.live.state]).toEqual(['closed', 'closed']);
  });

  test('by a responder who may not: nothing is done, and who may is named', () => {
    const model = declared();
    const decision = model.say(people.responder, '/close --force');
    expect(decision?.outcome).toBe('refused:not-allowed');
    expect(reply(model)).toMatch(/authority\.override.*maintain, admin/s);
    expect(model.live.state).toBe('open');
  });

  test('by a responder where nothing is held: done as without it', () => {
    const model = declared();
    expect(model.say(people.responder, '/status mitigating --force rolling back')?.outcome).not.toMatch(/^refused/);
    expect(model.record).toMatchObject({ status: 'mitigating' });
    expect(JSON.stringify(model.record)).not.toContain('overridden');
  });

  test('by a responder while the fix must be watched first: not even the watching begins', () => {
    const model = declared();
    expect(model.say(people.responder, '/resolve --force it works')?.outcome).toBe('refused:not-allowed');
    expect(model.record).toMatchObject({ status: 'investigating' });
  });
});

describe('somebody who may not', () => {
  test.each(['/ack', '/severity P3', '/status mitigating', '/update x', '/note x', '/ic @visitor', '/role comms @visitor', '/resolve', '/close', '/reopen'])(
    '%s is refused, with the rule and who may',
    (says) => {
      const model = declared();
      const decision = model.say(people.visitor, says);
      expect(decision?.outcome).toBe('refused:not-allowed');
      expect(reply(model)).toMatch(/authority\.respond.*write, maintain, admin/s);
      expect(model.record).toMatchObject({ level: 'P0', status: 'investigating', roles: {}, milestones: { acknowledged: null } });
    },
  ); // biome-ignore format: a list

  test('hears it once an hour; meanwhile nothing is written at all', () => {
    const model = declared();
    const first = model.say(people.visitor, '/ack');
    model.later('PT59M');
    const second = model.say(people.visitor, '/ack');
    model.later('PT2M');
    const third = model.say(people.visitor, '/ack');
    const kinds = [first, second, third].map((one) => one?.effects.map(({ kind }) => kind).filter((kind) => kind !== 'card'));
    expect(kinds[0]).toEqual(['react', 'comment']);
    expect(second?.effects.filter((effect) => effect.key.includes(`${model.comments.length}`))).toEqual([]);
    expect(kinds[1]?.includes('react')).toBe(false);
    expect(kinds[2]).toContain('react');
  }); // biome-ignore format: one thought a line

  test('another stranger is told too', () => {
    const model = declared();
    model.say(people.visitor, '/ack');
    model.say(build.aPerson(), '/ack');
    expect(model.said.filter(({ body }) => body.includes('You may not'))).toHaveLength(2);
  });

  test('and /help in the same hour is answered all the same', () => {
    const model = declared();
    model.say(people.visitor, '/ack');
    model.say(people.visitor, '/help');
    expect(reply(model)).toContain('All commands');
  });

  test('anyone may ask for /help', () => {
    const model = declared();
    expect(model.say(people.visitor, '/help')?.outcome).toBe('done');
    expect(reply(model)).toMatch(/Useful now.*\/ack.*All commands/s);
  });

  test('a responder whose role GitHub does not tell is told every time to say it again', () => {
    const model = declared();
    const record = model.record;
    const asked = (id: number) => {
      const trigger = build.commented('/ack', { id });
      const comment = build.liveComment({ id, body: '/ack' });
      const facts = build.facts({ comment, actor: build.standing('unknown') });
      return build.brain.decide(build.situation(trigger, { record: model.record ?? record, facts }));
    };
    for (const id of [70_001, 70_002]) {
      const decision = asked(id);
      model.record = decision.record;
      expect(decision.outcome).toBe('refused:permission-unknown');
      expect(decision.effects.map(({ kind }) => kind)).toContain('comment');
      expect(decision.record?.milestones.acknowledged).toBeNull();
    }
  });
});

describe('what is met with silence', () => {
  const model = declared();
  const { record } = model;
  const ask = (trigger: ReturnType<typeof build.commented>) =>
    build.brain.factsFor(trigger, record, model.policy, build.self);

  test.each([
    { name: 'no command', trigger: build.commented('looking into it') },
    { name: 'a path', trigger: build.commented('/etc/hosts is wrong') },
    { name: 'another bot’s command', trigger: build.commented('/deploy production') },
    { name: 'a command in a code block', trigger: build.commented('```\n/ack\n```') },
    { name: 'a command in a quote', trigger: build.commented('> /ack') },
    { name: 'a bot', trigger: build.commented('/ack', { actor: { ...build.bot, id: 4 } }) },
    { name: 'ourselves', trigger: build.commented('/ack', { actor: build.bot }) },
    { name: 'nobody', trigger: build.commented('/ack', { actor: null }) },
  ])('$name costs no request', ({ trigger }) => {
    expect(ask(trigger)).toBeNull();
  });

  test('a comment handled before', () => {
    const again = declared();
    again.say(people.responder, '/ack');
    const { id, body } = again.comments.find((comment) => comment.body === '/ack') ?? build.liveComment();
    const before = again.record;
    const decision = again.send(build.commented(body, { id }));
    expect(decision).toMatchObject({ outcome: 'ignored:seen', effects: [] });
    expect(again.record).toEqual(before);
  });

  test('a comment deleted since', () => {
    const gone = declared();
    expect(gone.send(build.commented('/ack', { id: 88 }))).toMatchObject({
      outcome: 'ignored:comment-deleted',
      effects: [],
    });
  });

  test('a comment that a sweep finds and that was acknowledged before', () => {
    const swept = declared();
    const comment = build.liveComment({ id: 89, body: '/ack', acknowledged: 'accepted' });
    swept.comments.push(comment);
    const decision = swept.send(build.commented('/ack', { id: 89, via: 'sweep' }));
    expect(decision).toMatchObject({ outcome: 'ignored:acknowledged-before', effects: [] });
  });
});

describe('a comment edited before it could be carried out', () => {
  test.each([
    { name: 'in words', body: '/severity P3', edited: true },
    { name: 'unmarked, but with other words', body: '/severity P3', edited: false },
    { name: 'and back again', body: '/ack', edited: true },
  ])('$name: nothing is done, and it is said', ({ body, edited }) => {
    const model = declared();
    model.comments.push(build.liveComment({ id: 90, body, edited }));
    const decision = model.send(build.commented('/ack', { id: 90 }));
    expect(decision?.outcome).toBe('refused:comment-changed');
    expect(reply(model)).toMatch(/edited before it could be carried out.*Post a new comment/s);
    expect(model.record).toMatchObject({ level: 'P0', milestones: { acknowledged: null } });
  });

  test('line ends alone are no edit', () => {
    const model = declared();
    model.comments.push(build.liveComment({ id: 91, body: '/ack\n/note x' }));
    expect(model.send(build.commented('/ack\r\n/note x', { id: 91 }))?.outcome).toBe('done');
  });
});

describe('found late', () => {
  test.each([
    { says: '/ack', minutes: 15, outcome: 'done' },
    { says: '/ack', minutes: 600, outcome: 'done' },
    { says: '/severity P1', minutes: 600, outcome: 'done' },
    { says: '/resolve', minutes: 15, outcome: 'done' },
    { says: '/resolve', minutes: 15.1, outcome: 'refused:too-late' },
    { says: '/close', minutes: 16, outcome: 'refused:too-late' },
    { says: '/reopen', minutes: 16, outcome: 'refused:too-late' },
    { says: '/help', minutes: 16, outcome: 'refused:too-late-for-good' },
  ])('$says after $minutes minutes: $outcome', ({ says, minutes, outcome }) => {
    const model = declared();
    const { id, body, createdAt } = model.write(people.responder, says);
    model.now = minute(minutes);
    expect(model.send(build.commented(body, { id, createdAt, via: 'sweep' }))?.outcome).toBe(outcome);
    const heard = model.said.map((comment) => comment.body).join();
    if (outcome === 'done') expect(heard).not.toContain('Say it again');
    else if (outcome === 'refused:too-late-for-good')
      expect(heard).toMatch(/found 16 minutes after it was written, so it was dropped/);
    else expect(heard).toMatch(/found 1[56] minutes after it was written.*Say it again/s);
  });

  test('what is done late says so on the timeline', () => {
    const model = declared('P3');
    const { id, body, createdAt } = model.write(people.responder, '/ack');
    model.now = minute(40);
    model.send(build.commented(body, { id, createdAt, via: 'sweep' }));
    expect(timeline(model)).toContain('/ack was written at 04:00 UTC and found 40 minutes later');
  });
});

describe('a dry run shows what would happen, and tells nobody', () => {
  const dry = (labelled: readonly string[], says: string) => {
    const model = new Model({ title: `[INCIDENT ${labelled[1]}] Production down`, labelled });
    model.open();
    model.later('PT1M');
    const before = { live: model.live, said: model.said.length };
    model.say(people.responder, says);
    expect(model.live).toEqual(before.live);
    expect(model.said).toHaveLength(before.said + 1);
    const body = model.said.at(-1)?.body ?? '';
    expect(body).not.toMatch(/@(acme|lead|commander)/);
    return body;
  };

  test('of a worse severity: who is paged, labels and title', () => {
    const body = dry(['incident', 'P2'], '/severity P0 too many fail --dry-run');
    expect(body).toContain('Paged: `acme/devops`');
    expect(body).toContain('Label added: `P0`');
    expect(body).toContain('Label taken away: `P2`');
    expect(body).toContain('Title: `[INCIDENT P0] Production down`');
  });

  test('of declining: that the issue stays open and is plain', () => {
    const body = dry(['incident', 'P0'], '/decline oops --plain --dry-run');
    expect(body).toContain('Title: `Production down`');
    expect(body).toMatch(/Label taken away: `incident`/);
    expect(dry(['incident', 'P0'], '/decline oops --dry-run')).toContain('The issue closed as not planned');
  });

  test('of a handoff: who is mentioned and assigned', () => {
    const body = dry(['incident', 'P0'], '/handoff @commander all yours --dry-run');
    expect(body).toContain('Mentioned: `commander`');
    expect(body).toContain('Assigned: `commander`');
  });

  test('of a note: nothing of the kind', () => {
    expect(dry(['incident', 'P0'], '/note looking --dry-run')).not.toContain('It would have done');
  });
});

describe('AC-08 a comment that is edited so that it holds another command', () => {
  const begun = () => {
    const model = new Model();
    model.open();
    return model;
  };
  const edit = (model: Model, by: (typeof people)[keyof typeof people], body: string, bodyFrom: string) => {
    const { issue, installationId } = build.tick(build.T0);
    const at = model.now;
    return model.send({
      kind: 'comment-edited',
      issue,
      installationId,
      at,
      actor: by,
      via: 'webhook',
      commentId: 77,
      body,
      bodyFrom,
    });
  };

  test('does nothing, and a responder hears it once', () => {
    const model = begun();
    const before = model.said.length;
    edit(model, people.responder, '/severity P1', '/sevrity P1');
    edit(model, people.responder, '/severity P2', '/severity P1');
    expect(model.record?.level).toBe('P0');
    expect(model.said).toHaveLength(before + 1);
    expect(model.said.at(-1)?.body).toContain('Post a new comment.');
  });

  test('of a stranger, or without a new command: nothing is said', () => {
    const model = begun();
    const before = model.said.length;
    edit(model, people.visitor, '/severity P1', '/sevrity P1');
    expect(edit(model, people.responder, '/note a\n\nand more', '/note a')).toBeNull();
    expect(model.said).toHaveLength(before);
  });
});
