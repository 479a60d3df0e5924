// Sharing what was learned (S003-38, S004-20): on the checklist once the incident is resolved, ticked by one command, and a text that can be posted.
import { describe, expect, test } from 'vitest';
import { shareMessage } from '../../../src/core/messages/share.ts';
import { createMessageRenderer } from '../../../src/shell/render/message.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

describe('the checklist', () => {
  test.each([
    { id: 'S003-38', preset: 'github', items: ['Post-mortem created', 'Action items assigned', 'Runbooks updated', 'Prevention implemented', 'Team debriefed'] },
    { id: 'S004-20', preset: 'commander', items: ['Share learnings: team meeting', 'Share learnings: knowledge base update'] },
  ])('$id of $preset has what follows once it is resolved, and one command ticks it', ({ preset, items }) => {
    const policy = build.policyOf(`preset: ${preset}\n${build.mapped}`);
    const model = new Model({}, policy);
    model.open();
    model.say(people.commander, '/ack');
    for (const item of items) expect(model.card).not.toContain(item);
    model.say(people.lead, '/resolve --force mended');
    for (const item of items) expect(model.card).toContain(item);
    const numbers = items.map((item) => policy.checklist.findIndex(({ text }) => text === item) + 1);
    model.say(people.commander, `/check ${numbers.join(' ')}`);
    const states = model.record?.checklist.filter(({ text }) => items.includes(text)).map(({ state }) => state);
    expect(states).toEqual(items.map(() => 'done'));
  });
}); // biome-ignore format: one case a line

test('the text names the incident, its length, its cause, the document and what is to be done, and mentions nobody', () => {
  const burning = build.anIncident({ level: 'P0' }, build.acknowledged);
  const incident = {
    ...build.after(burning, build.minute(90), build.resolved),
    impact: 'Half of the @everyone',
    cause: { text: 'A full disk', evidence: null, fix: null },
    followUps: [
      { id: 'action-1', what: 'Add an alert', due: '2026-03-20T23:59:00Z', done: null, owner: people.lead, issue: { number: 41, url: 'https://github.example/41' } },
      { id: 'action-2', what: 'Add a test', due: null, done: build.T0 },
    ],
  };
  const message = shareMessage(incident, build.aPolicy(), { url: 'https://github.example/doc', title: 'Disk full' });
  const text = createMessageRenderer(build.shipped.messages)(message);
  expect(message.mentions).toEqual([]);
  expect(text).toContain('service was back after 90 minutes');
  expect(text).toContain('[Disk full](https://github.example/doc)');
  expect(text).toContain('- Add an alert · [#41](https://github.example/41) · lead · due 2026-03-20');
  expect(text).toContain('Done already: 1.');
  expect(text).not.toContain('@everyone');
}); // biome-ignore format: one thought a line
