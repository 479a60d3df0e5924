// What the five runbooks ask of mitigation, each with its own preset.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { afterDeployment, deployed, now, startsOf } from '../../support/rolling.ts';
import { clock, deployment, shaOf } from '../mitigation/deployments.ts';

const { responder, commander } = build.people;
const said = (model: Model) => model.said.at(-1)?.body ?? '';
const run = {
  id: 77,
  url: 'https://github.example/runs/77',
  status: 'ended',
  conclusion: 'success',
  step: null,
} as const;
const nothing = { commits: [], releases: [], deployments: [], runs: [] };
const verifying = 'verification: { workflow: verify-production.yml }\n';

/** Declared at the worst severity after a deployment, and acknowledged. */
function declared(preset: string, more = ''): Model {
  const policy = build.policyOf(`preset: ${preset}\n${build.mapped}${more}`);
  const level = policy.levels.find(({ rank }) => rank === 1)?.name ?? 'P0';
  const model = new Model({ body: `Started: ${clock(now - 10)}`, labelled: ['incident', level] }, policy);
  model.past = deployed;
  model.evidence = nothing;
  model.open();
  model.until(model.now);
  model.say(commander, '/ack');
  return model;
}

function rolledBack(preset: string, more = ''): Model {
  const model = declared(preset, more);
  model.say(responder, '/rollback');
  model.answerStart();
  model.run = run;
  model.until(build.minute(1));
  return model;
}

function verified(model: Model, ...failed: readonly string[]): void {
  const parts = ['Health', 'Function', 'Error rate', 'Latency', 'Logs'].map((name) => ({
    name,
    passed: !failed.includes(name),
  }));
  model.answerStart();
  model.look = { ...run, conclusion: failed.length === 0 ? 'success' : 'failure', step: null, parts };
  model.later('PT1M');
  model.send(build.tick(model.now));
}

describe('emergency', () => {
  test('S000-20 with a recent deploy the rollback is offered first, to the version before', () => {
    const model = declared('emergency');
    expect(model.card).toContain(
      'The runbook rolls back when this holds, and it does: A recent deploy caused the issue',
    );
    expect(model.card).toMatch(/^\/rollback$/m);
    expect(model.card.indexOf('Rollback')).toBeLessThan(model.card.indexOf('Hotfix'));
    model.say(responder, '/rollback');
    expect(startsOf(model)[0]?.inputs['sha']).toBe(deployed.deployments[1]?.sha);
  });

  test('S000-21 a rollback is done only when the status endpoint is healthy', () => {
    const model = rolledBack('emergency', verifying);
    expect(model.record?.status).toBe('mitigating');
    expect(said(model)).toContain('- Service status endpoint is healthy');
    verified(model, 'Health');
    expect(model.record?.status).toBe('mitigating');
    expect(said(model)).toContain('❌ **failed**: Service is healthy');
    model.say(responder, '/verify');
    verified(model);
    expect(model.record?.status).toBe('monitoring');
  });

  test('S000-14 S000-15 the newest 5 commits and 3 releases are asked for at the declaration', () => {
    const model = new Model({}, build.policyOf(`preset: emergency\n${build.mapped}`));
    model.evidence = nothing;
    model.open();
    model.until(model.now);
    const record = { ...(model.record ?? build.anIncident()), evidence: undefined };
    const request = build.brain.factsFor(build.tick(model.now), record, model.policy, build.self);
    expect(request?.evidence).toMatchObject({ commits: 5, releases: 3 });
    expect(model.written.filter(({ body }) => body.startsWith('**Evidence**'))).toHaveLength(1);
  });

  test.each([
    ['emergency', 'S000-27', /Update feature flag or config.*Redeploy with feature disabled/s],
    ['sev', 'S002-19', /Disable suspicious feature.*Monitor if symptoms resolve/s],
  ])(
    '%s: a feature is disabled by hand, by its steps (%s), or by the workflow that the team names',
    (preset, _id, steps) => {
      const model = declared(preset);
      model.say(responder, '/run disable-feature');
      expect(said(model)).toMatch(steps);
      expect(model.record?.status).toBe('mitigating');
      const own = declared(preset, 'mitigations: [{ id: disable-feature, workflow: flags.yml, at_once_to_rank: 1 }]\n');
      own.say(responder, '/run disable-feature');
      expect(startsOf(own)[0]).toMatchObject({ workflow: 'flags.yml' });
    },
  );
});

describe('where else to look', () => {
  test.each([
    ['standard', 'S001-16', ['Monitoring dashboards', 'Recent deployments', 'Error logs', 'Related systems']],
    [
      'sev',
      'S002-25',
      [
        'Logs: errors, stack traces, timing',
        'External dependencies: third-party status pages',
        'Traffic patterns: unusual load? DDoS?',
      ],
    ],
  ])('%s: its sources stand with the evidence (%s)', (preset, _id, sources) => {
    const evidence = declared(preset).written.find(({ body }) => body.startsWith('**Evidence**'))?.body ?? '';
    for (const source of sources) expect(evidence).toContain(`- ${source}`);
  });
});

