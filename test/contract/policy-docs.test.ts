// docs/policy.md and docs/firebreak.schema.json are what the schema, the rules and the presets say today.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { policyDocs } from '../../scripts/generate-policy-docs.ts';
import { jsonSchema } from '../../scripts/policy-docs/json-schema.ts';
import { keyRows } from '../../scripts/policy-docs/keys.ts';
import { page } from '../../scripts/policy-docs/page.ts';
import { understood } from '../../src/core/commands/index.ts';
import { commandNames } from '../../src/core/policy/command-names.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import { rules } from '../../src/core/policy/rules.ts';
import { shipped } from '../support/builders.ts';

const rows = keyRows();

describe('the reference', () => {
  test.each(policyDocs.map(({ file, text }) => ({ name: file.pathname.split('/').at(-1), file, text })))(
    '$name is current',
    ({ file, text }) => {
      expect(readFileSync(file, 'utf8') === text(), 'run: node scripts/generate-policy-docs.ts').toBe(true);
    },
  );

  test('every key has a description', () => {
    expect(rows.length).toBeGreaterThan(250);
    expect(rows.filter(({ what }) => what === null || what.trim() === '').map(({ path }) => path)).toEqual([]);
  });

  test('every key, every rule and every preset is on the page', () => {
    const text = page();
    expect(rows.filter(({ path }) => !text.includes(`\`${path}\``)).map(({ path }) => path)).toEqual([]);
    expect(rules.filter(({ code }) => !text.includes(`| \`${code}\` |`))).toEqual([]);
    expect(Object.keys(shipped.policies).filter((preset) => !text.includes(`| \`${preset}\` |`))).toEqual([]);
  });

  test('a limit of the error rate is acted on, one of the latency is planned', () => {
    const planned = (key: string) => rows.find(({ path }) => path === key)?.capability;
    expect(planned('thresholds.error_rate.rollback')).toBeNull();
    expect(planned('thresholds.p95_ms.rollback')).toBe('mitigation');
  });

  test('planned keys name their capability', () => {
    const planned = rows.filter(({ capability }) => capability !== null);
    expect(planned.find(({ path }) => path === 'mitigations[].families')?.capability).toBe('mitigation');
    expect(rows.find(({ path }) => path === 'levels[].updates.every')?.capability).toBeNull();
  });

  test.each([
    'phases[].from',
    'runbook.red_flags[].reality',
    'cause_families[].hints',
    'mitigations[].families',
    'rollback.recommend_when[].families',
  ])('%s, which nothing reads while an incident is open, is planned', (key) => {
    expect(rows.find(({ path }) => path === key)?.capability).not.toBeNull();
  });
});

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false });
ajv.addKeyword('x-planned');
formats.default(ajv);
const isPolicy = ajv.compile(jsonSchema());

/** What an editor would underline. */
function underlined(text: string) {
  isPolicy(parse(text));
  return (isPolicy.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

const examples = [...page().matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');

describe('the schema for editors', () => {
  test.each(Object.entries(shipped.policies).map(([name, text]) => ({ name, text })))(
    'takes the preset $name',
    ({ text }) => {
      expect(underlined(text)).toEqual([]);
    },
  );

  test.each(examples.map((text, index) => ({ name: `${index + 1}`, text })))('takes example $name', ({ text }) => {
    expect(underlined(text)).toEqual([]);
  });

  test.each([
    { name: 'an unknown key', text: 'levls: []', errors: [' additionalProperties'] },
    { name: 'an unknown key inside', text: 'levels: [{ name: P0, monitr: 2h }]', errors: ['/levels/0 additionalProperties'] },
    { name: 'a word that is none', text: 'aliases: { fixing: repairing }', errors: ['/aliases/fixing enum'] },
    { name: 'a gate that is none', text: 'gates: { resolvd: {} }', errors: ['/gates propertyNames', '/gates enum'] },
    { name: 'a thing without its name', text: 'levels: [{ title: x }]', errors: ['/levels/0 required'] },
    { name: 'a step without whom it pages', text: 'levels: [{ name: P0, escalation: [{ after: 0m }] }]', errors: ['/levels/0/escalation/0 required'] },
    { name: 'a date that is none', text: 'sprint: { begins: 2026-02-30 }', errors: ['/sprint/begins format', '/sprint/begins pattern'] },
    { name: 'a per cent that is no share', text: 'rollback: { recommend_when: [{ id: a, says: b, error_rate_over: 10 }] }', errors: ['/rollback/recommend_when/0/error_rate_over maximum'] },
  ])('underlines $name', ({ text, errors }) => {
    expect(underlined(text).sort()).toEqual([...errors].sort());
  }); // biome-ignore format: a table

  test('takes a thing that says only what is different', () => {
    expect(underlined('checklist: [{ id: status-page, optional: true }]')).toEqual([]);
  });

  test('says of what is planned that nothing acts on it', () => {
    expect(jsonSchema()).toMatchObject({
      $id: expect.stringMatching(/firebreak\.schema\.json$/),
      title: expect.stringContaining('firebreak.yml'),
      properties: {
        runbook: {
          properties: {
            preparation: {
              'x-planned': 'learning',
              description: expect.stringMatching(/\(Not acted on yet: learning\.\)$/),
            },
          },
        },
      },
    });
  });
});

describe('the examples of the page', () => {
  test.each(examples.map((text, index) => ({ name: `${index + 1}`, text })))('$name is a sound policy', ({ text }) => {
    const file = { source: 'acme/shop/.github/firebreak.yml', version: 'v1', text };
    const bases = { 'acme/policies:.github/firebreak.yml': { ...file, source: 'acme/policies/x', text: '{}' } };
    expect(policyFrom(shipped.policies, file, null, bases)).toMatchObject({ problems: [], needs: null });
  });

  test('there are some', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });
});

test('the commands that a policy can name are those that are understood', () => {
  expect([...commandNames].sort()).toEqual(understood.map(({ name }) => name).sort());
});
