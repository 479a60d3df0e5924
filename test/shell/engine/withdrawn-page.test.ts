// A page that waits for GitHub is not sent once nobody needs it any more; one that may have gone out already is looked for first.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Brain, Situation } from '../../../src/core/brain.ts';
import type { Decision } from '../../../src/core/decision.ts';
import type { Effect } from '../../../src/core/effects.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { plus } from '../../../src/core/time.ts';
import { incidentKey, type TriggerOf } from '../../../src/core/trigger.ts';
import { cardStore } from '../../../src/shell/engine/card-store.ts';
import { runEffects } from '../../../src/shell/engine/effect-runner.ts';
import { newsFor } from '../../../src/shell/engine/news.ts';
import { unknown } from '../../../src/shell/engine/store.ts';
import * as build from '../../support/builders.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';
import { bot, emptyRecord, FakeGitHub, fakeBrain, ready, responder } from '../../support/fake-thread.ts';

type Withdrawn = TriggerOf<'page-withdrawn'>;

const step = 'due/2026-03-01T00:00:00Z/step-0-0';

/** The fake brain, which pages at `/step <key>`, is answered by `/ack`, is over at `/over` and declares a report at `/declare`. */
function pagingBrain(heard: Withdrawn[]): Brain {
  const brain = fakeBrain();
  return { ...brain, decide: (situation) => paged(situation, brain.decide(situation), heard) };
}

function paged({ trigger, record, now }: Situation, decision: Decision, heard: Withdrawn[]): Decision {
  if (trigger.kind === 'page-withdrawn') heard.push(trigger);
  if (trigger.kind !== 'commented' || record === null || decision.record === null) return decision;
  const [command, key = ''] = trigger.comment.body.split(' ');
  const after = withCommand(decision.record, command ?? '', key, now);
  const effects = decision.effects.map((effect): Effect => {
    if (effect.kind !== 'comment' || command !== '/step') return effect;
    const message = { ...effect.message, mentions: ['@lead'] };
    return { ...effect, key, urgency: 'page', message, answered: record.ladder.answered };
  });
  return { ...decision, record: after, effects };
}

function withCommand(record: Incident, command: string, key: string, at: string): Incident {
  if (command === '/ack') return { ...record, ladder: { ...record.ladder, answered: at } };
  if (command === '/over') return { ...record, status: 'resolved' };
  const until = plus(at, 'PT2H');
  if (command === '/level') return { ...record, status: 'investigating', level: key };
  if (command === '/snoozed') return { ...record, snooze: { until, since: at, by: responder.login, reason: null } };
  if (command === '/hurried') return { ...record, ladder: { ...record.ladder, hurried: { [key]: at } } };
  if (command === '/report') return { ...record, status: 'reported' };
  return command === '/declare' ? { ...record, status: 'investigating' } : record;
}

const clockTime = (at: string) => at.slice(11, 16);

/** Quiet hours from half an hour after `now` until three hours after it; nobody is ever at the worst level. */
const quietSoon = (now: string) =>
  build.policyOf(`
preset: none
people: { oncall: ["@lead"] }
quiet_hours: { from: "${clockTime(plus(now, 'PT30M'))}", to: "${clockTime(plus(now, 'PT3H'))}" }
levels:
  - { name: P0, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
  - { name: P1, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
`);

describe.each(databases)('a page that GitHub has not taken when quiet hours or /snooze begin, on %s', (_kind, fresh) => {
  const heard: Withdrawn[] = [];
  let place: TestDatabase;
  let app: TestEngine;
  let now = '';
  beforeAll(async () => {
    place = await fresh();
    const reading = () => ({ policy: quietSoon(now), written: 'x', problems: [], lastGood: null, needs: null, unsure: [] });
    app = new TestEngine(place, undefined, {}, { brain: pagingBrain(heard), policyFrom: reading });
    now = app.clock.now();
    await app.start();
  });
  afterEach(async () => {
    await app.reset();
    heard.length = 0;
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });

  const P0 = 'due/2026-03-01T00:00:00Z/step-0-0';
  const P1 = 'due/2026-03-01T00:00:00Z/step-1-0';

  test.each([
    { name: 'quiet hours, at a level that waits for them', level: 'P1', key: P1, minutes: 40, meanwhile: '/note', why: 'quiet' },
    { name: 'quiet hours, at the worst level', level: 'P0', key: P0, minutes: 40, meanwhile: '/note', why: null },
    { name: 'quiet hours that are still to come', level: 'P1', key: P1, minutes: 10, meanwhile: '/note', why: null },
    { name: '/snooze, at a level that it holds for', level: 'P1', key: P1, minutes: 1, meanwhile: '/snoozed', why: 'snoozed' },
    { name: '/snooze, at the worst level', level: 'P0', key: P0, minutes: 1, meanwhile: '/snoozed', why: null },
    { name: 'quiet hours, of a step that somebody escalated to', level: 'P1', key: P1, minutes: 40, meanwhile: `/hurried P1/0`, why: null },
    { name: 'quiet hours, of what somebody asked for', level: 'P1', key: 'page/7/0', minutes: 40, meanwhile: '/note', why: null },
  ])('$name: $why', async ({ level, key, minutes, meanwhile, why }) => {
    const issue = app.github.issue(1);
    await app.open(issue);
    await app.say(issue, `/level ${level}`);
    await app.idle();
    app.github.fault = (effect) => (effect.key === key ? 'retry' : null);
    await app.say(issue, `/step ${key}`);
    await app.until(() => app.log.some(({ code, text }) => code === 'effects-waiting' && text.includes(key)));
    const { length } = app.handled;
    await app.say(issue, meanwhile);
    await app.until(() => app.handled.length > length);
    await app.engine.setClockOffset(minutes * 60_000);
    app.github.fault = () => null;
    await app.say(issue, '/note that lets it be tried again');
    await app.idle();
    const sent = app.github.thread(issue).comments.filter(({ body }) => body.includes(`<key>${key}</key>`));
    expect(heard.map((one) => one.why)).toEqual(why === null ? [] : [why]);
    expect(sent).toHaveLength(why === null ? 1 : 0);
  });
}); // biome-ignore format: a table

