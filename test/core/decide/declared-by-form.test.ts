// What the declaration form brings about: missing answers, what is no incident, milestones, ticks, and answers that change afterwards.
import { describe, expect, test } from 'vitest';
import { severityOptions } from '../../../src/core/form/severity-question.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Timestamp } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

/** The answers of the form for the severities of a policy, worst first. */
const severities = (policy: Policy) => severityOptions(policy).slice(1);
const [P0 = '', P1 = '', P2 = ''] = severities(build.aPolicy());

const sample = { broken: 'Checkout answers 500', severity: P0 };

/** An issue made with the form, not sent yet. */
function filledIn(answers: Readonly<Record<string, string>> = sample, policy: Policy = build.aPolicy()): Model {
  return new Model({ title: '[INCIDENT] ', labelled: ['incident'], body: build.formBody(answers, policy) }, policy);
}

function opened(answers?: Readonly<Record<string, string>>, policy?: Policy): Model {
  const model = filledIn(answers, policy);
  model.open();
  return model;
}

const bodies = (model: Model) => model.said.map(({ body }) => body);
const asks = (model: Model) => bodies(model).filter((body) => body.includes('Please add to the issue'));

describe('what is required and missing', () => {
  test('is asked for with the page, in one comment, and the card shows it', () => {
    const model = opened({ severity: P0 });
    expect(bodies(model)).toHaveLength(1);
    expect(bodies(model)[0]).toMatch(/INCIDENT[\s\S]*Please add to the issue[\s\S]*What is broken\?/);
    expect(model.card).toContain('What is broken?');
  });

  test('a dot is no answer', () => {
    expect(asks(opened({ ...sample, broken: '.' }))).toHaveLength(1);
    expect(asks(opened(sample))).toHaveLength(0);
  });

  test.each([
    { started: '03:50', at: '2026-03-01T03:50:00Z' },
    { started: '20m ago', at: '2026-03-01T03:40:00Z' },
    { started: 'now', at: '2026-03-01T04:00:00Z' },
  ])(
    'a start of $started is understood as /time understands it, seen from when the issue was opened',
    ({ started, at }) => {
      expect(opened({ ...sample, started }).record?.milestones.started).toBe(at);
    },
  );

  test('is asked for once: later edits change the card alone', () => {
    const model = opened({ severity: P0 });
    model.rewrite(people.responder, build.formBody({ ...sample, started: 'yesterday' }));
    expect(model.card).toContain('The start time was not understood');
    expect(model.card).not.toContain('has no answer');
    model.rewrite(people.responder, build.formBody({ severity: P0 }));
    expect(model.card).toContain('has no answer');
    expect(asks(model)).toHaveLength(1);
  });

  test('is asked for in a comment of its own where nothing is due', () => {
    const policy = build.policyOf('preset: sev');
    const severity = severities(policy)[3] ?? '';
    const model = filledIn({ severity }, policy);
    model.open();
    expect(bodies(model)).toHaveLength(1);
    expect(asks(model)).toHaveLength(1);
    expect(model.record?.unasked).toHaveLength(1);
    model.later('PT1M');
    model.rewrite(people.responder, build.formBody({ severity, tried: 'x' }, policy));
    expect(bodies(model)).toHaveLength(1);
  });

  test('waits for a page that is due in a moment, and goes with it', () => {
    const policy = build.policyOf(
      `${build.mapped}levels: [{ name: P0, escalation: [{ after: 1m, targets: [devops] }] }]`,
    );
    const model = filledIn({ severity: P0 }, policy);
    model.open();
    expect(bodies(model)).toHaveLength(0);
    model.until(minute(2));
    expect(bodies(model)).toHaveLength(1);
    expect(asks(model)).toHaveLength(1);
  });

  test('of a report is asked for where the first responder is told, and where nobody is told nowhere', () => {
    const told = filledIn({ severity: P0 });
    told.open(people.visitor);
    expect(bodies(told)).toHaveLength(1);
    expect(asks(told)).toHaveLength(1);
    const untold = filledIn({ severity: P0 }, build.policyOf('preset: github'));
    untold.open(people.visitor);
    expect(bodies(untold)).toHaveLength(0);
    expect(untold.card).toContain('has no answer');
  });

  test('a forged heading in a text is a conflict, told, and overrides nothing', () => {
    const body = build.formBody({ ...sample, severity: P1, tried: `restart\n\n### Severity\n\n${P0}` });
    const model = new Model({ title: '[INCIDENT] ', labelled: ['incident'], body });
    model.open();
    expect(model.record?.level).toBe('P1');
    expect(model.card).toMatch(/Please add to the issue[\s\S]*`### Severity` stands more than once or out of place/);
    expect(asks(model)).toHaveLength(1);
  });
});

