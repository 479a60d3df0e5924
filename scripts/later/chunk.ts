// A chunk as the bundler writes it, before it is made small: its statements, the functions in them, and who mentions whom.
import { type AnyNode, type Comment, parse } from 'acorn';

/** A function that is in no other. `key`: its module and its name there, by which a recording knows it. `name`: of a declaration. */
export type Unit = {
  readonly key: string;
  readonly kind: 'declaration' | 'method' | 'value';
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
  /** As an expression, or as a declaration. */
  readonly code: string;
  readonly hasThis: boolean;
  readonly isGenerator: boolean;
  /** Null: it can be elsewhere. */
  readonly why: string | null;
  readonly mentions: ReadonlySet<string>;
  /** Names that it gives another value. */
  readonly writes: ReadonlySet<string>;
};

/** One at the top. `names`: what it declares, `name`: where that is one thing. `mentions`: without its units. */
export type Statement = {
  readonly path: string;
  readonly name: string | null;
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Whether it may be made when somebody first wants it. */
  readonly canWait: boolean;
  readonly units: readonly Unit[];
  readonly mentions: ReadonlySet<string>;
  /** What of it is called, or given to what is called, when the chunk is loaded. */
  readonly calls: ReadonlySet<string>;
};

/** Names here, and where they come from or how they are called outside. */
export type Chunk = {
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** What it is loaded with, and what it loads with `import()`. */
  readonly loads: readonly string[];
  /** Names here by those outside. */
  readonly exports: ReadonlyMap<string, string>;
};

/** Throws where it is no module. */
export function readChunk(text: string): Chunk {
  const comments: Comment[] = [];
  const { body } = parse(text, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  const modules = comments.filter(({ type, value }) => type === 'Line' && /^ (?:[\w-]+:)?[\w@.+/-]+\.[cm]?[jt]s$/.test(value));
  const pathAt = (at: number) => modules.findLast(({ end }) => end <= at)?.value.trim() ?? '';
  const changed = new Set<string>();
  const made = new Set<string>();
  const loads: string[] = [];
  for (const node of body)
    visit(node, (one) => {
      note(one, changed, made);
      if (one.type === 'ImportDeclaration' || one.type === 'ImportExpression') loads.push(named(one.source) ?? '');
    });
  const imports = new Map<string, { from: string; name: string }>();
  const exports = new Map<string, string>();
  const statements: Statement[] = [];
  for (const node of body) {
    if (node.type === 'ImportDeclaration') readImport(node, imports);
    else if (node.type === 'ExportNamedDeclaration' && node.declaration == null && node.source == null)
      for (const { local, exported } of node.specifiers) exports.set(nameOf(exported), nameOf(local));
    else statements.push(statementOf(node, text, pathAt(node.start), { changed, made }));
  }
  return { text, statements, imports, loads, exports };
}

type Uses = { readonly changed: ReadonlySet<string>; readonly made: ReadonlySet<string> };

/** What is assigned to, and what is made with `new` or has a prototype that is written to. */
function note(node: AnyNode, changed: Set<string>, made: Set<string>): void {
  if (node.type === 'AssignmentExpression') for (const name of targets(node.left)) changed.add(name);
  if (node.type === 'UpdateExpression' && node.argument.type === 'Identifier') changed.add(node.argument.name);
  if (node.type === 'NewExpression' && node.callee.type === 'Identifier') made.add(node.callee.name);
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && named(node.property) === 'prototype')
    made.add(node.object.name);
}

function targets(node: AnyNode): readonly string[] {
  return node.type === 'Identifier' ? [node.name] : node.type === 'MemberExpression' ? [] : [...mentionsIn(node, [])];
}

type Import = Extract<AnyNode, { type: 'ImportDeclaration' }>;

function readImport(node: Import, imports: Map<string, { from: string; name: string }>): void {
  const from = String(node.source.value);
  for (const one of node.specifiers) {
    const name = one.type === 'ImportSpecifier' ? nameOf(one.imported) : one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    imports.set(one.local.name, { from, name });
  }
}

function statementOf(node: AnyNode, text: string, path: string, uses: Uses): Statement {
  const { start, end } = node;
  const name = declaredBy(node);
  const functions: Outermost[] = [];
  outermost(node, { name: name ?? '', inClass: null }, functions);
  const units = functions.map((one, at) => unitOf(one, at, text, path, uses));
  const canWait = name !== null && !uses.changed.has(name) && (/^(?:src|action)\/|^stub:/.test(path) || isPlain(node));
  const names = node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ id }) => [...mentionsIn(id, [])]) : name === null ? [] : [name];
  const inside = functions.map(({ node: one }) => one);
  return { path, name, names, start, end, canWait, units, mentions: mentionsIn(node, inside), calls: callsIn(node, inside) };
}

/** Names of functions and classes that are called or made, and of those that an array is gone through with. */
function callsIn(node: AnyNode, without: readonly AnyNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (one: AnyNode): void => {
    const isCall = one.type === 'CallExpression' || one.type === 'NewExpression';
    if (isCall && one.callee.type === 'Identifier') found.add(one.callee.name);
    // One that is written where it is called runs at once: all of it counts.
    if (isCall && without.includes(one.callee)) for (const name of mentionsIn(one.callee, [])) found.add(name);
    if (isCall && one.callee.type === 'MemberExpression' && GOES_THROUGH.test(named(one.callee.property) ?? ''))
      for (const given of one.arguments) for (const name of mentionsIn(given, [])) found.add(name);
    if (without.includes(one)) return;
    for (const child of childrenOf(one)) look(child);
  };
  look(node);
  return found;
}

