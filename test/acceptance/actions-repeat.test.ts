// An incident that is like an earlier one shows what that one left open: at once, on its card, for no request more, also when the database was lost in between.
import { afterEach, expect, test } from 'vitest';
import { moves, owedIssues } from '../support/owed.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** One that is over and left one thing open, in the labels of a database. */
async function leavingOne() {
  story = await startStory();
  const first = await story.declare({ labels: ['incident', 'P0', 'database'] });
  await story.say('commander', '/ack', first);
  await story.say('commander', '/action Add a replica owner=@reviewer due=2026-12-20', first);
  await story.say('lead', '/close --force over', first);
  await readAll(story, first);
  return first;
}

test('the new one names the old one and what is open of it, for no request more', async () => {
  const first = await leavingOne();
  const [item] = await owedIssues({ story, issue: first });
  await story.requests();
  const second = await story.declare({ labels: ['incident', 'P0', 'database'] });
  const withIt = (await story.requests()).length;
  const card = await story.card(second);
  expect(card).toContain(`**Like #${first}** (label database)**, which left open:**`);
  expect(card).toMatch(new RegExp(`- Add a replica · #${item?.number} · due 2026-12-20 23:59 UTC`));
  await readAll(story, second);
  const third = await story.declare({ labels: ['incident', 'P0'] });
  expect(await story.card(third)).not.toContain('which left open');
  await readAll(story, third);
  expect((await story.requests()).length).toBeGreaterThanOrEqual(withIt);
});

test('it is not shown any more when that is done', async () => {
  const first = await leavingOne();
  const second = await story.declare({ labels: ['incident', 'P0', 'database'] });
  await readAll(story, second);
  const [item] = await owedIssues({ story, issue: first });
  await moves({ story, issue: first }, 'responder', item?.number ?? 0, 'closed');
  await story.later('PT30M');
  await readAll(story, second);
  expect(await story.card(second)).not.toContain('which left open');
});

test('it is shown after the database was lost', async () => {
  const first = await leavingOne();
  await story.app.stop();
  await story.app.forget();
  await story.app.start();
  await story.settle();
  const second = await story.declare({ labels: ['incident', 'P0', 'database'] });
  await story.later('PT30M');
  await readAll(story, second);
  expect(await story.card(second)).toContain(`**Like #${first}**`);
});
