// While an incident of a freezing level is open, merges into protected branches are held, and let go at its end with one comment (S001-34, C27).
import { afterEach, describe, expect, test } from 'vitest';
import { createInstallationToken, known } from '../../src/sandbox/state/index.ts';
import { commit, openPull } from '../sandbox/support/changes.ts';
import { as, clientWith, shop } from '../sandbox/support/local-github.ts';
import { CHECK, checksOn, declared, frozenStory, resolve, statesOn } from '../support/frozen.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const states = (sha: string) => statesOn(story, sha);

async function pullOf(branch = 'fix', more: Readonly<Record<string, unknown>> = {}) {
  const pull = await openPull(story.sandbox, branch, more);
  await story.settle();
  return pull;
}

const merge = (path: string) => as(story.sandbox, 'responder')('PUT', `${path}/merge`);

/** What the freeze says at its end. */
const released = (said: readonly string[]) => said.filter((text) => text.startsWith('**The freeze is over'));

describe('a freeze by the policy', () => {
  test('holds what is open when a P0 is declared and what is pushed since, and ends with it in one comment', async () => {
    story = await frozenStory();
    const pull = await pullOf();
    expect(await states(pull.head.sha)).toEqual(['success']);
    const issue = await declared(story);
    expect(await states(pull.head.sha)).toEqual(['success', 'in_progress']);
    const [, held] = await checksOn(story, pull.head.sha);
    expect(held?.output.title).toBe(`Held while incident #${issue} is open`);
    expect(held?.output.summary).toContain('people with the repository role');
    expect(held?.details_url).toBe(`${story.sandbox.url}/acme/shop/issues/${issue}`);
    expect((await merge(pull.path)).status).toBe(405);
    expect(await story.card(issue)).toContain(`held: 1 pull request (#${pull.number})`);

    const moved = await commit(as(story.sandbox, 'responder'), 'fix', 'more.txt', 'more\n');
    await story.settle();
    expect(await states(moved)).toEqual(['in_progress']);
    const late = await pullOf('late');
    expect(await states(late.head.sha)).toEqual(['in_progress']);
    expect(await story.card(issue)).toContain(`held: 2 pull requests (#${pull.number}, #${late.number})`);
    await as(story.sandbox, 'responder')('PATCH', late.path, { state: 'closed' });
    await story.settle();
    expect(await story.card(issue)).toContain(`held: 1 pull request (#${pull.number})`);

    const told = released(await resolve(story, issue));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`the incident is over.** Released: 1 pull request (#${pull.number}).`);
    expect(await states(moved)).toEqual(['success']);
    expect((await merge(pull.path)).status).toBe(200);
  });

  test('ends with the last of two incidents: the first one says nothing, and what is held names the other', async () => {
    story = await frozenStory();
    const pull = await pullOf();
    const first = await declared(story);
    const second = await declared(story, { title: '[INCIDENT P0] Payments down' });
    expect(await states(pull.head.sha)).toEqual(['success', 'in_progress']);
    await story.say('responder', '/unfreeze the fix must go out', first);
    expect(released(await readAll(story, first))).toEqual([]);
    expect(await story.card(first)).toContain(`by responder; #${second} freezes on: the fix must go out`);
    const [, held] = await checksOn(story, pull.head.sha);
    expect(held).toMatchObject({ status: 'in_progress', output: { title: `Held while incident #${second} is open` } });
    await story.say('responder', '/unfreeze', second);
    expect(released(await readAll(story, second))).toHaveLength(1);
    expect(await states(pull.head.sha)).toEqual(['success', 'success']);
    expect(released(await readAll(story, first))).toEqual([]);
    // The severity does not begin it again by itself.
    await story.say('responder', '/note still down', first);
    expect(await states(pull.head.sha)).toEqual(['success', 'success']);
  });
});

describe('a freeze by hand', () => {
  test('holds at any severity, for the time that was said, and then ends by itself', async () => {
    story = await frozenStory();
    const pull = await pullOf();
    const issue = await declared(story, { title: '[INCIDENT P1] Slow', labels: ['incident', 'P1'] });
    expect(await states(pull.head.sha)).toEqual(['success']);
    await story.say('responder', '/freeze the schema is being repaired for=2h', issue);
    expect(await story.nextComment(issue)).toMatch(/are held for 2 hours, until 2026-11-21 10:0\d UTC/);
    expect(await states(pull.head.sha)).toEqual(['success', 'in_progress']);
    expect(await story.card(issue)).toContain('by responder: the schema is being repaired');
    await story.later('PT2H1M');
    const [told] = released(await readAll(story, issue));
    expect(told).toContain('**The freeze is over: its time is up.**');
    expect(await states(pull.head.sha)).toEqual(['success', 'success']);
  });

  test('is nobody’s to lift who may not respond, and cannot begin where the incident is over', async () => {
    story = await frozenStory();
    const pull = await pullOf();
    const issue = await declared(story);
    await story.say('visitor', '/unfreeze', issue);
    expect(await story.nextComment(issue)).toContain('You may not do this here.');
    expect(await states(pull.head.sha)).toEqual(['success', 'in_progress']);
    await story.say('lead', '/decline a drill', issue);
    expect(released(await readAll(story, issue))).toHaveLength(1);
    await story.say('lead', '/freeze', issue);
    expect(await story.nextComment(issue)).toContain('The incident is declined, and this cannot follow.');
    expect(await states(pull.head.sha)).toEqual(['success', 'success']);
  });
});

describe('nothing but our own check counts', () => {
  test('another app’s of that name is neither believed nor changed, and the name of a branch frees nothing', async () => {
    story = await frozenStory();
    const { store, seeded } = story.sandbox;
    const theirs = [...store.installations.values()].find(({ appId }) => appId === seeded.actions.id);
    const token = createInstallationToken(store, known(store.installations, theirs?.id ?? 0));
    const actions = clientWith(story.sandbox, `token ${token.token}`);
    const pull = await pullOf('rollback/production', { base: 'main' });
    const other = await openPull(story.sandbox, 'elsewhere', { base: 'rollback/production' });
    await declared(story);
    await actions('POST', `${shop}/check-runs`, { name: CHECK, head_sha: pull.head.sha, conclusion: 'success' });
    await story.settle();
    expect(await states(pull.head.sha)).toEqual(['success', 'in_progress']);
    expect((await merge(pull.path)).status).toBe(405);
    // Into a branch that nothing protects, nothing is held.
    expect(await states(other.head.sha)).toEqual([]);
  });
});
