// The tree of a module, gone through: which names it mentions, calls and changes.
import type { AnyNode } from 'acorn';

export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

export function isFunction(node: AnyNode): node is FunctionNode {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** Every node, from the outside in. */
export function visit(node: AnyNode, look: (one: AnyNode) => void): void {
  look(node);
  for (const child of childrenOf(node)) visit(child, look);
}

export function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The text of a name or of a key; null where it is reckoned. */
export function named(node: AnyNode | null | undefined): string | null {
  if (node?.type === 'Identifier') return node.name;
  return node?.type === 'Literal' ? String(node.value) : null;
}

/** Names that stand for something, whatever is meant by them there; nothing of what is in `without`. */
export function mentionsIn(node: AnyNode, without: readonly AnyNode[] = []): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (one: AnyNode): void => {
    if (without.includes(one)) return;
    if (one.type === 'Identifier') found.add(one.name);
    for (const child of childrenOf(one)) if (child !== plainKey(one)) look(child);
  };
  look(node);
  return found;
}

/** What names a property and stands for nothing. */
export function plainKey(node: AnyNode): AnyNode | null {
  if (node.type === 'MemberExpression') return node.computed ? null : node.property;
  if (node.type === 'Property') return node.computed || node.shorthand ? null : node.key;
  const isMember = node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
  return isMember && !node.computed ? node.key : null;
}

/** What is called or made by a name, and what an array is gone through with. A function that is written where it is called is called too. */
export function callsIn(node: AnyNode, without: readonly AnyNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (one: AnyNode) => {
    for (const name of mentionsIn(one)) found.add(name);
  };
  const look = (one: AnyNode): void => {
    if (one.type === 'CallExpression' || one.type === 'NewExpression') {
      const { callee } = one;
      if (callee.type === 'Identifier' || without.includes(callee)) add(callee);
      if (callee.type === 'MemberExpression' && GOES_THROUGH.test(named(callee.property) ?? ''))
        one.arguments.forEach(add);
    }
    if (!without.includes(one)) childrenOf(one).forEach(look);
  };
  look(node);
  return found;
}

const GOES_THROUGH = /^(?:map|flatMap|filter|forEach|find|some|every|reduce|sort|toSorted|fromEntries|from|then)$/;

/** Names that are given another value. */
export function writesIn(node: AnyNode): ReadonlySet<string> {
  const found = new Set<string>();
  const write = (target: AnyNode) => {
    if (target.type !== 'MemberExpression') for (const name of mentionsIn(target)) found.add(name);
  };
  visit(node, (one) => {
    if (one.type === 'AssignmentExpression') write(one.left);
    if (one.type === 'UpdateExpression') write(one.argument);
  });
  return found;
}

/** Names that are there only within a statement at the top: of a class that is a value, and what a block, a loop or a `catch` declares. */
export function namesWithin(statement: AnyNode): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (node: AnyNode | null | undefined) => {
    for (const name of node == null ? [] : mentionsIn(node)) found.add(name);
  };
  const look = (node: AnyNode): void => {
    if (node.type === 'ClassExpression') add(node.id);
    if (node.type === 'CatchClause') add(node.param);
    if (node !== statement) {
      if (node.type === 'VariableDeclaration') for (const { id } of node.declarations) add(id);
      if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') add(node.id);
    }
    if (!isFunction(node)) childrenOf(node).forEach(look);
  };
  look(statement);
  return found;
}

/** Names of functions that are classes: made with `new`, or with a prototype or a property of their own, which what stays in their place would have instead. */
export function classesIn(node: AnyNode): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (one: AnyNode) => {
    const name = named(one);
    if (name !== null) found.add(name);
  };
  visit(node, (one) => {
    if (one.type === 'NewExpression') add(one.callee);
    if (one.type === 'MemberExpression' && named(one.property) === 'prototype') add(one.object);
    if (one.type === 'AssignmentExpression' && one.left.type === 'MemberExpression') add(one.left.object);
  });
  return found;
}

/** Whether making a value does nothing and asks nothing. */
export function isValue(node: AnyNode): boolean {
  if (node.type === 'Literal' || isFunction(node)) return true;
  if (node.type === 'TemplateLiteral') return node.expressions.every(isValue);
  if (node.type === 'ArrayExpression') return node.elements.every((one) => one !== null && isValue(one));
  if (node.type === 'ObjectExpression')
    return node.properties.every((one) => one.type === 'Property' && !one.computed && isValue(one.value));
  const isMade = node.type === 'NewExpression' && /^(?:Set|Map|RegExp)$/.test(named(node.callee) ?? '');
  return isMade && node.arguments.every(isValue);
}
