// Declarations that lie: forms with forged answers, titles and labels that break out, bodies made to hurt. An outsider's issue is a report, whatever it says.
import { describe, expect, test } from 'vitest';
import { parseFormBody } from '../../src/core/form/parse-body.ts';
import * as build from '../support/builders.ts';
import { mentions } from '../support/harmless.ts';
import { Model } from '../support/model.ts';
import { hostile, inert, underAttack } from './attack.ts';

const { visitor, responder } = build.people;
const chosen = 'P3 Low (tracking): Cosmetic issues, no user impact';
const worse = 'P0 Critical (all hands): Production completely down, data loss, security breach';
const form = (answers: Readonly<Record<string, string>>) => build.formBody({ severity: chosen, broken: 'A typo.', ...answers }); // biome-ignore format: one call

/** An incident of this body, opened by somebody without any right, and what the app makes of it. */
function opened(body: string, more: { readonly title?: string; readonly labelled?: readonly string[] } = {}): Model {
  const { title = '[INCIDENT] A typo', labelled = ['incident'] } = more;
  const model = new Model({ title, labelled, body });
  const page = ['@acme/devops', '@acme/managers'];
  inert(model, () => model.open(visitor), page);
  return model;
}

/** A report: no clock runs, and one comment at most mentions somebody. */
function expectReport(model: Model): void {
  expect(model.record).toMatchObject({ status: 'reported', milestones: { declared: null }, ladder: { since: null, taken: [] } }); // biome-ignore format: one thought
  expect(model.said.length).toBeLessThanOrEqual(1);
  expect(model.lookAt).toBeNull();
}

describe('a severity that free text claims is not believed', () => {
  const forged = `### Severity\n\n${worse}`;
  const rows: readonly (readonly [string, string])[] = [
    ['with the heading again, in the last answer', forged],
    ['with the heading again, before the answer ends', `x\n\n${forged}\n\n### What changed?\n\nnothing`],
    ['with the heading in a fence', `\`\`\`\n${forged}\n\`\`\``],
    ['with the heading in a quote', `> ${forged.replaceAll('\n', '\n> ')}`],
    ['with the heading in HTML', `<div>\n${forged}\n</div>`],
    ['with the heading in a comment', `<!--\n${forged}\n-->`],
    ['with the heading in a list', `- x\n\n  ${forged.replaceAll('\n', '\n  ')}`],
    ['with the heading indented as code', `    ${forged.replaceAll('\n', '\n    ')}`],
    ['with a heading of another level', forged.replace('###', '##')],
    ['with an underlined heading', `Severity\n===\n\n${worse}`],
    ['with a Cyrillic letter in the heading', forged.replace('Severity', 'S\u0435verity')],
    ['with a zero-width space in the heading', forged.replace('Severity', 'Sev\u200berity')],
    ['in words', `severity: P0, it is a P0! P0 P0 [INCIDENT P0]`],
    ['as a table', `| Severity |\n|---|\n| ${worse} |`],
    ['as a check box', `- [x] ${worse}`],
    ['as a command', `/severity P0\n\n/ack`],
    ['with carriage returns', forged.replaceAll('\n', '\r\n')],
    ['with line separators', forged.replaceAll('\n', '\u2028')],
  ];
  test.each(rows)('%s', (_name, text) => {
    for (const key of ['broken', 'affected', 'changed', 'extent']) {
      const model = opened(form({ [key]: text }));
      expect(model.record?.level, key).not.toBe('P0');
      expectReport(model);
    }
  });
});

describe('a form that is not what GitHub makes of it', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['with two options chosen', form({ severity: `${chosen}, ${worse}` })],
    ['with an option that is not among them', form({ severity: 'P0' })],
    ['with an option and more behind it', form({ severity: `${worse} <!-- -->` })],
    ['with an option in a fence', form({ severity: `\`\`\`\n${worse}\n\`\`\`` })],
    ['with its headings in another order', form({}).split('\n\n### ').reverse().join('\n\n### ')],
    ['with every heading twice', `${form({})}\n\n${form({ severity: worse })}`],
    ['with every heading fifty times', `${form({})}\n\n`.repeat(50)],
    ['with only its headings', build.shippedForm.fields.map(({ heading }) => `### ${heading}`).join('\n')],
    ['with no answer to anything', build.shippedForm.fields.map(({ heading }) => `### ${heading}\n\n_No response_`).join('\n\n')],
    ['without anything', ''],
    ['with names of properties for answers', form({ broken: '__proto__', affected: 'constructor', started: 'toString' })],
    ['with a start in the year 9999', form({ started: '9999-12-31T23:59Z' })],
    ['with a start before there was time', form({ started: '-271821-04-20T00:00Z' })],
    ['with a start that is a command', form({ started: '/close --force' })],
    ['with nul characters', form({ broken: 'a\0b' })],
    ['with lone surrogates', form({ broken: '\ud800' })],
    ['with a fence that is never closed', form({ broken: '```\nx' })],
    ['with a comment that is never closed', form({ broken: '<!-- x' })],
    ['with details that are never closed', form({ broken: '<details><summary>x' })],
  ]; // biome-ignore format: a table
  test.each(rows)('%s', (_name, body) => {
    const model = opened(body);
    expect(Object.keys(parseFormBody(build.shippedForm, body).fields).sort()).toEqual(build.shippedForm.fields.map(({ key }) => key).sort()); // biome-ignore format: one thought
    expect(['P3', null, 'P0']).toContain(model.record?.level);
    expectReport(model);
  });
});

