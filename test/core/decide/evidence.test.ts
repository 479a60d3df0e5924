// Evidence at the declaration (S000-14, S000-15, S003-13): gathered once, after the page and the look-back, in a comment that the card links.
import { describe, expect, test } from 'vitest';
import type { EvidenceSeen, Sighting } from '../../../src/core/mitigation/evidence.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const collecting = (more = '') => build.policyOf(`${build.mapped}evidence: { collect: true${more} }\n`);
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
const comments = (model: Model) => model.said.filter(({ body }) => body.includes('**Evidence**'));

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
    const at = (kind: RegExp) => model.said.findIndex(({ body }) => kind.test(body));
    expect(at(/\*\*Evidence\*\*/)).toBeGreaterThan(0);
    model.say(build.people.commander, '/ack');
    expect(model.card).toMatch(/\[Evidence\]\(https:\/\/[^)]*#issuecomment-\d+\)/);
    model.until(build.minute(30));
    expect(comments(model)).toHaveLength(1);
  });

  test('asks for as many as the policy says', () => {
    const policy = collecting(', commits: 7, workflow_runs: 0');
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

  test.each([
    ['where the policy does not want it', build.aPolicy(), {}],
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
