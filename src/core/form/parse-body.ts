/** An issue's body back to the fields of its form: headings in the form's order, never believing text that only looks like one. */
import { type Block, blocks } from '../markdown/blocks.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Aligned, align } from './align.ts';
import { readField, type Section } from './field-value.ts';
import type { FieldProblem, FieldValue, Form, FormField } from './form.ts';

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

/** A heading of the body whose text is one of the form's labels. */
type Heading = Extract<Block, { readonly kind: 'heading' }>;

/** A body taken apart: its blocks, its known headings, and which of them begin a field. */
interface Parsed {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly headings: readonly Heading[];
  readonly aligned: Aligned;
}

/** GitHub writes each label as `### label`. */
const LABEL_LEVEL = 3;

/**
 * Reads a body by its form. Never throws; every field of the form is in the result. A known heading too many is a `conflict`: if it
 * leaves in doubt where a field begins, that field has no value. Linear in the body, at most 65,536 characters expected.
 */
export function parseFormBody(form: Form, body: string | null): FormReading {
  const parsed = takeApart(form, body ?? '');
  const fields: Record<string, FieldValue> = Object.create(null);
  const places: Record<string, FieldPlace> = Object.create(null);
  const problems: FieldProblem[] = [...wholeProblems(form, parsed), ...conflicts(form, parsed)];
  for (const [index, field] of form.fields.entries()) {
    const place = placeOf(parsed, index, field);
    const reading = readField(field, place === null ? null : sectionOf(parsed, place));
    fields[field.key] = reading.value;
    if (place !== null) places[field.key] = { start: place.start, end: place.end };
    problems.push(...reading.problems, ...unclosed(form, field, parsed, place));
  }
  return { ok: problems.length === 0, fields, places, problems, matches: matchesOf(parsed) };
}

function takeApart(form: Form, text: string): Parsed {
  const labels = form.fields.map(({ heading }) => heading);
  const known = new Set(labels);
  const all = blocks(text);
  const headings = all.filter((block): block is Heading => isLabel(block) && known.has(block.text));
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

function isLabel(block: Block): block is Heading {
  return block.kind === 'heading' && block.atx && block.level === LABEL_LEVEL;
}

/**
 * From the end of a field's heading to the next heading that may begin a field; null when its heading is not there for certain. Only a text has
 * headings within: behind any other field another heading is the question of another form, such as an older one.
 */
function placeOf({ text, blocks: all, headings, aligned }: Parsed, index: number, field: FormField): FieldPlace | null {
  const alignment = aligned.fields[index];
  if (alignment?.kind !== 'found') return null;
  const start = headings[alignment.at]?.end ?? 0;
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

function matchesOf({ aligned }: Parsed): FormReading['matches'] {
  const missing = aligned.fields.filter(({ kind }) => kind === 'missing').length;
  if (missing === 0) return 'all';
  return missing === aligned.fields.length ? 'none' : 'some';
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
  const lines = new Map<string, number[]>();
  for (const { text, line } of headings) lines.set(text, [...(lines.get(text) ?? []), line].slice(0, MAX_LINES));
  const extra = new Set(headings.filter((_, at) => !aligned.boundaries.has(at)).map(({ text }) => text));
  const doubtful = form.fields.filter((_, index) => aligned.fields[index]?.kind === 'ambiguous');
  const first = form.fields.filter(
    ({ heading }, index) => extra.has(heading) && form.fields.findIndex((field) => field.heading === heading) === index,
  );
  return form.fields
    .filter((field) => doubtful.includes(field) || first.includes(field))
    .map((field) => conflict(field, lines.get(field.heading) ?? [], doubtful.includes(field)));
}

/** Lines named in one message. */
const MAX_LINES = 5;

function conflict(field: FormField, lines: readonly number[], doubtful: boolean): FieldProblem {
  const message =
    `The heading ${codeSpan(`### ${field.heading}`)} stands more than once or out of place (line ${lines.join(', ')})` +
    `${doubtful ? ', so its field has no value' : '; the others count as text'}. Each heading of the form is expected once, ` +
    'in its order. Edit the issue: indent what was pasted by four spaces, or put it in a code block.';
  return { code: 'conflict', field: field.key, message };
}

/** A code block or HTML without an end of its own swallows the fields behind it: name where it begins. */
function unclosed(form: Form, field: FormField, parsed: Parsed, place: FieldPlace | null): readonly FieldProblem[] {
  if (place === null) return [];
  const lost = form.fields.filter((_, index) => parsed.aligned.fields[index]?.kind === 'missing');
  const found = blocksIn(parsed, place).find((block) => swallows(parsed.text, block, lost));
  if (found === undefined) return [];
  const isFence = found.kind === 'fence';
  const message =
    `${isFence ? 'A code block' : 'HTML'} under ${codeSpan(field.label)} begins in line ${found.line} and does not end before the next field. ` +
    `${isFence ? 'A closing line of backticks' : 'Its end, such as `-->`,'} is expected. Edit the issue and add it.`;
  return [{ code: isFence ? 'unclosed-fence' : 'unclosed-html', field: field.key, message }];
}

function swallows(text: string, block: Block, lost: readonly FormField[]): boolean {
  if (block.kind !== 'fence' && block.kind !== 'html') return false;
  if (block.kind === 'fence' && !block.closed) return true;
  const lines = new Set(text.slice(block.start, block.end).split(/\r\n?|\n/));
  return lost.some(({ heading }) => lines.has(`### ${heading}`));
}
