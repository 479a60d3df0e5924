// What no ordinary run comes to is in the bundles as in the sources: a team's template with a link, a policy of several YAML documents.
import { afterEach, expect, test } from 'vitest';
import { propose, runOnPull } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { eventOf, installed, runAction } from '../support/workflow-run.ts';

let story: Story;
afterEach(() => story.end());

const people = 'people: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';

async function opened(): Promise<number> {
  const declaration = { title: '[INCIDENT P0] Production down', body: '', labels: ['incident', 'P0'] };
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', declaration);
  return (data as { number: number }).number;
}

test('a page in a team’s own words that have a link', async () => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy: `preset: github\n${people}` });
  const text = '🔥 {{summary}} ({{level}})\n\n[Follow]({{link}})\n';
  const body = { message: 'Say it in our words', content: Buffer.from(text).toString('base64') };
  await story.api('lead', 'PUT', '/repos/acme/shop/contents/.github/firebreak/templates/initial.github.md.hbs', body);
  const issue = await opened();
  const { code, log } = await runAction(story, 'respond', await eventOf(story, issue, null), {}, 0, {}, installed);
  expect(code, log).toBe(0);
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/issues/${issue}/comments`);
  expect(JSON.stringify(data)).toContain('🔥 Production down (P0)');
  await readAll(story, issue);
});

const documents = `%YAML 1.1\n---\npreset: github\n${people}...\n%TAG !a! tag:a.example,2000:\n---\npreset: sev\n`;

test('the loop under a policy of several documents with directives', async () => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy: documents });
  const issue = await opened();
  const { code, log } = await runAction(story, 'respond', await eventOf(story, issue, null), {}, 0, {}, installed);
  expect(code, log).toBe(0);
  await readAll(story, issue);
});

test('a proposed policy of several documents with directives is judged', async () => {
  story = await startStory({ asleep: true, policy: `preset: github\n${people}` });
  const { number } = await propose(story, { '.github/firebreak.yml': documents });
  const { log, commands } = await runOnPull(story, 'policy-check', number);
  expect(log).not.toContain('is not defined');
  expect(commands.map(({ message }) => message).join()).toMatch(/document/);
});
