/** An issue's body back to the fields of its form: headings in the form's order, never believing text that only looks like one. */
import { type Block, blocks } from '../markdown/blocks.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Aligned, align } from './align.ts';
import { readField, type Section } from './field-value.ts';
import type { FieldProblem, FieldValue, Form, FormField } from './form.ts';
import { type HiddenHeading, maybeSwallowed } from './hidden-headings.ts';

/** Where a field's value stands in the body: UTF-16 offsets, end excluded, so that one field can be rewritten and no other. */
export interface FieldPlace {
  readonly start: number;
  readonly end: number;
}

/** What a body says by its form. `ok` when nothing is wrong; `matches` tells how many of the form's headings are there. */
export interface FormReading {
  readonly ok: boolean;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly places: Readonly<Record<string, FieldPlace>>;
  readonly problems: readonly FieldProblem[];
  readonly matches: 'all' | 'some' | 'none';
}

/** A heading of the body whose text is one of the form's labels; one with a block is swallowed by it, and no field is read from there. */
type Heading = Omit<HiddenHeading, 'block'> & { readonly block?: Block };

/** A body taken apart: its blocks, its known headings in order, and which of them begin a field. */
interface Parsed {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly headings: readonly Heading[];
  readonly aligned: Aligned;
}

/** As some programs begin a file that an issue is made of; GitHub's Markdown does not see it. A blank keeps the places. */
const BYTE_ORDER_MARK = /^\ufeff/;

/** GitHub writes each label as `### label`. */
const LABEL_LEVEL = 3;

/**
 * Reads a body by its form. Never throws; every field of the form is in the result. A known heading too many is a `conflict`: if it
 * leaves in doubt where a field begins, that field has no value. Linear in the body, at most 65,536 characters expected.
 */
export function parseFormBody(form: Form, body: string | null): FormReading {
  const parsed = takeApart(form, (body ?? '').replace(BYTE_ORDER_MARK, ' '));
  const fields: Record<string, FieldValue> = Object.create(null);
  const places: Record<string, FieldPlace> = Object.create(null);
  const problems: FieldProblem[] = [...wholeProblems(form, parsed), ...conflicts(form, parsed)];
  const swallowing = swallowingIn(form, parsed);
  for (const [index, field] of form.fields.entries()) {
    const place = placeOf(parsed, index, field);
    const reading = readField(field, place === null ? null : sectionOf(parsed, place));
    fields[field.key] = reading.value;
    if (place !== null) places[field.key] = { start: place.start, end: place.end };
    const block = swallowing.get(field);
    problems.push(...reading.problems, ...(block === undefined ? [] : [unclosed(field, block, lostIn(parsed, block))]));
  }
  return { ok: problems.length === 0, fields, places, problems, matches: matchesOf(parsed) };
}

function takeApart(form: Form, text: string): Parsed {
  const labels = form.fields.map(({ heading }) => heading);
  const known = new Set(labels);
  const all = blocks(text);
  const outside = all.filter(isLabel).filter((heading) => known.has(heading.text));
  const hidden = outside.length === 0 ? [] : maybeSwallowed(form, text, all, new Set(outside.map((one) => one.text)));
  const headings: readonly Heading[] = [...outside, ...hidden].sort((a, b) => a.start - b.start);
  return {
    text,
    blocks: all,
    headings,
    aligned: align(
      labels,
      headings.map((heading) => heading.text),
    ),
  };
}

function isLabel(block: Block): block is Extract<Block, { readonly kind: 'heading' }> {
  return block.kind === 'heading' && block.atx && block.level === LABEL_LEVEL;
}

/**
 * From the end of a field's heading to the next heading that may begin a field; null when its heading is not there for certain. Only a text has
 * headings within: behind any other field another heading is the question of another form, such as an older one.
 */
function placeOf({ text, blocks: all, headings, aligned }: Parsed, index: number, field: FormField): FieldPlace | null {
  const alignment = aligned.fields[index];
  if (alignment?.kind !== 'found') return null;
  const heading = headings[alignment.at];
  if (heading === undefined || heading.block !== undefined) return null;
  const start = heading.end;
  const next = headings.findIndex((_, at) => at > alignment.at && aligned.boundaries.has(at));
  const end = next < 0 ? text.length : (headings[next]?.start ?? text.length);
  if (field.type === 'textarea' || field.type === 'other') return { start, end };
  const within = all.filter((block) => block.start >= start && block.start < end);
  // Whoever fills in a line may well begin it with hashes.
  const other = (field.type === 'input' ? within.slice(1) : within).find(isLabel);
  return { start, end: other?.start ?? end };
}

function sectionOf(parsed: Parsed, { start, end }: FieldPlace): Section {
  const text = parsed.text.slice(start, end).replace(/\r\n?/g, '\n');
  return { text: withoutBlankEnds(text), blocks: blocksIn(parsed, { start, end }) };
}

function blocksIn(parsed: Parsed, { start, end }: FieldPlace): readonly Block[] {
  return parsed.blocks.filter((block) => block.start >= start && block.start < end);
}

function withoutBlankEnds(text: string): string {
  return text.trimEnd().replace(/^(?:[ \t]*\n)+/, '');
}

