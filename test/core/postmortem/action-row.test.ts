// A row of a document's action items, read and written: what its cells say, and that a row that is written is read as what it was.
import { describe, expect, test } from 'vitest';
import type { ActionItem } from '../../../src/core/postmortem/action-item.ts';
import { type ActionRow, itemOf, rowOf } from '../../../src/core/postmortem/action-row.ts';

const blank: ActionRow = {
  line: 7,
  what: 'Add an alert',
  type: null,
  owner: null,
  due: null,
  issue: null,
  status: null,
};
const from = {
  kinds: ['Prevention: add monitoring', 'Runbooks: improve alerts'],
  since: '2026-03-07T10:00:00Z',
  web: 'https://github.example/acme/shop',
};

describe('a row', () => {
  test.each([
    { cell: { owner: '@reviewer' }, is: { owner: 'reviewer' } },
    { cell: { owner: '@acme/on-call' }, is: { owner: 'acme/on-call' } },
    { cell: { owner: 'the whole team' }, is: { owner: null } },
    { cell: { owner: 'TBD' }, is: { owner: null } },
    { cell: { due: '2026-03-15' }, is: { due: '2026-03-15T23:59:00Z' } },
    { cell: { due: '3/15' }, is: { due: '2026-03-15T23:59:00Z' } },
    { cell: { due: '1/10' }, is: { due: '2027-01-10T23:59:00Z' } },
    { cell: { due: 'next week' }, is: { due: null } },
    { cell: { issue: '#41' }, is: { issue: 41 } },
    { cell: { issue: '[#41](https://github.example/acme/shop/issues/41)' }, is: { issue: 41 } },
    { cell: { issue: 'https://github.example/acme/shop/issues/41' }, is: { issue: 41 } },
    { cell: { issue: '—' }, is: { issue: null } },
    { cell: { issue: 'acme/other#41' }, is: { issue: 0 } },
    { cell: { issue: '[#41](https://github.example/acme/other/issues/41)' }, is: { issue: 0 } },
    { cell: { issue: 'OPS-41' }, is: { issue: 0 } },
    { cell: { status: 'Done' }, is: { status: 'done' } },
    { cell: { status: '✅' }, is: { status: 'done' } },
    { cell: { status: '[x]' }, is: { status: 'done' } },
    { cell: { status: 'In progress' }, is: { status: 'open' } },
    { cell: { status: 'Not done' }, is: { status: 'open' } },
    { cell: { type: 'Process' }, is: { type: 'process' } },
    { cell: { type: 'Prevention: add monitoring' }, is: { type: 'detect' } },
    { cell: { type: 'luck' }, is: { type: null } },
    { cell: { what: ' - ' }, is: { what: '' } },
  ])('with $cell', ({ cell, is }) => {
    expect(itemOf({ ...blank, ...cell }, from)).toMatchObject(is);
  });

  test.each<ActionItem>([
    { what: 'Add an alert', type: 'detect', owner: 'reviewer', due: '2026-03-20T23:59:00Z', issue: 41, status: 'open', line: 7 },
    { what: 'Add an alert', type: null, owner: null, due: null, issue: null, status: 'done', line: 7 },
  ])('is read as it was written: $status', (item) => {
    expect(itemOf(rowOf(item, from.web), from)).toEqual(item);
  }); // biome-ignore format: one case a line
});
