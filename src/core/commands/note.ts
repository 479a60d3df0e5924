// `/note`: a line for the timeline, whatever the status.
import { codeSpan } from '../markdown/quoted.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const note: Command = {
  name: 'note',
  usage: '/note <text>',
  summary: 'Add a line to the timeline.',
  group: 'record',
  examples: ['/note the cache was flushed by hand on db-2'],
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
      ? refused(problem('nothing-to-say', { usage: codeSpan('/note <text>') }))
      : done([{ kind: 'noted', text }]);
  },
};
