// Action items do not die: each is an issue under the incident's with owner and due date, and what people do with it there is on the incident's card.
import { afterEach, describe, expect, test } from 'vitest';
import { moves, owedIssues, owedOn } from '../support/owed.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function withAction(says = '/action Add an alert for errors owner=@reviewer due=2026-11-30 type=detect') {
  story = await startStory();
  const issue = await story.declare();
  await readAll(story, issue);
  await story.say('commander', '/ack', issue);
  const comment = await story.say('responder', says, issue);
  return { story, issue, comment };
}

describe('/action', () => {
  test('S004-19 opens an issue under the incident, for its owner, with date and type, and lists it on the card', async () => {
    const { issue, comment } = await withAction();
    expect(await story.reactions(comment)).toEqual(['+1']);
    const [item, ...others] = await owedIssues({ story, issue });
    expect(others).toEqual([]);
    expect(item).toMatchObject({ state: 'open', assignees: [{ login: 'reviewer' }] });
    expect(item?.title).toBe(`Follow-up of incident #${issue}: Add an alert for errors`);
    expect(item?.body).toContain('Due 2026-11-30 23:59 UTC');
    expect(item?.body).toContain('Type: detect');
    expect(await owedOn(story, issue, 'Follow-ups')).toEqual([
      expect.stringMatching(/^Add an alert for errors · \[#\d+\].* · due 2026-11-30 23:59 UTC · reviewer$/),
    ]);
    await moves({ story, issue }, 'responder', item?.number ?? 0, 'closed');
    expect(await story.card(issue)).toContain('**Follow-ups:** none is open. 1 done.');
  });

  test('gives it to somebody else, by another day: the issue is assigned and says so, once', async () => {
    const { issue } = await withAction();
    const number = (await owedIssues({ story, issue }))[0]?.number ?? 0;
    await story.say('commander', `/action #${number} owner=@lead due=12/4`, issue);
    expect(await owedOn(story, issue, 'Follow-ups')).toEqual([
      expect.stringMatching(/due 2026-12-04 23:59 UTC · lead$/),
    ]);
    const [item] = await owedIssues({ story, issue });
    expect(item).toMatchObject({ assignees: [{ login: 'lead' }], body: expect.stringContaining('Due 2026-11-30') });
    const said = await readAll(story, number);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Due 2026-12-04 23:59 UTC');
    expect(said[0]).toContain('For lead');
  });

  test('costs six requests in all: for the comment, for its issue, and for the card that names it', async () => {
    const { issue } = await withAction('/action Add a test owner=@reviewer due=7d');
    await story.requests();
    await story.say('responder', '/action Document the rollback owner=@lead due=7d', issue);
    expect((await story.requests()).length).toBeLessThanOrEqual(6);
  });
});

describe('one that nobody does', () => {
  test('is mentioned to its owner when it is due, and once to the lead a business day later', async () => {
    const { issue } = await withAction('/action Add an alert owner=@reviewer due=2026-11-24T12:00Z');
    await story.say('lead', '/close --force over', issue);
    await readAll(story, issue);
    await story.later('P3DT4H1M');
    const due = await readAll(story, issue);
    expect(due.find((text) => text.includes('The follow-up is to be done: Add an alert'))).toContain('@reviewer');
    await story.later('P1D');
    const late = await readAll(story, issue);
    expect(late.find((text) => text.includes('is still not done by reviewer: Add an alert'))).toMatch(/^@(?!reviewer)/);
    await story.later('P5D');
    expect((await readAll(story, issue)).filter((text) => text.includes('Add an alert'))).toEqual([]);
  });
});

describe('what people do with its issue on GitHub', () => {
  test('is on the card: whom it is assigned to, and its other name', async () => {
    const { issue } = await withAction();
    const number = (await owedIssues({ story, issue }))[0]?.number ?? 0;
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { assignees: ['commander'] });
    await story.settle();
    expect(await owedOn(story, issue, 'Follow-ups')).toEqual([expect.stringMatching(/ · commander$/)]);
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { title: 'Add an alert for slow answers' });
    await story.settle();
    expect(await owedOn(story, issue, 'Follow-ups')).toEqual([
      expect.stringMatching(/^Add an alert for slow answers · /),
    ]);
    expect(await story.card(issue)).toContain('Follow-up changed, for commander: Add an alert for errors');
  });

  test('is found with the next look when its event was lost', async () => {
    const { issue } = await withAction();
    const number = (await owedIssues({ story, issue }))[0]?.number ?? 0;
    await story.control('POST', 'deliveries/drop', { event: 'issues.assigned', times: 1 });
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { assignees: ['lead'] });
    await story.settle();
    expect(await owedOn(story, issue, 'Follow-ups')).toEqual([expect.stringMatching(/ · reviewer$/)]);
    await story.later('PT30M');
    await readAll(story, issue);
    expect(await owedOn(story, issue, 'Follow-ups')).toEqual([expect.stringMatching(/ · lead$/)]);
  });
});
