/** Finds the verb that was typed and runs it; all wrong use ends here, with what was expected. */
import { parseArgs } from 'node:util';
import { nearest } from '../core/commands/nearest.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

/** Runs one command line (without `node` and the script) against a table of verbs. Never throws for what was typed. */
export async function run(argv: readonly string[], verbs: readonly Verb[], terminal: Terminal): Promise<ExitStatus> {
  if (argv.length === 0 || isHelp(argv[0])) {
    terminal[argv.length === 0 ? 'complain' : 'print'](help(verbs));
    return argv.length === 0 ? 2 : 0;
  }
  const verb = verbs.find(({ name }) => name.split(' ').every((word, at) => argv[at] === word));
  if (verb === undefined) return unknownVerb(argv, verbs, terminal);
  const rest = argv.slice(verb.name.split(' ').length);
  if (rest.some(isHelp)) {
    terminal.print([usage(verb), '', verb.summary, '', 'Examples:', ...verb.examples.map(example)].join('\n'));
    return 0;
  }
  return runVerb(verb, rest, terminal);
}

function example(words: string): string {
  return `  firebreak ${words}`;
}

function isHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

async function runVerb(verb: Verb, rest: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await verb.run(argumentsOf(verb, rest), terminal);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    terminal.complain(`firebreak: ${error.message}\n${usage(verb)}`);
    return 2;
  }
}

/** The words and options behind a verb; what the verb does not take is wrong use. */
function argumentsOf(verb: Verb, rest: readonly string[]): Arguments {
  const options = Object.fromEntries(
    verb.options.map(({ name, value, repeats = false }) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple: repeats } as const,
    ]),
  );
  const { values, positionals } = parsed(rest, options);
  const extra = positionals[verb.words];
  if (extra !== undefined) throw new WrongUse(`"${extra}" is one word too many.`);
  const texts = Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  const switches = Object.entries(values).flatMap(([name, value]) => (value === true ? [name] : []));
  const lists = Object.entries(values).flatMap(([name, value]) =>
    Array.isArray(value) ? [[name, value.map(String)]] : [],
  );
  return {
    json: values['json'] === true,
    values: Object.fromEntries(texts),
    switches,
    lists: Object.fromEntries(lists),
    words: positionals,
  };
}

type Options = Readonly<Record<string, { readonly type: 'boolean' | 'string'; readonly multiple: boolean }>>;

function parsed(rest: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...rest], options: { ...options, json: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function unknownVerb(argv: readonly string[], verbs: readonly Verb[], terminal: Terminal): ExitStatus {
  const group = verbs.filter(({ name }) => name.startsWith(`${argv[0]} `));
  if (group.length > 0 && isHelp(argv[1])) {
    terminal.print(help(group));
    return 0;
  }
  if (group.length > 0 && (argv[1] ?? '-').startsWith('-')) return needsVerb(argv[0] ?? '', group, terminal);
  const typed = argv.slice(0, 2).join(' ');
  const names = verbs.map(({ name }) => name);
  const meant = nearest(typed, names) ?? nearest(argv[0] ?? '', names);
  terminal.complain(
    `firebreak: there is no verb "${typed}".${meant === null ? '' : ` Did you mean "${meant}"?`}\n\n${help(verbs)}`,
  );
  return 2;
}

function needsVerb(word: string, group: readonly Verb[], terminal: Terminal): ExitStatus {
  const behind = group.map(({ name }) => name.slice(word.length + 1)).toSorted();
  terminal.complain(`firebreak: ${word} needs a verb: ${behind.join(', ')}.\n\n${help(group)}`);
  return 2;
}

function usage(verb: Verb): string {
  return `Usage: firebreak ${verb.usage} [--json]`;
}

function help(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  const rows = verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: firebreak <verb> [--json]',
    '',
    ...rows,
    '',
    '`firebreak <verb> --help` shows what it takes, with examples.',
    'Exit status: 0 fine, 1 problems found, 2 wrong use.',
  ].join('\n');
}
