// The declaration form of a policy: what it asks and offers is the policy's, and the shipped forms are those of the presets.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forms } from '../../../scripts/generate-forms.ts';
import type { Form, FormField } from '../../../src/core/form/form.ts';
import { formFileFor } from '../../../src/core/form/form-file-for.ts';
import { parseFormFile } from '../../../src/core/form/parse-form-file.ts';
import { levelOfAnswer } from '../../../src/core/form/severity-question.ts';
import { formUnder } from '../../../src/core/form/under-policy.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { policyOf, shipped, shippedForm } from '../../support/builders.ts';

const presets = ['emergency', 'standard', 'sev', 'github', 'commander'] as const;

/** The text of a policy's form, which must be one that GitHub takes. */
function textFor(policy: Policy): string {
  const text = formFileFor(shipped.form, policy, 'a test');
  expect(parseFormFile(text).problems).toEqual([]);
  return text;
}

function formOf(text: string): Form {
  const { form, problems } = parseFormFile(text);
  if (form === null) throw new Error(JSON.stringify(problems));
  return form;
}

function field(text: string, key: string): FormField | undefined {
  return formOf(text).fields.find((candidate) => candidate.key === key);
}

/** What a dropdown or a checklist of a form file offers. */
function options(text: string, key: string): readonly string[] {
  const found = field(text, key);
  if (found?.type === 'checkboxes') return found.options.map(({ label }) => label);
  return found?.type === 'dropdown' ? found.options : [];
}

/** The help of a question. */
function help(text: string, key: string): unknown {
  return formOf(text).elements.find(({ id }) => id === key)?.attributes?.description;
}

const labels = (text: string) => formOf(text).fields.map(({ label }) => label);
const textOf = (preset: string) => readFileSync(`templates/forms/${preset}.yml`, 'utf8');

describe.each(presets)('the form of the preset `%s`', (preset) => {
  const policy = policyOf(`preset: ${preset}`);

  test('is one that GitHub takes', () => {
    expect(parseFormFile(textOf(preset)).problems).toEqual([]);
  });

  test('asks what issues are read by under that preset', () => {
    const { fields } = formUnder(shippedForm, policy);
    const withoutOptions = (form: readonly FormField[]) => form.map(({ key, heading, type, required }) => [key, heading, type, required]); // biome-ignore format: one thought
    expect(withoutOptions(formOf(textOf(preset)).fields)).toEqual(withoutOptions(fields));
    for (const { key } of fields)
      expect(fields.find((other) => other.key === key)).toMatchObject(
        key === 'detection' ? { key } : { ...field(textOf(preset), key) },
      );
  });

  test('its severities are the levels of the preset, each by name, title and definition', () => {
    const [open, ...severities] = options(textOf(preset), 'severity');
    expect(open).toBe('Not sure yet');
    expect(severities.map((option) => levelOfAnswer(policy, option))).toEqual(policy.levels);
  });

  test('none of its severities is one of another preset', () => {
    for (const other of presets.filter((name) => name !== preset)) {
      const theirs = policyOf(`preset: ${other}`);
      const taken = options(textOf(preset), 'severity').filter((option) => levelOfAnswer(theirs, option) !== null);
      expect(taken, other).toEqual([]);
    }
  });

  test('S004-10 it asks whether customers notice it, when what was first known of it, and whether it is about security', () => {
    expect(options(textOf(preset), 'customer_facing')).toEqual(['Yes: customers notice it', 'No: only we notice it']);
    expect(options(textOf(preset), 'security')[0]).toMatch(/^Yes: /);
    const keys = formOf(textOf(preset)).fields.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['started', 'complaint', 'alerted', 'detected']));
  });

  test('only what is broken is required', () => {
    const required = formOf(textOf(preset)).fields.filter((one) => one.required);
    expect(required.map(({ key }) => key)).toEqual(['broken']);
  });
});

test('S003-07 the help of the severity question has the examples of each level', () => {
  for (const line of [
    '- P0, for example: Database unavailable; Application returning 500 errors; Secrets exposed\n',
    '- P1, for example: Approvals drawer broken; Dashboard tiles not loading; P95 over 10 s\n',
    '- P2, for example: Single tile failing; Non-critical API endpoint error\n',
    '- P3, for example: Typos; Minor UI glitches; Documentation errors\n',
  ])
    expect(help(textOf('github'), 'severity')).toContain(line);
});

test('S004-02 four questions lead to the severity, in order', () => {
  expect(help(textOf('commander'), 'severity')).toMatch(
    /^The first yes decides:\n\n1\. Is the service completely down\? P1\n2\. Is a major feature broken\? P2\n3\. Is there degraded performance\? P3\n4\. Is it a minor issue\? P4\n/,
  );
});

