// A document's table of action items and the issues for them: who has the last word, row by row, and that bringing them in step twice does nothing more.
import { describe, expect, test } from 'vitest';
import type { ActionItem } from '../../../src/core/postmortem/action-item.ts';
import { type InStep, inStep, type OwedItem } from '../../../src/core/postmortem/in-step.ts';

const row = (over: Partial<ActionItem> = {}): ActionItem => ({
  what: 'Add an alert',
  type: 'detect',
  owner: 'reviewer',
  due: '2026-03-20T23:59:00Z',
  issue: 41,
  status: 'open',
  line: 30,
  ...over,
});
const owed = (over: Partial<OwedItem> = {}): OwedItem => {
  const { line: _place, ...item } = row();
  return { ...item, id: 'action-1', ...over };
};
const nothing: InStep = { open: [], amend: [], move: [], rows: [], add: [] };

type Case = {
  readonly name: string;
  readonly rows: readonly ActionItem[];
  readonly owed: readonly OwedItem[];
  readonly before?: readonly ActionItem[] | null;
  readonly gives: Partial<InStep>;
};

const cases: readonly Case[] = [
  { name: 'both say the same', rows: [row()], owed: [owed()], gives: {} },
  { name: 'a row without an issue', rows: [row({ issue: null })], owed: [], gives: { open: [row({ issue: null })] } },
  { name: 'a row whose issue was opened and is not named yet', rows: [row({ issue: null })], owed: [owed()], gives: { rows: [row()] } },
  { name: 'a row without words', rows: [row({ issue: null, what: ' ' })], owed: [], gives: {} },
  { name: 'a row that is done and never had an issue', rows: [row({ issue: null, status: 'done' })], owed: [], gives: {} },
  { name: 'a row with an issue of somebody else', rows: [row({ issue: 7 })], owed: [], gives: {} },
  { name: 'an action item that is in no row', rows: [], owed: [owed()], before: null, gives: { add: [row({ line: 0 })] } },
  { name: 'a row that people took out', rows: [], owed: [owed()], before: [row()], gives: {} },
  { name: 'an issue that was closed', rows: [row()], owed: [owed({ status: 'done' })], gives: { rows: [row({ status: 'done' })] } },
  { name: 'an issue that was closed, of a table that nobody knows from before', rows: [row()], owed: [owed({ status: 'done' })], before: null, gives: { rows: [row({ status: 'done' })] } },
  { name: 'an issue that was reopened', rows: [row({ status: 'done' })], owed: [owed()], before: [row({ status: 'done' })], gives: { rows: [row()] } },
  { name: 'a row that was ticked', rows: [row({ status: 'done' })], owed: [owed()], gives: { move: [{ id: 'action-1', status: 'done' }] } },
  { name: 'an issue that was given to somebody else', rows: [row()], owed: [owed({ owner: 'lead' })], gives: { rows: [row({ owner: 'lead' })] } },
  { name: 'a row that names somebody else', rows: [row({ owner: 'lead' })], owed: [owed()], gives: { amend: [{ id: 'action-1', owner: 'lead' }] } },
  { name: 'a row with another date', rows: [row({ due: '2026-04-01T23:59:00Z' })], owed: [owed()], gives: { amend: [{ id: 'action-1', due: '2026-04-01T23:59:00Z' }] } },
  { name: 'a row in other words', rows: [row({ what: 'Add an alert for errors' })], owed: [owed()], gives: { amend: [{ id: 'action-1', what: 'Add an alert for errors' }] } },
  { name: 'an issue in other words', rows: [row()], owed: [owed({ what: 'Add two alerts' })], gives: { rows: [row({ what: 'Add two alerts' })] } },
  { name: 'an owner in other letters', rows: [row({ owner: 'Reviewer' })], owed: [owed()], gives: {} },
  { name: 'a row whose owner was taken out', rows: [row({ owner: null })], owed: [owed()], gives: { rows: [row()] } },
  { name: 'both were changed: each wins with what it alone changed', rows: [row({ owner: 'lead' })], owed: [owed({ status: 'done', due: '2026-05-01T23:59:00Z' })], gives: { amend: [{ id: 'action-1', owner: 'lead' }], rows: [row({ owner: 'lead', status: 'done', due: '2026-05-01T23:59:00Z' })] } },
  { name: 'both gave it to somebody else: the document, which is reviewed', rows: [row({ owner: 'lead' })], owed: [owed({ owner: 'commander' })], gives: { amend: [{ id: 'action-1', owner: 'lead' }] } },
  { name: 'a table that nobody knows from before: words, owner and date are the document’s', rows: [row({ owner: 'lead' })], owed: [owed()], before: null, gives: { amend: [{ id: 'action-1', owner: 'lead' }] } },
  { name: 'two rows with one issue: the first counts', rows: [row(), row({ owner: 'lead', line: 31 })], owed: [owed()], gives: {} },
]; // biome-ignore format: one case a line

test.each(cases)('$name', ({ rows, owed: known, before = [row()], gives }) => {
  expect(inStep(rows, known, before)).toEqual({ ...nothing, ...gives });
});

describe('once it is done', () => {
  test.each(cases)('there is nothing more to do: $name', ({ rows, owed: known, before = [row()] }) => {
    const step = inStep(rows, known, before);
    const table = [...rows.map((one) => step.rows.find(({ line }) => line === one.line) ?? one), ...step.add];
    const opened = step.open.map(({ line: _place, ...item }, index) => ({
      ...item,
      id: `new-${index}`,
      issue: 90 + index,
    }));
    const numbered = table.map((one) => {
      const place = step.open.findIndex(({ line }) => line === one.line);
      return place < 0 ? one : { ...one, issue: 90 + place };
    });
    const after = [
      ...known.map((one) => ({
        ...one,
        ...step.amend.find(({ id }) => id === one.id),
        status: step.move.find(({ id }) => id === one.id)?.status ?? one.status,
      })),
      ...opened,
    ];
    const isTakenOut = (one: OwedItem) => !numbered.some(({ issue }) => issue === one.issue);
    expect(
      inStep(
        numbered,
        after.filter((one) => !isTakenOut(one)),
        numbered,
      ),
    ).toEqual(nothing);
  });
});
