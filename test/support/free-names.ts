// The names in a module that nothing declares: those of what surrounds it, or mistakes.
import { type AnyNode, type Pattern, parse } from 'acorn';
import { childrenOf, isFunction, plainKey } from '../../scripts/later/syntax.ts';

/** Throws where it is no module. */
export function freeNames(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  look(parse(text, { ecmaVersion: 'latest', sourceType: 'module' }), [], found);
  return found;
}

type Scopes = readonly ReadonlySet<string>[];

function look(node: AnyNode, around: Scopes, found: Set<string>): void {
  const scopes = isScope(node) ? [declaredIn(node), ...around] : around;
  if (node.type === 'Identifier' && !scopes.some((names) => names.has(node.name))) found.add(node.name);
  for (const child of childrenOf(node)) if (!isOnlyAName(node, child)) look(child, scopes, found);
}

function isScope(node: AnyNode): boolean {
  return (
    isFunction(node) ||
    /^(?:Program|BlockStatement|StaticBlock|For\w*Statement|SwitchStatement|CatchClause|Class\w+)$/.test(node.type)
  );
}

/** Keys, labels, and names of other modules. */
function isOnlyAName(node: AnyNode, child: AnyNode): boolean {
  if (child === plainKey(node)) return true;
  if (/^(?:LabeledStatement|BreakStatement|ContinueStatement)$/.test(node.type)) return child.type === 'Identifier';
  if (node.type === 'ImportSpecifier') return child === node.imported && child !== node.local;
  if (node.type === 'ExportSpecifier') return child === node.exported && child !== node.local;
  return node.type === 'MetaProperty';
}

/** What a node declares for what is in it; `var` and functions also from blocks deeper in. */
function declaredIn(scope: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  if (isFunction(scope)) {
    names.add('arguments');
    for (const one of scope.params) addPattern(one, names);
  }
  if ('id' in scope && scope.id?.type === 'Identifier') names.add(scope.id.name);
  if (scope.type === 'CatchClause' && scope.param != null) addPattern(scope.param, names);
  const gather = (node: AnyNode, isOwn: boolean): void => {
    if (node.type === 'VariableDeclaration' && (isOwn || node.kind === 'var'))
      for (const { id } of node.declarations) addPattern(id, names);
    if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && isOwn && node.id != null)
      names.add(node.id.name);
    if (/^Import\w*Specifier$/.test(node.type) && 'local' in node && node.local.type === 'Identifier')
      names.add(node.local.name);
    if (isFunction(node) || /^Class/.test(node.type)) return;
    for (const child of childrenOf(node)) gather(child, isOwn && !isScope(node));
  };
  for (const child of childrenOf(scope)) gather(child, true);
  return names;
}

function addPattern(pattern: Pattern | AnyNode, names: Set<string>): void {
  if (pattern.type === 'Identifier') names.add(pattern.name);
  else if (pattern.type === 'AssignmentPattern') addPattern(pattern.left, names);
  else if (pattern.type === 'Property') addPattern(pattern.value, names);
  else if (pattern.type !== 'MemberExpression') for (const child of childrenOf(pattern)) addPattern(child, names);
}
