// What each change makes of an incident.
import { describe, expect, test } from 'vitest';
import { apply, windowIsOver } from '../../../src/core/incident/apply.ts';
import type { Change } from '../../../src/core/incident/change.ts';
import type { Incident, Person } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';

const { minute, people, T0 } = build;
const done = (incident: Incident): readonly string[] =>
  incident.checklist.filter((item) => item.state === 'done').map((item) => item.id);
const by = (at: string, person: Person = people.responder) => ({ at, by: person, comment: 42 });

describe('declared', () => {
  const incident = apply(build.aReport(), { kind: 'declared' }, by(minute(3)));

  test('starts ladder and update clock, and ticks what has thereby been done', () => {
    expect(incident).toMatchObject({
      status: 'investigating',
      declaredBy: people.responder,
      milestones: { declared: minute(3), reported: T0 },
      ladder: { since: minute(3), taken: [] },
      updates: { since: minute(3) },
    });
    expect(done(incident)).toEqual(['severity', 'issue']);
    expect(done(apply(build.aReport({ level: null }), { kind: 'declared' }, by(T0)))).not.toContain('severity');
  });

  test('a second time changes neither the instant nor the clocks', () => {
    const again = apply(incident, { kind: 'declared' }, by(minute(9), people.commander));
    expect(again).toMatchObject({ declaredBy: people.responder, milestones: { declared: minute(3) }, ladder: { since: minute(3) } });
  }); // biome-ignore format: one value

  test('a severity or an update before it does not start the clocks early', () => {
    const before = build.after(build.aReport(), minute(1), build.atLevel('P1'), build.updated);
    expect(before).toMatchObject({ level: 'P1', ladder: { since: null } });
    const taken = build.after(before, minute(30), build.declared);
    expect(taken).toMatchObject({ ladder: { since: minute(30) }, updates: { since: minute(30) } });
  });
});

describe('acknowledged', () => {
  test('the first makes its author commander, and its instant stays', () => {
    const first = apply(build.anIncident(), { kind: 'acknowledged' }, by(minute(2)));
    const second = apply(first, { kind: 'acknowledged' }, by(minute(4), people.lead));
    expect(second).toMatchObject({ roles: { commander: people.responder }, milestones: { acknowledged: minute(2) } });
  });

  test('a commander who is there stays', () => {
    const led = build.anIncident({}, { kind: 'role', role: 'commander', person: people.commander });
    expect(apply(led, { kind: 'acknowledged' }, by(minute(1))).roles['commander']).toEqual(people.commander);
  });
});

describe('level', () => {
  test('restarts ladder and update clock, and keeps the steps taken', () => {
    const before = build.anIncident({}, build.paged('P0/0', 'P0/1'), { kind: 'reminded', text: 'asked' });
    expect(build.after(before, minute(20), build.atLevel('P1'))).toMatchObject({
      level: 'P1',
      ladder: { since: minute(20), taken: ['P0/0', 'P0/1'] },
      updates: { since: minute(20), remindedAt: null },
    });
  });
});

describe('monitoring', () => {
  const watched = build.after(build.anIncident(), minute(10), build.watched);

  test('opens the window at the fix (S003-21)', () => {
    expect(watched).toMatchObject({
      status: 'monitoring',
      monitoring: { until: minute(130), announced: false },
      milestones: { mitigated: minute(10) },
    });
    expect([windowIsOver(watched, minute(129)), windowIsOver(watched, minute(130))]).toEqual([false, true]);
  });

  test('ends when it goes back to work, and starts over with the next fix (S003-21)', () => {
    const back = build.after(watched, minute(30), build.inStatus('mitigating'));
    expect(back.monitoring).toBeNull();
    expect(build.after(back, minute(40), build.watched)).toMatchObject({
      monitoring: { until: minute(160) },
      milestones: { mitigated: minute(40) },
    });
  });
});

describe('resolved, closed, reopened', () => {
  const over = build.after(build.anIncident({}, build.acknowledged, build.paged('P0/0')), minute(60), build.resolved);

  test('resolved: mitigated at the latest now, all-clear ticked, no window', () => {
    expect(over).toMatchObject({
      status: 'resolved',
      milestones: { mitigated: minute(60), resolved: minute(60) },
      monitoring: null,
    });
    expect(done(over)).toContain('all-clear');
  });

  test('reopened: investigating, the clocks anew, every step to be taken again', () => {
    const again = build.after(build.after(over, minute(61), build.closed), minute(90), build.reopened);
    expect(again).toMatchObject({
      status: 'investigating',
      milestones: { resolved: null, closed: null, mitigated: null, acknowledged: T0 },
      ladder: { since: minute(90), taken: [] },
      updates: { since: minute(90), remindedAt: null },
    });
  });
});