function matchesOf(parsed: Parsed): FormReading['matches'] {
  if (parsed.headings.length === 0) return 'none';
  return parsed.aligned.fields.some((_, index) => isLost(parsed, index)) ? 'some' : 'all';
}

/** Whether a field's heading is not there, or only where a block swallowed it. */
function isLost({ headings, aligned }: Parsed, index: number): boolean {
  const alignment = aligned.fields[index];
  return alignment?.kind === 'found' ? headings[alignment.at]?.block !== undefined : alignment?.kind !== 'ambiguous';
}

function wholeProblems(form: Form, parsed: Parsed): readonly FieldProblem[] {
  if (matchesOf(parsed) !== 'none') return [];
  const message =
    `None of the headings of ${codeSpan(form.name)} is in the body. ` +
    `Expected: ${form.fields.map(({ heading }) => codeSpan(`### ${heading}`)).join(', ')}. Use the form, or add them by hand.`;
  return [{ code: 'not-this-form', field: null, message }];
}

/** One problem for each label that stands there too often or out of order. */
function conflicts(form: Form, { headings, aligned }: Parsed): readonly FieldProblem[] {
  const places = new Map<string, Heading[]>();
  const extra = new Set<string>();
  for (const [at, heading] of headings.entries()) {
    const mayBegin = aligned.boundaries.has(at);
    if (!mayBegin && heading.block !== undefined) continue;
    if (!mayBegin) extra.add(heading.text);
    const others = places.get(heading.text);
    if (others === undefined) places.set(heading.text, [heading]);
    else others.push(heading);
  }
  const doubtful = form.fields.filter((_, index) => aligned.fields[index]?.kind === 'ambiguous');
  const first = form.fields.filter(
    ({ heading }, index) => extra.has(heading) && form.fields.findIndex((field) => field.heading === heading) === index,
  );
  return form.fields
    .filter((field) => doubtful.includes(field) || first.includes(field))
    .map((field) => conflict(field, places.get(field.heading) ?? [], doubtful.includes(field)));
}

/** Lines named in one message. */
const MAX_LINES = 5;

function conflict(field: FormField, places: readonly Heading[], doubtful: boolean): FieldProblem {
  const lines = places.slice(0, MAX_LINES).map(({ line }) => line);
  const isHidden = places.some(({ block }) => block !== undefined);
  const message =
    `The heading ${codeSpan(`### ${field.heading}`)} stands more than once or out of place (line ${lines.join(', ')})` +
    `${doubtful ? ', so its field has no value' : '; the others count as text'}. Each heading of the form is expected once, in its order` +
    `${isHidden ? ', and every code block and HTML to end before the next one' : ''}. Edit the issue: indent what was pasted by four spaces` +
    `${isHidden ? ', or end it within its field.' : ', or put it in a code block.'}`;
  return { code: 'conflict', field: field.key, message };
}

/** For a field the first code block or HTML that began under its heading, has no end of its own and so swallows the fields behind it. */
function swallowingIn(form: Form, parsed: Parsed): ReadonlyMap<FormField, Block> {
  const lost = new Set(form.fields.filter((_, index) => isLost(parsed, index)).map(({ heading }) => heading));
  const swallowing = new Set(parsed.headings.flatMap(({ text, block }) => (block && lost.has(text) ? [block] : [])));
  const found = new Map<FormField, Block>();
  const boundaries = parsed.headings.filter(
    ({ block }, at) => block === undefined && parsed.aligned.boundaries.has(at),
  );
  let next = 0;
  for (const block of parsed.blocks) {
    while ((boundaries[next]?.start ?? Infinity) <= block.start) next++;
    if (!swallowing.has(block) && !(block.kind === 'fence' && !block.closed)) continue;
    const field = form.fields.find(({ heading }) => heading === boundaries[next - 1]?.text);
    if (field !== undefined && !found.has(field)) found.set(field, block);
  }
  return found;
}

/** The headings of a block that only stand there. */
function lostIn({ headings }: Parsed, block: Block): readonly string[] {
  const outside = new Set(headings.flatMap((heading) => (heading.block === undefined ? [heading.text] : [])));
  const within = headings.filter((heading) => heading.block === block && !outside.has(heading.text));
  return [...new Set(within.map(({ text }) => codeSpan(text)))];
}

/** Labels named in one message. */
const MAX_LABELS = 5;

/** Names where the block begins, and what cannot be read for it. */
function unclosed(field: FormField, { kind, line }: Block, lost: readonly string[]): FieldProblem {
  const isFence = kind === 'fence';
  const rest = lost.length > MAX_LABELS ? ` and ${lost.length - MAX_LABELS} more` : '';
  const named = `${lost.slice(0, MAX_LABELS).join(', ')}${rest}`;
  const message =
    `${isFence ? 'A code block' : 'HTML'} under ${codeSpan(field.label)} begins in line ${line} and does not end before the next field` +
    `${lost.length === 0 ? '' : `, so these are not read: ${named}`}. ` +
    `${isFence ? 'A closing line of backticks' : 'Its end, such as `-->`,'} is expected. Edit the issue and add it.`;
  return { code: isFence ? 'unclosed-fence' : 'unclosed-html', field: field.key, message };
}
