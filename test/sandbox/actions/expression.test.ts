/** Expressions, by GitHub's own evaluator. */
import { expect, test } from 'vitest';
import { fill, holds, type Scope } from '../../../src/sandbox/actions/expression.ts';

const scope: Scope = {
  contexts: { inputs: { sha: 'abc', dry: false, count: 2 }, github: { ref_name: 'main', event: { inputs: {} } } },
  status: { success: true, failure: false, cancelled: false },
};

test.each([
  ['nothing to replace', 'plain $text {{ x }}', 'plain $text {{ x }}'],
  ['several of them', `\${{ inputs.sha }}-\${{ github.ref_name }}`, 'abc-main'],
  ['closing braces within a quoted text', `\${{ format('{0}}}', inputs.sha) }}!`, 'abc}!'],
  ['a quote within a quoted text', `\${{ 'it''s }}' }}`, "it's }}"],
  ['a value that is not there', `[\${{ inputs.none.deeper }}]`, '[]'],
  ['types', `\${{ inputs.dry }} \${{ inputs.count }} \${{ inputs.count == 2 }}`, 'false 2 true'],
  ['a choice of values', `\${{ inputs.dry && 'dry' || 'wet' }}`, 'wet'],
  ['a thing that is no text', `\${{ github.event }}`, 'Object'],
])('a template with %s', (_, template, text) => {
  expect(fill(template, scope)).toBe(text);
});

test.each([[`\${{ inputs.none. }}`], [`\${{ nonsense.value }}`], [`\${{ hashFiles('**') }}`]])(
  '%s is refused',
  (template) => {
    expect(() => fill(template, scope)).toThrow();
  },
);

const failed: Scope = { ...scope, status: { success: false, failure: true, cancelled: false } };

test.each([
  ['no condition', undefined, true, false],
  ['a condition that asks for no status', "inputs.sha == 'abc'", true, false],
  ['one in braces', `\${{ inputs.sha == 'abc' }}`, true, false],
  ['always', 'always()', true, true],
  ['failure, and more', "failure() && inputs.sha == 'abc'", false, true],
  ['the name of a status in a text', "inputs.sha == 'always()'", false, false],
  ['not cancelled', `\${{ !cancelled() }}`, true, true],
  ['false', false, false, false],
])('%s holds when all went well: %s → %s, and when something failed: %s', (_, condition, well, ill) => {
  expect([holds(condition, scope), holds(condition, failed)]).toEqual([well, ill]);
});
