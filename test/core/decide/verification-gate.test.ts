// What a verification found is seen by the gates of every preset, whatever its checklist has (S003-19, S003-20, S004-13, S004-14, S001-21, S000-30).
import { describe, expect, test } from 'vitest';
import type { RunPart } from '../../../src/core/mitigation/run-seen.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { responder, commander } = build.people;
const presets = ['emergency', 'standard', 'sev', 'github', 'commander'] as const;
const policyOf = (preset: string, more = '') =>
  build.policyOf(`preset: ${preset}
${build.mapped}verification: { workflow: verify-production.yml }
verify: [{ id: shop-answers, text: The shop answers, kind: health, url: "https://shop.example.com/health" }]
${more}`);
/** The newest comments: the clock may have had something to say behind an answer. */
const said = (model: Model) =>
  model.said
    .slice(-2)
    .map(({ body }) => body)
    .join('\n');
const parts = (passed: boolean): readonly RunPart[] => [
  { name: 'shop-answers', passed },
  ...['Function', 'Health', 'Error rate', 'Latency', 'Logs'].map((name) => ({ name, passed: true })),
];

/** Mitigated, and verified so by a run. */
function verified(policy: ReturnType<typeof policyOf>, passed: boolean): Model {
  const model = new Model({ labelled: ['incident', policy.levels[0]?.name ?? 'P0'] }, policy);
  model.open();
  model.say(commander, '/ack');
  model.say(commander, '/status mitigating');
  again(model, passed);
  return model;
}

function again(model: Model, passed: boolean): void {
  model.say(responder, '/verify');
  model.answerStart();
  const conclusion = passed ? 'success' : 'failure';
  model.look = {
    id: 77,
    url: 'https://github.example/runs/77',
    status: 'ended',
    conclusion,
    step: null,
    parts: parts(passed),
  };
  model.later('PT1M');
  model.send(build.tick(model.now));
}

/** Everything else that could hold it is done, and its window is over. */
function ready(model: Model): void {
  const boxes = model.record?.checklist.filter(({ state }) => state === 'open').map(({ id }) => id) ?? [];
  for (const id of boxes) model.say(commander, `/check ${id}`);
}

describe.each(presets)('with %s', (preset) => {
  test('a check that failed is said before monitoring, and holds the resolution until it passes', () => {
    const model = verified(policyOf(preset), false);
    ready(model);
    model.say(commander, '/status monitoring');
    expect(model.record?.status).toBe('monitoring');
    expect(model.said.map(({ body }) => body).join('\n')).toContain('Verification failed: The shop answers');
    model.later('PT48H');
    ready(model);
    model.say(commander, '/resolve back again');
    expect(model.record?.status).toBe('monitoring');
    expect(said(model)).toContain('Verification failed: The shop answers');
    again(model, true);
    model.later('PT48H');
    model.say(commander, '/resolve back again');
    expect(model.record?.status).toBe('resolved');
  });
});

test('who may override a gate passes it with a reason, which is on record', () => {
  const model = verified(policyOf('github'), false);
  model.say(commander, '/status monitoring');
  model.later('PT24H');
  model.say(build.people.lead, '/resolve --force the check itself is broken');
  expect(model.record?.status).toBe('resolved');
  expect(model.record?.timeline.map(({ text }) => text).join('\n')).toMatch(/Verification failed: The shop answers/);
});

test('a policy may have the gate only list it', () => {
  const model = verified(policyOf('github', 'gates: { resolved: { strict: false } }\n'), false);
  model.say(commander, '/status monitoring');
  model.later('PT24H');
  model.say(commander, '/resolve');
  expect(model.record?.status).toBe('resolved');
  expect(said(model)).toContain('Verification failed: The shop answers');
});

test('what nobody verified is said, and holds nothing', () => {
  const model = new Model({ labelled: ['incident', 'P0'] }, policyOf('github'));
  model.open();
  model.say(commander, '/ack');
  model.say(commander, '/status monitoring');
  model.later('PT24H');
  model.say(commander, '/resolve');
  expect(model.record?.status).toBe('resolved');
  expect(said(model)).toContain('Nothing was verified yet');
});

describe('an item that is ticked when it is verified', () => {
  const item =
    'checklist: [{ id: proven, text: Proven by checks, ticked_when: verified }]\nrecovery: []\nverify: [{ id: shop-answers, text: The shop answers, kind: health }]\n';
  const policy = build.policyOf(
    `${build.mapped}verification: { workflow: verify-production.yml }\n${item}gates: { resolved: { needs: [proven], strict: true } }\n`,
  );
  const state = (model: Model) => model.record?.checklist.find(({ id }) => id === 'proven')?.state;

  test('is ticked by a verification of which everything passed, open again when one fails, and holds its gate', () => {
    const model = verified(policy, true);
    expect(state(model)).toBe('done');
    again(model, false);
    expect(state(model)).toBe('open');
    model.say(commander, '/status monitoring');
    model.later('PT48H');
    model.say(commander, '/resolve');
    expect(model.record?.status).toBe('monitoring');
    expect(said(model)).toContain('Proven by checks');
    again(model, true);
    expect(state(model)).toBe('done');
    model.later('PT48H');
    model.say(commander, '/resolve');
    expect(model.record?.status).toBe('resolved');
  });

  test('is not by a check that nobody made', () => {
    const other = new Model({ labelled: ['incident', 'P0'] }, policy);
    other.open();
    other.say(commander, '/status mitigating');
    other.say(responder, '/verify');
    other.answerStart();
    other.look = {
      id: 77,
      url: 'https://github.example/runs/77',
      status: 'ended',
      conclusion: 'success',
      step: null,
      parts: [],
    };
    other.later('PT1M');
    other.send(build.tick(other.now));
    expect(state(other)).toBe('open');
  });
});
