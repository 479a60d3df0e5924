// Whether the service is back: `/verify`, by itself after a rollback, and while the fix is watched (S003-19, S003-21, S004-13, S004-14).
import { afterEach, describe, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
let service: HttpServer | null = null;
afterEach(async () => {
  await story.end();
  await service?.close();
  service = null;
});

const policy =
  'preset: github\nevidence: { workflow: evidence-production.yml }\nverification: { workflow: verify-production.yml }\npeople: { devops: ["@acme/on-call"] }\n';
const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';

type Run = { readonly id: number; readonly display_title: string; readonly status: string };

async function runs(workflow = 'verify-production.yml'): Promise<readonly Run[]> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/actions/workflows/${workflow}/runs`);
  return (data as { workflow_runs: readonly Run[] }).workflow_runs;
}

/** What is still to be executed has ended, and the server has heard of it. */
async function atRest(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await story.sandbox.runs.idle();
    await story.settle();
  }
}

describe('a service that is back', () => {
  test('is rolled back, verified by the example that teams copy, watched, and verified again', async () => {
    story = await startStory({ history: true, runs: 'execute', policy });
    issue = await story.declare({ body, labels: ['incident', 'P0'] });
    await atRest();
    await readAll(story, issue);
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/issues/${issue}/comments`);
    const bodies = (data as readonly { body: string }[]).map((comment) => comment.body);
    const evidence = bodies.filter((text) => text.startsWith('**Evidence**'));
    expect(evidence).toHaveLength(1);
    expect(evidence[0]).toContain('Send payments through the new client');
    expect(evidence[0]).toMatch(/<summary>Releases<\/summary>\n\n- .*v2\.3\.4/);
    expect(evidence[0]).not.toContain('GitHub did not tell');
    // One comment: the lists and what the probes said.
    expect(bodies.filter((text) => text.includes('**Probes**'))).toEqual(evidence);
    expect(evidence[0]).toContain('❌ Database status: DB unreachable');
    expect(await story.card(issue)).toContain('❌ Database status (DB unreachable)');
    await story.say('responder', '/rollback');
    await atRest();
    const [verification, ...others] = await runs();
    expect(others).toEqual([]);
    expect(verification?.display_title).toMatch(new RegExp(`^Verify production \\(firebreak-${issue}-\\d+-verify\\)$`));
    const card = await story.card(issue);
    expect(card).toContain('· monitoring ·');
    expect(card).toMatch(/\[Evidence\]\(.*#issuecomment-\d+\)/);
    expect(card).toMatch(/✅ passed: Health endpoint \/health/);
    expect(card).toMatch(/❔ not checked.*: Error rates on the dashboard/);
    await readAll(story, issue);

    await story.later('PT10M');
    await readAll(story, issue);
    await story.api('lead', 'PUT', '/repos/acme/shop/contents/.github/deploy/smoke', {
      message: 'Try what does not work',
      content: Buffer.from('#!/bin/bash\nexit 1\n').toString('base64'),
      sha: ((await story.api('lead', 'GET', '/repos/acme/shop/contents/.github/deploy/smoke')).data as { sha: string })
        .sha,
    });
    await story.say('commander', '/verify');
    await atRest();
    expect(await runs()).toHaveLength(2);
    const after = await story.card(issue);
    expect(after).toContain('❌ **failed**: Smoke tests');
    expect(after).toContain('· monitoring ·');
    await story.nextComment();
    expect(await story.nextComment()).toMatch(/^@commander .*: failed\.\*\*.*the window begins anew/s);
  });
});

