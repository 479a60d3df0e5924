// Commands that are decided on and not built: a person in a hurry must hear that nothing happened. Each leaves this list with its own file.
import { problem } from '../problems.ts';
import { type Command, refused } from './command.ts';

const names = [
  ...['decline', 'duplicate', 'handoff', 'escalate', 'page', 'oncall', 'impact', 'snooze', 'timebox'],
  ...['decision', 'hypothesis', 'evidence', 'cause', 'time', 'check', 'na', 'changes', 'rollback', 'run', 'verify'],
  ...['freeze', 'unfreeze', 'confirm', 'cancel', 'hotfix', 'tempfix', 'postmortem', 'action', 'drill', 'readiness'],
] as const;

/** Refused with what to do instead; in no help and no table. */
export const notBuilt: readonly Command[] = names.map((name) => ({
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
  decide: () => refused(problem('not-built')),
}));
