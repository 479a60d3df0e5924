// `/decision`: what was decided and why, numbered (`S004-28`). Without a reason it is recorded all the same, and the reason asked for.
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const decision: Command = {
  name: 'decision',
  usage: '/decision <text> [because=]',
  summary: 'Record a decision with its reason: `because=`, or “because …” in the text.',
  group: 'record',
  examples: [
    '/decision Roll back instead of fixing forward, because the cause is not known',
    '/decision Keep the feature off overnight because="nobody is awake to watch it"',
  ],
  args: [],
  options: [{ name: 'because', kind: 'text' }],
  flags: [],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

function decide({ line, incident }: CommandInput): Outcome {
  const said = line.text?.trim() ?? '';
  if (said === '') return refused(problem('nothing-to-say', { usage: codeSpan('/decision <text> because=<why>') }));
  const { text, because } = inParts(said, line.options['because']?.trim() ?? '');
  const change = { kind: 'decision', text, because } as const;
  if (because !== null) return done([change]);
  const number = (incident.decisions.at(-1)?.number ?? 0) + 1;
  const ask = `Decision ${number} is recorded, without its reason. Comment \`/note Decision ${number}, because …\` when there is time.`;
  return done([change], { said: { text: trusted(ask) } });
}

/** The reason that was named, else what follows the first “because”. */
function inParts(said: string, named: string): { readonly text: string; readonly because: string | null } {
  if (named !== '') return { text: said, because: named };
  const match = /^(\S.*?)[\s,;:(–—-]+because\s+(\S.*)$/is.exec(said);
  const [, text, because] = match ?? [];
  return text === undefined || because === undefined ? { text: said, because: null } : { text, because };
}
