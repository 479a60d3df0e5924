// `/drill`: a practice incident on the real machinery, as an issue of its own (decision 0037).
import { drillTitle } from '../drill/opened.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { findLevel } from '../policy/find.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const drill: Command = {
  name: 'drill',
  usage: '/drill <level> [what]',
  summary:
    'Open a practice incident as an issue of its own: everything says DRILL, nothing of it reaches the world, and at its end there is a score card.',
  group: 'other',
  examples: ['/drill P1', '/drill P0 Checkout answers with errors'],
  args: [{ name: 'level', kind: 'level', required: true }],
  options: [],
  flags: [],
  freeText: { name: 'what', required: false },
  late: 'never',
  right: 'declare',
  usefulNow: () => null,
  decide,
};

function decide({ line, policy, keepsOthers, isReplay }: CommandInput): Outcome {
  const level = findLevel(policy, line.args[0] ?? null);
  if (isReplay === true) return done([]);
  if (!keepsOthers) return refused(problem('drill-needs-app'));
  if (level === null)
    return refused(problem('drill-level', { levels: policy.levels.map(({ name }) => codeSpan(name)).join(', ') }));
  const title = drillTitle(level.name, line.text);
  const said = {
    said: {
      text: trusted(`A drill at ${codeSpan(level.name)} is opened as an issue of its own, which names this one.`),
    },
  };
  return { kind: 'done', changes: [], replies: [said], drill: { title } };
}
