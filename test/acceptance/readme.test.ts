// Whoever follows the README word by word gets to its end: what "Try it in two minutes" says is done as it stands.
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { formOfPreset } from '../support/declaration-form.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** What a reader does, in order: comments (`/…`) and the buttons of the clock (**+…**). */
const steps = (() => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = /^## Try it in two minutes\n([\s\S]*?)^## /m.exec(readme) ?? [];
  return [...section.matchAll(/`(\/[^`]+)`|\*\*\+(\d+ (?:min|h))\*\*/g)].map(
    ([, said, button]) => said ?? `+${button}`,
  );
})();

const durations: Readonly<Record<string, string>> = { '+15 min': 'PT15M', '+2 h': 'PT2H' };

test('declared by the form, and closed at its end', async () => {
  story = await startStory();
  const form = formOfPreset('github');
  const severity = form.options('severity').find((option) => option.startsWith('P0')) ?? '';
  const body = form.filled({ broken: 'Checkout answers 500', severity, started: '2026-11-21T07:50:00Z' });
  const issue = await story.declare({ title: '[INCIDENT] Checkout is down', body, labels: ['incident'] });
  expect(steps.length).toBeGreaterThan(6);
  const said: string[] = [];
  for (const step of steps) {
    const duration = durations[step];
    if (duration === undefined) await story.say('responder', step, issue);
    else await story.later(duration);
    said.push(`${step}: ${(await readAll(story, issue)).join('\n')}`);
  }
  expect(said.filter((text) => /was not done/.test(text)).map((text) => text.split(':')[0])).toEqual(['/close']);
  expect(said.find((text) => /was not done/.test(text))).toContain('/check 4 6');
  expect(await story.issue(issue)).toMatchObject({ state: 'closed', assignees: ['responder'] });
});