describe('the checklist follows the record', () => {
  const begun = build.anIncident();
  const watched = build.after(begun, minute(5), build.acknowledged, build.inStatus('identified'), build.watched);
  test.each([
    { name: 'declared', incident: begun, ticked: ['severity', 'issue'] },
    { name: 'paged', incident: build.after(begun, minute(1), build.paged('P0/0')), ticked: ['severity', 'issue', 'notified'] },
    { name: 'acknowledged', incident: build.after(begun, minute(1), build.acknowledged), ticked: ['severity', 'issue', 'investigation'] },
    { name: 'said to be mitigating, which nobody begins with', incident: build.after(begun, minute(1), build.inStatus('mitigating')), ticked: ['severity', 'issue', 'investigation'] },
    { name: 'identified', incident: build.after(begun, minute(1), build.inStatus('identified')), ticked: ['severity', 'issue', 'investigation', 'cause'] },
    { name: 'watched', incident: watched, ticked: ['severity', 'issue', 'investigation', 'cause', 'fix'] },
    { name: 'resolved after the watching', incident: build.after(watched, minute(125), build.resolved), ticked: ['severity', 'issue', 'investigation', 'cause', 'fix', 'verified', 'all-clear'] },
    { name: 'resolved by force: nothing was verified', incident: build.after(watched, minute(20), build.resolved), ticked: ['severity', 'issue', 'investigation', 'cause', 'fix', 'all-clear'] },
    { name: 'reopened: what was done about it did not hold', incident: build.after(build.after(watched, minute(125), build.resolved), minute(130), build.reopened), ticked: ['severity', 'issue', 'investigation', 'cause'] },
  ])('$name', ({ incident, ticked }) => {
    expect(done(incident)).toEqual(ticked);
  }); // biome-ignore format: a table

  test('a question that the form answered is answered', () => {
    const item = { id: 'affected', text: 'Who?', tickedWhen: 'answered', state: 'open', by: null, at: null } as const;
    const report = { ...build.aReport(), checklist: [item, { ...item, id: 'changed' }] };
    const answered = { ...report, answers: [{ id: 'affected', label: 'Who is affected?', value: 'everyone' }] };
    expect(done(build.after(answered, T0, { kind: 'declared' }))).toEqual(['affected']);
  });

  test('a team’s own item is ticked by nothing', () => {
    const own = build.policyOf(`${build.mapped}checklist: [{ id: fix, ticked_when: null }, { id: mine, text: Ours }]`);
    const incident = build.after(build.aReport({}, own), T0, { kind: 'declared' }, build.watched);
    expect(done(incident)).not.toContain('fix');
    expect(done(incident)).not.toContain('mine');
  });
});

describe('updated', () => {
  test('starts the clock of the next, keeps what it does not say', () => {
    const first = apply(
      build.anIncident(),
      { kind: 'updated', text: 'rolling back', eta: '15m', impact: 'checkout', next: null },
      by(minute(5)),
    );
    const second = apply(first, build.updated, by(minute(9)));
    expect(second).toMatchObject({
      eta: '15m',
      impact: 'checkout',
      updates: { given: 2, since: minute(9), lastText: 'looking' },
    });
  });
});

describe('the timeline', () => {
  test.each<{ readonly name: string; readonly change: Change; readonly says: string | null }>([
    { name: 'declared', change: build.declared, says: 'Declared at P0' },
    { name: 'acknowledged', change: build.acknowledged, says: 'Acknowledged' },
    { name: 'a severity without a reason', change: build.atLevel('P1'), says: 'Severity P0 → P1' },
    { name: 'a severity with one', change: { kind: 'level', level: 'P1', reason: 'better' }, says: 'Severity P0 → P1: better' },
    { name: 'a status', change: build.inStatus('mitigating'), says: 'Status investigating → mitigating' },
    { name: 'an update', change: build.updated, says: 'looking' },
    { name: 'a role', change: { kind: 'role', role: 'comms', person: people.lead }, says: 'Comms: lead' },
    { name: 'a page, without a mention', change: build.paged('P0/0'), says: 'Paged acme/devops' },
    { name: 'a step that paged nobody', change: { kind: 'paged', keys: ['P0/0'], whom: [] }, says: null },
    { name: 'resolved', change: { kind: 'resolved', summary: ' fixed ' }, says: 'Resolved: fixed' },
    { name: 'reopened', change: build.reopened, says: 'Reopened' },
    { name: 'closed', change: build.closed, says: 'Closed' },
  ])('$name', ({ change, says }) => {
    const before = build.anIncident();
    const after = apply(before, change, by(minute(1)));
    const entry = after.timeline.slice(before.timeline.length).map(({ text }) => text);
    expect(entry).toEqual(says === null ? [] : [says]);
    if (says !== null) expect(after.timeline.at(-1)).toMatchObject({ at: minute(1), by: 'responder', comment: 42 });
  }); // biome-ignore format: a table

  test('a change does not touch the incident it is applied to', () => {
    const before = Object.freeze(build.anIncident());
    const copy = structuredClone(before);
    build.after(
      before,
      minute(1),
      build.acknowledged,
      build.atLevel('P1'),
      build.watched,
      build.resolved,
      build.reopened,
    );
    expect(before).toEqual(copy);
  });
});