describe('github', () => {
  test('S003-19 S003-20 smoke tests, two health endpoints, error rates, errors below 0.1 %, P95 below 3 s and logs are checked; reports of users by people', () => {
    const model = declared(
      'github',
      `${verifying}recovery:\n  - { id: error-rate, url: "https://m.example/e", path: rate }\n  - { id: latency, url: "https://m.example/p", path: p95 }\n`,
    );
    model.say(commander, '/status mitigating');
    model.say(responder, '/verify');
    const checks = JSON.parse(startsOf(model).at(-1)?.inputs['checks'] ?? '[]') as readonly { id: string }[];
    expect(checks.map(({ id }) => id).sort()).toEqual([
      'api-health',
      'error-rate',
      'error-rates',
      'health',
      'latency',
      'logs',
      'smoke',
    ]);
    expect(checks).toContainEqual(expect.objectContaining({ id: 'error-rate', below: 0.001 }));
    expect(checks).toContainEqual(expect.objectContaining({ id: 'latency', below: 3000 }));
    verified(model);
    expect(said(model)).toContain('User reports decreasing');
    expect(said(model)).toContain('✅ passed: Smoke tests');
  });

  test('S003-16 a rollback dispatches rollback-production to the last known good version', () => {
    const model = declared('github');
    model.say(responder, '/rollback');
    expect(startsOf(model)[0]).toMatchObject({
      workflow: 'rollback-production.yml',
      inputs: { environment: 'production', sha: deployed.deployments[1]?.sha },
    });
  });

  test('S003-18 a configuration change takes a name and never a value: what is typed besides is refused, and in no record', () => {
    const model = declared('github');
    model.say(responder, '/run configuration name=LOG_LEVEL');
    expect(said(model)).toMatch(/Update environment variable.*Restart application/s);
    model.say(responder, '/run configuration name=LOG_LEVEL value=hunter2222');
    expect(said(model)).toContain('value=');
    expect(JSON.stringify(model.record)).not.toContain('hunter2222');
    expect(model.card).not.toContain('hunter2222');
  });
});

test('S004-13 commander: health, metrics and a call of the service’s own work are verified', () => {
  const model = declared('commander', verifying);
  model.say(commander, '/status mitigating');
  model.say(responder, '/verify');
  verified(model, 'Function');
  expect(said(model)).toContain('✅ passed: Health check');
  expect(said(model)).toContain('✅ passed: Error and latency metrics');
  expect(said(model)).toContain('❌ **failed**: Functionality (an endpoint of the domain)');
});

describe('whether a rollback waits for a word, by preset and severity', () => {
  const presets = ['emergency', 'standard', 'sev', 'github', 'commander'];
  const policyOf = (preset: string) => build.policyOf(`preset: ${preset}\n${build.mapped}`);
  const rows = presets.flatMap((preset) =>
    policyOf(preset).levels.map(({ name, rank }) => ({ preset, level: name, rank, begins: rank <= 2 })),
  );

  test('every preset has a level of each kind', () => {
    const kinds = (preset: string) => new Set(rows.filter((row) => row.preset === preset).map(({ begins }) => begins));
    for (const preset of presets) expect(kinds(preset).size, preset).toBe(2);
  });

  test.each(rows)(
    '$preset $level (rank $rank) with an unambiguous target: at once $begins',
    ({ preset, level, begins }) => {
      const model = afterDeployment(level, policyOf(preset));
      model.say(responder, '/rollback');
      expect(startsOf(model)).toHaveLength(begins ? 1 : 0);
      expect(model.record?.plan === undefined).toBe(begins);
    },
  );

  /** Two versions went live after the symptoms began. */
  const after = ['d', 'c', 'b', 'a'].map((letter, index) => deployment(letter, now - ([2, 5, 12, 72][index] ?? 0)));
  const ambiguous = [
    ['a risky path', { files: ['db/migrations/7.sql'] }, {}, '/rollback'],
    ['not reachable from the default branch', { reachable: false }, {}, '/rollback'],
    ['live during an incident', {}, { incidents: [{ number: 9, from: clock(now - 60), to: clock(now - 50) }] }, `/rollback to=${shaOf('c').slice(0, 7)}`],
    ['the suspect is not newer', {}, { deployments: after }, `/rollback to=${shaOf('c').slice(0, 7)}`],
  ] as const; // biome-ignore format: a table

  test.each(ambiguous.flatMap((row) => rows.map(({ preset, level }) => [preset, level, ...row] as const)))(
    '%s %s with a target that is ambiguous, %s: asks',
    (preset, level, _why, comparison, past, command) => {
      const model = afterDeployment(level, policyOf(preset), { ...comparison });
      model.past = { ...deployed, ...past };
      model.say(responder, command);
      expect(startsOf(model)).toEqual([]);
      expect(model.record?.plan).toMatchObject({ doubts: [expect.any(String)] });
    },
  );
});
