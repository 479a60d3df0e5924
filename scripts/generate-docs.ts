// Writes the table of commands into README.md between its marks, and docs/commands.md, from the table in the code: `node scripts/generate-docs.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from '../src/core/commands/command.ts';
import { commands } from '../src/core/commands/index.ts';
import type { CommandGroup, LatePolicy } from '../src/core/commands/spec.ts';

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

/** The page with every command. */
export const page: URL = new URL('../docs/commands.md', import.meta.url);

const groups: Readonly<Record<CommandGroup, string>> = {
  respond: 'Respond',
  people: 'People',
  tell: 'Tell',
  record: 'Keep on record',
  mitigate: 'Mitigate',
  fix: 'Fix',
  learn: 'Learn',
  other: 'Other',
};

const late: Readonly<Record<LatePolicy, string>> = {
  run: 'done, with a note',
  ask: 'not done: whoever wrote it is asked to say it again',
  never: 'not done',
};

/** Every command by its group, with who may, what becomes of one that is found late, and examples. */
export function commandsPage(): string {
  const head = `# Commands

This page is made from the table of commands (\`node scripts/generate-docs.ts\`). Any line of a comment on an incident that begins with one of these is one, never in code, quotations or HTML. Every command takes \`--dry-run\`, which shows what would happen; \`--force\` goes past a gate where the policy lets that person. *Late* is a command that was found more than fifteen minutes after it was written.`;
  const parts = Object.entries(groups).flatMap(([group, title]) => {
    const own = commands.filter((command) => command.group === group);
    return own.length === 0 ? [] : [`## ${title}`, ...own.map(entry)];
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

function entry(command: Command): string {
  const who = command.right === null ? 'anyone' : `who may ${command.right}`;
  const facts = [`For ${who}.`, `Late: ${late[command.late]}.`];
  const example = ['```text', ...command.examples, '```'].join('\n');
  return [`### \`${command.usage}\``, command.summary, facts.join(' '), example].join('\n\n');
}

if (import.meta.main) {
  writeFileSync(readme, withCommands(readFileSync(readme, 'utf8')));
  writeFileSync(page, commandsPage());
}
