// What Node records of runs becomes a list of functions that are loaded later.
import { expect, test } from 'vitest';
import { type Calls, callsOf, recordedOf } from '../../../scripts/later/calls.ts';

const longer = 'return [text, text, text, text, text, text, text, text].join(", ");';
const text = `// src/core/decide/one.ts
function never(text) { ${longer} }
function often(text) { ${longer} }
function once(text) { ${longer} }
function short() { return 1; }
// node_modules/yaml/browser/dist/two.js
const within = (text) => (other) => text.repeat(40) + other + "a long text, so that it is worth it";
`;

function ranges(counts: Readonly<Record<string, number>>) {
  const found = Object.entries(counts).map(([beginning, count]) => {
    const startOffset = text.indexOf(beginning);
    const endOffset = text.indexOf('\n', startOffset) - (beginning.startsWith('(') ? 1 : 0);
    return { ranges: [{ startOffset, endOffset, count }] };
  });
  return JSON.stringify({
    result: [
      { url: 'file:///dist/one.js', functions: found },
      { url: 'node:fs', functions: [] },
    ],
  });
}

function recorded(...runs: readonly (readonly [string, Readonly<Record<string, number>>])[]) {
  const calls: Calls = new Map();
  for (const [kind, counts] of runs)
    callsOf(ranges(counts), kind, (url) => (url.startsWith('file:') ? text : null), calls);
  return recordedOf(calls);
}

test('what no run calls goes to its area, what runs of one sort call to theirs, what several call stays', () => {
  const found = recorded(
    ['comment', { 'function often': 3, 'function once': 0, 'function never': 0, 'function short': 0 }],
    ['clock', { 'function often': 1, 'function once': 2, 'function never': 0, 'function short': 0 }],
  );
  expect(found).toEqual({
    'run-clock': { 'src/core/decide/one.ts': ['once'] },
    'seldom-decide': { 'src/core/decide/one.ts': ['never'] },
    'seldom-yaml': { 'node_modules/yaml/browser/dist/two.js': ['within@0'] },
  });
});

test('of functions that end together the outermost tells whether it was called', () => {
  const found = recorded(['comment', { '(text) =>': 1, '(other) =>': 0 }]);
  expect(found['seldom-yaml']).toBeUndefined();
  expect(found['run-comment']).toEqual({ 'node_modules/yaml/browser/dist/two.js': ['within@0'] });
});
