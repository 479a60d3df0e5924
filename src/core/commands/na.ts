// `/na`: an item of the checklist that is there "if available" is not applicable here (`S003-39`).
import { allItems, countedItems, type Numbered } from '../checklist/items.ts';
import { itemsNamed } from '../checklist/named.ts';
import { unknownItems } from '../checklist/unknown-items.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { inWords } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import type { ParsedLine } from './parse.ts';

export const na: Command = {
  name: 'na',
  usage: '/na <item> [reason]',
  summary: 'An item of the checklist that is there "if available" is not applicable.',
  group: 'record',
  examples: ['/na 4 there is no status page'],
  args: [{ name: 'item', kind: 'word', required: true }],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'run',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

function decide({ line, incident, policy, forced }: CommandInput): Outcome {
  const items = allItems(incident, policy);
  const { found, unknown } = itemsNamed(line.args.slice(0, 1), items);
  const [item, ...others] = found;
  if (unknown.length > 0 || item === undefined || others.length > 0)
    return refused(unknownItems('/na', unknown, countedItems(incident, policy), namedBehind(line, items)));
  if (item.state !== 'open') return done([], { said: { text: `${item.number} is ${stateOf(item)} already.` } });
  const reason = line.text?.trim() ?? '';
  if (!item.optional && !forced) return refused(notOptional(item, items, policy));
  if (!item.optional && reason === '')
    return refused(problem('force-needs-reason', { example: `\`/na ${item.number} --force <reason>\`` }));
  const because = reason === '' ? '' : `: ${reason}`;
  const text = `${item.number} ${item.text}${because}${item.optional ? '' : ' (overridden: it is not optional)'}`;
  return done([{ kind: 'ticks', state: 'not-applicable', ids: [item.id], text }]);
}

function stateOf({ state, by }: Numbered): string {
  const what = state === 'done' ? 'done' : 'not applicable';
  return by === null ? what : `${what} (${by})`;
}

function notOptional({ number }: Numbered, items: readonly Numbered[], policy: Policy): Problem {
  const optional = items.filter((item) => item.optional).map((item) => item.number);
  return problem('not-optional', {
    item: `Item ${number}`,
    optional: optional.length === 0 ? 'here nothing is' : optional.join(', '),
    check: codeSpan(`/check ${number}`),
    rule: 'authority.override',
    who: inert(inWords(policy.authority.override)),
    force: `\`/na ${number} --force <reason>\``,
  });
}

/** `/na item 4`: the number is the first word behind what is none. */
function namedBehind({ args, text }: ParsedLine, items: readonly Numbered[]): readonly Numbered[] {
  return itemsNamed([...args, text?.trim().split(/\s+/)[0] ?? ''], items).found;
}
