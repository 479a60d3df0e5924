// A chunk as the bundler writes it, before it is made small: its statements with their functions, and who mentions whom.
import { type AnyNode, type Comment, type ImportDeclaration, parse } from 'acorn';
import { functionsIn, type Unit, unitsOf } from './functions.ts';
import { callsIn, classesIn, isValue, mentionsIn, named, visit, writesIn } from './syntax.ts';

/** One at the top. `path`: its module. `names`: what it declares; `name`: where that is one thing. */
export type Statement = {
  readonly path: string;
  readonly name: string | null;
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Whether it may be made when somebody first wants it, or never. */
  readonly canWait: boolean;
  readonly units: readonly Unit[];
  /** Without those of its units. */
  readonly mentions: ReadonlySet<string>;
  /** What of it is called when the chunk is loaded. */
  readonly calls: ReadonlySet<string>;
};

export type Import = { readonly from: string; readonly name: string };

export type Chunk = {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** By the names here. A name of `*` is all of it. */
  readonly imports: ReadonlyMap<string, Import>;
  /** What it is loaded with. */
  readonly needs: readonly string[];
  /** What it loads with `import()`. */
  readonly asks: readonly string[];
  /** Names here by those outside. */
  readonly exports: ReadonlyMap<string, string>;
};

/** Throws where it is no module. */
export function readChunk(text: string): Chunk {
  const comments: Comment[] = [];
  const program = parse(text, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  const modules = comments.filter(({ type, value }) => type === 'Line' && MODULE.test(value));
  const pathAt = (at: number) => modules.findLast(({ end }) => end <= at)?.value.trim() ?? '';
  const uses = { writes: writesIn(program), classes: classesIn(program) };
  const others = program.body.filter(({ type }) => type !== 'ImportDeclaration' && type !== 'ExportNamedDeclaration');
  return {
    text,
    imports: importsIn(program.body),
    exports: exportsIn(program.body),
    needs: program.body.flatMap((node) => (node.type === 'ImportDeclaration' ? (named(node.source) ?? []) : [])),
    asks: asksIn(program),
    statements: others.map((node) => statementOf(node, text, pathAt(node.start), uses)),
  };
}

/** As the bundler says of which module the following is. */
const MODULE = /^ (?:[\w-]+:)?[\w@.+/-]+\.[cm]?[jt]s$/;

function asksIn(program: AnyNode): readonly string[] {
  const found: string[] = [];
  visit(program, (one) => {
    if (one.type === 'ImportExpression') found.push(named(one.source) ?? '');
  });
  return found;
}

function importsIn(body: readonly AnyNode[]): ReadonlyMap<string, Import> {
  const declarations = body.filter((node): node is ImportDeclaration => node.type === 'ImportDeclaration');
  const found = declarations.flatMap(({ specifiers, source }) =>
    specifiers.map((one) => {
      const names = {
        ImportDefaultSpecifier: 'default',
        ImportNamespaceSpecifier: '*',
        ImportSpecifier: null,
      } as const;
      const name = names[one.type] ?? (one.type === 'ImportSpecifier' ? (named(one.imported) ?? '') : '');
      return [one.local.name, { from: String(source.value), name }] as const;
    }),
  );
  return new Map(found);
}

function exportsIn(body: readonly AnyNode[]): ReadonlyMap<string, string> {
  const lists = body.flatMap((node) => (node.type === 'ExportNamedDeclaration' ? node.specifiers : []));
  return new Map(lists.map(({ exported, local }) => [named(exported) ?? '', named(local) ?? '']));
}

type Uses = { readonly writes: ReadonlySet<string>; readonly classes: ReadonlySet<string> };

function statementOf(node: AnyNode, text: string, path: string, { writes, classes }: Uses): Statement {
  const names = declaredBy(node);
  const name = names.length === 1 ? (names[0] ?? null) : null;
  const inside = functionsIn(node);
  return {
    path,
    name,
    names,
    start: node.start,
    end: node.end,
    canWait: name !== null && !writes.has(name) && (OURS.test(path) || isPlain(node)),
    units: unitsOf(node, { text, path, name }, classes),
    mentions: mentionsIn(node, inside),
    calls: callsIn(node, inside),
  };
}

/** None of our modules does anything when it is loaded. */
const OURS = /^(?:src|action)\/|^stub:/;

function declaredBy(node: AnyNode): readonly string[] {
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap(({ id }) => [...mentionsIn(id)]);
  const isNamed = node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration';
  return isNamed && node.id != null ? [node.id.name] : [];
}

function isPlain(node: AnyNode): boolean {
  if (node.type !== 'VariableDeclaration') return node.type === 'FunctionDeclaration';
  return node.declarations.every(({ init }) => init != null && isValue(init));
}
