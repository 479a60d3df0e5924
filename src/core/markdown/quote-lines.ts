// markdown-it's rule for block quotes, kept linear: it looks through all lines that could continue a quote before it reads the first one, also where the
// quote ends at once, so that a text of many quotes with lines between them cost the square of its length.
import createMarkdownIt, { type StateBlock } from 'markdown-it';

/** How many lines are looked through at first, and how many times more after each try that was too short: each try is small beside the next one. */
const FIRST = 2;
const MORE = 8;

const whole = onlyRule('blockquote');

function onlyRule(name: string) {
  const md = createMarkdownIt();
  md.block.ruler.enableOnly([name]);
  const [rule] = md.block.ruler.getRules('');
  if (rule === undefined) throw new Error(`markdown-it has no rule ${name}.`);
  return rule;
}

/** How many lines were too few for the quote that begins at a line, by nesting: whoever reads the lines around it again begins with that. */
const tooFew = new WeakMap<StateBlock, Map<number, number>>();

/** Containers are never as deep. */
const LEVELS = 1024;

/** A quote that ends before the lines that were looked through is the same with more of them; else it is read again with more. */
export function quote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent) return whole(state, startLine, endLine, silent);
  const { lineMax } = state;
  const before = state.tokens.length;
  const key = startLine * LEVELS + state.level;
  for (let most = tooFew.get(state)?.get(key) ?? FIRST; ; most *= MORE) {
    const limit = Math.min(endLine, startLine + most);
    if (limit < endLine) state.lineMax = Math.min(lineMax, limit);
    const isQuote = whole(state, startLine, limit, silent);
    state.lineMax = lineMax;
    if (!isQuote || limit === endLine || state.line < limit) return isQuote;
    state.tokens.length = before;
    const known = tooFew.get(state) ?? new Map<number, number>();
    tooFew.set(state, known.set(key, most * MORE));
  }
}