describe.each(databases)('a page that GitHub has not taken, on %s', (_kind, fresh) => {
  const heard: Withdrawn[] = [];
  let place: TestDatabase;
  let app: TestEngine;
  beforeAll(async () => {
    place = await fresh();
    app = await new TestEngine(place, undefined, {}, { brain: pagingBrain(heard) }).start();
  });
  afterEach(async () => {
    await app.reset();
    heard.length = 0;
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });

  async function waitingPage(key: string, ...before: readonly string[]) {
    const issue = app.github.issue(1);
    await app.open(issue);
    for (const command of before) await app.say(issue, command);
    await app.idle();
    app.github.fault = (effect) => (effect.key === key ? 'retry' : null);
    const comment = await app.say(issue, `/step ${key}`);
    await app.until(() => app.log.some(({ code, text }) => code === 'effects-waiting' && text.includes(key)));
    return { issue, comment };
  }

  const pages = (key: string) =>
    app.github.thread(app.github.issue(1)).comments.filter(({ body }) => body.includes(`<key>${key}</key>`));

  test.each([
    ['a step, once somebody acknowledged', step, [], '/ack', 'answered'],
    ['a further acknowledgement of one that was paged again', step, ['/ack'], '/ack', 'answered'],
    ['whoever was told after it reached nobody', `unheard/2/${step}`, [], '/ack', 'answered'],
    ['a step, once it is over', step, [], '/over', 'over'],
    ['a report that was declared meanwhile', 'report/1', ['/report'], '/declare', 'declared'],
  ])('is not sent and told to the incident: %s', async (_what, key, before, command, why) => {
    const { issue } = await waitingPage(key, ...before);
    await app.say(issue, command);
    await app.until(() => heard.length > 0);
    app.github.fault = () => null;
    await app.idle();
    expect(pages(key)).toEqual([]);
    expect(heard).toMatchObject([{ page: key, handles: ['@lead'], why, actor: null, via: 'clock' }]);
  });

  test.each([
    ['what somebody asked for beside the ladder', 'page/7/0', [], '/ack'],
    ['a step that was decided after the acknowledgement', step, ['/ack'], '/note'],
    ['a report that is still one', 'report/1', ['/report'], '/note'],
  ])('goes out all the same: %s', async (_what, key, before, command) => {
    const { issue } = await waitingPage(key, ...before);
    const { length } = app.handled;
    await app.say(issue, command);
    await app.until(() => app.handled.length > length);
    app.github.fault = () => null;
    await app.say(issue, '/note that lets it be tried again');
    await app.idle();
    expect(pages(key)).toHaveLength(1);
    expect(heard).toEqual([]);
  });
});

test.each([
  ['was made after all', true, 1, []],
  ['was not made', false, 0, ['answered']],
])('a page in doubt is looked for before it is taken for not sent: it %s', async (_what, isThere, times, told) => {
  const github = new FakeGitHub();
  const issue = github.issue(1);
  const store = cardStore();
  const record = { ...emptyRecord(issue), revision: 1, status: 'investigating' as const };
  const answered = { ...record, ladder: { ...record.ladder, answered: '2026-03-01T00:05:00Z' } };
  const message = { template: 'page' as const, data: { text: 'x' }, mentions: ['@lead'] };
  const page: Effect = { kind: 'comment', key: step, urgency: 'page', message, answered: null };
  if (isThere) github.comment(issue, `<key>${step}</key>`, { by: bot });
  const change = {
    key: incidentKey(issue),
    issue,
    installationId: 5,
    before: unknown,
    record: answered,
    cardRevision: 1,
  };
  const rest = {
    fresh: true,
    rebuiltAt: null,
    dueAt: null,
    effects: [page],
    labelIds: {},
    lookFirst: true,
    outcome: '',
  };
  await store.commit({ ...change, ...rest });
  const clock = { now: () => '2026-03-01T00:06:00Z' };
  const news = newsFor({ issue, installationId: 5 }, clock, async () => build.aPolicy());
  const { signal } = new AbortController();
  const runner = { outbox: store, gateway: github.gateway, ready, log: () => undefined, clock, signal, ...news };
  await runEffects(runner, incidentKey(issue), issue);
  expect(github.thread(issue).comments).toHaveLength(times);
  expect(store.ofPages()).toMatchObject(told.map((why) => ({ kind: 'page-withdrawn', page: step, why })));
  expect((await store.unfinished(incidentKey(issue))).entries).toEqual([]);
});
