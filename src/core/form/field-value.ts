/** One field's value from the Markdown under its heading, by the field's type. */
import type { Block } from '../markdown/blocks.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { chooseOptions } from './choose-options.ts';
import type { FieldProblem, FieldValue, FormField, Tick } from './form.ts';

/** What GitHub writes for a field that was left empty. */
const NO_RESPONSE = '_No response_';

/** What GitHub offers, and writes, for no choice in an optional dropdown; a reserved word there, an ordinary one elsewhere. */
const NONE = 'None';

/** The Markdown under a heading: as text, without blank lines around it, and as blocks. */
export interface Section {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A value with the faults found in it. */
export interface FieldReading {
  readonly value: FieldValue;
  readonly problems: readonly FieldProblem[];
}

/** Reads a field; null stands for a section that is not there or not to be believed. A required field without an answer is a problem. */
export function readField(field: FormField, section: Section | null): FieldReading {
  switch (field.type) {
    case 'input':
    case 'other':
      return readText(field, answered(section?.text)?.trim() ?? null);
    case 'textarea':
      return readText(field, answered(unwrap(section?.text ?? '', field.render)));
    case 'dropdown':
      return field.multiple ? readMany(field, section) : readOne(field, section);
    case 'checkboxes':
      return readBoxes(field, section);
  }
}

type FieldOf<T extends FormField['type']> = Extract<FormField, { readonly type: T }>;

function answered(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' || text.trim() === NO_RESPONSE ? null : text;
}

/** A text area with `render` is wrapped in a fence of three; the value may hold fences itself, so only the outer lines count. */
function unwrap(text: string, render: string | null): string {
  if (render === null || answered(text) === null) return text;
  const lines = text.split('\n');
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  const fence = /^(`{3,})[ \t]*(\S*)/.exec(first);
  if (lines.length < 2 || fence === null || fence[2] !== render || last.trim() !== fence[1]) return text;
  return lines.slice(1, -1).join('\n');
}

/** A comment of HTML, as templates have for whoever fills them in: GitHub shows nothing of it. Found from where it begins, so that it stays linear. */
const NOT_SHOWN = /<!--(?:[^-]|-(?!->))*-->/g;

/** A dot or a dash in a required field is what people type to get past it; it stays the value, and is no answer. */
const SAYS_NOTHING = /^[\p{P}\p{Z}\p{C}]*$/u;

function readText(field: FieldOf<'input' | 'textarea' | 'other'>, value: string | null): FieldReading {
  const given = value !== null && !SAYS_NOTHING.test(value.replace(NOT_SHOWN, ''));
  return { value: { type: field.type, value }, problems: requiredUnless(field, given) };
}

function readOne(field: FieldOf<'dropdown'>, section: Section | null): FieldReading {
  const text = chosen(field, section);
  if (text === null) return { value: { type: 'dropdown', value: null }, problems: requiredUnless(field, false) };
  if (field.options.includes(text)) return { value: { type: 'dropdown', value: text }, problems: [] };
  return { value: { type: 'dropdown', value: null }, problems: [unknownOption(field, text)] };
}

function readMany(field: FieldOf<'dropdown'>, section: Section | null): FieldReading {
  const text = chosen(field, section);
  const { options, unknown } = text === null ? { options: [], unknown: null } : chooseOptions(text, field.options);
  const problems = unknown === null ? requiredUnless(field, options.length > 0) : [noOption(field, unknown)];
  return { value: { type: 'dropdown', value: options }, problems };
}

function noOption(field: FieldOf<'dropdown'>, piece: string): FieldProblem {
  if (!field.options.includes(piece)) return unknownOption(field, piece);
  const message = `${codeSpan(piece)} stands under ${codeSpan(field.label)} more than once. Each choice is expected once. Edit the issue and remove the other.`;
  return { code: 'unknown-option', field: field.key, message };
}

/** The answer of a dropdown, or null for none; `None` is an answer only where the form offers it. */
function chosen(field: FieldOf<'dropdown'>, section: Section | null): string | null {
  const text = answered(section?.text)?.trim() ?? null;
  return text === NONE && !field.options.includes(NONE) ? null : text;
}

function readBoxes(field: FieldOf<'checkboxes'>, section: Section | null): FieldReading {
  const found = new Map<string, boolean[]>();
  for (const { label, checked } of tasksOf(section)) found.set(label, [...(found.get(label) ?? []), checked]);
  const problems: FieldProblem[] = [];
  const value = field.options.map((option): Tick => {
    const label = option.label.replace(/\s+/g, ' ').trim();
    const marks = found.get(label) ?? [];
    found.delete(label);
    const checked = marks.length > 0 && marks.every((mark) => mark);
    if (section !== null && marks.length === 0) problems.push(boxMissing(field, label));
    if (new Set(marks).size > 1) problems.push(boxConflict(field, label));
    if (option.required && !checked) problems.push(boxRequired(field, label));
    return { label: option.label, checked };
  });
  for (const label of found.keys()) problems.push(unknownOption(field, label));
  return { value: { type: 'checkboxes', value }, problems };
}

/** Enough for any form; further task items would only make the report longer. */
const MAX_TASKS = 200;

function tasksOf(section: Section | null): readonly Tick[] {
  const lists = section?.blocks.flatMap((block) => (block.kind === 'list' ? block.tasks : [])) ?? [];
  return lists.filter(({ depth }) => depth === 0).slice(0, MAX_TASKS);
}

function requiredUnless(field: FormField, given: boolean): readonly FieldProblem[] {
  if (given || !field.required) return [];
  const message = `${codeSpan(field.label)} has no answer. It is required. Edit the issue and fill it in under its heading.`;
  return [{ code: 'required-missing', field: field.key, message }];
}

function unknownOption(field: FieldOf<'dropdown' | 'checkboxes'>, text: string): FieldProblem {
  const options = field.options.map((option) => (typeof option === 'string' ? option : option.label));
  const message =
    `${codeSpan(text)} under ${codeSpan(field.label)} is none of its options. ` +
    `Expected: ${options.map((option) => codeSpan(option)).join(', ')}. Edit the issue and write it exactly so.`;
  return { code: 'unknown-option', field: field.key, message };
}

function boxMissing(field: FormField, label: string): FieldProblem {
  const message =
    `The line ${codeSpan(label)} is missing under ${codeSpan(field.label)}; it counts as not ticked. ` +
    'Every line of the checklist is expected to stay. Edit the issue and put it back.';
  return { code: 'checkbox-missing', field: field.key, message };
}

function boxRequired(field: FormField, label: string): FieldProblem {
  const message = `${codeSpan(label)} under ${codeSpan(field.label)} is not ticked. It is required. Tick it once it holds.`;
  return { code: 'required-missing', field: field.key, message };
}

function boxConflict(field: FormField, label: string): FieldProblem {
  const message =
    `${codeSpan(label)} stands under ${codeSpan(field.label)} both ticked and not; it counts as not ticked. ` +
    'Each line is expected once. Edit the issue and remove the other.';
  return { code: 'conflict', field: field.key, message };
}
