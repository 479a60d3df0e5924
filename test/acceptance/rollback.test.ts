// A bad deployment is rolled back: the target by GitHub's deployments, the run followed to its end, the fix watched (S003-16, S002-16, C25).
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, type StoryOptions, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

/** Fifteen minutes ago v2.3.4 went live in production; the symptoms began five minutes later. */
const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';

async function declared(options: StoryOptions = {}, as: { readonly labels?: readonly string[] } = {}) {
  story = await startStory({ history: true, ...options });
  const issue = await story.declare({ body, ...as });
  await readAll();
  return issue;
}

async function readAll(): Promise<void> {
  for (const comment of await story.comments())
    if (!comment.isCard && comment.author.endsWith('[bot]')) await story.nextComment().catch(() => '');
}

type Run = { readonly id: number; readonly status: string; readonly display_title: string };

async function runs(): Promise<readonly Run[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/actions/workflows/rollback-production.yml/runs');
  return (data as { workflow_runs: readonly Run[] }).workflow_runs;
}

const ends = (id: number, how: object) => story.control('POST', `runs/${id}`, how);

describe('a bad deployment', () => {
  test('a P0 with one comment: from the comment to a run that goes back to the last known good version', async () => {
    await declared();
    await story.requests();
    const comment = await story.say('responder', '/rollback because="checkout fails"');
    const asked = await story.requests();
    expect(asked.length, JSON.stringify(asked, null, 1)).toBeLessThanOrEqual(10);
    const [run] = await runs();
    expect(run?.display_title).toMatch(/^Roll back production to [0-9a-f]{40} \(firebreak-\d+-\d+\)$/);
    const said = await story.nextComment();
    expect(said).toMatch(/^\*\*Rolling `production` back from `v2\.3\.4` `[0-9a-f]{7}` to `main` `[0-9a-f]{7}`\*\*/);
    expect(said).toContain('Send payments through the new client');
    expect(await story.card()).toContain('**Rollback of `production` to `');
    expect(await story.reactions(comment)).toContain('eyes');
    await ends(run?.id ?? 0, { status: 'in_progress' });
    await story.later('PT15S');
    expect(await story.card()).toMatch(/: running\*\* \([^)]+\), since/);
    await ends(run?.id ?? 0, { status: 'completed', conclusion: 'success' });
    await story.later('PT15S');
    expect(await story.card()).toContain('· monitoring ·');
    expect(await story.nextComment()).toMatch(/^@responder \*\*Rollback of `production` to `[0-9a-f]{7}`: done\.\*\*/);
  });
});
