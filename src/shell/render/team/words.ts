// A checked template and its data to text. It walks the tree; what it does not know prints nothing, so nothing can be reached that was not given.
import type { Template } from './read.ts';

/** Data with people's texts made inert already. */
export type Printable =
  | string
  | number
  | boolean
  | null
  | readonly Printable[]
  | { readonly [name: string]: Printable };
type Names = Readonly<Record<string, Printable>>;

/** Parts what two texts beside each other would make: a mention, a reference, an address. */
const BREAK = '\u200b';

/** What is printed so far, and whether it ends with a value. */
type Page = { text: string; endsWithValue: boolean };

/** The message. An `each` within an `each` is not followed. */
export function words(template: Template, data: Names): string {
  const page: Page = { text: '', endsWithValue: false };
  write(page, template, data, null);
  return page.text.trim();
}

/** `item`: what the list that is gone through has here; null outside. */
function write(page: Page, program: hbs.AST.Program | undefined, data: Names, item: Printable): void {
  for (const statement of program?.body ?? []) {
    if (isContent(statement)) content(page, statement.value);
    else if (isMustache(statement)) value(page, valueAt(statement.path, data, item));
    else if (isBlock(statement)) block(page, statement, data, item);
  }
}

function block(page: Page, statement: hbs.AST.BlockStatement, data: Names, item: Printable): void {
  const { program, inverse, params } = statement;
  const given = valueAt(params[0], data, item);
  const helper = nameOf(statement.path);
  const isSaid = isThere(given);
  if (helper === 'if') write(page, isSaid ? program : inverse, data, item);
  if (helper === 'unless') write(page, isSaid ? inverse : program, data, item);
  if (helper !== 'each' || item !== null) return;
  if (!isList(given) || !isSaid) write(page, inverse, data, item);
  else for (const one of given) write(page, program, data, one);
}

function isThere(given: Printable): boolean {
  return !(given === null || given === false || given === '' || given === 0 || (isList(given) && given.length === 0));
}

/** A mention is broken wherever it stands, and so is what would name a character (`&commat;`). */
function content(page: Page, text: string): void {
  if (text === '') return;
  page.text += text.replace(/&(?=[#a-z]|$)/gi, '&amp;').replaceAll('@', `@${BREAK}`);
  page.endsWithValue = false;
}

function value(page: Page, given: Printable): void {
  if (typeof given !== 'string' && typeof given !== 'number') return;
  const text = String(given);
  if (text === '') return;
  page.text += page.endsWithValue || /[\w#@.:/\-&;]$/.test(page.text) ? `${BREAK}${text}` : text;
  page.endsWithValue = true;
}

/** In a list its own names come before the message's. */
function valueAt(path: hbs.AST.Node | undefined, data: Names, item: Printable): Printable {
  if (path === undefined || !isPath(path)) return null;
  const [name, ...more] = path.parts;
  if (path.data || path.depth > 0 || more.length > 0) return null;
  if (name === undefined) return item;
  if (isNames(item) && Object.hasOwn(item, name)) return item[name] ?? null;
  return Object.hasOwn(data, name) ? (data[name] ?? null) : null;
}

/** The name that a helper is called by. */
export function nameOf(path: hbs.AST.Node): string {
  return isPath(path) ? path.original : '';
}

function isList(given: Printable): given is readonly Printable[] {
  return Array.isArray(given);
}

export function isNames(given: Printable): given is Names {
  return typeof given === 'object' && given !== null && !isList(given);
}

export function isContent(node: hbs.AST.Node): node is hbs.AST.ContentStatement {
  return node.type === 'ContentStatement';
}

export function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

export function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

export function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}
