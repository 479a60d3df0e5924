// Writes what each Action takes and tells into docs/actions.md between its marks, from the manifests: `node scripts/generate-action-docs.ts`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const root = new URL('../action/', import.meta.url);
/** Where the tables go. */
export const actionsPage: URL = new URL('../docs/actions.md', import.meta.url);

const Described = z.record(z.string(), z.object({ description: z.string(), default: z.string().optional() }));
const Manifest = z.object({ description: z.string(), inputs: Described.default({}), outputs: Described.default({}) });

/** The names of all Actions. */
export const actionNames: readonly string[] = readdirSync(root)
  .filter((name) => existsSync(new URL(`${name}/action.yml`, root)))
  .sort();

/** The page with today's tables; everything outside of its marks stays. Throws where the marks of an Action are missing. */
export function withActions(text: string): string {
  return actionNames.reduce(withAction, text);
}

function withAction(text: string, name: string): string {
  const [opening, closing] = [`<!-- action ${name} -->`, `<!-- /action ${name} -->`];
  const [start, end] = [text.indexOf(opening), text.indexOf(closing)];
  if (start < 0 || end < start) throw new Error(`docs/actions.md has no place for ${name}: ${opening} … ${closing}.`);
  return `${text.slice(0, start)}${opening}\n${tables(name)}\n${text.slice(end)}`;
}

function tables(name: string): string {
  const { description, inputs, outputs } = Manifest.parse(
    parse(readFileSync(new URL(`${name}/action.yml`, root), 'utf8')),
  );
  const taken = Object.entries(inputs).map(
    ([id, one]) =>
      `| \`${id}\` | ${one.description} | ${one.default === undefined || one.default === '' ? '' : `\`${one.default}\``} |`,
  );
  const told = Object.entries(outputs).map(([id, one]) => `| \`${id}\` | ${one.description} |`);
  return [
    description,
    '',
    '| Input | What | Default |',
    '|---|---|---|',
    ...taken,
    '',
    '| Output | What |',
    '|---|---|',
    ...told,
  ].join('\n');
}

if (import.meta.main) writeFileSync(actionsPage, withActions(readFileSync(actionsPage, 'utf8')));
