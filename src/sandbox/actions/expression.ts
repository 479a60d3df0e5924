// Evaluates GitHub's expressions, with GitHub's own evaluator.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { falsy } from '@actions/expressions/result';

/** What expressions can look at: contexts by name as plain values, and how things stand for `success()` and its kin. */
export type Scope = {
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly status?: { readonly success: boolean; readonly failure: boolean; readonly cancelled: boolean };
};

/** All contexts that GitHub has; one that is not there now is null, as on GitHub. */
const contextNames = [
  ...['github', 'env', 'vars', 'job', 'jobs', 'steps', 'runner', 'secrets', 'strategy', 'matrix', 'needs', 'inputs'],
];

const statusFunctions = ['success', 'failure', 'cancelled', 'always'] as const;

/** The value of an expression, without its braces. Throws what GitHub's evaluator says against it. */
export function evaluate(expression: string, scope: Scope): data.ExpressionData {
  const functions = statusFunctions.map((name) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(name === 'always' || scope.status?.[name] === true),
  }));
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, contextNames, functions).parse();
  const contexts = new data.Dictionary(
    ...Object.entries(scope.contexts).map(([key, value]) => ({ key, value: asData(value) })),
  );
  return new Evaluator(tree, contexts, new Map(functions.map((one) => [one.name, one]))).evaluate();
}

function asData(value: unknown): data.ExpressionData {
  // The reviver gives data for every JSON value.
  return JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
}

/** A piece of a template: text, or an expression between its braces. */
type Piece = { readonly text: string } | { readonly expression: string };

function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (let open = template.indexOf('${{'); open !== -1; open = template.indexOf('${{', at)) {
    const close = endOf(template, open + 3);
    if (close === -1) break;
    if (open > at) pieces.push({ text: template.slice(at, open) });
    pieces.push({ expression: template.slice(open + 3, close).trim() });
    at = close + 2;
  }
  if (at < template.length) pieces.push({ text: template.slice(at) });
  return pieces;
}

/** Where the braces close that are not within a quoted text. */
function endOf(template: string, from: number): number {
  let quoted = false;
  for (let at = from; at < template.length; at += 1) {
    if (template[at] === "'") quoted = !quoted;
    else if (!quoted && template.startsWith('}}', at)) return at;
  }
  return -1;
}

/** A template as text. */
export function fill(template: string | number | boolean | null, scope: Scope): string {
  return piecesOf(String(template ?? ''))
    .map((piece) => ('text' in piece ? piece.text : evaluate(piece.expression, scope).coerceString()))
    .join('');
}

/** All values of a mapping as text. */
export function fillAll(
  templates: Readonly<Record<string, string | number | boolean | null>>,
  scope: Scope,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(templates).map(([name, value]) => [name, fill(value, scope)]));
}

/** A value of the file with every expression in it evaluated; one that is an expression alone keeps its type. */
export function evaluateAll(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return evaluatedText(value, scope);
  if (Array.isArray(value)) return value.map((one) => evaluateAll(one, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, evaluateAll(one, scope)]));
}

function evaluatedText(text: string, scope: Scope): unknown {
  const [only, ...more] = piecesOf(text.trim());
  if (only === undefined || more.length > 0 || 'text' in only) return fill(text, scope);
  const json: unknown = JSON.parse(evaluate(`toJSON(${only.expression})`, scope).coerceString());
  return json;
}

/** A number that may be written as an expression. */
export function fillNumber(template: string | number, scope: Scope): number {
  const value = Number(fill(template, scope));
  if (!Number.isFinite(value)) throw new Error(`${String(template)} is no number`);
  return value;
}

/** Whether a condition holds. One that asks for no status is `success() && (…)`, and one that is not there `success()`. */
export function holds(condition: string | boolean | undefined, scope: Scope): boolean {
  const text = String(condition ?? 'success()').trim();
  const [only, ...more] = piecesOf(text);
  const whole = only !== undefined && more.length === 0 && 'expression' in only ? only.expression : text;
  return !falsy(evaluate(asksForStatus(whole) ? whole : `success() && (${whole})`, scope));
}

/** A value of `true` or `false` that may be written as an expression. */
export function isTrue(value: string | boolean, scope: Scope): boolean {
  return value === true || (typeof value === 'string' && fill(value, scope) === 'true');
}

function asksForStatus(expression: string): boolean {
  const { tokens } = new Lexer(expression).lex();
  const words = tokens.map(({ lexeme }) => lexeme.toLowerCase());
  return words.some((word, at) => statusFunctions.some((name) => name === word) && words[at + 1] === '(');
}
