// `/verify` and recovery (S003-19, S003-21, S004-13, S004-14, S001-21): what is checked, what came of it, and what follows.
import { describe, expect, test } from 'vitest';
import type { RunPart } from '../../../src/core/mitigation/run-seen.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { afterDeployment, startsOf } from '../../support/rolling.ts';

const { responder, commander, visitor } = build.people;
const workflow = 'verification: { workflow: verify-production.yml }\n';
const checked = (more = '', preset = 'commander') =>
  build.policyOf(`preset: ${preset}\n${build.mapped}${workflow}${more}`);
const said = (model: Model) => model.said.at(-1)?.body ?? '';
const newest = (model: Model) => model.record?.operations?.at(-1);

const run = { id: 77, url: 'https://github.example/runs/77' };
const parts = (...failed: readonly string[]): readonly RunPart[] =>
  ['Verify', 'Health', 'Error rate', 'Latency', 'Function'].map((name) => ({ name, passed: !failed.includes(name) }));
const ended = (...failed: readonly string[]) =>
  ({
    ...run,
    status: 'ended',
    conclusion: failed.length === 0 ? 'success' : 'failure',
    step: failed[0] ?? null,
    parts: parts(...failed),
  }) as const;

function mitigating(policy = checked()): Model {
  const model = new Model({ labelled: ['incident', policy.levels[0]?.name ?? 'P0'] }, policy);
  model.open();
  model.say(commander, '/ack');
  model.say(commander, '/status mitigating');
  return model;
}

/** `/verify` was said, its run started, and ended so. */
function verified(model: Model, look: Model['look'] = ended()): Model {
  model.say(responder, '/verify');
  model.answerStart();
  model.look = look;
  model.later('PT1M');
  model.send(build.tick(model.now));
  return model;
}

describe('/verify', () => {
  test('starts the workflow of the policy with its checks, and nothing that anybody wrote', () => {
    const model = mitigating(
      checked(
        'recovery: [{ id: latency, text: Latency, kind: latency, url: "https://prom.example.com/api", query: "p95 > 0" }]\nthresholds: { p95_ms: { recovered: 3000 } }\n',
      ),
    );
    model.say(responder, '/verify');
    const [start, ...others] = startsOf(model);
    expect(others).toEqual([]);
    expect(start).toMatchObject({
      workflow: 'verify-production.yml',
      branch: null,
      inputs: { environment: 'production', incident: '7' },
    });
    expect(start?.inputs['key']).toMatch(/^firebreak-7-\d+-verify$/);
    expect(JSON.parse(start?.inputs['checks'] ?? '')).toContainEqual({
      id: 'latency',
      kind: 'latency',
      url: 'https://prom.example.com/api',
      query: 'p95 > 0',
      below: 3000,
    });
    expect(model.card).toContain('**Verification of production: GitHub is asked to start it**');
  });

  test.each([
    [
      'no workflow',
      build.policyOf(`preset: commander\n${build.mapped}`),
      /does not say which workflow makes its checks/,
    ],
    ['no check', { ...checked(), verify: [], recovery: [] }, /does not say what to check/],
  ])('with %s nothing is started, and what to write is said', (_what, policy, says) => {
    const model = mitigating(policy);
    model.say(responder, '/verify');
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(says);
  });

  test('one at a time, by whoever may respond, and it holds up no rollback', () => {
    const model = afterDeployment('P0', checked('', 'github'));
    model.say(visitor, '/verify');
    expect(startsOf(model)).toEqual([]);
    model.say(responder, '/verify');
    model.say(commander, '/verify');
    expect(startsOf(model)).toHaveLength(1);
    expect(said(model)).toContain('A verification is under way');
    model.say(commander, '/rollback');
    expect(startsOf(model)).toHaveLength(2);
  });

  test('read again from the thread, nothing is started', () => {
    const model = mitigating();
    model.say(responder, '/verify');
    expect(model.rebuilt().operations ?? []).toEqual([]);
  });
});

