/** `firebreak simulate`: what would happen when, under a policy, without any server. */
import type { Brain } from '../core/brain.ts';
import { createBrain } from '../core/decide/brain.ts';
import { parseFormFile } from '../core/form/parse-form-file.ts';
import { type EventProblem, readEvents, type SaidAt } from '../core/simulation/events.ts';
import { type Plan, simulate as play, type Simulated } from '../core/simulation/simulate.ts';
import type { Duration } from '../core/time.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { asMarkdown } from './simulate/markdown.ts';
import { asMermaid } from './simulate/mermaid.ts';
import { policyNamed } from './simulate/policy-named.ts';
import { type Printed, printedOf } from './simulate/printed.ts';
import { asTable } from './simulate/table.ts';
import { type Format, formatOf, isEvery, lengthOf, levelsOf, startOf, suppositionsOf } from './simulate/wanted.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

export const simulate: Verb = {
  name: 'simulate',
  usage:
    'simulate --level L|all [--preset NAME | --policy FILE [--base FILE[,FILE]]] [--for T] [--events FILE] [--suppose THINGS] [--start T] [--format F]',
  summary: 'Print what the clock would do when, if nobody says more than the events.',
  examples: [
    'simulate --preset github --level P1 --for PT2H',
    'simulate --policy .github/firebreak.yml --level all --format markdown',
  ],
  options: [
    { name: 'preset', value: 'NAME' },
    { name: 'policy', value: 'FILE' },
    { name: 'base', value: 'FILE[,FILE]' },
    { name: 'level', value: 'LEVEL' },
    { name: 'for', value: 'DURATION' },
    { name: 'events', value: 'FILE' },
    { name: 'suppose', value: 'THING[,THING]' },
    { name: 'start', value: 'INSTANT' },
    { name: 'format', value: 'NAME' },
  ],
  words: 0,
  run,
};

async function run({ json, values }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  const format = formatOf(json ? 'json' : values['format']);
  const length = lengthOf(values['for']);
  if (values['policy'] === '-' && values['events'] === '-')
    throw new WrongUse('only one of --policy and --events can be standard input.');
  const shipped = readShipped();
  const policy = await policyNamed(values, shipped.policies, terminal);
  if (policy === null) return 1;
  const levels = levelsOf(values['level'], policy);
  const start = startOf(values['start'], policy);
  const { events, problems } = await eventsOf(values['events'], terminal);
  const suppose = suppositionsOf(values['suppose']);
  const common = { brain: brainOf(shipped.form), policy, start, length, events, suppose };
  const plans = levels.map((level): Plan => ({ ...common, level }));
  const played = plans.map((plan) => ({ plan, simulated: play(plan) }));
  const faults = [...problems, ...played.flatMap(({ simulated }) => simulated.problems)];
  complain(values['events'] ?? '', faults, afterEnd(played[0]?.simulated), length, terminal);
  const printed = played.map(({ plan, simulated }) => printedOf(simulated, plan));
  terminal.print(inFormat(format, printed, isEvery(values['level'], policy)));
  return faults.length === 0 ? 0 : 1;
}

async function eventsOf(path: string | undefined, terminal: Terminal): Promise<ReturnType<typeof readEvents>> {
  return path === undefined ? { events: [], problems: [] } : readEvents(await terminal.read(path));
}

function afterEnd(simulated: Simulated | undefined): readonly SaidAt[] {
  return simulated?.after ?? [];
}

/** Every level hears the same events: what is wrong with one is said once. */
function complain(
  path: string,
  problems: readonly EventProblem[],
  after: readonly SaidAt[],
  length: Duration,
  terminal: Terminal,
): void {
  const said = [
    ...problems.map(({ line, message }) => `${path}:${line}: ${message}`),
    ...after.map(
      (event) => `${path}:${event.line}: ${event.after} is after the end (--for ${length}), so it is not said.`,
    ),
  ];
  for (const text of new Set(said)) terminal.complain(text);
}

/** With `--level all` the list of DESIGN's command line comes once for each level. */
function inFormat(format: Format, all: readonly Printed[], every: boolean): string {
  switch (format) {
    case 'json':
      return JSON.stringify(
        every ? all.map(({ simulated: { level, entries } }) => ({ level, entries })) : all[0]?.simulated.entries,
      );
    case 'mermaid':
      return all.map(asMermaid).join('\n\n');
    case 'markdown':
      return ['## What the clock would do', ...all.map(asMarkdown)].join('\n\n');
    case 'table':
      return all.map(asTable).join('\n\n');
  }
}

/** The brain of the app, with the shipped form. */
function brainOf(text: string): Brain {
  const { form, problems } = parseFormFile(text);
  if (form === null) throw new Error(`The shipped form is broken: ${JSON.stringify(problems)}`);
  return createBrain(form);
}
