// What the syntax tree of a team's template may hold: text, the names of that template, `if`, `unless`, and `each` not within another.

import type { Shape, Variables } from '../../../core/messages/variables.ts';
import { meantWord } from '../../../core/policy/slips.ts';
import type { Fault, Template } from './read.ts';
import { faultsOfText, isInAddress } from './text-rules.ts';
import { isBlock, isContent, isMustache, isPath, nameOf } from './words.ts';

/** Blocks within blocks, an `else if` counted as one. */
const DEEPEST = 8;

/** Told at once; a file with more is another kind of file. */
const MOST_FAULTS = 20;

const helpers = ['if', 'unless', 'each'];

/** Names that a text of an address may hold: ours, never people's. */
const addresses = ['link'];

type Place = {
  readonly variables: Variables;
  /** What the list that is gone through holds; null outside. */
  readonly list: Shape | null;
  readonly depth: number;
};

/** Everything that is wrong, in order; at most twenty. */
export function faultsIn(template: Template, variables: Variables): readonly Fault[] {
  const faults = inProgram(template, { variables, list: null, depth: 0 });
  const ordered = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  return ordered.slice(0, MOST_FAULTS);
}

function inProgram(program: hbs.AST.Program | undefined, place: Place): readonly Fault[] {
  const body = program?.body ?? [];
  return body.flatMap((statement, index) => {
    if (isContent(statement)) return inContent(statement, body.slice(index + 1), place.depth > 0);
    if (isMustache(statement)) return inMustache(statement, place);
    if (isBlock(statement)) return inBlock(statement, place);
    return statement.type === 'CommentStatement' ? [] : [partial(statement)];
  });
}

/** What follows a text may be part of a link in it: a name, a block, or, at the end of a block, what stands behind that. */
function inContent(
  statement: hbs.AST.ContentStatement,
  behind: readonly hbs.AST.Statement[],
  isInBlock: boolean,
): readonly Fault[] {
  // Handlebars strips lines of blocks from `value`; places are those of the text as written.
  const written: unknown = statement.original;
  const { line, column } = statement.loc.start;
  const faults = faultsOfText(typeof written === 'string' ? written : statement.value, line, column);
  const [next] = behind;
  const goesOn = next !== undefined || isInBlock;
  if (!goesOn || isWholeLink(behind) || !isInAddress(statement.value)) return faults;
  const message = `an address or link may hold only {{${addresses.join('}}, {{')}}}: what people type is no address. Write the whole address as text.`;
  return [...faults, { ...placeOf(next ?? statement), code: 'template-address', message }];
}

/** `[…]({{link}})`: nothing else is in the address. */
function isWholeLink([name, end]: readonly hbs.AST.Statement[]): boolean {
  if (name === undefined || end === undefined || !isMustache(name) || !isContent(end)) return false;
  return addresses.includes(nameOf(name.path)) && end.value.startsWith(')');
}

function inMustache(statement: hbs.AST.MustacheStatement, place: Place): readonly Fault[] {
  const where = placeOf(statement);
  if (!statement.escaped) return [raw(where, nameOf(statement.path))];
  if (statement.params.length > 0 || statement.hash !== undefined) return [helper(where, nameOf(statement.path))];
  const shape = shapeOf(statement.path, place);
  if (typeof shape !== 'string') return [{ ...where, ...shape }];
  if (shape === 'text') return [];
  const name = nameOf(statement.path);
  const message = `${shown(name)} is a list; expected {{#each ${name}}}…{{/each}} around ${shape === 'lines' ? '{{this}}' : '{{number}}. {{text}}'}.`;
  return [{ ...where, code: 'template-variable', message }];
}

function inBlock(statement: hbs.AST.BlockStatement, place: Place): readonly Fault[] {
  const where = placeOf(statement);
  const name = nameOf(statement.path);
  const { params, hash, program, inverse } = statement;
  if (!helpers.includes(name)) return [helper(where, name)];
  const [param] = params;
  if (param === undefined || params.length > 1 || hash !== undefined || program?.blockParams !== undefined)
    return [{ ...where, code: 'template-helper', message: `{{#${name}}} takes one name; expected {{#${name} ${name === 'each' ? 'steps' : 'impact'}}}.` }];
  if (place.depth >= DEEPEST)
    return [{ ...where, code: 'template-too-deep', message: `blocks nest more than ${DEEPEST} deep. Write it flat.` }];
  if (name === 'each' && place.list !== null)
    return [{ ...where, code: 'template-nested-loop', message: 'an {{#each}} stands within another. Close the outer one first.' }];
  const shape = shapeOf(param, place);
  if (typeof shape !== 'string') return [{ ...where, ...shape }];
  if (name === 'each' && shape === 'text')
    return [{ ...where, code: 'template-variable', message: `${shown(nameOf(param))} is one text, no list; expected {{#if ${nameOf(param)}}}.` }];
  const depth = place.depth + 1;
  const inside = { ...place, depth, list: name === 'each' ? shape : place.list };
  return [...inProgram(program, inside), ...inProgram(inverse, { ...place, depth })];
} // biome-ignore format: one rule a line

/** What a name stands for where it is used, or what is wrong with it. */
function shapeOf(path: hbs.AST.Node, { variables, list }: Place): Shape | Pick<Fault, 'code' | 'message'> {
  if (!isPath(path)) return unknown('a value', variables);
  const [name, ...more] = path.parts;
  if (path.data || path.depth > 0 || more.length > 0) return unknown(path.original, variables);
  if (name === undefined) return list === 'lines' ? 'text' : unknown('this', variables);
  if (list === 'steps' && (name === 'number' || name === 'text')) return 'text';
  const found = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return found ?? unknown(name, variables);
}

function unknown(name: string, variables: Variables): Pick<Fault, 'code' | 'message'> {
  const names = Object.keys(variables);
  const near = meantWord(name, names);
  const meant = near === null ? '' : ` Did you mean {{${near}}}?`;
  return {
    code: 'template-variable',
    message: `${shown(name)} is no name of this template; expected one of ${names.join(', ')}.${meant}`,
  };
}

function helper(where: Pick<Fault, 'line' | 'column'>, name: string): Fault {
  const message = `${shown(name)} is no helper here; expected ${helpers.map((one) => `{{#${one}}}`).join(', ')} or a name alone.`;
  return { ...where, code: 'template-helper', message };
}

/** `{{{x}}}` and `{{&x}}`. */
function raw(where: Pick<Fault, 'line' | 'column'>, name: string): Fault {
  const message = `raw output lets what people type do anything. Write {{${name.slice(0, 40)}}} with two braces.`;
  return { ...where, code: 'template-raw', message };
}

function partial(statement: hbs.AST.Node): Fault {
  const message = 'partials and decorators are not known here. Write the text out.';
  return { ...placeOf(statement), code: 'template-partial', message };
}

function shown(name: string): string {
  return `{{${name.slice(0, 60)}}}`;
}

/** Handlebars counts columns from 0. */
function placeOf({ loc }: hbs.AST.Node): Pick<Fault, 'line' | 'column'> {
  return { line: loc.start.line, column: loc.start.column + 1 };
}
