// Who is asked to look at a hotfix, and who hears when nobody does (issue 7, S000-25).
import { afterEach, describe, expect, test } from 'vitest';
import { commit, requireChecks } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { GATE, lanedStory } from '../support/lane.ts';
import { opened } from '../support/lane-hands.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const laddered = `preset: github
hotfix: { auto_merge: true, review_within: 15m }
people: { devops: ["@reviewer"], ceo: ["@lead"] }
`;

describe('code owners', () => {
  test('of what a hotfix changes are asked and mentioned at once, whoever is on call first', async () => {
    story = await startStory({ history: true, policy: laddered });
    await commit(as(story.sandbox, 'lead'), 'main', '.github/CODEOWNERS', '* @lead\n/src/ @commander\n');
    await requireChecks(story.sandbox, [{ context: 'test' }, { context: GATE, app_id: story.sandbox.app.id }]);
    const body = 'Started: 2026-11-21T07:50:00Z\nStatus: Investigating';
    const laned = { story, issue: await story.declare({ body }) };
    await readAll(story, laned.issue);
    const { pull, head } = await opened(laned);
    await story.api('lead', 'POST', `/repos/acme/shop/statuses/${head}`, { state: 'success', context: 'test' });
    await story.settle();
    await readAll(story, laned.issue);
    const asked = (await story.comments(laned.issue)).find(({ body }) => body.includes('waits for your review'));
    expect(asked?.body).toMatch(/^@commander: /);
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${pull.number}/requested_reviewers`);
    expect(data).toMatchObject({ users: [{ login: 'commander' }] });
  });
});

describe('a review that nobody gives', () => {
  test('is told once to the next on the ladder, after the policy’s time', async () => {
    const laned = await lanedStory({ policy: laddered });
    story = laned.story;
    await story.say('commander', '/ack', laned.issue);
    const { pull, head } = await opened(laned);
    await story.api('lead', 'POST', `/repos/acme/shop/statuses/${head}`, { state: 'success', context: 'test' });
    await story.settle();
    await readAll(story, laned.issue);
    await story.later('PT14M');
    expect((await readAll(story, laned.issue)).join('\n')).not.toContain('is to be reviewed');
    await story.later('PT2M');
    const late = (await readAll(story, laned.issue))
      .filter((text) => text.includes('is to be reviewed'))
      .map((text) => text.replace(/\u200b/g, ''));
    expect(late).toHaveLength(1);
    expect(late[0]).toContain(`Hotfix #${pull.number} is to be reviewed within 15 minutes`);
    expect(late[0]).toContain('@lead');
    await story.later('PT30M');
    expect((await readAll(story, laned.issue)).join('\n')).not.toContain('is to be reviewed');
  });
});