describe('a service that the app asks itself', () => {
  test('is asked on hosts that whoever runs the app allows, and on no other; a rollback by it is verified and watched', async () => {
    let errors = 0.2;
    const health: number[] = [];
    service = await startHttpServer(({ path }) => {
      if (path.startsWith('/health')) return { status: health.shift() ?? 200 };
      return {
        status: 200,
        body: JSON.stringify({ status: 'success', data: { result: [{ value: [1, String(errors)] }] } }),
      };
    });
    const other = await startHttpServer(() => ({ status: 200 }));
    const host = new URL(service.url).host;
    const checks = `verification: { by: app }
people: { devops: ["@acme/on-call"] }
rollback: { recommend_when: [{ id: errors, says: Too many errors, error_rate_over: 0.1 }] }
verify:
  - { id: health, url: "${service.url}/health" }
  - { id: api-health, url: "${other.url}/api/health" }
  - { id: error-rates, url: "${service.url}/api/v1/query", query: "rate(errors[5m])", below: 0.01 }
`;
    story = await startStory({
      history: true,
      runs: 'execute',
      policy: `preset: github\n${checks}`,
      env: () => ({ FIREBREAK_CHECK_PRIVATE_HOSTS: host }),
    });
    issue = await story.declare({ body, labels: ['incident', 'P0'] });
    await atRest();
    await readAll(story, issue);
    expect(await story.card(issue)).toContain('and it does: Too many errors');
    errors = 0.001;
    await story.say('responder', '/rollback');
    await atRest();
    const card = await story.card(issue);
    expect(card).toMatch(/✅ passed.*: Health endpoint \/health/);
    expect(card).toMatch(/✅ passed.*: Error rates on the dashboard/);
    expect(card).toMatch(/❔ not checked.*: Health endpoint \/api\/health/);
    expect(card).toContain('· monitoring ·');
    await readAll(story, issue);
    expect(other.asked).toEqual([]);
    await other.close();
    await story.later('PT5M');
    await readAll(story, issue);
    health.push(503, 503, 503);
    await story.say('commander', '/verify');
    await atRest();
    expect(await story.card(issue)).toMatch(/❌ \*\*failed\*\*.*: Health endpoint \/health/);
    await story.nextComment();
    expect(await story.nextComment()).toMatch(/^@commander .*: failed\.\*\*.*the window begins anew/s);
  });
});

describe('a bad deployment, with nobody forcing anything', () => {
  test('is rolled back, verified by `/verify`, watched, and resolved', async () => {
    service = await startHttpServer(() => ({
      status: 200,
      body: JSON.stringify({ status: 'success', data: { result: [{ value: [1, '0.001'] }] } }),
    }));
    const at = service.url;
    const asks = `verification: { by: app }
people: { devops: ["@acme/on-call"] }
verify:
  - { id: health, url: "${at}/health" }
  - { id: api-health, url: "${at}/api/health" }
  - { id: error-rates, url: "${at}/api/v1/query", query: "rate(errors[5m])", below: 0.01 }
`;
    story = await startStory({
      history: true,
      runs: 'execute',
      policy: `preset: github\n${asks}`,
      env: () => ({ FIREBREAK_CHECK_PRIVATE_HOSTS: new URL(at).host }),
    });
    issue = await story.declare({ body, labels: ['incident', 'P0'] });
    await atRest();
    await readAll(story, issue);
    await story.say('commander', '/rollback because="checkout fails"');
    await atRest();
    expect(await story.card(issue)).toContain('· monitoring ·');
    await readAll(story, issue);
    await story.later('PT10M');
    await readAll(story, issue);
    await story.say('commander', '/verify');
    await atRest();
    const verified = await story.card(issue);
    expect(verified).toMatch(
      /\*\*Verification of production: done\*\*, since 2026-11-21 08:10 UTC, asked for by commander/,
    );
    expect(verified).toContain('· monitoring ·');
    await readAll(story, issue);
    await story.later('PT2H');
    expect(await story.nextComment()).toContain('The monitoring window is over');
    await readAll(story, issue);
    await story.say('commander', '/resolve rolled back, checkout works');
    const allClear = await story.nextComment();
    expect(allClear).toContain('ALL CLEAR');
    expect(allClear).not.toContain('Not verified: Health endpoint');
    expect(await story.card(issue)).toContain('· resolved ·');
  });
});
