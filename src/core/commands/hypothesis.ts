// `/hypothesis`: what may be the cause, numbered, so that `/evidence` can speak for or against it (`S004-09`).
import { codeSpan } from '../markdown/quoted.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const hypothesis: Command = {
  name: 'hypothesis',
  usage: '/hypothesis <text>',
  summary: 'Say what may be the cause. `/evidence` then speaks for or against it.',
  group: 'record',
  examples: ['/hypothesis the 04:00 deploy halved the connection pool'],
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
      ? refused(problem('nothing-to-say', { usage: codeSpan('/hypothesis <text>') }))
      : done([{ kind: 'hypothesis', text }]);
  },
};