describe('a pasted text that forges answers and opens a block to hide the genuine ones', () => {
  const policy = build.policyOf(`preset: sev\npeople: { everyone: ["@acme/all"], oncall: ["@acme/devops"] }`);
  const [worst = '', , least = ''] = severities(policy);

  test.each([{ opener: '<!--' }, { opener: '<pre>' }, { opener: '```' }])('pages by neither: $opener', ({ opener }) => {
    const broken = `log\n\n### Severity\n\n${worst}\n\n### trace\n\n${opener}`;
    const model = opened({ broken, severity: least }, policy);
    expect(model.record?.level).toBeNull();
    expect(asks(model)[0]).toContain('`### Severity` stands more than once or out of place');
  });

  test('a hidden answer about security is told to be unread', () => {
    const label = build.shippedForm.fields.find(({ key }) => key === 'security')?.heading ?? '';
    const broken = `log\n\n### ${label}\n\nNo: not as far as we know\n\n### trace\n\n<!--`;
    const model = opened({ broken, severity: P0, security: 'Yes: an attack, a leak, or a secret that got out' });
    expect(model.record?.answers.map(({ id }) => id)).not.toContain('security');
    expect(asks(model)[0]).toContain(`\`### ${label}\` stands more than once`);
  });

  test('keeps nothing out as no incident, and ticks nothing', () => {
    const boxes = policy.checklist.map(({ text }) => `- [x] ${text}`).join('\n');
    const broken = `log\n\n### Is it one of these instead?\n\nPlanned maintenance\n\n### Checklist\n\n${boxes}\n\n### trace\n\n<!--`;
    const model = opened({ broken, severity: least }, policy);
    expect(model.record).toMatchObject({ status: 'investigating', excluded: null });
    const untouched = opened({ broken: 'log', severity: least }, policy);
    const done = (one: Model) => one.record?.checklist.filter(({ state }) => state === 'done').map(({ id }) => id);
    for (const id of done(model) ?? []) expect(done(untouched)).toContain(id);
  });
});

describe('without a form and without a word', () => {
  const empty = (body = '', title = '[INCIDENT] ') => {
    const model = new Model({ title, labelled: ['incident'], body });
    model.open();
    model.until(build.minute(300));
    return model;
  };
  const asks = (model: Model) => model.said.filter(({ body }) => body.includes('Nothing says what is broken'));

  test.each(['', ' \n', '<!-- say what is broken -->'])('what is required is asked for once, and the card shows it: %j', (body) => {
    const model = empty(body);
    expect(asks(model)).toHaveLength(1);
    expect(model.card).toContain('what is broken (in the title)');
  });

  test('a title or a description answers it', () => {
    const titled = empty();
    titled.retitle(people.responder, '[INCIDENT] Checkout fails');
    const described = empty();
    described.rewrite(people.responder, 'checkout fails');
    expect([titled.record?.missing, described.record?.missing]).toEqual([[], []]);
  });

  test.each([['checkout fails', '[INCIDENT] '], ['', '[INCIDENT] Checkout fails']])('nothing is asked where something is said: %j under %j', (body, title) => {
    expect(asks(empty(body, title))).toEqual([]);
  });
}); // biome-ignore format: one thought a line

