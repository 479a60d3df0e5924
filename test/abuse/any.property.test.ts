// Any text at all, made of pieces that mean something somewhere: the parsers are total and believe nothing, and a stranger changes nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, understood } from '../../src/core/commands/index.ts';
import { parseComment } from '../../src/core/commands/parse.ts';
import { parseFormBody } from '../../src/core/form/parse-body.ts';
import * as build from '../support/builders.ts';
import { fuzzRuns, wideTable } from '../support/fuzz.ts';
import { harmless, hostile, underAttack } from './attack.ts';

const headings = build.shippedForm.fields.map(({ heading }) => `### ${heading}`);
const options = build.shippedForm.fields.flatMap((field) => ('options' in field ? field.options.map((option) => typeof option === 'string' ? option : option.label) : [])); // biome-ignore format: one thought
const pieces: readonly string[] = [
  ...understood.map(({ name }) => `/${name}`), ...headings, ...options, '_No response_', 'None',
  '\n', '\n\n', '\r\n', '\r', '\t', '    ', ' ', '> ', '- ', '* ', '1. ', '- [ ] ', '- [x] ', '# ', '### ', '---', '===', '|', '\na|b\n-|-\n', wideTable, '`', '```', '~~~', '````',
  '<!--', '-->', '<details>', '</details>', '<summary>', '<b>', '</b>', '<div>\n', '<pre>', '</pre>', '[', ']', '](x)', '![', '[a]: b', '[^1]', '[^1]: ', '$$', '\\',
  'P0', 'P9', '@lead', '@acme/everyone', '--force', '--dry-run', '—dry-run', '-x', 'eta=', 'next="a b"', '"', '“', '”', '=', '/etc/hosts', '/cl\u043ese',
  '\u200b', '\u00a0', '\u202e', '\ufeff', '\uff0f', '\0', '\u2028', '\ud800', '👍', '__proto__', 'constructor', 'text',
  ...Object.values(hostile).filter((text) => text.length < 100),
]; // biome-ignore format: a list of pieces
const text = fc.oneof(
  { weight: 9, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

describe('AC-34 any text', () => {
  test('as a form: every field is there, none has a severity that the form did not offer, and places are in the text', () => {
    const severities = new Set<unknown>([null, ...options]);
    fc.assert(
      fc.property(text, (body) => {
        const { fields, places, problems } = parseFormBody(build.shippedForm, body);
        if (Object.keys(fields).length !== build.shippedForm.fields.length) throw new Error('A field is missing.');
        const severity = fields['severity'];
        if (severity?.type === 'dropdown' && !severities.has(severity.value))
          throw new Error('A severity was made up.');
        for (const { start, end } of Object.values(places))
          if (start < 0 || end < start || end > body.length) throw new Error('A place is outside.');
        if (problems.some(({ message }) => message.trim() === '')) throw new Error('A problem says nothing.');
      }),
      { numRuns: fuzzRuns(1_000) },
    );
  });

  test('in an answer of a form: the severity is the one chosen, or none where it is in doubt', () => {
    const chosen = 'P3 Low (tracking): Cosmetic issues, no user impact';
    fc.assert(
      fc.property(text, text, (broken, changed) => {
        const { fields } = parseFormBody(build.shippedForm, build.formBody({ broken, changed, severity: chosen }));
        const value = fields['severity']?.value;
        if (value !== null && value !== chosen) throw new Error(`The severity became ${String(value)}.`);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test('as a comment: at most ten commands, one that changes production, and every problem whole', () => {
    fc.assert(
      fc.property(text, (body) => {
        const parsed = parseComment(body, understood);
        const run = parsed.filter(({ problem }) => problem === null);
        const destructive = run.filter(({ name }) => understood.some((one) => one.name === name && one.destructive));
        if (run.length > 10 || destructive.length > 1) throw new Error('Too many run.');
        for (const { problem } of parsed)
          if (problem !== null && [problem.happened, problem.expected, problem.next].some((part) => part.trim() === ''))
            throw new Error(`A problem lacks a part: ${problem.message}`);
      }),
      { numRuns: fuzzRuns(1_000) },
    );
  });

  test('by a stranger: nothing changes and nobody is mentioned', () => {
    const right = new Set(commands.filter((command) => command.right === null).map(({ name }) => name));
    fc.assert(
      fc.property(text, (body) => {
        const decisions = harmless(underAttack(), (model) => model.say(build.people.visitor, body));
        const asked = parseComment(body, understood).every(({ name }) => right.has(name));
        if (!asked) expect(decisions.some(({ outcome }) => outcome === 'done')).toBe(false);
      }),
      { numRuns: fuzzRuns(100, 0.002) },
    );
  });
});
