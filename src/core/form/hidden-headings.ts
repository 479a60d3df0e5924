/** The headings of a form that stand in code blocks and HTML: pasted there, or swallowed by a block that a text before them opened. */
import type { Block, Place } from '../markdown/blocks.ts';
import { sourceLines } from '../markdown/source-lines.ts';
import type { Form, FormField } from './form.ts';

/** A line of a block that would be a heading of the form if the block had ended before it. */
export interface HiddenHeading extends Place {
  readonly text: string;
  readonly block: Block;
}

/**
 * The hidden headings that may be those that GitHub wrote. That is ruled out where the form's headings all stand outside and the block could not
 * have begun in one field and ended in another: then it was typed or pasted into one text. Linear in the text.
 */
export function maybeSwallowed(
  form: Form,
  text: string,
  all: readonly Block[],
  outside: ReadonlySet<string>,
): readonly HiddenHeading[] {
  const hidden = hiddenHeadings(form, text, all);
  const known = new Set([...outside, ...[...hidden.values()].flat().map((heading) => heading.text)]);
  const fields = form.fields.filter(({ heading }) => known.has(heading));
  return [...hidden].flatMap(([block, headings]) => {
    const texts = headings.map((heading) => heading.text);
    const isOnlyThere = texts.some((label) => !outside.has(label));
    return isOnlyThere || reachesOverFields(block, block === all.at(-1), fields, texts) ? headings : [];
  });
}

function hiddenHeadings(form: Form, text: string, all: readonly Block[]): ReadonlyMap<Block, readonly HiddenHeading[]> {
  const written = new Map(
    form.fields.flatMap(({ label, heading }) => [label, heading].map((as) => [line(as), heading])),
  );
  const lines = sourceLines(text);
  const found = new Map<Block, readonly HiddenHeading[]>();
  for (const block of all) {
    if (!mayHide(block)) continue;
    const headings = lines.slice(block.line - 1, block.endLine).flatMap((source, at): readonly HiddenHeading[] => {
      const heading = source.text.startsWith('### ') ? written.get(oneSpaced(source.text)) : undefined;
      if (heading === undefined) return [];
      const number = block.line + at;
      return [{ text: heading, line: number, endLine: number, start: source.start, end: source.end, block }];
    });
    if (headings.length > 0) found.set(block, headings);
  }
  return found;
}

/** Only code blocks and HTML go on over a blank line and a line that begins with hashes. */
function mayHide({ kind }: Block): boolean {
  return kind === 'fence' || kind === 'html';
}

function line(label: string): string {
  return oneSpaced(`### ${label}`);
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trimEnd();
}

/** Whether a block that began in some text and ended in a later field would hold headings like these: all from behind the one to the other. */
function reachesOverFields(
  block: Block,
  isLast: boolean,
  fields: readonly FormField[],
  texts: readonly string[],
): boolean {
  let begun = -1;
  for (const [index, field] of fields.entries()) {
    const mayEnd =
      isFree(field) || (isLast && index === fields.length - 1) || (block.kind === 'html' && endsHtml(field));
    if (begun >= 0 && mayEnd && inOrder(fields.slice(begun + 1, index + 1), texts)) return true;
    if (isFree(field)) begun = index;
  }
  return false;
}

/** Whoever fills in the form types such a field. */
function isFree({ type }: FormField): boolean {
  return type === 'textarea' || type === 'input' || type === 'other';
}

/** HTML that goes on over blank lines ends with a `>`, and a label or an option may have one. */
function endsHtml(field: FormField): boolean {
  return `${field.label}${'options' in field ? JSON.stringify(field.options) : ''}`.includes('>');
}

function inOrder(fields: readonly FormField[], texts: readonly string[]): boolean {
  let at = 0;
  for (const text of texts) if (fields[at]?.heading === text) at++;
  return at === fields.length;
}