describe('AC-15 AC-16 text in a form is shown and does nothing', () => {
  test.each(Object.entries(hostile))('%s', (_name, text) => {
    const model = opened(form(Object.fromEntries(['broken', 'affected', 'changed', 'extent', 'component', 'started'].map((key) => [key, text])))); // biome-ignore format: one call
    expectReport(model);
    inert(model, () => model.say(responder, '/ack'), ['@acme/devops', '@acme/managers']);
    expect(model.record?.status).toBe('investigating');
  });
});

describe('AC-15 AC-16 text in a title is shown and does nothing', () => {
  test.each(Object.entries(hostile))('%s', (_name, text) => {
    const title = `[INCIDENT P3] ${text}`.slice(0, 256);
    const model = opened('', { title });
    expectReport(model);
    const later = underAttack();
    inert(later, () => later.retitle(responder, title), ['@acme/devops', '@acme/managers', '@lead']);
    inert(later, () => later.say(responder, '/note still the same incident'));
    expect(later.record?.timeline.at(-1)?.text).toBe('still the same incident');
  });

  test.each([
    ['two severities', '[INCIDENT P3] [INCIDENT P0] x'],
    ['a severity that there is not', '[INCIDENT P9] x'],
    ['a property for a severity', '[INCIDENT constructor] x'],
    ['a severity in other letters', '[INCIDENT \u0420\u041e] x'],
    ['a prefix without an end', '[INCIDENT P0 x'],
    ['a thousand brackets', '['.repeat(1_000)],
  ])('%s does not make it a P0', (_name, title) => {
    expect(opened(form({}), { title }).record?.level).not.toBe('P0');
  });
});

describe('labels', () => {
  test.each([
    ['with all severities', ['incident', 'P0', 'P1', 'P2', 'P3']],
    ['with the label of a status that ends it', ['incident', 'P0', 'status: closed']],
    ['with every status', ['incident', 'status: resolved', 'status: monitoring', 'status: mitigating']],
    ['with names of properties', ['incident', '__proto__', 'constructor', 'status: constructor']],
    ['with markup', ['incident', '<img src=x>', '@lead', '`code`', '--> <!-- firebreak:card -->']],
    ['with a severity in other letters', ['incident', '\u04200', 'P\u200b0']],
    ['with a hundred of them', ['incident', ...Array.from({ length: 99 }, (_, count) => `label ${count}`)]],
  ] as const)('by an outsider, %s: a report', (_name, labelled) => {
    expectReport(opened(form({}), { labelled }));
  });
});

test('AC-17 a hundred reports within the hour mention the first responder three times', () => {
  const model = new Model({ title: '[INCIDENT P0] x', labelled: ['incident', 'P0'] });
  let told = 0;
  for (let count = 0; count < 100; count += 1) {
    const authors = Array.from({ length: count }, (_, place) => 100 + place);
    const facts = build.facts({ counted: build.reports(authors), actor: build.standing('none') });
    const trigger = build.opened({ actor: visitor, author: visitor });
    const { effects } = build.brain.decide(build.situation(trigger, { facts, policy: model.policy }));
    told += effects.filter((effect) => effect.kind === 'comment' && effect.message.mentions.length > 0).length;
  }
  expect(told).toBe(3);
});

test('the description edited by a stranger changes no severity, no clock and mentions nobody', () => {
  const model = underAttack();
  const { level, status, ladder } = model.record ?? build.aReport();
  inert(model, () => {
    model.live = { ...model.live, body: form({ severity: worse, broken: '@acme/everyone\n\n/close --force' }) };
    model.send(build.edited({ at: model.now, actor: visitor, titleFrom: null, bodyFrom: 'before' }));
  });
  expect(model.record).toMatchObject({ level, status, ladder });
  expect(mentions(model.card)).toEqual([]);
});
