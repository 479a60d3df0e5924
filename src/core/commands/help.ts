// `/help`: the commands that are useful now first, the rest folded; or one command with its examples.
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageData, trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { nearest } from './nearest.ts';

export const help: Command = {
  name: 'help',
  usage: '/help [command]',
  summary: 'Show the commands that are useful now, or one command with its examples.',
  group: 'other',
  examples: ['/help', '/help severity'],
  args: [{ name: 'command', kind: 'word', required: false }],
  options: [],
  flags: [],
  late: 'never',
  right: null,
  usefulNow: () => null,
  decide: (input) => (input.line.args[0] === undefined ? overview(input) : one(input, input.line.args[0])),
};

function overview({ all, incident, policy, now }: CommandInput): Outcome {
  const now_ = all.flatMap((command) => {
    const example = command.usefulNow(incident, policy, now);
    return example === null ? [] : [{ example: trusted(example), summary: trusted(command.summary) }];
  });
  return done([], { help: { useful: now_, all: all.map(row), command: null } });
}

function one({ all }: CommandInput, typed: string): Outcome {
  const name = typed.replace(/^\//, '').toLowerCase();
  const command = all.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const names = all.map((candidate) => candidate.name);
    return refused(
      problem('grammar', {
        happened: `There is no command ${codeSpan(`/${name}`)}.`,
        expected: 'The name of a command, as in `/help severity`.',
        next: hint(nearest(name, names)),
      }),
    );
  }
  const examples = command.examples.map((example) => trusted(example));
  return done([], { help: { useful: [], all: [], command: { ...row(command), examples } } });
}

function hint(near: string | null): string {
  return near === null ? '`/help` lists them.' : `Did you mean ${codeSpan(`/help ${near}`)}?`;
}

function row(command: Command): MessageData {
  const who = command.right === null ? 'anyone' : `who may ${command.right}`;
  return { usage: trusted(command.usage), summary: trusted(command.summary), who: trusted(who) };
}
