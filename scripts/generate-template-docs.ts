// Writes the tables of names in docs/templates.md between its marks, from the table in the code: `node scripts/generate-template-docs.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { type Shape, type Variables, variablesOf } from '../src/core/messages/variables.ts';
import { templates } from '../src/core/messages.ts';

const OPENING = '<!-- names -->';
const CLOSING = '<!-- /names -->';

/** Where the tables go. */
export const page: URL = new URL('../docs/templates.md', import.meta.url);

/** The page with today's names; everything outside of the marks stays. Throws when a mark is missing. */
export function withNames(text: string): string {
  const [before, after] = [text.indexOf(OPENING), text.indexOf(CLOSING)];
  if (before < 0 || after < before) throw new Error(`docs/templates.md lacks ${OPENING} or ${CLOSING}.`);
  return `${text.slice(0, before)}${OPENING}\n${tables()}\n${text.slice(after)}`;
}

/** Templates with the same names share a row. */
function tables(): string {
  const rows = new Map<string, string[]>();
  for (const name of templates) {
    const variables = variablesOf(name);
    if (variables === null) continue;
    const names = inWords(variables);
    rows.set(names, [...(rows.get(names) ?? []), `\`${name}\``]);
  }
  const lines = [...rows].map(([names, which]) => `| ${which.join(' ')} | ${names} |`);
  return ['| Templates | Names |', '|---|---|', ...lines].join('\n');
}

const suffix: Readonly<Record<Shape, string>> = { text: '', lines: ' (lines)', steps: ' (steps)' };

function inWords(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, shape]) => `\`${name}\`${suffix[shape]}`)
    .join(' ');
}

if (import.meta.main) writeFileSync(page, withNames(readFileSync(page, 'utf8')));
