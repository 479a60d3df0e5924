import { afterEach, test } from 'vitest';
import { hotfixQuery } from '../../src/shell/github/hotfix/query.ts';
import { lanedStory, newestPull } from '../support/lane.ts';
import type { Story } from '../support/story.ts';
let story: Story;
afterEach(() => story.end());
test('x', async () => {
  const l = await lanedStory(); story = l.story;
  await story.say('responder', '/hotfix Retry', l.issue);
  const pull = await newestPull(story);
  const { text, variables } = hotfixQuery({ place: { owner: 'acme', repo: 'shop' }, pull: pull.number, head: pull.head.sha, base: 'main' });
  const answer = await fetch(`${story.sandbox.url}/api/graphql`, { method: 'POST', headers: { authorization: `bearer ${story.sandbox.tokens.lead}` }, body: JSON.stringify({ query: text, variables }) });
  console.log(JSON.stringify(await answer.json(), null, 1).slice(0, 3000));
});
