// What is done in the description is asked for like the command that does the same: no rule of the policy is passed by on the way.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

function body({ affected = '_No response_', started = '_No response_', box = ' ' } = {}): string {
  return `### What is broken?\n\ncheckout\n\n### Severity\n\nP1 High (urgent): Major feature broken, significant user impact, performance degraded\n\n### Who is affected?\n\n${affected}\n\n### When did it start?\n\n${started}\n\n### Checklist\n\n- [${box}] Root cause identified\n`;
}

function under(rule: string, opened = body()): Model {
  const policy = build.policyOf(`${build.mapped}authority: { rules: [${rule}] }`);
  const model = new Model({ labelled: ['incident'], title: '[INCIDENT] x', body: opened }, policy);
  model.open();
  return model;
}

const box = (model: Model) => model.record?.checklist.find(({ text }) => text === 'Root cause identified')?.state;
const texts = (model: Model) => model.record?.timeline.map(({ by, text }) => `${by}: ${text}`).join('\n');

describe('an edited description', () => {
  const all = { affected: 'everybody', started: '2026-03-01T03:00Z', box: 'x' };

  test('does nothing that a rule lets others do by command, and says what was not taken', () => {
    const model = under('{ commands: [check, time, impact], who: { users: ["@lead"] } }');
    model.rewrite(people.reviewer, body(all));
    expect([box(model), model.record?.milestones.started, model.record?.impact]).toEqual(['open', build.T0, null]);
    expect(model.card).not.toContain('everybody');
    expect(texts(model)).toMatch(/reviewer: .*rule of the policy.*start, impact/);
    model.rewrite(people.lead, body());
    model.rewrite(people.lead, body(all));
    expect([box(model), model.record?.milestones.started, model.record?.impact]).toEqual([
      'done',
      '2026-03-01T03:00:00Z',
      'everybody',
    ]);
  });

  test('does one thing that a rule lets somebody do who may do nothing else', () => {
    const model = under('{ commands: [check], who: { users: ["@visitor"] } }');
    model.rewrite(people.visitor, body(all));
    expect([box(model), model.record?.milestones.started, model.record?.impact]).toEqual(['done', build.T0, null]);
    expect(texts(model)).toMatch(/visitor: .*nothing of it was taken \(start, impact/);
  });

  test('takes the rest where a rule keeps only the times for others', () => {
    const model = under('{ commands: [time], who: { users: ["@lead"] } }');
    model.rewrite(people.reviewer, body(all));
    expect([box(model), model.record?.milestones.started, model.record?.impact]).toEqual([
      'done',
      build.T0,
      'everybody',
    ]);
  });

  test('and boxes that are ticked at the opening count only for whoever may tick them', () => {
    const rule = '{ commands: [check], who: { users: ["@lead"] } }';
    expect(box(under(rule, body({ box: 'x' })))).toBe('open');
    expect(box(under('{ commands: [note], who: { users: ["@lead"] } }', body({ box: 'x' })))).toBe('done');
  });
});
