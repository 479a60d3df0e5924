// Which parts of a paragraph are no language of its authors: code, links, HTML. By markdown-it's own inline rules, each of which notes what it took.
import createMarkdownIt, { type Env, type MarkdownIt, type StateInline } from 'markdown-it';
import { QuickInlineState } from '../../markdown/quick-state.ts';

/** A stretch of a text, end excluded. */
export type Covered = { readonly start: number; readonly end: number; readonly kind: 'code' | 'link' | 'html' };

/** Brackets nested deeper are not looked into, which keeps the pass linear. */
const MAX_BRACKETS = 6;

const NOTES = Symbol('what the rules took');

type Notes = { readonly length: number; readonly found: Covered[] };

function isNotes(value: unknown): value is Notes {
  return typeof value === 'object' && value !== null && 'found' in value;
}

const kinds = { backticks: 'code', link: 'link', image: 'link', autolink: 'link', html_inline: 'html' } as const;

function create(): MarkdownIt {
  const md = createMarkdownIt({ html: true, maxNesting: MAX_BRACKETS });
  md.validateLink = () => true;
  md.normalizeLink = (url) => url;
  md.normalizeLinkText = (url) => url;
  md.inline.ruler.disable(['emphasis', 'strikethrough', 'entity', 'linkify']);
  md.inline.ruler2.disable(['emphasis', 'strikethrough']);
  md.inline.State = QuickInlineState;
  for (const [name, kind] of Object.entries(kinds)) noting(md, name, kind);
  return md;
}

/** The rule as it is, but it leaves a note of where it was. The text of an image is parsed as a text of its own: not noted. */
function noting(md: MarkdownIt, name: string, kind: Covered['kind']): void {
  const { ruler } = createMarkdownIt().inline;
  ruler.enableOnly([name]);
  const rule = ruler.getRules('')[0];
  if (rule === undefined) throw new Error(`markdown-it has no inline rule ${name}.`);
  md.inline.ruler.at(name, (state: StateInline, silent: boolean) => {
    const { pos: start } = state;
    const took = rule(state, silent);
    const notes = state.env[NOTES];
    if (took && !silent && isNotes(notes) && notes.length === state.src.length && !isTicks(state, start, kind))
      notes.found.push({ start, end: state.pos, kind });
    return took;
  });
}

/** Backticks that open nothing are taken as text by the same rule. */
function isTicks(state: StateInline, start: number, kind: Covered['kind']): boolean {
  return kind === 'code' && /^`+$/.test(state.src.slice(start, state.pos));
}

const parser = create();

/** Only these characters begin something that covers. */
const MAY_COVER = /[`<[]/;

/** What is covered in a text of inline Markdown, in order of its end; linear. */
export function coveredIn(text: string, env: Env): readonly Covered[] {
  if (!MAY_COVER.test(text)) return [];
  const notes: Notes = { length: text.length, found: [] };
  parser.inline.parse(text, parser, { ...env, [NOTES]: notes }, []);
  return notes.found;
}
