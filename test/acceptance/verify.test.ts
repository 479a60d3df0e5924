// Whether the service is back: `/verify`, by itself after a rollback, and while the fix is watched (S003-19, S003-21, S004-13, S004-14).
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
afterEach(() => story.end());

const policy =
  'preset: github\nevidence: { collect: true, workflow: evidence-production.yml }\nverification: { workflow: verify-production.yml }\npeople: { devops: ["@acme/on-call"] }\n';
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
    const probes = bodies.filter((text) => text.startsWith('**Probes**'));
    expect(probes).toHaveLength(1);
    expect(probes[0]).toContain('❌ Database status: DB unreachable');
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
