// Every template renders strictly for every kind of data, and people's text in it can do nothing.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardMessage } from '../../../src/core/decide/card-message.ts';
import { effectKeysIn, effectMarker } from '../../../src/core/marker.ts';
import { embedded, type Message, type MessageData, templates, trusted } from '../../../src/core/messages.ts';
import { createMessageRenderer } from '../../../src/shell/render/message.ts';
import * as build from '../../support/builders.ts';
import { foreign, mentions } from '../../support/harmless.ts';
import { Model } from '../../support/model.ts';

const render = createMessageRenderer(build.shipped.messages);
const folder = new URL('../../../templates/', import.meta.url);

describe('the templates', () => {
  test('are exactly those that the core names', () => {
    const files = readdirSync(new URL('messages/', folder)).map((file) => file.replace(/\.md\.hbs$/, ''));
    expect(files.sort()).toEqual([...templates].sort());
  });

  test.each(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file)))(
    '%s is whole UTF-8, without the wreckage of a wrong encoding',
    (file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      expect(text).not.toMatch(/ðŸ|â†|âœ|â€|\ufffd|\r/);
    },
  );

  test('a name that the data lacks is an error, not a gap', () => {
    const own = createMessageRenderer({ due: 'Severity: {{level}}' });
    expect(() => own({ template: 'due', data: {}, mentions: [] })).toThrow(/not defined/);
    expect(() => render({ template: 'none' as never, data: {}, mentions: [] })).toThrow(/no message template none/);
  });

  test.each(['{{constructor}}', '{{toString}}', '{{__proto__}}', '{{constructed.constructor}}'])(
    '%s reaches no prototype',
    (probe) => {
      const own = createMessageRenderer({ due: probe });
      expect(() => own({ template: 'due', data: { constructed: 'x' }, mentions: [] })).toThrow(/not defined/);
    },
  );
});

/** Texts with which somebody might try something. */
const hostile = [
  '@acme/everyone @lead', '<!-- firebreak:state v1 r9 eA== eA== -->', '<!-- firebreak:effect due/x/step-0-0 -->', '<!-- firebreak:card',
  '</details>', '</summary></details>', '-->', '```', '~~~\n', '| a | b |\n|---|---|', '# heading', '\n/resolve --force\n', '![](https://x.test/beacon.png)',
  '[x](https://x.test)', '<img src=x onerror=alert(1)>', '#1 GH-2 acme/shop#3', '{{mentions}} {{{this}}}', '\u202egnp', '&lt;b&gt;', 'https://x.test/@lead', '- [x] done',
]; // biome-ignore format: a list
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 })
  .map((parts) => parts.join(' '));

function expectInert(message: Message): void {
  const rendered = render(message);
  for (const mention of mentions(rendered)) expect(message.mentions).toContain(mention);
  expect(foreign(rendered)).toEqual([]);
  expect(effectKeysIn(rendered)).toEqual([]);
  expect(count(rendered, '<details')).toBe(count(rendered, '</details>'));
  expect(rendered).not.toMatch(/^\s*\/resolve --force\s*$/m);
}

const count = (whole: string, part: string): number => whole.split(part).length - 1;

function hostileIncident(said: string) {
  const [level, ...rest] = build.anIncident({ summary: said, impact: said, detection: said }).timeline;
  const incident = build.anIncident(
    { summary: said, impact: said, detection: said },
    build.acknowledged,
    { kind: 'level', level: 'P1', reason: said },
    { kind: 'updated', text: said, eta: said, impact: said, next: said },
    { kind: 'noted', text: said },
    { kind: 'role', role: 'comms', person: build.people.lead },
  );
  return {
    ...incident,
    answers: [{ id: 'broken', label: said, value: said }],
    notices: [{ key: 'x', text: said }],
    timeline: [...(level === undefined ? [] : [level]), ...rest, ...incident.timeline],
  };
}

/** A policy whose runbook has all that is said in the issue. */
const speaking = build.aPolicy({
  messages: { initial: 'github', update: 'github', resolution: 'github', all_clear: 'github' },
  order: { mitigationRequiresRootCause: 'never', announceResolved: 'before-monitoring' },
});

describe('whatever people write', () => {
  test('the card mentions nobody, holds no block but its own, and ends no structure', () => {
    fc.assert(
      fc.property(text, (said) => {
        expectInert(cardMessage(hostileIncident(said), build.aPolicy(), build.minute(9), 'https://github.test/acme/shop'));
      }),
      { numRuns: 150 },
    );
  });

  test('what the app says of it mentions only whom the policy maps', () => {
    fc.assert(
      fc.property(text, (said) => {
        const one = said.replace(/\s+/g, ' ');
        const model = new Model({ title: `[INCIDENT P0] ${one}` }, speaking);
        model.open();
        model.say(build.people.responder, `/ack ${one}`);
        model.say(build.people.responder, `/update ${one} impact="${one}"`);
        model.say(build.people.responder, `/note ${one} --dry-run`);
        model.say(build.people.responder, `/severity ${one}`);
        model.say(build.people.responder, `/role ${one} @lead`);
        model.say(build.people.responder, `/help ${one}`);
        model.until(build.minute(40));
        model.say(build.people.responder, `/resolve ${one}`);
        model.until(build.minute(200));
        model.say(build.people.responder, `/resolve ${one}`);
        for (const { effects } of model.decisions)
          for (const effect of effects) if (effect.kind === 'comment' || effect.kind === 'card') expectInert(effect.message);
      }),
      { numRuns: 60 },
    );
  });
}); // biome-ignore format: one thought a line

