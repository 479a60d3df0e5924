// The error rate as a workflow tells it (S001-33): printed by the step of the check, or by a probe of metrics.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { deployed, now } from '../../support/rolling.ts';
import { clock } from '../mitigation/deployments.ts';

const checked = `preset: standard
${build.mapped}verify: [{ id: errors, text: Errors, kind: error-rate, below: 0.01 }]
verification: { workflow: verify.yml }
`;
const probing = `preset: standard
${build.mapped}evidence: { workflow: evidence.yml, probes: [{ id: rates, title: Rates, kind: metrics }, { id: tail, title: Log, kind: logs }] }
`;
const rolls = /and it does: Error rate spike/;
const ended = {
  id: 77,
  url: 'https://github.example/runs/77',
  status: 'ended',
  conclusion: 'success',
  step: null,
} as const;

function declared(text: string): Model {
  const policy = build.policyOf(text);
  const model = new Model({ body: `Started: ${clock(now - 10)}`, labelled: ['incident', 'P1'] }, policy);
  model.past = deployed;
  model.evidence = { commits: [], releases: [], deployments: [], runs: [] };
  model.open();
  return model;
}

describe('a verification', () => {
  const verified = (measured: number | undefined) => {
    const model = declared(checked);
    model.say(build.people.commander, '/ack');
    model.say(build.people.responder, '/verify');
    model.answerStart();
    const parts = [{ name: 'Error rate', passed: false }];
    model.look = { ...ended, conclusion: 'failure', parts, ...(measured === undefined ? {} : { measured }) };
    model.until(build.minute(1));
    return model;
  };

  test('whose step measured more than the rule allows: the runbook rolls back', () => {
    expect(verified(0.12).card).toMatch(rolls);
  });

  test.each([0.1, undefined])('whose step measured %s: it does not', (measured) => {
    expect(verified(measured).card).not.toMatch(rolls);
  });
});

describe('probes', () => {
  const probed = (...probes: readonly { readonly id: string; readonly ok: boolean; readonly lines: string[] }[]) => {
    const model = declared(probing);
    model.until(build.minute(0.2));
    model.answerStart();
    model.look = { ...ended, probes };
    model.until(build.minute(1));
    return model;
  };
  const says = (rate: string) => [`measured: error-rate ${rate}`];

  test('of metrics that say more than the rule allows: the runbook rolls back', () => {
    expect(probed({ id: 'rates', ok: true, lines: ['p95 200', ...says('0.12')] }).card).toMatch(rolls);
  });

  test.each([
    ['of another kind', [{ id: 'tail', ok: true, lines: says('0.9') }]],
    ['that say it twice', [{ id: 'rates', ok: true, lines: [...says('0.12'), ...says('0.9')] }]],
    ['that say a percentage', [{ id: 'rates', ok: true, lines: says('12') }]],
  ])('%s are not believed', (_what, probes) => {
    expect(probed(...probes).card).not.toMatch(rolls);
  });
});
