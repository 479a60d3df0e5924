// The refusal of numbers and names that the checklist does not have.
import { codeSpan } from '../markdown/quoted.ts';
import { type Problem, problem } from '../problems.ts';
import { checkCommand, type Numbered } from './items.ts';

/** Items that a refusal spells out; the card has all of them. */
const MOST_NAMED = 15;

/** What was typed and is none, beside which items (`named`), and the items that there are, open ones first. */
export function unknownItems(
  command: '/check' | '/na',
  unknown: readonly string[],
  items: readonly Numbered[],
  named: readonly Numbered[],
): Problem {
  const open = items.filter(({ state }) => state === 'open');
  const shown = (open.length > 0 ? open : items).slice(0, MOST_NAMED);
  const isAll = asksForAll(unknown);
  const numbers = named.map(({ number }) => number).slice(0, command === '/na' ? 1 : MOST_NAMED);
  const first = (isAll ? null : meant(unknown, items)) ?? shown[0];
  const every = isAll && command === '/check' ? checkCommand(shown) : null;
  const typed = numbers.length === 0 ? null : `${command} ${numbers.join(' ')}`;
  const words = unknown.slice(0, MOST_NAMED).map((word) => codeSpan(word, { max: 40 }));
  return {
    ...problem('unknown-item', {
      items: words.length === 0 ? 'such item' : words.join(', '),
      all: items.length === 0 ? 'none' : `${items.length} items${open.length > 0 ? `, of which these are open` : ''}`,
      example: codeSpan(typed ?? every ?? `${command} ${first?.number ?? 1}`, { max: 120 }),
    }),
    open: shown.map(({ number, text }) => ({ number, text })),
    copy: null,
  };
}

/** Nobody ticks everything with a word: the numbers are there to be looked at. */
function asksForAll([typed = '']: readonly string[]): boolean {
  return /^(?:all|everything|\*)$/i.test(typed);
}

/** The only item with a word that begins as what was typed; never ticked for it, since a word says little. */
function meant([typed = '']: readonly string[], items: readonly Numbered[]): Numbered | null {
  const wanted = typed.toLowerCase();
  const begins = items.filter(({ text }) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.startsWith(wanted)),
  );
  const [only] = begins;
  return wanted !== '' && begins.length === 1 && only !== undefined ? only : null;
}
