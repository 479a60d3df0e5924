// Whether a team's own template may be used: its syntax tree holds what it may hold, and with sample data it makes a sound message.

import { fixed, type Shape, type Variables, variablesOf } from '../../../core/messages/variables.ts';
import { type TemplateName, templates } from '../../../core/messages.ts';
import type { PolicyProblem } from '../../../core/policy/policy.ts';
import { meantWord } from '../../../core/policy/slips.ts';
import { unfit } from './fit.ts';
import { faultsIn } from './grammar.ts';
import { type Fault, readTemplate, type Template } from './read.ts';
import { type Printable, words } from './words.ts';

/** Longest text of a template, in characters: a message is half a page. */
export const LARGEST_TEMPLATE = 20_000;

/** How the files of templates end. */
export const ENDING = '.md.hbs';

export type Checked = {
  /** Null unless it may be used. */
  readonly template: Template | null;
  readonly name: TemplateName | null;
  readonly problems: readonly PolicyProblem[];
};

/** Judges one file; `file` is what problems call it, `text` null where there is none to read. Never throws. */
export function checkTemplate(file: string, text: string | null): Checked {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const name = nameOf(base);
  if (typeof name !== 'string') return refused(file, null, name);
  const variables = variablesOf(name);
  if (variables === null) return refused(file, name, isFixed(name));
  const read = readTemplate(text, LARGEST_TEMPLATE);
  if ('fault' in read) return refused(file, name, read.fault);
  const faults = faultsIn(read.template, variables);
  const all = faults.length > 0 ? faults : unsound(read.template, variables);
  if (all.length > 0) return { name, template: null, problems: all.map((fault) => ({ file, ...fault })) };
  return { name, template: read.template, problems: [] };
}

/** How many judgements are kept; a process sees some dozens of templates. */
const KEPT = 200;

const known = new Map<string, Checked>();

/** The same, remembered: the same few are read with every event. */
export function judgedTemplate(file: string, text: string | null): Checked {
  if (text === null || text.length > LARGEST_TEMPLATE) return checkTemplate(file, text);
  const key = `${file}\n${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= KEPT) known.clear();
  const checked = checkTemplate(file, text);
  known.set(key, checked);
  return checked;
}

function refused(file: string, name: TemplateName | null, fault: Fault): Checked {
  return { name, template: null, problems: [{ file, ...fault }] };
}

function nameOf(base: string): TemplateName | Fault {
  const stem = base.endsWith(ENDING) ? base.slice(0, -ENDING.length) : base.replace(/\.hbs$/, '');
  const found = templates.find((name) => name === stem);
  if (found !== undefined && base.endsWith(ENDING)) return found;
  const names = templates.filter((name) => variablesOf(name) !== null);
  const near = found ?? meantWord(stem, names);
  const meant = near === null ? '' : ` Did you mean ${near}${ENDING}?`;
  const message = `no message has this name; expected one of ${names.join(', ')}, with the ending ${ENDING}.${meant} Rename or delete the file.`;
  return { line: 1, column: 1, code: 'template-unknown', message };
}

function isFixed(name: TemplateName): Fault {
  const why = Object.entries(fixed).find(([one]) => one === name)?.[1] ?? 'it is a frame for other texts';
  const message = `the template ${name} is not a team’s to change, since ${why}. Delete the file.`;
  return { line: 1, column: 1, code: 'template-fixed', message };
}

/** With everything there is to say, and with nothing: then a message may be empty, which ours replaces when it comes to that. */
function unsound(template: Template, variables: Variables): readonly Fault[] {
  const said = (sample: typeof full) => words(template, data(variables, sample));
  const message = unfit(said(full)) ?? unfit(`${said(none)}\n\nwords`);
  return message === null ? [] : [{ line: 1, column: 1, code: 'template-unsound', message }];
}

const full: Readonly<Record<Shape, Printable>> = {
  text: 'words',
  lines: ['words', 'words'],
  steps: [{ number: 1, text: 'words' }],
};
const none: Readonly<Record<Shape, Printable>> = { text: null, lines: [], steps: [] };

function data(variables: Variables, sample: typeof full): Readonly<Record<string, Printable>> {
  return Object.fromEntries(Object.entries(variables).map(([name, shape]) => [name, sample[shape]]));
}