describe('what came of it', () => {
  test('each check by the step of its id, its text or its kind; the gate of the resolution sees it', () => {
    const model = verified(mitigating());
    expect(newest(model)).toMatchObject({ state: 'succeeded' });
    expect(newest(model)?.checks?.map(({ id, result }) => [id, result])).toEqual([
      ['health', 'passed'], ['error-rates', 'passed'], ['latency', 'passed'], ['metrics', 'passed'], ['functionality', 'passed'],
    ]); // biome-ignore format: a table
    const ticked = model.record?.checklist
      .filter(({ state, by }) => state === 'done' && by === null)
      .map(({ id }) => id);
    expect(ticked).toEqual(expect.arrayContaining(['health', 'error-rates', 'latency']));
    expect(said(model)).toMatch(/^@responder \*\*Verification of `production`: passed\.\*\*.*✅ passed: Health check/s);
    expect(model.card).toContain('✅ passed: Health check');
  });

  test('one that fails is open again, also where it had passed; what a person ticked stays', () => {
    const model = verified(mitigating());
    verified(model, ended('Error rate'));
    const state = (id: string) => model.record?.checklist.find((item) => item.id === id)?.state;
    expect([state('health'), state('error-rates')]).toEqual(['done', 'open']);
    expect(said(model)).toMatch(/: failed\.\*\*.*❌ \*\*failed\*\*: Error rates back to normal/s);
    model.say(commander, '/check error-rates');
    verified(model, ended('Error rate'));
    expect(state('error-rates')).toBe('done');
  });

  test('what the run has no step for nobody has checked', () => {
    const model = verified(mitigating(), { ...ended(), parts: [{ name: 'health', passed: true }] });
    expect(newest(model)?.checks?.filter(({ result }) => result === 'unknown')).toHaveLength(4);
    expect(said(model)).toContain('nothing failed, not everything was checked');
  });

  test.each([
    ['refused', /GitHub did not start it: 404.*Expected: `verify-production.yml`/s],
    ['unanswered', /no run of `verify-production.yml` was found/],
  ] as const)('%s: nothing is ticked', (how, says) => {
    const model = mitigating();
    model.say(responder, '/verify');
    model.answerStart({ how, run: null, why: how === 'refused' ? '404' : null });
    model.until(build.minute(3));
    expect(said(model)).toMatch(says);
    expect(model.record?.checklist.some(({ id, state }) => id === 'health' && state === 'done')).toBe(false);
  });
});

describe('after a rollback', () => {
  function rolledBack(policy = checked('', 'github')): Model {
    const model = afterDeployment('P0', policy);
    model.say(commander, '/ack');
    model.say(responder, '/rollback');
    model.answerStart();
    model.run = { ...run, status: 'ended', conclusion: 'success', step: null };
    model.until(build.minute(1));
    return model;
  }

  test('it is verified by itself, and watched once that has passed', () => {
    const model = rolledBack();
    expect(model.record?.status).toBe('mitigating');
    expect(said(model)).toMatch(/: done\.\*\*.*It is verified now/s);
    expect(startsOf(model).map(({ workflow: file }) => file)).toEqual([
      'rollback-production.yml',
      'verify-production.yml',
    ]);
    model.answerStart();
    model.look = ended();
    model.until(build.minute(2));
    expect(model.record?.status).toBe('monitoring');
    expect(said(model)).toMatch(/^@commander \*\*Verification.*Monitoring until/s);
  });

  test('where it fails the status stays, and a later one that passes moves it', () => {
    const model = rolledBack();
    model.answerStart();
    model.look = ended('Health');
    model.until(build.minute(2));
    expect(model.record?.status).toBe('mitigating');
    expect(said(model)).toContain(': failed.**');
    verified(model);
    expect(model.record?.status).toBe('monitoring');
  });

  test.each([
    ['no workflow is named', build.aPolicy()],
    [
      'the policy does not want it',
      build.policyOf(`preset: github\n${build.mapped}verification: { workflow: v.yml, after_rollback: false }\n`),
    ],
  ])('where %s it is watched at once', (_what, policy) => {
    const model = rolledBack(policy);
    expect(model.record?.status).toBe('monitoring');
    expect(startsOf(model)).toHaveLength(1);
  });
});

describe('while it is watched', () => {
  test('a verification that fails begins the window anew, one that passes does not', () => {
    const model = mitigating(checked('', 'github'));
    model.say(commander, '/status monitoring');
    const first = model.record?.monitoring?.until;
    model.later('PT10M');
    verified(model);
    expect(model.record?.monitoring?.until).toBe(first);
    verified(model, ended('Health'));
    expect(model.record?.status).toBe('monitoring');
    expect((model.record?.monitoring?.until ?? '') > (first ?? '')).toBe(true);
    expect(said(model)).toContain('the window begins anew');
    expect(model.record?.timeline.map(({ text }) => text).join('\n')).toContain('Verification failed');
  });
});
