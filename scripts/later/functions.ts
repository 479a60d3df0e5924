// The functions of a statement that are in no other function: these can be in another file.
import type { AnyNode } from 'acorn';
import {
  childrenOf,
  type FunctionNode,
  isFunction,
  mentionsIn,
  named,
  namesWithin,
  visit,
  writesIn,
} from './syntax.ts';

/** `key`: its module and its name there, by which a recording knows it. `name`: of a declaration. */
export type Unit = {
  readonly key: string;
  readonly kind: 'declaration' | 'method' | 'value';
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
  /** By itself: a declaration, or an expression. */
  readonly code: string;
  readonly isGenerator: boolean;
  /** Whether it does the same in another file. */
  readonly isFree: boolean;
  readonly mentions: ReadonlySet<string>;
  /** Names that it gives another value. */
  readonly writes: ReadonlySet<string>;
};

type Found = { readonly node: FunctionNode; readonly owner: AnyNode | null };

/** `name`: what the statement declares. `classes`: functions that are some, wherever they are made. */
export function unitsOf(
  statement: AnyNode,
  { text, path, name }: { readonly text: string; readonly path: string; readonly name: string | null },
  classes: ReadonlySet<string>,
): readonly Unit[] {
  const beginning = `${path}#${(name ?? '').replace(/\d+$/, '')}`;
  const within = namesWithin(statement);
  return outermost(statement).map((one, at) => {
    const unit = unitOf(one, { text, beginning, at }, classes);
    // What only its statement knows is nowhere else.
    return { ...unit, isFree: unit.isFree && unit.mentions.isDisjointFrom(within) };
  });
}

/** The nodes alone. */
export function functionsIn(statement: AnyNode): readonly AnyNode[] {
  return outermost(statement).map(({ node }) => node);
}

/** `owner`: the method or property that it is. */
function outermost(node: AnyNode, owner: AnyNode | null = null): readonly Found[] {
  if (isFunction(node)) return [{ node, owner }];
  const isMethod =
    node.type === 'MethodDefinition' || (node.type === 'Property' && (node.method || node.kind !== 'init'));
  return childrenOf(node).flatMap((child) => outermost(child, isMethod && child === node.value ? node : null));
}

type Around = { readonly text: string; readonly beginning: string; readonly at: number };

function unitOf({ node, owner }: Found, { text, beginning, at }: Around, classes: ReadonlySet<string>): Unit {
  const name = node.type === 'FunctionDeclaration' ? (node.id?.name ?? null) : null;
  const alone = name === null ? 'value' : 'declaration';
  const kind = owner === null ? alone : 'method';
  const ending = { declaration: '', method: `.${named(keyOf(owner)) ?? at}`, value: `@${at}` }[kind];
  const body = text.slice(node.start, node.end);
  const isGenerator = node.type !== 'ArrowFunctionExpression' && node.generator;
  const head = `${node.async === true ? 'async ' : ''}function${isGenerator ? '*' : ''}`;
  return {
    key: beginning + ending,
    kind,
    name,
    start: node.start,
    end: node.end,
    code: kind === 'method' ? head + body : body,
    isGenerator,
    isFree: isOfItself(node) && (name === null || !classes.has(name)) && (owner === null || isCalledByName(owner)),
    mentions: mentionsIn(node),
    writes: writesIn(node),
  };
}

/** Not where it has what only its class has, or the `this` of what is around it. */
function isOfItself(node: FunctionNode): boolean {
  let isFree = true;
  visit(node, (one) => {
    const isBound = one.type === 'ThisExpression' || (one.type === 'Identifier' && one.name === 'arguments');
    if (isBound && node.type === 'ArrowFunctionExpression') isFree = false;
    if (one.type === 'Super' || one.type === 'PrivateIdentifier' || one.type === 'MetaProperty') isFree = false;
  });
  return isFree;
}

/** Not what reads or writes a property, and not what makes an object. */
function isCalledByName(owner: AnyNode): boolean {
  if (owner.type !== 'MethodDefinition' && owner.type !== 'Property') return false;
  return !owner.computed && (owner.kind === 'method' || owner.kind === 'init');
}

function keyOf(owner: AnyNode | null): AnyNode | null {
  return owner?.type === 'MethodDefinition' || owner?.type === 'Property' ? owner.key : null;
}
