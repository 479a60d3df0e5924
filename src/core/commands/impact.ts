// `/impact`: who is affected and how badly, as it is known now.
import { codeSpan } from '../markdown/quoted.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const impact: Command = {
  name: 'impact',
  usage: '/impact <text>',
  summary: 'Say who is affected and how badly. Card and messages take it from here.',
  group: 'tell',
  examples: ['/impact 30% of checkout attempts fail, EU only'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: () => null,
  decide: ({ line }) => {
    const text = line.text?.trim() ?? '';
    return text === ''
      ? refused(problem('nothing-to-say', { usage: codeSpan('/impact <text>') }))
      : done([{ kind: 'impact', text }]);
  },
};
