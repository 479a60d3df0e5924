// Evidence at the declaration (S000-14, S000-15, S003-13): gathered once, after the page and the look-back, in a comment that the card links.
import { describe, expect, test } from 'vitest';
import { untilLinked } from '../../../src/core/decide/evidence.ts';
import type { EvidenceSeen, Sighting } from '../../../src/core/mitigation/evidence.ts';
import { plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { startsOf } from '../../support/rolling.ts';

const collecting = (more = '') => build.policyOf(`${build.mapped}${more === '' ? '' : `evidence: { ${more} }\n`}`);
const line = (name: string, over: Partial<Sighting> = {}): Sighting => ({
  name,
  text: `About ${name}`,
  by: 'lead',
  state: null,
  at: build.T0,
  url: `https://github.example/acme/shop/${name}`,
  ...over,
});
const seen: EvidenceSeen = {
  commits: [line('abc1234'), line('def5678')],
  releases: [line('v2.3.4')],
  deployments: null,
  runs: [line('CI', { state: 'failure' })],
};
const comments = (model: Model) => model.written.filter(({ body }) => body.includes('**Evidence**'));

function declared(policy = collecting(), over: Partial<Model> = {}): Model {
  const model = new Model({ body: build.formBody({}) }, policy);
  Object.assign(model, { evidence: seen, ...over });
  model.open();
  model.until(build.minute(1));
  return model;
}

describe('evidence at the declaration', () => {
  test('is one comment with what there is; what GitHub does not tell hides nothing', () => {
    const model = declared();
    const [comment, ...others] = comments(model);
    expect(others).toEqual([]);
    expect(comment?.body).toContain('[`abc1234`](https://github.example/acme/shop/abc1234) About ');
    expect(comment?.body).toMatch(/<summary>Workflow runs<\/summary>\n\n- .*`CI`.* `failure`/);
    expect(comment?.body).toMatch(/<summary>Deployments<\/summary>\n\nGitHub did not tell/);
  });

  test('comes after the page, and the card links it once it is there', () => {
    const model = declared();
    const at = (kind: RegExp) => model.written.findIndex(({ body }) => kind.test(body));
    expect(at(/\*\*Evidence\*\*/)).toBeGreaterThan(0);
    model.say(build.people.commander, '/ack');
    expect(model.card).toMatch(/\[Evidence\]\(https:\/\/[^)]*#issuecomment-\d+\)/);
    model.until(build.minute(30));
    expect(comments(model)).toHaveLength(1);
  });

  test('is linked though nothing else happens, and then not looked for any more', () => {
    const model = declared();
    expect(model.card).toMatch(/\[Evidence\]\(https:\/\/[^)]*#issuecomment-\d+\)/);
    const looks = model.decisions.length;
    model.until(build.minute(4));
    expect(model.decisions.length - looks).toBeLessThanOrEqual(1);
  });

  test('is looked for less and less often while GitHub does not show it, and given up', () => {
    const record = { ...(declared().record ?? build.anIncident()), evidence: { at: build.T0, comment: null } };
    const next = (now: string) => untilLinked(record, null, now);
    expect(next(build.T0)).toBe(plus(build.T0, 'PT5S'));
    expect(next(build.minute(1))).toBe(plus(build.minute(1), 'PT15S'));
    expect(next(build.minute(5))).toBe(build.minute(6));
    expect(next(build.minute(16))).toBeNull();
  });

  test('asks for as many as the policy says', () => {
    const policy = collecting('commits: 7, workflow_runs: 0');
    const model = declared();
    const record = { ...(model.record ?? build.anIncident()), evidence: undefined };
    const request = build.brain.factsFor(build.tick(model.now), record, policy, build.self);
    expect(request?.evidence).toEqual({ commits: 7, releases: 3, deployments: 5, runs: 0 });
  });

  test('mentions nobody and formats nothing of what others wrote', () => {
    const model = declared(collecting(), {
      evidence: { ...seen, commits: [line('abc', { text: '@everyone **<!-- x -->** fixes #1' })] },
    });
    expect(comments(model)[0]?.body).not.toMatch(/@everyone|\*\*<!--|fixes #1/);
  });

  test('repeats no credential that stands in a title', () => {
    const model = declared(collecting(), {
      evidence: { ...seen, commits: [line('abc', { text: 'Rotate token=abcdef0123456789 at last' })] },
    });
    expect(comments(model)[0]?.body).toMatch(/Rotate token=.*hidden.* at last/);
    expect(comments(model)[0]?.body).not.toContain('abcdef0123456789');
  });

  test.each([
    ['where the policy does not want it', collecting('collect: false'), {}],
    ['of a security incident that everybody can read', collecting(), { isPublic: true, security: true }],
  ])(
    'is not told %s',
    (_what, policy, { isPublic = false, security = false }: { isPublic?: boolean; security?: boolean }) => {
      const model = new Model({ labelled: ['incident', 'P0', ...(security ? ['security'] : [])] }, policy);
      Object.assign(model, { evidence: seen, isPublic });
      model.open();
      model.until(build.minute(1));
      expect(comments(model)).toEqual([]);
    },
  );
});

describe('the probes of the policy (S000-11, S000-12, S000-13, S003-13, S004-04, S004-07)', () => {
  const probing = (preset = 'github') =>
    build.policyOf(`preset: ${preset}\n${build.mapped}evidence: { workflow: evidence-production.yml }\n`);
  const run = {
    id: 77,
    url: 'https://github.example/runs/77',
    status: 'ended',
    conclusion: 'success',
    step: null,
  } as const;
  const told = (model: Model) => model.written.filter(({ body }) => body.includes('**Probes**'));

  /** What the lists say, all of which GitHub tells. */
  const whole: EvidenceSeen = { ...seen, deployments: [line('production')] };

  function probed(look: Model['look'], over: Partial<Model> = {}): Model {
    const model = declared(probing(), { evidence: whole, ...over });
    model.answerStart();
    model.look = look;
    model.until(build.minute(3));
    return model;
  }

  test('are asked by one run of the workflow, beside the lists', () => {
    const model = declared(probing('commander'));
    const [start, ...others] = startsOf(model);
    expect(others).toEqual([]);
    expect(start).toMatchObject({
      workflow: 'evidence-production.yml',
      inputs: { environment: 'production', incident: '7', key: 'firebreak-7-0-evidence' },
    });
    expect(JSON.parse(start?.inputs['probes'] ?? '')).toContainEqual({ id: 'logs', kind: 'logs', lines: 50 });
    expect(comments(model)).toHaveLength(1);
  });

  test('one that fails hides no other and has the words of the policy; what they print is redacted, in a fence', () => {
    const lines = ['password=hunter2222', '```', '@everyone <!-- firebreak:effect x -->'];
    const model = probed({
      ...run,
      probes: [
        { id: 'database', ok: false, lines: ['could not connect'] },
        { id: 'logs', ok: true, lines },
      ],
    });
    const [comment, ...others] = told(model);
    expect(others).toEqual([]);
    expect(comment?.body).toContain('❌ Database status: DB unreachable');
    expect(comment?.body).toContain('✅ Application logs');
    expect(comment?.body).toContain('````text\npassword=[hidden]\n```\n@everyone <!- - firebreak');
    model.until(build.minute(30));
    expect(told(model)).toHaveLength(1);
  });

  test('stand in the one comment of the evidence, which is written anew; the card says how each ended', () => {
    const database = { id: 'database', ok: false, lines: ['could not connect'] };
    const model = probed({ ...run, probes: [database] });
    const [comment, ...others] = model.written.filter(({ body }) => /\*\*(?:Evidence|Probes)\*\*/.test(body));
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^\*\*Evidence\*\*.*`abc1234`.*\*\*Probes\*\*.*DB unreachable/s);
    expect(model.card).toMatch(
      /\[Evidence\]\(.*#issuecomment-\d+\).*Probes: ❔ Application logs ❌ Database status \(DB unreachable\)\./,
    );
    expect(model.record?.timeline.filter(({ text }) => text.startsWith('Evidence was gathered'))).toHaveLength(1);
  });

  test('have a comment of their own where GitHub does not tell the lists again: what stands there stays', () => {
    const model = declared(probing(), { evidence: whole });
    model.answerStart();
    model.evidence = { ...whole, commits: null };
    model.look = { ...run, probes: [{ id: 'logs', ok: true, lines: [] }] };
    model.until(build.minute(3));
    expect(model.written.filter(({ body }) => body.startsWith('**Probes**'))).toHaveLength(1);
    expect(model.written.find(({ body }) => body.startsWith('**Evidence**'))?.body).toContain('`abc1234`');
  });

  test('a great deal is cut at its beginning', () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `line ${at} ${'x'.repeat(600)}`);
    const [comment] = told(probed({ ...run, probes: [{ id: 'logs', ok: true, lines }] }));
    expect(comment?.body.length).toBeLessThan(15_000);
    expect(comment?.body).toContain('line 999');
  });

  test('a log that is not there yet is waited for, and one that never comes is said', () => {
    const model = probed(run);
    expect(told(model)).toEqual([]);
    model.until(build.minute(30));
    expect(told(model)[0]?.body).toContain('None of them said anything');
  });

  test('where everybody can read, only how each ended is told', () => {
    const [comment] = told(
      probed({ ...run, probes: [{ id: 'logs', ok: true, lines: ['customer 17'] }] }, { isPublic: true }),
    );
    expect(comment?.body).toContain('✅ Application logs');
    expect(comment?.body).not.toContain('customer 17');
  });

  test('hold up no rollback, and are shown neither as one nor as a verification', () => {
    const model = declared(probing());
    expect(model.card).not.toContain('Probes for evidence');
    model.say(build.people.commander, '/rollback');
    expect(model.said.at(-1)?.body).not.toContain('is under way');
  });
});
