// A shipped template's tree and its data to text, as Handlebars does it in its strict mode; a test holds the two together.
import { isNames, type Printable } from './team/words.ts';
import type { Path, Tree } from './tree.ts';

/** The text. Throws where a value is printed whose name the data lacks; only own names of the data are names. */
export function print(tree: Tree, place: Printable): string {
  return tree.map((node) => printNode(node, place)).join('');
}

function printNode(node: Tree[number], place: Printable): string {
  if (typeof node === 'string') return node;
  if (node.length === 1) return printValue(node[0], place);
  const [helper, about, then, otherwise] = node;
  const given = at(about, place);
  if (helper !== 'each') return print(isThere(given) === (helper === 'if') ? then : otherwise, place);
  if (!Array.isArray(given) || given.length === 0) return print(otherwise, place);
  return given.map((item) => print(then, item)).join('');
}

function printValue(path: Path, place: Printable): string {
  const value = at(path, place);
  if (value === undefined) throw new Error(`"${path.join('.')}" is not defined in what a template was given.`);
  return value === null ? '' : String(value);
}

/** Undefined where the innermost has no such name. Throws where what should have it is nothing. */
function at(path: Path, place: Printable): Printable | undefined {
  let found: Printable | undefined = place;
  for (const name of path) {
    if (found === null || found === undefined) throw new Error(`"${path.join('.')}": nothing has ${name} there.`);
    found = isNames(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function isThere(given: Printable | undefined): boolean {
  return Array.isArray(given) ? given.length > 0 : Boolean(given);
}
