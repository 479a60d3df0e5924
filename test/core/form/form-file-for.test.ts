// The declaration form of a policy: what it offers is the policy's, and the shipped forms are those of the presets.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forms } from '../../../scripts/generate-forms.ts';
import { formFileFor } from '../../../src/core/form/form-file-for.ts';
import { parseFormFile } from '../../../src/core/form/parse-form-file.ts';
import { levelOfAnswer } from '../../../src/core/form/under-policy.ts';
import { policyOf, shipped } from '../../support/builders.ts';

const presets = ['emergency', 'standard', 'sev', 'github', 'commander'] as const;

/** What a dropdown of a form file offers. */
function options(text: string, key: string): readonly string[] {
  const { form, problems } = parseFormFile(text);
  expect(problems).toEqual([]);
  const field = form?.fields.find((candidate) => candidate.key === key);
  return field?.type === 'dropdown' ? field.options : [];
}

const formOf = (preset: string) => readFileSync(`templates/forms/${preset}.yml`, 'utf8');

describe.each(presets)('the form of the preset `%s`', (preset) => {
  const policy = policyOf(`preset: ${preset}`);

  test('is valid, and its severities are the levels of the preset, each by name, title and definition', () => {
    const [open, ...severities] = options(formOf(preset), 'severity');
    expect(open).toBe('Not sure yet');
    expect(severities.map((option) => levelOfAnswer(policy, option))).toEqual(policy.levels);
  });

  test('none of its severities is one of another preset', () => {
    for (const other of presets.filter((name) => name !== preset)) {
      const theirs = policyOf(`preset: ${other}`);
      const taken = options(formOf(preset), 'severity').filter((option) => levelOfAnswer(theirs, option) !== null);
      expect(taken, other).toEqual([]);
    }
  });
});

test('S003-07 the help of the severity question has the examples of each level', () => {
  const text = formFileFor(shipped.form, policyOf('preset: github'));
  for (const line of [
    'P0, for example: Database unavailable; Application returning 500 errors; Secrets exposed',
    'P1, for example: Approvals drawer broken; Dashboard tiles not loading; P95 over 10 s',
    'P2, for example: Single tile failing; Non-critical API endpoint error',
    'P3, for example: Typos; Minor UI glitches; Documentation errors',
  ])
    expect(text).toContain(`        - ${line}\n`);
});

test('the ways of detection are those of the policy, and the usual four where it has none', () => {
  expect(options(formOf('standard'), 'detection')).toEqual(policyOf('preset: standard').intake.detection);
  expect(options(formOf('sev'), 'detection')).toEqual(options(shipped.form, 'detection'));
});

test('a level that a team has written over is offered as the team has it', () => {
  const policy = policyOf(
    'levels: [{ name: P1, definition: "Checkout: broken, or # slow" }, { name: P3, removed: true }]',
  );
  expect(options(formFileFor(shipped.form, policy), 'severity')).toEqual([
    'Not sure yet',
    'P0 Critical (all hands): Production completely down, data loss, security breach',
    'P1 High (urgent): Checkout: broken, or # slow',
    'P2 Medium (important): Minor feature broken, limited user impact',
  ]);
});

test('a form of the team’s own keeps what it has, comments too; a question that it does not ask is not added', () => {
  const own = 'name: Trouble # ours\nbody:\n  - type: input\n    id: what\n    attributes:\n      label: What?\n';
  expect(formFileFor(own, policyOf('preset: sev'))).toBe(own);
});

test('made twice it is the same', () => {
  const policy = policyOf('preset: commander');
  const once = formFileFor(shipped.form, policy);
  expect(formFileFor(once, policy)).toBe(once);
  expect(formFileFor(formFileFor(shipped.form, policyOf('preset: sev')), policy)).toContain('P4 Low: Minimal impact');
});

test.each(forms)('$path is made of the base and the preset: run `node scripts/generate-forms.ts`', ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