describe('S002-03 what the policy keeps out', () => {
  const policy = build.policyOf(`preset: sev\npeople: { everyone: ["@acme/all"], oncall: ["@acme/devops"] }`);
  const answers = { broken: 'Database upgrade', severity: severities(policy)[3] ?? '' };
  const planned = { ...answers, excluded: 'Planned maintenance' };

  test('is not declared, pages nobody, and is offered to be a plain issue', () => {
    const model = opened(planned, policy);
    expect(model.record).toMatchObject({
      status: 'reported',
      excluded: 'Planned maintenance',
      milestones: { declared: null },
    });
    expect(model.lookAt).toBeNull();
    expect(bodies(model)).toHaveLength(1);
    expect(bodies(model)[0]).not.toContain('@acme');
    expect(bodies(model)[0]).toMatch(
      /Not declared, and nobody was paged[\s\S]*Planned maintenance[\s\S]*\/ack[\s\S]*\/decline/,
    );
    expect(model.card).toContain('which is no incident here');
  });

  test('is an incident all the same when a responder says so', () => {
    const model = opened(planned, policy);
    model.say(people.responder, '/ack');
    expect(model.record).toMatchObject({ status: 'investigating', excluded: null, level: 'SEV-4' });
    expect(model.card).not.toContain('which is no incident here');
  });

  test('is an incident when who may declare takes the answer back', () => {
    const model = opened(planned, policy);
    model.rewrite(people.responder, build.formBody(answers, policy));
    expect(model.record).toMatchObject({ status: 'investigating', excluded: null });
  });

  test.each([
    { name: 'a stranger’s, whose event comes second', by: people.visitor, other: people.responder, status: 'reported' },
    { name: 'a responder’s, whose event comes second', by: people.responder, other: people.visitor, status: 'investigating' },
  ])('taken back in an edit of $name is the doing of that person', ({ by, other, status }) => {
    const model = filledIn(planned, policy);
    model.open(people.visitor);
    const texts = [planned, { ...planned, broken: 'Database upgrade!' }, { ...answers, broken: 'Database upgrade!' }];
    const [first, second, third] = texts.map((said) => build.formBody(said, policy));
    model.live = { ...model.live, body: third ?? '' };
    const edited = (actor: typeof by | typeof other, bodyFrom = '', bodyTo = '') =>
      model.send(build.edited({ at: model.now, actor, titleFrom: null, bodyFrom, bodyTo }));
    edited(other, first, second);
    expect(model.record).toMatchObject({ status: 'reported', excluded: 'Planned maintenance' });
    edited(by, second, third);
    expect(model.record).toMatchObject({ status, excluded: null });
  }); // biome-ignore format: a table

  test.each([
    { name: 'a report like any other', backlog: false },
    { name: 'a ticket of the backlog, of which nobody is told', backlog: true },
  ])('of a stranger is told to nobody; when the stranger takes it back it is $name', ({ backlog }) => {
    const rules = { ...policy, levels: policy.levels.map((level) => (level.name === 'SEV-4' ? { ...level, backlog } : level)) };
    const model = filledIn(planned, rules);
    model.open(people.visitor);
    expect(bodies(model).join()).not.toContain('@acme');
    model.rewrite(people.visitor, build.formBody(answers, policy));
    expect(model.record).toMatchObject({ status: 'reported', excluded: null });
    expect(bodies(model).join().includes('REPORTED, NOT DECLARED')).toBe(!backlog);
    expect(model.card.includes('SEV-4 is a ticket of the backlog, which pages nobody')).toBe(backlog);
  }); // biome-ignore format: one thought a line

  test('taken back and said again over and over, it is one line of the timeline for each', () => {
    const model = filledIn(answers, policy);
    model.open(people.visitor);
    for (let round = 0; round < 20; round += 1)
      for (const said of [planned, answers]) model.rewrite(people.visitor, build.formBody(said, policy));
    expect(model.record?.timeline.length).toBeLessThan(8);
    const counted = model.record?.timeline.map(({ text }) => /\((\d+) times\)$/.exec(text)?.[1]).filter(Boolean);
    expect(counted).toEqual(['20', '20', '20', '21']);
  });

  test('a report that is said to be maintenance afterwards is offered once', () => {
    const model = filledIn(answers, policy);
    model.open(people.visitor);
    for (const said of [planned, { ...planned, excluded: 'Normal debugging' }])
      model.rewrite(people.visitor, build.formBody(said, policy));
    expect(bodies(model).filter((body) => body.includes('Not declared'))).toHaveLength(1);
  });

  test('an incident stays one whatever its form says by now, and the card says what it says', () => {
    const model = opened(answers, policy);
    model.rewrite(people.responder, build.formBody(planned, policy));
    expect(model.record?.status).toBe('investigating');
    expect(model.card).toContain('The form says that this is');
    model.rewrite(people.responder, build.formBody(answers, policy));
    expect(model.card).not.toContain('The form says that this is');
  });

  test('events of one opening in another order make no incident of it', () => {
    const model = filledIn(planned, policy);
    model.send(build.labelled('incident', true));
    model.send(build.opened({ actor: people.responder, author: people.responder }));
    expect(model.record?.status).toBe('reported');
    expect(bodies(model)).toHaveLength(1);
  });

  test('an answer of no option keeps nothing out', () => {
    expect(opened({ ...planned, excluded: 'Planned maintenance!' }, policy).record?.status).toBe('investigating');
  });
});