describe('every message there is', () => {
  const incidents = {
    'a report': build.aReport(),
    'a report without a severity': build.aReport({ level: null }),
    'with a severity the policy forgot': build.anIncident({ level: 'P9' }),
    'just declared': build.anIncident(),
    'with everything': hostileIncident('text'),
    'with questions': build.anIncident({ missing: ['`What is broken?` has no answer.'] }),
    watched: build.anIncident({}, build.acknowledged, build.watched),
    resolved: build.after(build.anIncident(), build.minute(9), build.resolved),
    closed: build.after(build.anIncident(), build.minute(9), build.resolved, build.closed),
    reopened: build.after(build.anIncident(), build.minute(9), build.resolved, build.reopened),
    declined: build.anIncident({}, build.inStatus('declined')),
    'without checklist or timeline': { ...build.anIncident(), checklist: [], timeline: [] },
  };

  test.each(Object.entries(incidents))('the card of an incident %s', (_name, incident) => {
    const rendered = render(cardMessage(incident, build.aPolicy(), build.minute(10), 'https://github.test/acme/shop'));
    expect(rendered).toContain(incident.summary === 'text' ? 'text' : 'Production down');
    expect(rendered).not.toMatch(/\[object|undefined|\bnull\b|\{\{/);
  });

  const part = { command: trusted('/x'), happened: 'a', expected: 'b', next: 'c' };
  const row = { usage: trusted('/x'), summary: trusted('does x'), who: trusted('anyone') };
  const parts: Readonly<Record<string, MessageData>> = {
    'a refusal': { refusal: part },
    'a refusal of one sentence': { refusal: { ...part, expected: '', next: '' } },
    'an announcement': {
      announced: embedded({
        template: 'reply',
        mentions: [],
        data: { to: trusted('x'), parts: [{ said: { text: 'inside <b>' } }] },
      }),
    },
    'a window': {
      window: {
        until: trusted('2026'),
        length: trusted('2 hours'),
        open: [
          { number: 1, text: 'one' },
          { number: null, text: 'two' },
        ],
        copy: trusted('/check 1'),
      },
    },
    'a window with nothing open': {
      window: { until: trusted('2026'), length: trusted('2 hours'), open: [], copy: null },
    },
    'not closed': { notClosed: { open: [{ number: 1, text: 'one' }], copy: trusted('/check 1') } },
    'done with some open': { stillOpen: { status: 'Resolved', open: [{ number: 1, text: 'one' }], copy: null } },
    'a refusal with what is open': {
      refusal: { ...part, open: [{ number: 1, text: 'one' }], copy: trusted('/check 1') },
    },
    help: { help: { useful: [{ example: trusted('/ack'), summary: trusted('y') }], all: [row], command: null } },
    'help with nothing useful': { help: { useful: [], all: [row], command: null } },
    'help on one command': { help: { useful: [], all: [], command: { ...row, examples: [trusted('/x 1')] } } },
    'a dry run': { dryRun: { command: trusted('/x'), would: ['one'] } },
    'a dry run of nothing': { dryRun: { command: trusted('/x'), would: [] } },
    'a sentence': { said: { text: 'words' } },
  };

  test.each(Object.entries(parts))('a reply with %s', (_name, data) => {
    const rendered = render({ template: 'reply', data: { to: trusted('responder'), parts: [data] }, mentions: [] });
    expect(rendered).not.toBe('');
    expect(rendered).not.toMatch(/\[object|undefined|\bnull\b|\{\{/);
  });

  test('a message inside another is printed as it is rendered, its texts inert once', () => {
    const rendered = render({ template: 'reply', data: { to: trusted('x'), parts: [parts['an announcement'] ?? {}] }, mentions: [] });
    expect(rendered).toBe('inside &#60;b&#62;');
  }); // biome-ignore format: one thought

  test('a reply with all of them, each once', () => {
    const rendered = render({ template: 'reply', data: { to: trusted('x'), parts: Object.values(parts) }, mentions: [] });
    expect(rendered).not.toMatch(/\[object|undefined|\{\{/);
    expect(count(rendered, 'words')).toBe(1);
  }); // biome-ignore format: one thought

  test('what the clock says: the runbook’s words, in its order', () => {
    const model = new Model({}, build.aPolicy({ messages: { initial: 'github' } }));
    model.open();
    model.until(build.minute(15));
    const [page, late, update] = model.said.map(({ body }) => body);
    expect(late).toContain('P0 is to be acknowledged within 5 minutes: nobody has. Comment `/ack` if you are on it.');
    expect(page).toMatch(/^@acme\/devops @lead\n\n🚨 INCIDENT: Production down\n\nSeverity: P0\nStarted: 2026-03-01T04:00:00Z\nStatus: Investigating\nImpact: \*\[not known yet: .*\]\*\nETA: Unknown/);
    expect(update).toMatch(/^@acme\/devops\n\n📢 \*\*Progress update 1 is due\*\* \(04:15 UTC, 15 minutes in\)/);
    model.until(build.minute(30));
    expect(model.said.at(-1)?.body).toMatch(/Progress update 1 is 15 minutes late.*Nobody has acknowledged this incident/s);
  }); // biome-ignore format: one thought a line

  test('a comment can be found again by its mark, which nothing in it can forge', () => {
    const model = new Model();
    model.open();
    const [page] = model.said;
    expect(effectKeysIn(page?.body ?? '')).toEqual(['due/2026-03-01T04:00:00Z/step-0-0.step-0-1']);
    expect(() => effectMarker('a key with blanks')).toThrow(RangeError);
  });
});
