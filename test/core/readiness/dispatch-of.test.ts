// What a workflow file says of being started by hand: every form that GitHub takes, and texts that are none.
import { describe, expect, test } from 'vitest';
import { dispatchOf, scriptsIn } from '../../../src/core/readiness/dispatch-of.ts';

const jobs = '\njobs: { a: { runs-on: x, steps: [] } }\n';

describe('how it is started', () => {
  test.each([
    { name: 'as a word', on: 'on: workflow_dispatch', inputs: [] },
    { name: 'in a list', on: 'on: [push, workflow_dispatch]', inputs: [] },
    { name: 'with nothing behind it', on: 'on: { workflow_dispatch: }', inputs: [] },
    { name: 'with bare inputs', on: 'on: { workflow_dispatch: { inputs: { key: } } }', inputs: [{ name: 'key', demanded: false, options: null }] },
    { name: 'demanded', on: 'on: { workflow_dispatch: { inputs: { sha: { required: true } } } }', inputs: [{ name: 'sha', demanded: true, options: null }] },
    { name: 'demanded, with a default', on: 'on: { workflow_dispatch: { inputs: { sha: { required: true, default: x } } } }', inputs: [{ name: 'sha', demanded: false, options: null }] },
    { name: 'a choice', on: 'on: { workflow_dispatch: { inputs: { e: { type: choice, options: [a, 1] } } } }', inputs: [{ name: 'e', demanded: false, options: ['a', '1'] }] },
    { name: 'not at all', on: 'on: push', inputs: null },
    { name: 'by a call only', on: 'on: { workflow_call: { inputs: { key: { type: string } } } }', inputs: null },
  ])('$name', ({ on, inputs }) => {
    expect(dispatchOf(`${on}${jobs}`)).toEqual({ inputs, runName: '' });
  }); // biome-ignore format: a table
});

test.each(['', '[', 'a', '- on', 'on: 7', 'on: { workflow_dispatch: 7 }', 'x: &a [*a]'])(
  '%j is never more than no workflow',
  (text) => {
    expect(() => dispatchOf(text)).not.toThrow();
  },
);

test('scripts are those that are called, not those that are talked of or looked for', () => {
  const text =
    '# bash .github/deploy/never\n  run: bash .github/deploy/pause "$E"\n  if [[ -f .github/deploy/smoke ]]; then\n  x=$(bash .github/deploy/version "$E")\n';
  expect(scriptsIn(text)).toEqual(['.github/deploy/pause', '.github/deploy/version']);
});