describe('S002-03 a severity at which somebody is paged at once, and an answer that keeps it out', () => {
  const policy = build.policyOf(`preset: sev\npeople: { everyone: ["@acme/all"], oncall: ["@acme/devops"] }`);
  const [SEV1 = '', , , SEV4 = ''] = severities(policy);
  const planned = { broken: 'Database upgrade', excluded: 'Planned maintenance' };
  const pages = (model: Model) => bodies(model).filter((body) => body.includes('@acme/'));
  const doubt = 'The form also says that this is “Planned maintenance”';

  test('by the form: it is declared and paged, and the page and the card tell the doubt', () => {
    const model = opened({ ...planned, severity: SEV1 }, policy);
    expect(model.record).toMatchObject({ status: 'investigating', level: 'SEV-1' });
    expect(pages(model)).toHaveLength(1);
    expect(pages(model)[0]).toMatch(new RegExp(`@acme/all[\\s\\S]*${doubt}[\\s\\S]*/decline`));
    expect(model.card).toContain('The form says that this is');
    expect(model.record?.timeline.map(({ text }) => text).join()).toContain('and SEV-1: the severity counts');
  });

  test('by the label, whatever the form says of the severity', () => {
    const model = filledIn({ ...planned, severity: SEV4 }, policy);
    model.live = { ...model.live, labels: [...model.live.labels, { id: 'LA_SEV-1', name: 'SEV-1' }] };
    model.open();
    expect(model.record).toMatchObject({ status: 'investigating', level: 'SEV-1' });
    expect(pages(model)).toHaveLength(1);
  });

  test('of somebody who may not declare: a report that the first responder is told of, with the doubt', () => {
    const model = filledIn({ ...planned, severity: SEV1 }, policy);
    model.open(people.visitor);
    expect(model.record).toMatchObject({ status: 'reported' });
    expect(bodies(model)).toHaveLength(1);
    expect(bodies(model)[0]).toMatch(/REPORTED, NOT DECLARED/);
    expect(bodies(model)[0]).toContain(doubt);
  });

  test('is told in one page only', () => {
    const model = opened({ ...planned, severity: SEV1 }, policy);
    model.say(people.responder, '/severity SEV-2');
    expect(bodies(model).filter((body) => body.includes(doubt))).toHaveLength(1);
  });

  test('without a severity that pages it stays kept out', () => {
    for (const severity of [SEV4, severityOptions(policy)[0] ?? '']) {
      const model = opened({ ...planned, severity }, policy);
      expect(model.record).toMatchObject({ status: 'reported', milestones: { declared: null } });
      expect(pages(model)).toEqual([]);
    }
  });

  test('events of one opening in another order make one incident of it, and one page', () => {
    const model = filledIn({ ...planned, severity: SEV1 }, policy);
    model.send(build.labelled('incident', true, { actor: people.responder }));
    model.send(build.opened({ actor: people.responder, author: people.responder }));
    expect(model.record?.status).toBe('investigating');
    expect(pages(model)).toHaveLength(1);
  });
});

