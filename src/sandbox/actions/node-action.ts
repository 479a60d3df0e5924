// An action of the repository's own that is a program for Node: what its metadata says must be run, and with which inputs.
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const Metadata = z.looseObject({
  inputs: z
    .record(
      z.string(),
      z.looseObject({
        required: z.union([z.boolean(), z.string()]).optional(),
        default: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
      }),
    )
    .nullish(),
  runs: z.looseObject({ using: z.string(), main: z.string().optional() }),
});

/** A program to run, and its inputs as variables; defaults are filled in by `filled`. */
export type NodeAction = { readonly main: string; readonly inputs: Readonly<Record<string, string>> };

/** Reads the action in a folder; its program is somewhere `within`. Throws, by name, on one that is not simple: other than for Node, or with steps before or after its own. */
export async function nodeAction(
  { folder, within }: { readonly folder: string; readonly within: string },
  uses: string,
  given: Readonly<Record<string, string>>,
  filled: (template: string) => string,
): Promise<NodeAction> {
  const text = await readMetadata(folder);
  if (text === null)
    throw new Error(
      `Can't find 'action.yml' or 'action.yaml' under '${folder}'. Did you forget to run actions/checkout before running your local action?`,
    );
  const { inputs, runs } = Metadata.parse(parse(text));
  if (!/^node\d+$/.test(runs.using) || runs.main === undefined)
    throw new Error(`The sandbox does not support \`runs.using: ${runs.using}\` of ${uses}.`);
  const more = Object.keys(runs).filter((name) => !['using', 'main'].includes(name));
  if (more.length > 0) throw new Error(`The sandbox does not support \`runs.${more.join('`, `runs.')}\` of ${uses}.`);
  const main = resolve(folder, runs.main);
  if (!main.startsWith(`${within}${sep}`)) throw new Error(`\`runs.main\` of ${uses} is outside of where it is.`);
  const defaults = Object.entries(inputs ?? {}).map(([name, { default: value = '' }]) => [name, filled(value)]);
  const all: Readonly<Record<string, string>> = { ...Object.fromEntries(defaults), ...given };
  const variables = Object.entries(all).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  return { main, inputs: Object.fromEntries(variables) };
}

async function readMetadata(folder: string): Promise<string | null> {
  for (const name of ['action.yml', 'action.yaml']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}
