// The text of a shipped template to the tree that is printed, by Handlebars' own parser. The bundles of the Actions carry the trees instead, so that nothing is parsed at a start.
import Handlebars from 'handlebars';
import { isBlock, isContent, isMustache, isPath, nameOf } from './team/words.ts';

/** Names from the place where it stands inwards; none is the place itself (`{{this}}`). */
export type Path = readonly string[];

/** Text, a value, or a block: its helper, what it is about, what it holds, and what stands there otherwise. Lists, since they are short where they are carried. */
export type Node = string | readonly [path: Path] | readonly [helper: Helper, about: Path, then: Tree, otherwise: Tree];
export type Tree = readonly Node[];
export type Helper = 'if' | 'unless' | 'each';

const helpers: readonly Helper[] = ['if', 'unless', 'each'];

/** The tree of a template. Throws on what we do not print: other helpers, partials, names outside the place, `{{{`. */
export function treeOf(text: string): Tree {
  return inProgram(Handlebars.parse(text));
}

function inProgram(program: hbs.AST.Program | undefined): Tree {
  return (program?.body ?? []).map(nodeOf).filter((node) => node !== '');
}

function nodeOf(statement: hbs.AST.Statement): Node {
  if (isContent(statement)) return statement.value;
  if (statement.type === 'CommentStatement') return '';
  if (isMustache(statement) && statement.escaped && statement.params.length === 0) return [pathOf(statement.path)];
  if (!isBlock(statement)) throw unknown(statement);
  const helper = helpers.find((name) => name === nameOf(statement.path));
  const [about, ...more] = statement.params;
  if (helper === undefined || about === undefined || more.length > 0) throw unknown(statement);
  return [helper, pathOf(about), inProgram(statement.program), inProgram(statement.inverse)];
}

function pathOf(path: hbs.AST.Node): Path {
  if (!isPath(path) || path.data || path.depth > 0) throw unknown(path);
  return path.parts;
}

function unknown({ type, loc }: hbs.AST.Node): Error {
  return new Error(
    `Line ${loc.start.line} of a template: a ${type} that is not printed. Names, if, unless and each are.`,
  );
}
