// A module in two: what it is made of stays, functions of it go to a part. Sources are formatted, so that a line tells what begins and ends there.

export type Halves = {
  /** The module with stubs in place of the functions. */
  readonly kept: string;
  /** Those functions, and what they need of the module. */
  readonly later: string;
  readonly functions: readonly string[];
};

type Statement = { readonly text: string; readonly name: string | null; readonly isFunction: boolean };

/** `wanted`: which functions go, with those that only they call; null: all of them. `load`: the text that loads the part; `nameIn`: what a function is called there. Throws where it has none such. */
export function halvesOf(
  text: string,
  from: string,
  wanted: readonly string[] | null,
  load: string,
  nameIn: (name: string) => string,
): Halves {
  const statements = statementsOf(text);
  const functions = statements.filter(({ isFunction }) => isFunction);
  const unknown = wanted?.find((name) => !functions.some((one) => one.name === name));
  if (unknown !== undefined || functions.length === 0) throw new Error(`${from} has no function ${unknown ?? ''}.`);
  const gone = wanted === null ? new Set(functions.map(({ name }) => name ?? '')) : withTheirOwn(statements, wanted);
  const isGone = ({ name, isFunction }: Statement) => isFunction && gone.has(name ?? '');
  const stays = statements.filter((one) => !isGone(one));
  const named = stays.filter(({ name }) => name !== null);
  const hidden = named.filter((one) => !isExported(one)).map(({ name }) => name);
  const stubs = statements.filter(isGone).map((one) => stubOf(one, nameIn));
  const bodies = statements.filter(isGone).map(({ text: body }) => body.replace(/^export /, ''));
  const imports = statements.filter(({ text: line }) => line.startsWith('import '));
  return {
    kept: [...stays.map((one) => one.text), load, ...stubs, exporting(hidden)].join('\n'),
    later: [
      ...imports.map((one) => one.text),
      `import { ${named.map(({ name }) => name).join(', ')} } from ${JSON.stringify(from)};`,
      ...bodies,
      exporting([...gone]),
    ].join('\n'),
    functions: [...gone],
  };
}

const BEGINS = /^(?:import|export|const|let|class|type|interface|async|function)\b/;
const NAMED = /^(?:export )?(?:(?:async )?function\*?|const|let|class) (\w+)/;

/** Comments between two go with the first. Throws where a statement has no one name. */
function statementsOf(text: string): readonly Statement[] {
  const found: string[][] = [];
  for (const line of text.split('\n')) {
    if (BEGINS.test(line)) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found.map((lines) => {
    const [first = ''] = lines;
    if (/^(?:export )?(?:const|let) [{[]/.test(first)) throw new Error(`Not to be taken apart: ${first}`);
    const isFunction = /^(?:export )?(?:async )?function\b/.test(first);
    return { text: lines.join('\n'), name: NAMED.exec(first)?.[1] ?? null, isFunction };
  });
}

/** With the functions that nothing else mentions. */
function withTheirOwn(statements: readonly Statement[], wanted: readonly string[]): ReadonlySet<string> {
  const gone = new Set(wanted);
  const mentions = (name: string, { text }: Statement) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text);
  const isTheirs = (one: Statement) => {
    if (!one.isFunction || one.name === null || gone.has(one.name) || isExported(one)) return false;
    const { name } = one;
    return statements.every((other) => other === one || gone.has(other.name ?? '') || !mentions(name, other));
  };
  for (let more = statements.filter(isTheirs); more.length > 0; more = statements.filter(isTheirs))
    for (const { name } of more) gone.add(name ?? '');
  return gone;
}

function isExported({ text }: Statement): boolean {
  return text.startsWith('export ');
}

function stubOf(one: Statement, nameIn: (name: string) => string): string {
  const name = one.name ?? '';
  const begins = isExported(one) ? 'export function' : 'function';
  return `${begins} ${name}(...given) { return load().${nameIn(name)}(...given); }`;
}

function exporting(names: readonly (string | null)[]): string {
  return names.length === 0 ? '' : `export { ${names.join(', ')} };`;
}
