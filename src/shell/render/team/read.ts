// The text of a team's template to its syntax tree, by Handlebars' own parser. It is never compiled: no code is made of it.
import Handlebars from 'handlebars';

/** What is wrong, where (from 1), and what to do. */
export type Fault = { readonly line: number; readonly column: number; readonly code: string; readonly message: string };
export type Template = hbs.AST.Program;

/** The tree, or why there is none. Windows' line ends and a mark of byte order are no fault. */
export function readTemplate(
  text: string | null,
  largest: number,
): { readonly template: Template } | { readonly fault: Fault } {
  if (text === null || isNoText(text))
    return at(1, 1, 'template-not-text', 'the file is no text in UTF-8. Save it as UTF-8 without control characters.');
  if (text.length > largest)
    return at(1, 1, 'template-too-large', `the file has ${text.length} characters; expected at most ${largest}. Shorten it.`);
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (plain.trim() === '')
    return at(1, 1, 'template-empty', 'the file is empty. Write the message into it, or delete it to have the shipped one.');
  try {
    return { template: Handlebars.parse(plain) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
} // biome-ignore format: one thought a line

/** A replacement character is what is left of bytes that are no UTF-8. */
function isNoText(text: string): boolean {
  return /[\ufffd\p{Cs}]|(?![\t\n\r])\p{Cc}/u.test(text);
}

function at(line: number, column: number, code: string, message: string): { readonly fault: Fault } {
  return { fault: { line, column, code, message } };
}

/** Handlebars names the line in its message, or line and column beside it. */
function faultOf(error: unknown): Fault {
  const said = error instanceof Error ? error.message : String(error);
  const line = numberIn(error, 'lineNumber') ?? Number(/line (\d+)/.exec(said)?.[1] ?? 1);
  const column = (numberIn(error, 'column') ?? 0) + 1;
  const message =
    'Handlebars cannot read it from here on. Close every {{#…}} with its {{/…}}, and write names as {{summary}}.';
  return { line, column, code: 'template-syntax', message };
}

function numberIn(error: unknown, name: string): number | null {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'number' ? value : null;
}
