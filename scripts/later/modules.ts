// The modules of the parts: where they are and which functions they have.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `id` tells modules of a part apart that have a function of the same name. */
export type LaterModule = {
  readonly part: string;
  readonly id: number;
  readonly functions: readonly string[];
};

/** By absolute path. Throws where a module is named that is not there, or has no function. */
export function modulesOf(
  root: string,
  parts: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, LaterModule> {
  const found = new Map<string, LaterModule>();
  for (const [part, named] of Object.entries(parts)) {
    const whole = named.filter((one) => !one.includes('#'));
    for (const file of filesOf(root, whole)) {
      const { functions } = exportsOf(file);
      if (functions.length === 0) throw new Error(`${file} is to be loaded later and has no function.`);
      found.set(file, { part, functions, id: found.size });
    }
  }
  return found;
}

/** Those that are named, and of folders those that have only functions: a value cannot wait. */
function filesOf(root: string, named: readonly string[]): readonly string[] {
  const not = named.filter((name) => name.startsWith('!')).map((name) => join(root, name.slice(1)));
  const folders = named.filter((name) => /^[^!].*\/$/.test(name)).map((name) => join(root, name));
  const files = named.filter((name) => !/^!|\/$/.test(name)).map((name) => join(root, name));
  const within = folders.flatMap(modulesIn).filter((file) => {
    const { functions, values } = exportsOf(file);
    return functions.length > 0 && values.length === 0;
  });
  return [...files, ...within].filter((file) => !not.some((name) => file.startsWith(name)));
}

function modulesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

/** What a module exports, types aside, as it is written here and in the packages that we take apart. */
function exportsOf(file: string): { readonly functions: readonly string[]; readonly values: readonly string[] } {
  const text = readFileSync(file, 'utf8');
  const direct = matches(text, /^export (?:async )?function\*? (\w+)/gm);
  const values = matches(text, /^export (?:const|let|var|class|default|\*|\{[^}]*\} from) ?(\w*)/gm);
  const listed = matches(text, /^export \{([^}]*)\};/gm).flatMap((names) =>
    names.split(',').map((name) => name.trim()),
  );
  const isFunction = (name: string) => new RegExp(`^(?:async )?function\\*? ${name}\\b`, 'm').test(text);
  return {
    functions: [...direct, ...listed.filter(isFunction)],
    values: [...values, ...listed.filter((name) => !isFunction(name))],
  };
}

function matches(text: string, what: RegExp): readonly string[] {
  return [...text.matchAll(what)].map(([, name = '']) => name);
}
