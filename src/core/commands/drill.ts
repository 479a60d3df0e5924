// `/drill`: a practice incident on the real machinery, as an issue of its own (decision 0037).
import { drillTitle } from '../drill/opened.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { findLevel } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { nearest } from './nearest.ts';

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
  if (level === null) return refused(problem('drill-level', levelsOf(policy, line.args[0] ?? '')));
  const title = drillTitle(level.name, line.text);
  const said = {
    said: {
      text: trusted(`A drill at ${codeSpan(level.name)} is opened as an issue of its own, which names this one.`),
    },
  };
  return { kind: 'done', changes: [], replies: [said], drill: { title } };
}

/** All of them, and the one that was nearly typed. */
function levelsOf({ levels }: Policy, typed: string): { readonly levels: string; readonly near: string } {
  const names = levels.map(({ name }) => name);
  const lower = names.map((name) => name.toLowerCase());
  const near = names.find((name) => name.toLowerCase() === nearest(typed.toLowerCase(), lower));
  return {
    levels: names.map((name) => codeSpan(name)).join(', '),
    near: near === undefined ? '' : `Did you mean ${codeSpan(`/drill ${near}`)}? `,
  };
}
