// Commands that are decided on and not built: a person in a hurry must hear that nothing happened. Each leaves this list with its own file.
import { problem } from '../problems.ts';
import { type Command, refused } from './command.ts';

/** By name, what to do instead. */
const instead: Readonly<Record<string, string>> = {
  readiness: 'Run `firebreak doctor --repository owner/name` in a terminal',
};

/** Refused with what to do instead; in no help and no table. */
export const notBuilt: readonly Command[] = Object.entries(instead).map(([name, next]) => ({
  name,
  usage: `/${name}`,
  summary: 'Not built yet.',
  group: 'other',
  examples: [],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'text', required: false },
  late: 'run',
  available: false,
  right: 'respond',
  usefulNow: () => null,
  decide: () => refused(problem('not-built', { instead: next })),
}));
