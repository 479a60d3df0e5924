// After the merge: the deployment of a hotfix is followed, the health of the service verified, and only then is the fix watched (S003-17, S003-19, S003-21).
import { afterEach, describe, expect, test } from 'vitest';
import { requireChecks } from '../sandbox/support/changes.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { GATE, type Laned, reviewed, tested } from '../support/lane.ts';
import { expectMerged, opened } from '../support/lane-hands.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll, timeline } from '../support/visible.ts';

let story: Story;
let service: HttpServer | null = null;
afterEach(async () => {
  await story.end();
  await service?.close();
  service = null;
});

/** A hotfix that is merged, of an incident whose policy verifies what is deployed; the service answers with this status. */
async function merged(status: () => number): Promise<Laned> {
  service = await startHttpServer(() => ({ status: status() }));
  const { host } = new URL(service.url);
  const policy = `preset: github
hotfix: { auto_merge: true }
verification: { by: app }
verify:
  - { id: health, url: "${service.url}/health" }
`;
  const env = () => ({ FIREBREAK_CHECK_PRIVATE_HOSTS: host });
  story = await startStory({ history: true, policy, env });
  await requireChecks(story.sandbox, [{ context: 'test' }, { context: GATE, app_id: story.sandbox.app.id }]);
  const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';
  const laned = { story, issue: await story.declare({ body, labels: ['incident', 'P0'] }) };
  await readAll(story, laned.issue);
  const { pull, head } = await opened(laned);
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  await expectMerged(laned, pull);
  await readAll(story, laned.issue);
  return laned;
}

/** What is on main reaches production. */
async function deployed(): Promise<void> {
  const made = { ref: 'main', environment: 'production', auto_merge: false, required_contexts: [] };
  const { data } = await story.api('lead', 'POST', '/repos/acme/shop/deployments', made);
  const statuses = `/repos/acme/shop/deployments/${(data as { id: number }).id}/statuses`;
  await story.api('lead', 'POST', statuses, { state: 'success' });
  for (let round = 0; round < 3; round += 1) await story.settle();
}

describe('a hotfix that is deployed', () => {
  test('is verified before it is watched', async () => {
    const laned = await merged(() => 200);
    expect(await story.card(laned.issue)).toContain('not seen live yet');
    expect(service?.asked).toEqual([]);
    await deployed();
    const said = await readAll(story, laned.issue);
    expect(said[0]).toMatch(/^@responder \*\*Hotfix .* is live in `production`\.\*\* It is verified now/);
    const card = await story.card(laned.issue);
    expect(card).toMatch(/✅ passed.*: Health endpoint \/health/);
    expect(card).toContain('· monitoring ·');
    expect(service?.asked.length).toBeGreaterThan(0);
  });

  test('and does not hold is told as that, and not watched', async () => {
    const laned = await merged(() => 503);
    await deployed();
    const said = await readAll(story, laned.issue);
    expect(said.join('\n')).toMatch(/failed\.\*\*/);
    const card = await story.card(laned.issue);
    expect(card).toMatch(/❌ \*\*failed\*\*.*: Health endpoint \/health/);
    expect(card).not.toContain('· monitoring ·');
    expect((await timeline(story, laned.issue)).join('\n')).toContain('is live');
  });
});
