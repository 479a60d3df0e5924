// When the runbook says to roll back: by its rules, one by one and together (S001-33, S000-20, S002-16, C26, C28).
import { describe, expect, test } from 'vitest';
import type { CheckAnswer } from '../../../src/core/mitigation/asked-check.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { deployed, now, startsOf } from '../../support/rolling.ts';
import { clock } from '../mitigation/deployments.ts';

const metrics =
  'verify: [{ id: errors, text: Errors, kind: error-rate, url: "https://metrics.example.com/api/v1/query", query: errors, below: 0.01 }]\n';
const hosts = ['metrics.example.com'];
const rate = (value: number | null): CheckAnswer[] => [
  { id: 'errors', result: 'failed', says: 'not below 0.01', value },
];
const asked = (model: Model) =>
  model.decisions.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'check');

/** Declared after a deployment. `level`: its label. */
function declared(
  text: string,
  level: string,
  labels: readonly string[] = [],
  checkHosts: readonly string[] | null = hosts,
): Model {
  const policy = build.policyOf(text);
  const model = new Model({ body: `Started: ${clock(now - 10)}`, labelled: ['incident', level, ...labels] }, policy);
  model.past = deployed;
  model.checkHosts = checkHosts;
  model.open();
  return model;
}

/** The app has measured so, a moment after the declaration. */
function measured(model: Model, value: number | null): Model {
  model.later('PT2S');
  model.answerChecks(rate(value));
  model.until(build.minute(0.5));
  return model;
}

const standard = `preset: standard\n${build.mapped}`;
const rolls = /The runbook rolls back when this holds, and it does: /;

describe('the standard runbook (S001-33)', () => {
  test('rolls back above an error rate of 10 %, as the app measures it after the page; the number is not kept', () => {
    const model = declared(standard + metrics, 'P1');
    expect(asked(model)).toHaveLength(1);
    expect(JSON.parse(asked(model)[0]?.checks ?? '')).toMatchObject([{ id: 'errors', query: 'errors' }]);
    expect(model.card).not.toMatch(rolls);
    measured(model, 0.12);
    expect(model.card).toContain('and it does: Error rate spike: &#62; 10% error rate');
    expect(model.card).toContain('/rollback');
    expect(model.record?.timeline.map(({ text }) => text).join('\n')).toContain('Measured: the error rate is above');
    expect(JSON.stringify(model.record)).not.toContain('0.12');
    expect(startsOf(model)).toEqual([]);
  });

  test.each([
    ['at the limit', 0.1],
    ['where nothing was measured', null],
  ])('not %s', (_what, value) => {
    expect(measured(declared(standard + metrics, 'P1'), value).card).not.toMatch(rolls);
  });

  test.each([
    ['whoever runs the app allows the host of no such check', standard + metrics, ['other.example.com']],
    ['the app makes no checks', standard + metrics, null],
    ['the policy has no such check', standard, hosts],
    ['no rule goes by it', `preset: github\n${build.mapped}${metrics}`, hosts],
  ])('nothing is measured where %s', (_what, text, allowed) => {
    expect(asked(declared(text, 'P1', [], allowed))).toEqual([]);
  });

  test('/verify by the app measures too, later in the incident', () => {
    const model = measured(declared(`${standard}${metrics}verification: { by: app }\n`, 'P1'), 0.05);
    model.say(build.people.commander, '/ack');
    model.say(build.people.responder, '/verify');
    model.later('PT1M');
    model.answerChecks(rate(0.3));
    model.until(build.minute(3));
    expect(model.card).toMatch(rolls);
  });

  test('rolls back when the service is down, which is its worst severity', () => {
    expect(declared(standard, 'P0').card).toContain('and it does: Service down: complete service failure');
  });

  test('rolls back when a vulnerability is exposed', () => {
    const model = declared(standard, 'P1', ['security']);
    expect(model.card).toContain('and it does: Security breach: security vulnerability exposed');
  });

  test('says what people judge, where no rule holds by what is known', () => {
    const model = declared(standard, 'P1');
    expect(model.card).not.toMatch(rolls);
    expect(model.card).toContain('which people judge: *Data corruption: risk of data loss*.');
  });
});

test('a rule holds when everything holds that it asks for', () => {
  const rule = (more: string) =>
    `${build.mapped}rollback: { recommend_when: [{ id: both, says: Both, deploy_within: ${more}, error_rate_over: 0.1 }] }\n${metrics}`;
  expect(measured(declared(rule('1h'), 'P1'), 0.2).card).toMatch(rolls);
  expect(measured(declared(rule('1m'), 'P1'), 0.2).card).not.toMatch(rolls);
  expect(measured(declared(rule('1h'), 'P1'), 0.05).card).not.toMatch(rolls);
});

test('the limit of the thresholds is that of a rule that has none of its own (C28)', () => {
  const text = (own: string) =>
    `${build.mapped}thresholds: { error_rate: { rollback: 0.3 } }\nrollback: { recommend_when: [{ id: rate, says: Errors, error_rate: true${own} }] }\n${metrics}`;
  expect(measured(declared(text(''), 'P1'), 0.2).card).not.toMatch(rolls);
  expect(measured(declared(text(''), 'P1'), 0.4).card).toMatch(rolls);
  expect(measured(declared(text(', error_rate_over: 0.1'), 'P1'), 0.2).card).toMatch(rolls);
});

test('with `auto` it rolls back by itself once the rate is measured, where nothing speaks against it', () => {
  const text = `${build.mapped}rollback: { recommend_when: [{ id: rate, says: Errors, error_rate_over: 0.1, auto: true }] }\n${metrics}`;
  const model = measured(declared(text, 'P0'), 0.2);
  expect(startsOf(model)).toHaveLength(1);
  expect(startsOf(measured(declared(text, 'P0'), 0.05))).toEqual([]);
});
