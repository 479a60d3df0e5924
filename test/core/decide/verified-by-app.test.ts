// `/verify` where the app makes the checks itself (`verification.by: app`): what is asked, what came of it, and what nobody is told.
import { describe, expect, test } from 'vitest';
import type { CheckAnswer } from '../../../src/core/mitigation/asked-check.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { afterDeployment, startsOf } from '../../support/rolling.ts';

const { responder, commander } = build.people;
const policy = build.policyOf(`preset: github
${build.mapped}verification: { by: app }
verify:
  - { id: health, url: "https://shop.example.com/health" }
  - { id: api-health, url: "https://shop.example.com/api/health" }
  - { id: error-rates, url: "https://metrics.example.com/api/v1/query", query: "errors", below: 0.01 }
`);
const hosts = ['shop.example.com', 'metrics.example.com'];
const said = (model: Model) => model.said.at(-1)?.body ?? '';
const newest = (model: Model) => model.record?.operations?.at(-1);
const asked = (model: Model) =>
  model.decisions.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'check');

const answers = (errors: CheckAnswer['result'] = 'passed'): CheckAnswer[] => [
  { id: 'health', result: 'passed', says: 'answered 200', value: null },
  { id: 'api-health', result: 'passed', says: 'answered 200', value: null },
  { id: 'error-rates', result: errors, says: '0.02, not below 0.01', value: 0.02 },
  { id: 'smoke', result: 'unknown', says: 'the policy names no address', value: null },
];

function mitigating(checkHosts: readonly string[] | null = hosts): Model {
  const model = new Model({ labelled: ['incident', 'P0'] }, policy);
  model.checkHosts = checkHosts;
  model.open();
  model.say(commander, '/ack');
  model.say(commander, '/status mitigating');
  return model;
}

describe('/verify', () => {
  test('asks the checks of the policy beside everything else, starts no run, and waits for no answer', () => {
    const model = mitigating();
    model.say(responder, '/verify');
    expect(startsOf(model)).toEqual([]);
    const [one, ...others] = asked(model);
    expect(others).toEqual([]);
    expect(JSON.parse(one?.checks ?? '')).toContainEqual({ id: 'error-rates', kind: 'error-rate', url: 'https://metrics.example.com/api/v1/query', query: 'errors', below: 0.01 });
    expect(said(model)).toContain('by the app itself');
    expect(model.card).toContain('**Verification of production: running**');
    model.send(build.tick(model.now));
    expect(model.lookAt !== null && model.lookAt > model.now).toBe(true);
    model.say(commander, '/verify');
    expect(asked(model)).toHaveLength(1);
    expect(said(model)).toContain('A verification is under way');
  }); // biome-ignore format: one thought a line

  test.each([
    ['the app makes none', null],
    ['whoever runs it allows none of the hosts', ['other.example.com']],
  ])('is refused where %s, with what to do', (_what, checkHosts) => {
    const model = mitigating(checkHosts);
    model.say(responder, '/verify');
    expect(asked(model)).toEqual([]);
    expect(said(model)).toMatch(/may ask none of the hosts.*FIREBREAK_CHECK_HOSTS/s);
  });

  test('tells what came of each, with its number; what nobody asked is not said to hold', () => {
    const model = mitigating();
    model.say(responder, '/verify');
    model.answerChecks(answers('failed'));
    expect(newest(model)?.state).toBe('failed');
    expect(said(model)).toMatch(/^@responder \*\*Verification of `production`: failed\.\*\*/);
    expect(said(model)).toContain('❌ **failed** (0.02, not below 0.01): Error rates on the dashboard');
    expect(said(model)).toContain('❔ not checked (the policy names no address): Smoke tests');
    model.say(responder, '/verify');
    model.answerChecks(answers());
    expect(said(model)).toContain('nothing failed, not everything was checked');
  });

  test('tells no number where everybody can read it', () => {
    const model = mitigating();
    model.isPublic = true;
    model.say(responder, '/verify');
    model.answerChecks(answers('failed'));
    expect(said(model)).toContain('❌ **failed**: Error rates');
    expect(JSON.stringify(model.record)).not.toContain('not below 0.01');
  });

  test('says when no answer came, and takes none that comes twice, late or after it was cancelled', () => {
    const model = mitigating();
    model.say(responder, '/verify');
    model.until(build.minute(6));
    expect(newest(model)?.state).toBe('lost');
    expect(said(model)).toMatch(/nobody knows.*The answers did not come/s);
    const comments = model.said.length;
    model.answerChecks(answers());
    expect(newest(model)?.state).toBe('lost');
    model.say(responder, '/verify');
    model.say(responder, '/cancel verification');
    expect(newest(model)?.state).toBe('cancelled');
    model.answerChecks(answers());
    expect(newest(model)?.state).toBe('cancelled');
    expect(model.said.length).toBeGreaterThan(comments);
  });
});

test('a rollback that succeeded is verified by the app, and watched once nothing failed', () => {
  const model = afterDeployment('P0', policy);
  model.checkHosts = hosts;
  model.say(commander, '/ack');
  model.say(responder, '/rollback');
  model.answerStart();
  model.run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', conclusion: 'success', step: null };
  model.until(build.minute(1));
  expect(model.record?.status).toBe('mitigating');
  expect(asked(model)).toHaveLength(1);
  model.answerChecks(answers());
  expect(model.record?.status).toBe('monitoring');
  model.say(commander, '/verify');
  model.answerChecks(answers('failed'));
  expect(said(model)).toContain('the window begins anew');
});
