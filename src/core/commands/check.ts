// `/check`: items of the checklist are done, by whoever says so; `--undo` opens them again.

import { heldNext } from '../checklist/gate.ts';
import { allItems, checkCommand, countedItems, type Numbered } from '../checklist/items.ts';
import { itemsNamed } from '../checklist/named.ts';
import { unknownItems } from '../checklist/unknown-items.ts';
import { apply } from '../incident/apply.ts';
import type { Change } from '../incident/change.ts';
import type { ChecklistItem } from '../incident/checklist-item.ts';
import type { ReplyPart } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const check: Command = {
  name: 'check',
  usage: '/check <item>… [--undo]',
  summary: 'Tick items of the checklist, by their numbers on the card. `--undo` opens them again.',
  group: 'record',
  examples: ['/check 1 3 5', '/check 4 --undo'],
  args: [{ name: 'item', kind: 'word', required: true, rest: true }],
  options: [],
  flags: ['undo'],
  late: 'run',
  right: 'respond',
  usefulNow: (incident, policy) => checkCommand(heldNext(incident, policy)),
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, policy } = input;
  const items = allItems(incident, policy);
  const { found, unknown } = itemsNamed(line.args, items);
  if (unknown.length > 0 || found.length === 0)
    return refused(unknownItems('/check', unknown, countedItems(incident, policy), found));
  return line.flags.includes('undo') ? opened(input, found) : ticked(found);
}

function ticked(found: readonly Numbered[]): Outcome {
  const todo = found.filter(({ state }) => state !== 'done');
  const before = found.filter(({ state }) => state === 'done');
  return done(ticks('done', todo), ...already('Done already', before));
}

function opened({ incident, actor, now }: CommandInput, found: readonly Numbered[]): Outcome {
  const todo = found.filter(({ state }) => state !== 'open');
  const [change] = ticks('open', todo);
  const cause = { at: now, by: actor, comment: null };
  const after = change === undefined ? incident : apply(incident, change, cause);
  const proved = todo.filter(({ id }) => after.checklist.some((item) => item.id === id && item.state !== 'open'));
  if (proved.length > 0)
    return refused(
      problem('still-proved', {
        items: proved.map(({ number }) => `Item ${number}`).join(', '),
        verb: proved.length === 1 ? 'is' : 'are',
      }),
    );
  return done(
    change === undefined ? [] : [change],
    ...already(
      'Open already',
      found.filter(({ state }) => state === 'open'),
    ),
  );
}

function ticks(state: ChecklistItem['state'], items: readonly Numbered[]): readonly Change[] {
  if (items.length === 0) return [];
  const text = items.map((item) => `${item.number} ${item.text}`).join('; ');
  return [{ kind: 'ticks', state, ids: items.map(({ id }) => id), text }];
}

function already(what: string, items: readonly Numbered[]): readonly ReplyPart[] {
  if (items.length === 0) return [];
  const words = items.map(({ number, by, at }) => `${number}${by === null || at === null ? '' : ` by ${by}`}`);
  return [{ said: { text: `${what}: ${words.join(', ')}.` } }];
}
