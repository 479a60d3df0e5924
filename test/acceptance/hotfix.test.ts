// The hotfix lane as people live it: opened, pushed to with git, tested, seen by somebody else, merged by itself (S000-22 to S000-26, S000-42 to S000-47, S003-17).
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, type StoryOptions, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
afterEach(() => story.end());

const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';

async function declared(options: StoryOptions = {}, labels = ['incident', 'P0']): Promise<void> {
  story = await startStory({ history: true, ...options });
  issue = await story.declare({ body, labels });
  await readAll(story, issue);
}

type Pull = { readonly number: number; readonly draft: boolean; readonly title: string; readonly body: string; readonly head: { readonly ref: string } };

async function pulls(): Promise<readonly Pull[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=all');
  return data as readonly Pull[];
}

describe('a hotfix', () => {
  test('is opened as a draft that does not close the incident, with the two commands to push to it', async () => {
    await declared();
    const before = await pulls();
    const comment = await story.say('responder', '/hotfix Retry the payment client');
    const said = await story.nextComment();
    expect(await story.reactions(comment)).toEqual(['eyes', '+1']);
    console.log(said);
    const made = (await pulls()).filter(({ number }) => !before.some((one) => one.number === number));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      draft: true,
      title: 'HOTFIX: Retry the payment client',
      head: { ref: `hotfix/incident-${issue}` },
    });
    expect(made[0]?.body.split('\n')[0]).toBe(`Refs #${issue}`);
    expect(said).toContain(`git switch hotfix/incident-${issue}`);
    expect(await story.card(issue)).toContain(`Hotfix [#${made[0]?.number}]`);
    console.log(made[0]?.body, said);
  });
});