test('S000-16 S000-17 S000-18 S000-19 the four questions of triage, two of them with three choices', () => {
  const text = textOf('emergency');
  expect(help(text, 'broken')).toMatch(/^Specific symptoms\. /);
  expect(help(text, 'started')).toMatch(/^Check logs, deploys\. In UTC, /);
  expect(options(text, 'affected')).toEqual(['All users', 'Subset', 'Specific feature']);
  expect(options(text, 'changed')).toEqual(['Deploy', 'Config', 'External service']);
});

test('S002-08 S002-09 five questions with their reasons, and what the reporter is asked beside them', () => {
  const text = textOf('sev');
  expect(['broken', 'affected', 'started', 'changed', 'extent'].map((key) => help(text, key))).toEqual([
    expect.stringMatching(/^Scope of the problem\. /),
    'User impact, business priority',
    expect.stringMatching(/^What changed recently\? /),
    'Deploy? Config? Traffic spike?',
    '10% of users or 100%?',
  ]);
  expect(labels(text)).toEqual(
    expect.arrayContaining([
      ...["Who's affected?", 'How bad?', 'What symptoms are users seeing?', 'What does your monitoring show?'],
      'What have you already tried?',
    ]),
  );
});

test('S004-08 three questions of scope in place of the usual ones', () => {
  expect(labels(textOf('commander')).slice(0, 6)).toEqual([
    ...['What is broken?', 'Severity', 'Which components are affected?', 'How many users impacted?'],
    ...['What changed recently?', 'When did it start?'],
  ]);
});

test('S002-02 S002-03 S002-07 the form begins with what is an incident, what is none, and the questions of the first minutes', () => {
  const texts = formOf(textOf('sev')).elements.filter(({ type }) => type === 'markdown');
  const said = texts.map(({ attributes }) => attributes?.value).join('\n');
  for (const line of [
    '**Restore service first, investigate later.**',
    '- Need to coordinate incident response',
    '- Planned maintenance',
    '- Can we rollback?',
  ])
    expect(said).toContain(line);
  expect(options(textOf('sev'), 'excluded')).toEqual(policyOf('preset: sev').intake.excludes);
  expect(field(textOf('github'), 'excluded')).toBeUndefined();
});

test('S001-14 S003-08 the ways of detection are those of the policy, and the usual four where it has none', () => {
  expect(options(textOf('standard'), 'detection')).toEqual(policyOf('preset: standard').intake.detection);
  expect(options(textOf('sev'), 'detection')).toEqual(options(shipped.form, 'detection'));
});

test('the checklist is the policy’s, without what a question of the form asks already', () => {
  const { checklist } = policyOf('preset: github');
  const shown = checklist.filter(({ stage }) => stage === 'during').map(({ text }) => text);
  expect(options(textOf('github'), 'checklist')).toEqual(shown);
  expect(options(textOf('emergency'), 'checklist')).toEqual([
    ...['Verify service is healthy', 'Confirm user-facing functionality works'],
    ...['Monitor for 15-30 minutes for recurrence', 'Update status communication'],
  ]);
});

test('services and regions are asked where the policy has some', () => {
  const text = textFor(policyOf('intake: { services: ["checkout, web", no], regions: [EU] }'));
  expect(field(text, 'services')).toMatchObject({ multiple: true, options: ['checkout, web', 'no'] });
  expect(field(text, 'regions')).toMatchObject({ multiple: true, options: ['EU'] });
  expect(field(textOf('github'), 'services')).toBeUndefined();
});

test('who does not want to ask about security does not', () => {
  expect(field(textFor(policyOf('intake: { security: { asks: false } }')), 'security')).toBeUndefined();
});

test('a level that a team has written over is offered as the team has it', () => {
  const policy = policyOf(
    'levels: [{ name: P1, definition: "Checkout: broken, or # slow" }, { name: P3, removed: true }]',
  );
  expect(options(textFor(policy), 'severity')).toEqual([
    'Not sure yet',
    'P0 Critical (all hands): Production completely down, data loss, security breach',
    'P1 High (urgent): Checkout: broken, or # slow',
    'P2 Medium (important): Minor feature broken, limited user impact',
  ]);
});

test('questions of a team’s own: words that YAML takes for booleans, and hashes and colons', () => {
  const policy = policyOf(
    'intake: { questions: [{ id: cache, text: "Cache: on? # 1", why: "yes", choices: ["yes", "No", "on"] }, { id: note, text: Anything else? }] }',
  );
  const text = textFor(policy);
  expect(options(text, 'cache')).toEqual(['yes', 'No', 'on']);
  expect(field(text, 'cache')?.label).toBe('Cache: on? # 1');
  expect(field(text, 'note')?.type).toBe('input');
  expect(field(text, 'affected')).toBeUndefined();
});

test.each(forms)('$path is made of the base and the preset: run `node scripts/generate-forms.ts`', ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
