// What events tell of the heads of pull requests, before the gate looks at them.
import { expect, test } from 'vitest';
import { knownHeads } from '../../../src/shell/engine/lane-pass.ts';

const head = { is: 'head', base: 'main', pull: 12, recount: false } as const;

test('S000-43 of several pushes that wait for one look the newest head counts, and everybody who pushed', () => {
  const asks = [
    { ...head, sha: 'a', by: 8 },
    { ...head, sha: 'b', by: 9 },
    { ...head, sha: 'c' },
    { ...head, sha: 'd', by: 3, group: true as const },
    { ...head, sha: 'e', pull: 13 },
  ].map((ask, id) => ({ id, ask }));
  expect([...knownHeads(asks)]).toEqual([
    [12, { sha: 'c', base: 'main', by: [8, 9] }],
    [13, { sha: 'e', base: 'main', by: [] }],
  ]);
});
