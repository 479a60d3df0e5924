// Writes what each Action takes and tells into docs/actions.md between its marks, from the manifests: `node scripts/generate-action-docs.ts`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { type ActionWorkflow, actionWorkflows, actionWorkflowText } from '../src/core/installation/action-workflows.ts';

const root = new URL('../action/', import.meta.url);
/** Where the tables go. */
export const actionsPage: URL = new URL('../docs/actions.md', import.meta.url);

const Described = z.record(z.string(), z.object({ description: z.string(), default: z.string().optional() }));
const Manifest = z.object({ description: z.string(), inputs: Described.default({}), outputs: Described.default({}) });

/** The names of all Actions. */
export const actionNames: readonly string[] = readdirSync(root)
  .filter((name) => existsSync(new URL(`${name}/action.yml`, root)))
  .sort();

/** The page with today's tables and workflows; everything outside of its marks stays. Throws where the marks of one are missing. */
export function withActions(text: string): string {
  return actionWorkflows.reduce(withWorkflow, actionNames.reduce(withAction, text));
}

/** The workflow that `firebreak init --actions` writes, taken from nowhere in particular. */
function withWorkflow(text: string, { template, file }: ActionWorkflow): string {
  const written = readFileSync(new URL(`../templates/install/workflows/${template}.yml`, import.meta.url), 'utf8');
  const shown = actionWorkflowText(
    written,
    { repository: 'acme/FIREBREAK', commit: 'main' },
    { label: 'incident', environment: 'production', postmortems: 'reports/incidents/', tests: ['Test'] },
  );
  return between(text, `workflow ${template}`, `\`.github/workflows/${file}\`:\n\n\`\`\`yaml\n${shown}\`\`\``);
}

function withAction(text: string, name: string): string {
  return between(text, `action ${name}`, tables(name));
}

function between(text: string, mark: string, content: string): string {
  const [opening, closing] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [start, end] = [text.indexOf(opening), text.indexOf(closing)];
  if (start < 0 || end < start) throw new Error(`docs/actions.md has no place for ${mark}: ${opening} … ${closing}.`);
  return `${text.slice(0, start)}${opening}\n${content}\n${text.slice(end)}`;
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