describe('S002-26 milestones of their own', () => {
  const times = {
    ...sample,
    started: '2026-03-01T03:40Z',
    complaint: '2026-03-01 03:45 UTC',
    alerted: '2026-03-01T03:50Z',
    detected: '2026-03-01T03:52Z',
  };

  test('impact began, first complaint, first alert, detection and declaration', () => {
    const model = opened(times);
    expect(model.record?.milestones).toMatchObject({
      started: '2026-03-01T03:40:00Z',
      complaint: '2026-03-01T03:45:00Z',
      alerted: '2026-03-01T03:50:00Z',
      detected: '2026-03-01T03:52:00Z',
      declared: build.T0,
    });
    expect(model.card).toContain('| **First complaint** | 2026-03-01 03:45 UTC (5 minutes before the first alert) |');
    expect(model.card).toContain('| **First alert** | 2026-03-01 03:50 UTC |');
  });

  test.each([
    { id: 'complaint', says: 'The time of the first complaint was not understood' },
    { id: 'alerted', says: 'The time of the first alert was not understood' },
    { id: 'detected', says: 'The time of detection was not understood' },
  ])('$id that is no time is asked about', ({ id, says }) => {
    expect(asks(opened({ ...sample, [id]: 'at lunch' }))[0]).toContain(says);
  });

  test('a time to come is a slip of the pen', () => {
    const future: Timestamp = '2026-03-02T00:00:00Z';
    expect(opened({ ...sample, alerted: future, detected: future }).record?.milestones).toMatchObject({
      alerted: null,
      detected: null,
    });
  });

  test('what is added afterwards counts, and what is emptied stays', () => {
    const model = opened(sample);
    model.rewrite(people.responder, build.formBody(times));
    expect(model.record?.milestones.complaint).toBe('2026-03-01T03:45:00Z');
    model.rewrite(people.responder, build.formBody(sample));
    expect(model.record?.milestones.complaint).toBe('2026-03-01T03:45:00Z');
  });
});

describe('S004-10 whether customers notice it', () => {
  test.each([
    { answer: 'Yes: customers notice it', is: true, shown: 'yes' },
    { answer: 'No: only we notice it', is: false, shown: 'no' },
  ])('$answer', ({ answer, is, shown }) => {
    const model = opened({ ...sample, customer_facing: answer });
    expect(model.record?.customerFacing).toBe(is);
    expect(model.card).toContain(`| **Customers notice it** | ${shown} |`);
  });

  test('is not known where nobody said', () => {
    const model = opened(sample);
    expect(model.record?.customerFacing).toBeNull();
    expect(model.card).not.toContain('Customers notice it');
    model.rewrite(people.responder, build.formBody({ ...sample, customer_facing: 'Yes: customers notice it' }));
    expect(model.record?.customerFacing).toBe(true);
  });
});

describe('a severity that is changed in the form', () => {
  test('is told on the card and changes nothing', () => {
    const model = opened(sample);
    model.rewrite(people.responder, build.formBody({ ...sample, severity: P2 }));
    expect(model.record?.level).toBe('P0');
    expect(model.card).toContain('The form says P2; the incident is P0. Comment /severity P2 if the form is right.');
    expect(bodies(model)).toHaveLength(1);
  });

  test.each([
    { name: 'decided by a command', act: (model: Model) => model.say(people.responder, '/severity P1 half of it') },
    { name: 'taken back', act: (model: Model) => model.rewrite(people.responder, build.formBody(sample)) },
    {
      name: 'left open',
      act: (model: Model) => model.rewrite(people.responder, build.formBody({ ...sample, severity: 'Not sure yet' })),
    },
  ])('is not told any more once it is $name', ({ act }) => {
    const model = opened(sample);
    model.rewrite(people.responder, build.formBody({ ...sample, severity: P2 }));
    act(model);
    expect(model.card).not.toContain('The form says');
  });

  test('that the opening had otherwise in its title is told too', () => {
    const model = new Model({ title: '[INCIDENT P1] Checkout', labelled: ['incident'], body: build.formBody(sample) });
    model.open();
    expect(model.record?.level).toBe('P1');
    expect(model.card).toContain('The form says P0; the incident is P1.');
  });

  test('where none was set is told as well', () => {
    const model = opened({ broken: 'x' });
    model.rewrite(people.responder, build.formBody({ broken: 'x', severity: P2 }));
    expect(model.record?.level).toBeNull();
    expect(model.card).toContain('The form says P2; no severity is set.');
  });

  test('an edit of something else brings no old answer up', () => {
    const model = opened(sample);
    model.say(people.responder, '/severity P1 half of it');
    model.rewrite(people.responder, build.formBody({ ...sample, tried: 'restart' }));
    expect(model.card).not.toContain('The form says');
  });
});

