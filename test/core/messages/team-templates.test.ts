// A decision in a team's words carries them, so that it is rendered the same however late it is sent.
import { describe, expect, test } from 'vitest';
import type { Situation } from '../../../src/core/brain.ts';
import { inTeamWords, type TeamTemplates } from '../../../src/core/messages/team-templates.ts';
import { createRenderer } from '../../../src/shell/render/renderer.ts';
import * as build from '../../support/builders.ts';

const own = { source: '.github/firebreak/templates/initial.github.md.hbs', text: 'OURS {{summary}}' };
const problem = {
  file: '.github/firebreak/templates/page.md.hbs',
  line: 2,
  column: 1,
  code: 'template-raw',
  message: 'raw output.',
};

function decided(templates?: TeamTemplates) {
  const more: Partial<Situation> = templates === undefined ? {} : { templates };
  return build.brain.decide(build.situation(build.opened(), more));
} // biome-ignore format: one thought a line

describe('a decision in a team’s words', () => {
  test('has them in the message inside the page, and nowhere else', () => {
    const plain = decided();
    const worded = decided({ overrides: { 'initial.github': own }, problems: [] });
    const found = JSON.stringify(worded).split(JSON.stringify(own)).length - 1;
    expect(found).toBe(1);
    expect(worded.effects.map(({ kind, key }) => [kind, key])).toEqual(plain.effects.map(({ kind, key }) => [kind, key]));
    expect(JSON.parse(JSON.stringify(worded).replace(`,"override":${JSON.stringify(own)}`, ''))).toEqual(JSON.parse(JSON.stringify(plain)));
  }); // biome-ignore format: one thought a line

  describe('that channels are told of', () => {
    const policy = build.policyOf(`${build.mapped}
channels:
  - { id: team, title: Team, kind: webhook, removed: true }
  - { id: room, title: Room, kind: slack }
  - { id: instead, title: Mail, kind: email, to: [boss@acme.test], fallback: true, events: [resolved] }
  - { id: site, title: Site, kind: webhook, audience: public }
`);
    const renderer = createRenderer({ signingKey: null, templates: build.shipped.messages });
    /** `channel: what it is told`, the first line of it. */
    const told = (files: Readonly<Record<string, string>>) => {
      const named = Object.entries(files).map(([name, text]) => ({ name, text }));
      const more = { policy, connected: ['slack', 'email', 'webhook'], templates: renderer.readTemplates(named) };
      const { tellings = [], record } = build.brain.decide(build.situation(build.opened(), more));
      return { texts: tellings.map(({ channel, message }) => `${channel}: ${renderer.text(message)}`), record };
    };
    const has = (texts: readonly string[], words: string) => texts.filter((text) => text.includes(words)).map((text) => text.split(':')[0]);

    test('says it to those of the team, and in place of a page; what outsiders read has no template of a runbook', () => {
      const { texts } = told({ 'initial.github.md.hbs': 'OURS {{summary}}' });
      expect(has(texts, 'OURS Production down')).toEqual(['room', 'instead']);
      expect(has(texts, '')).toEqual(['room', 'site', 'instead']);
    });
    test('says it in the shipped words where the template is broken, as the card tells', () => {
      const { texts, record } = told({ 'initial.github.md.hbs': 'OURS {{{summary}}}' });
      expect(has(texts, 'OURS')).toEqual([]);
      expect(has(texts, '🚨 INCIDENT: Production down')).toEqual(['room', 'instead']);
      expect(record?.notices.map(({ text }) => text)).toEqual([expect.stringContaining('The shipped words are used in place of .github/firebreak/templates/initial.github.md.hbs')]);
    });
    test('says it in the shipped words, and why, where a sound template makes no sound message of it', () => {
      const { texts } = told({ 'initial.github.md.hbs': `{{summary}} ${'{{impact}} {{summary}}'.repeat(800)}` });
      expect(has(texts, 'was not used, since it makes a message of')).toEqual(['room', 'instead']);
    });
  }); // biome-ignore format: one thought a line

  test('tells of each template that cannot be used, three at most', () => {
    const four = [1, 2, 3, 4].map((line) => ({ ...problem, line }));
    const { record } = decided({ overrides: {}, problems: four });
    expect(record?.notices.map(({ text }) => text)).toEqual([
      'The shipped words are used in place of .github/firebreak/templates/page.md.hbs: line 1, column 1: raw output.',
      'The shipped words are used in place of .github/firebreak/templates/page.md.hbs: line 2, column 1: raw output.',
      'The shipped words are used in place of .github/firebreak/templates/page.md.hbs: line 3, column 1: raw output.',
      'Problems of templates that are not listed here: 1. firebreak policy check tells them all.',
    ]);
  });
});

test('a decision in a team’s words has them in what another incident is told', () => {
  const message = { template: 'initial.github', data: {}, mentions: [] } as const;
  const trigger = { ...build.tick(build.T0), kind: 'joined', from: 8, started: null } as const;
  const join = { key: 'join/8', to: build.issue, trigger, message };
  const decision = { ...decided(), joins: [join] };
  const { joins } = inTeamWords(decision, { overrides: { 'initial.github': own }, problems: [] });
  expect(joins).toEqual([{ ...join, message: { ...message, override: own } }]);
});
