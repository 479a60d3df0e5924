// The policy's own words on the issue: title format, label prefixes, words of statuses. What people type in either form is understood.
import { describe, expect, test } from 'vitest';
import { currentPhase } from '../../../src/core/incident/phase.ts';
import { parseTitleAs, printTitle } from '../../../src/core/incident/title.ts';
import { findStatus } from '../../../src/core/policy/find.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const own = build.policyOf(
  `${build.mapped}titles: { format: "INC {level}: {summary}" }\nlabels: { severity_prefix: "severity: ", status_prefix: "is: " }\nstatus_words: { mitigating: Fixing }\n`,
);

function begun(labelled: readonly string[] = ['incident', 'severity: P0'], title = 'INC P0: Production down'): Model {
  const model = new Model({ labelled, title }, own);
  model.open();
  return model;
}

const labels = (model: Model) => model.live.labels.map(({ name }) => name).sort();

describe('title and labels in the policy’s format', () => {
  test.each([
    { name: 'as the policy has it', labelled: ['incident', 'severity: P0'], title: 'INC P0: Production down' },
    { name: 'as the runbook’s own command has it', labelled: ['incident', 'P0'], title: '[INCIDENT P0] Production down' },
    { name: 'with the label alone', labelled: ['incident', 'Severity: p0'], title: 'Production down' },
    { name: 'with the title alone', labelled: ['incident'], title: 'inc p0: Production down' },
  ])('declared $name: shown in one way', ({ labelled, title }) => {
    const model = begun(labelled, title);
    expect(model.record).toMatchObject({ level: 'P0', summary: 'Production down', status: 'investigating' });
    expect(labels(model).map((name) => name.toLowerCase()).sort()).toEqual(['incident', 'is: investigating', 'severity: p0']);
    expect(model.live.title).toBe('INC P0: Production down');
  }); // biome-ignore format: a table

  test('a command changes both', () => {
    const model = begun();
    model.say(build.people.responder, '/severity P1 better');
    expect(labels(model)).toEqual(['incident', 'is: investigating', 'severity: P1']);
    expect(model.live.title).toBe('INC P1: Production down');
  });

  test('a label changed by hand is the command', () => {
    const model = begun();
    model.relabel(build.people.responder, ['severity: P2'], ['severity: P0']);
    expect(model.record?.level).toBe('P2');
    expect(model.live.title).toBe('INC P2: Production down');
  });

  test('a title changed by hand is the command; another summary is kept', () => {
    const model = begun();
    model.retitle(build.people.responder, 'INC P1: Checkout down');
    expect(model.record).toMatchObject({ level: 'P1', summary: 'Checkout down' });
    model.retitle(build.people.responder, 'Checkout is slow');
    expect(model.record).toMatchObject({ level: 'P1', summary: 'Checkout is slow' });
    expect(model.live.title).toBe('INC P1: Checkout is slow');
  });

  test('the policy’s word for a status is understood and shown, the label keeps the canonical one', () => {
    const model = begun();
    model.say(build.people.responder, '/status fixing');
    expect(labels(model)).toContain('is: mitigating');
    expect(model.card).toContain('| **Status** | Fixing (mitigating) |');
    expect(findStatus(own, 'MITIGATING')).toBe('mitigating');
  });

  test('the record comes back from the thread alone', () => {
    const model = begun();
    model.say(build.people.responder, '/ack');
    model.say(build.people.responder, '/status fixing');
    expect(model.rebuilt()).toMatchObject({ level: 'P0', status: 'mitigating', summary: 'Production down' });
  });
});

describe('a format', () => {
  const levels = ['P1', 'P10', 'SEV-1'];
  test.each([
    { format: 'INC {level}: {summary}', level: 'P10', title: 'INC P10: a: b' },
    { format: 'INC {level}: {summary}', level: null, title: 'INC: a: b' },
    { format: '{level} | {summary}', level: 'SEV-1', title: 'SEV-1 | a: b' },
    { format: '({level}) {summary}', level: null, title: '() a: b' },
    { format: '  [{level}]  {summary}', level: 'P1', title: '[P1] a: b' },
  ])('$format at $level is printed and read back', ({ format, level, title }) => {
    expect(printTitle(level, 'a: b', format)).toBe(title);
    expect(parseTitleAs(title, format, levels)).toEqual({ level, summary: 'a: b' });
  });

  test.each([
    { format: '{level} {summary}', title: 'Hello world' },
    { format: 'INC {level}: {summary}', title: 'INC P7: a level that nobody knows' },
    { format: 'INC {level}: {summary}', title: 'Nothing of the kind' },
  ])('$format does not read $title', ({ format, title }) => {
    expect(parseTitleAs(title, format, levels)).toBeNull();
  });
});

describe('phases are the policy’s, statuses the incident’s', () => {
  const github = build.policyOf(`preset: none
levels: [{ name: P0 }]
phases:
  - { id: triage, title: Triage, status: investigating, over_when: acknowledged }
  - { id: look, title: Investigation, status: investigating, over_when: identified }
  - { id: fix, title: Mitigation, status: mitigating, over_when: monitoring }
  - { id: watch, title: Recovery, status: monitoring, over_when: resolved }
  - { id: learn, title: Review, status: resolved, over_when: closed }
`);
  const sev = build.policyOf(`preset: none
levels: [{ name: P0 }]
phases:
  - { id: contain, title: Contain, status: mitigating, over_when: monitoring }
  - { id: diagnose, title: Diagnose, status: monitoring, over_when: identified }
  - { id: fix, title: Fix, status: monitoring, over_when: resolved }
`);
  const { acknowledged, inStatus, watched, resolved, closed } = build;
  test.each([
    { policy: github, name: 'declared', changes: [], phase: 'Triage' },
    { policy: github, name: 'acknowledged', changes: [acknowledged], phase: 'Investigation' },
    { policy: github, name: 'mitigating without a cause', changes: [acknowledged, inStatus('mitigating')], phase: 'Mitigation' },
    { policy: github, name: 'monitoring', changes: [watched], phase: 'Recovery' },
    { policy: github, name: 'resolved', changes: [resolved], phase: 'Review' },
    { policy: github, name: 'closed', changes: [resolved, closed], phase: null },
    { policy: sev, name: 'declared: the first thing is to contain it', changes: [], phase: 'Contain' },
    { policy: sev, name: 'restored before the cause is known: now diagnose', changes: [watched], phase: 'Diagnose' },
    { policy: sev, name: 'the cause is found: now fix', changes: [inStatus('identified'), watched], phase: 'Fix' },
  ])('$name → $phase', ({ policy, changes, phase }) => {
    expect(currentPhase(policy, build.anIncident({}, ...changes))?.title ?? null).toBe(phase);
  }); // biome-ignore format: a table

  test('a report is in no phase', () => {
    expect(currentPhase(github, build.aReport())).toBeNull();
  });
});