const GOES_THROUGH = /^(?:map|flatMap|filter|forEach|find|some|every|reduce|sort|toSorted|fromEntries|from|entries|then)$/;

/** The one name that a statement declares. */
function declaredBy(node: AnyNode): string | null {
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return node.id?.name ?? null;
  if (node.type !== 'VariableDeclaration' || node.declarations.length !== 1) return null;
  const [{ id }] = node.declarations as unknown as [{ id: AnyNode }];
  return id.type === 'Identifier' ? id.name : null;
}

/** Whether making it does nothing and asks nothing. */
function isPlain(node: AnyNode): boolean {
  if (node.type === 'FunctionDeclaration') return true;
  if (node.type !== 'VariableDeclaration') return false;
  const init = node.declarations[0]?.init;
  return init != null && isValue(init);
}

function isValue(node: AnyNode): boolean {
  switch (node.type) {
    case 'Literal':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'TemplateLiteral':
      return node.expressions.every(isValue);
    case 'ArrayExpression':
      return node.elements.every((one) => one !== null && isValue(one));
    case 'ObjectExpression':
      return node.properties.every((one) => one.type === 'Property' && !one.computed && isValue(one.value));
    case 'NewExpression':
      return /^(?:Set|Map|RegExp)$/.test(named(node.callee) ?? '') && node.arguments.every(isValue);
    default:
      return false;
  }
}

type FunctionNode = Extract<AnyNode, { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }>;
type Outermost = { readonly node: FunctionNode; readonly owner: AnyNode | null; readonly of: string };
type Around = { readonly name: string; readonly inClass: string | null };

/** Every function that is in no other. `owner`: the method or property that it is. */
function outermost(node: AnyNode, around: Around, found: Outermost[], owner: AnyNode | null = null): void {
  if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') {
    found.push({ node, owner, of: around.name });
    return;
  }
  const isMethod = node.type === 'MethodDefinition' || (node.type === 'Property' && (node.method || node.kind !== 'init'));
  for (const child of childrenOf(node)) outermost(child, around, found, isMethod && child === node.value ? node : null);
}

function unitOf({ node, owner, of }: Outermost, at: number, text: string, path: string, uses: Uses): Unit {
  const kind = owner !== null ? 'method' : node.type === 'FunctionDeclaration' ? 'declaration' : 'value';
  const name = node.type === 'FunctionDeclaration' ? (node.id?.name ?? null) : null;
  const body = text.slice(node.start, node.end);
  const inner = kind === 'declaration' ? '' : kind === 'method' ? `.${named(keyOf(owner)) ?? at}` : `@${at}`;
  const words = { this: false, own: false, writes: new Set<string>() };
  for (const child of childrenOf(node)) visit(child, (one) => noteWords(one, words));
  const why = whyNot(node, owner, name, words, uses);
  const asMethod = `${node.type !== 'ArrowFunctionExpression' && node.async ? 'async ' : ''}function${node.generator === true ? '*' : ''}${body}`;
  return {
    key: `${path}#${of.replace(/\d+$/, '')}${inner}`,
    kind,
    name,
    start: node.start,
    end: node.end,
    code: kind === 'method' ? asMethod : body,
    hasThis: words.this,
    isGenerator: node.generator === true,
    why,
    mentions: mentionsIn(node, []),
    writes: words.writes,
  };
}

type Words = { this: boolean; own: boolean; writes: Set<string> };

function noteWords(node: AnyNode, words: Words): void {
  if (node.type === 'ThisExpression' || (node.type === 'Identifier' && node.name === 'arguments')) words.this = true;
  if (node.type === 'Super' || node.type === 'PrivateIdentifier' || node.type === 'MetaProperty') words.own = true;
  note(node, words.writes, new Set());
}

/** Why a function must stay where it is, or null. */
function whyNot(node: FunctionNode, owner: AnyNode | null, name: string | null, words: Words, { made }: Uses): string | null {
  if (words.own) return 'has what only its class has';
  if (node.type === 'ArrowFunctionExpression' && words.this) return 'has the `this` of what is around it';
  if (name !== null && made.has(name)) return 'is a class';
  if (owner === null) return null;
  const isOrdinary = (owner.type === 'MethodDefinition' || owner.type === 'Property') && !owner.computed;
  const isCalled = isOrdinary && (owner.kind === 'method' || owner.kind === 'init');
  return isCalled ? null : 'is not called by a name';
}

function keyOf(owner: AnyNode | null): AnyNode | null {
  return owner?.type === 'MethodDefinition' || owner?.type === 'Property' ? owner.key : null;
}

/** Names that stand for something, without those in these functions. */
function mentionsIn(node: AnyNode, without: readonly AnyNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (one: AnyNode): void => {
    if (without.includes(one)) return;
    if (one.type === 'Identifier') found.add(one.name);
    const hidden = one.type === 'MemberExpression' && !one.computed ? one.property : isKey(one) ? one.key : null;
    for (const child of childrenOf(one)) if (child !== hidden) look(child);
  };
  look(node);
  return found;
}

function isKey(node: AnyNode): node is Extract<AnyNode, { type: 'Property' | 'MethodDefinition' | 'PropertyDefinition' }> {
  return (
    (node.type === 'Property' && !node.computed && !node.shorthand) ||
    ((node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') && !node.computed)
  );
}

function visit(node: AnyNode, look: (one: AnyNode) => void): void {
  look(node);
  for (const child of childrenOf(node)) visit(child, look);
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function nameOf(node: AnyNode): string {
  return named(node) ?? '';
}

function named(node: AnyNode | null): string | null {
  if (node === null) return null;
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : null;
}
