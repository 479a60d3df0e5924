/** `firebreak commands parse`: which lines of a comment are commands, or nearly so. */
import { commands } from '../core/commands/index.ts';
import { type ParsedLine, parseComment } from '../core/commands/parse.ts';
import type { Arguments, ExitStatus, Terminal, Verb } from './verb.ts';

export const commandsParse: Verb = {
  name: 'commands parse',
  usage: 'commands parse [FILE|-]',
  summary: 'Find the commands in a comment (or standard input), and what is wrong with them.',
  examples: ['commands parse comment.md', 'commands parse - --json'],
  options: [],
  words: 1,
  run,
};

async function run({ json, words }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  const parsed = parseComment(await terminal.read(words[0] ?? '-'), commands);
  terminal.print(json ? JSON.stringify(parsed.map(asJson)) : parsed.map(inWords).join('\n'));
  return parsed.some(({ problem }) => problem !== null) ? 1 : 0;
}

/** The shape of DESIGN's command line: a free text is the last of the arguments, verbatim. */
function asJson({ line, name, args, options, flags, text, problem }: ParsedLine) {
  const said = problem && { code: problem.code, message: problem.message, suggestion: problem.suggestion };
  return { line, name, args: text === null ? args : [...args, text], options, flags, problem: said };
}

function inWords({ line, name, args, options, flags, text, problem }: ParsedLine): string {
  if (problem !== null) return `${line + problem.below}:${problem.column}: ${problem.code}: ${problem.message}`;
  const words = [
    ...args.map((arg) => JSON.stringify(arg)),
    ...Object.entries(options).map(([key, value]) => `${key}=${JSON.stringify(value)}`),
    ...flags.map((flag) => `--${flag}`),
    ...(text === null ? [] : [JSON.stringify(text)]),
  ];
  return [`${line}: /${name}`, ...words].join(' ');
}
