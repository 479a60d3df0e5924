// Writes the table of commands into README.md between its marks, from the table in the code: `node scripts/generate-docs.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from '../src/core/commands/command.ts';
import { commands } from '../src/core/commands/index.ts';

const OPENING = '<!-- commands -->';
const CLOSING = '<!-- /commands -->';

/** Where the table goes. */
export const readme: URL = new URL('../README.md', import.meta.url);

/** A README with today's table of commands; the marks are appended when it has none. Everything else stays. */
export function withCommands(text: string): string {
  const start = text.indexOf(OPENING);
  const end = text.indexOf(CLOSING);
  if (start < 0 || end < start) return `${text.trimEnd()}\n\n${OPENING}\n${table()}\n${CLOSING}\n`;
  return `${text.slice(0, start)}${OPENING}\n${table()}\n${text.slice(end)}`;
}

function table(): string {
  return ['| Command | What it does | Who |', '|---|---|---|', ...commands.map(row)].join('\n');
}

function row({ usage, summary, right }: Command): string {
  const who = right === null ? 'anyone' : `who may ${right}`;
  return `| \`${usage}\` | ${summary} | ${who} |`;
}

if (import.meta.main) writeFileSync(readme, withCommands(readFileSync(readme, 'utf8')));
