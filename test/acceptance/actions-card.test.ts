// Without a server the status card is the only memory: who may edit comments must not be able to take back what was said.
import { afterEach, describe, expect, test } from 'vitest';
import { failures, installedWithActions, passed, rest, said } from '../support/actions-only.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const cardOf = async (issue: number) => (await story.comments(issue)).find(({ isCard }) => isCard);

async function edited(id: number, body: string): Promise<void> {
  const { status } = await story.api('responder', 'PATCH', `/repos/acme/shop/issues/comments/${id}`, { body });
  expect(status).toBe(200);
  await rest(story);
}

describe('a signed card', () => {
  test('of before, put back by hand, is not believed: what was said since still holds, and nobody is paged for it again', async () => {
    story = await installedWithActions();
    const issue = await story.declare();
    await rest(story);
    const before = await cardOf(issue);
    await said(story, 'commander', '/ack', issue);
    await said(story, 'commander', '/severity P1 half of it works', issue);
    await readAll(story, issue);
    await edited(before?.id ?? 0, before?.body ?? '');
    expect(await story.card(issue)).toContain('| **Severity** | P1');

    await said(story, 'lead', '/note looked at the logs', issue);
    const card = await story.card(issue);
    expect(card).toMatch(/\| \*\*Severity\*\* \| P1(.|\n)*\| \*\*Commander\*\* \| commander \|/);
    expect(card).toMatch(
      /Acknowledged · commander(.|\n)*The record was rebuilt from the thread(.|\n)*looked at the logs/,
    );
    await passed(story, 'PT6M');
    await story.silence(issue);
    await expectNothingTwice(story, issue);
    expect(failures(story)).toEqual([]);
  });
});