test('another severity in the form is told as the form’s answer, and what the incident stays', () => {
  const model = opened({ ...sample, severity: P1 });
  model.rewrite(people.responder, build.formBody({ ...sample, severity: P0 }));
  expect(model.record?.timeline.at(-1)?.text).toContain('the form’s answer P1 → P0; the incident stays P1');
});

describe('S003-37 the boxes of the form', () => {
  const policy = build.aPolicy();
  const items = policy.checklist.filter(({ stage }) => stage === 'during').map(({ text }) => text);
  const list = (...ticked: readonly string[]) =>
    items.map((text) => `- [${ticked.includes(text) ? 'x' : ' '}] ${text}`).join('\n');
  const withTicks = (...ticked: readonly string[]) => build.formBody({ ...sample, checklist: list(...ticked) });
  const item = (model: Model, text: string) => model.record?.checklist.find((one) => one.text === text);
  const [FIX, CAUSE] = ['Fix applied', 'Root cause identified'] as const;

  test('are ticked by whoever edits the issue, at that time', () => {
    const model = opened();
    model.later('PT7M');
    model.rewrite(people.commander, withTicks(FIX));
    expect(item(model, FIX)).toMatchObject({ state: 'done', by: 'commander', at: minute(7) });
    expect(item(model, CAUSE)).toMatchObject({ state: 'open' });
    expect(model.card).toMatch(/✅ 7\. Fix applied · commander/);
    expect(model.record?.timeline.map(({ text, by }) => `${by}: ${text}`)).toContain(
      'commander: Ticked in the form: Fix applied',
    );
  });

  test('two edits on their way are each their own', () => {
    const model = opened();
    const [first, second] = [withTicks(FIX), withTicks(FIX, CAUSE)];
    const bodyFrom = model.live.body;
    model.live = { ...model.live, body: second };
    model.send(build.edited({ actor: people.commander, titleFrom: null, bodyFrom, bodyTo: first }));
    model.send(build.edited({ actor: people.responder, titleFrom: null, bodyFrom: first, bodyTo: second }));
    expect([item(model, FIX)?.by, item(model, CAUSE)?.by]).toEqual(['commander', 'responder']);
  });

  test.each([
    { name: 'the tick taken away', body: withTicks() },
    { name: 'the line deleted', body: withTicks(FIX).replace(`- [x] ${FIX}\n`, '') },
    { name: 'the whole list deleted', body: withTicks(FIX).replace(/### Checklist[\s\S]*?(?=### Before)/, '') },
  ])('are open again: $name', ({ body }) => {
    const model = opened();
    model.rewrite(people.responder, withTicks(FIX));
    model.rewrite(people.responder, body);
    expect(item(model, FIX)).toMatchObject({ state: 'open', by: null });
  });

  test('of somebody who may not respond do not count, and that is recorded', () => {
    const model = filledIn();
    model.open(people.visitor);
    model.say(people.responder, '/ack');
    model.rewrite(people.visitor, withTicks(FIX));
    expect(item(model, FIX)).toMatchObject({ state: 'open' });
    expect(model.record?.timeline.at(-1)?.text).toContain('do not count');
    model.rewrite(people.responder, withTicks(FIX, CAUSE));
    expect([item(model, FIX)?.state, item(model, CAUSE)?.state]).toEqual(['open', 'done']);
  });

  test('of whoever declares count from the opening', () => {
    const model = filledIn({ ...sample, checklist: list(FIX) });
    model.open();
    expect(item(model, FIX)).toMatchObject({ state: 'done', by: 'responder', at: build.T0 });
    const stranger = filledIn({ ...sample, checklist: list(FIX) });
    stranger.open(people.visitor);
    expect(item(stranger, FIX)).toMatchObject({ state: 'open' });
  });

  test.each([
    { name: 'a stranger wrote the issue', author: people.visitor, edits: [] },
    { name: 'a stranger edited it', author: people.responder, edits: [{ by: people.visitor, at: build.T0 }] },
    { name: 'GitHub names nobody who edited it', author: people.responder, edits: [{ by: null, at: build.T0 }] },
  ])('count for whoever merely labels it only if they wrote it: $name', ({ author, edits }) => {
    const body = build.formBody({ ...sample, checklist: list(...items) }).replace('### Is it a security incident?', '');
    const model = new Model({ title: 'Checkout', labelled: [], body, author, edits });
    model.relabel(people.responder, ['incident'], []);
    expect(model.record?.status).toBe('investigating');
    expect(model.record?.checklist.filter(({ state, tickedWhen }) => state === 'done' && tickedWhen === null)).toEqual(
      [],
    );
    expect(item(model, FIX)?.state).toBe('open');
    model.say(people.responder, '/close');
    expect(model.live.state).toBe('open');
  });

  test('a second list in a text ticks nothing and takes nothing back', () => {
    const model = opened();
    model.rewrite(people.responder, withTicks(FIX));
    const forged = `### Checklist\n\n${list(CAUSE)}`;
    model.rewrite(people.responder, build.formBody({ ...sample, checklist: list(FIX), tried: forged }));
    expect([item(model, FIX)?.state, item(model, CAUSE)?.state]).toEqual(['done', 'open']);
  });

  test('a record that is read back from the thread has them', () => {
    const model = filledIn({ ...sample, checklist: list(FIX) });
    model.open();
    const copy = new Model();
    copy.live = model.live;
    copy.comments = model.comments.filter(({ id }) => id !== model.record?.card?.id);
    copy.send(build.look());
    expect(item(copy, FIX)?.state).toBe('done');
  });

  test('a record that is read back has none of a stranger, nor what a stranger changed in the answers', () => {
    const model = opened({ ...sample, affected: 'all customers' });
    model.later('PT1M');
    model.rewrite(people.visitor, build.formBody({ ...sample, affected: 'nobody', checklist: list(FIX, CAUSE) }));
    const rebuilt = model.rebuilt();
    expect(rebuilt).toMatchObject({ status: 'investigating', level: 'P0', impact: null, answers: [] });
    expect(rebuilt.checklist.find(({ text }) => text === FIX)).toMatchObject({ state: 'open' });
    expect(rebuilt.checklist.find(({ text }) => text === CAUSE)).toMatchObject({ state: 'open' });
    expect(rebuilt.timeline.map(({ text }) => text).join()).toContain('its answers and ticks were left out');
    const reported = filledIn({ ...sample, affected: 'all customers', checklist: list(FIX) });
    reported.open(people.visitor);
    reported.say(people.responder, '/ack');
    expect(reported.rebuilt().impact).toBe('all customers');
    expect(reported.rebuilt().checklist.find(({ text }) => text === FIX)).toMatchObject({ state: 'open' });
  });

  test('a record that is read back is about security if the thread or a stranger says so', () => {
    const yes = { ...sample, security: 'Yes: an attack, a leak, or a secret that got out' };
    const model = filledIn(yes);
    model.isPublic = true;
    model.open();
    model.later('PT1M');
    model.rewrite(people.visitor, build.formBody({ ...sample, security: 'No: not as far as we know' }));
    expect(model.rebuilt().security).toBe(true);
  });
});
