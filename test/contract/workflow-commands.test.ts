// Workflow commands: what people wrote comes back as it was, and is nothing but text.
import { describe, expect, test } from 'vitest';
import { command } from '../../action/host/commands.ts';
import { fail } from '../../action/host/runner.ts';
import { commandsIn } from '../support/pull-run.ts';

const texts = [
  { name: 'plain', text: 'src/pay.md' },
  { name: 'a line that is a command', text: 'a\n::add-mask::b' },
  { name: 'CR alone', text: 'a\r::add-mask::b' },
  { name: 'an escape of its own', text: 'a%0A::add-mask::b%25' },
  { name: 'the old form', text: 'a ##[add-mask]b' },
  { name: 'ends of properties', text: 'a,line=1::b' },
];

describe.each(texts)('$name', ({ text }) => {
  test('is one command, and the same text', () => {
    expect(commandsIn(command('error', { file: text, line: 3 }, text))).toEqual([
      { name: 'error', properties: { file: text, line: '3' }, message: text },
    ]);
  });
});

test('other ends of lines are blanks', () => {
  expect(command('warning', {}, 'a\u2028b\u0085c')).toBe('::warning::a b c');
});

test('an error of a run is one line, whatever is in it', () => {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (text) => written.push(String(text)) > 0;
  try {
    fail(new Error('a\r::add-mask::b%0A.'), {}, 'Run it again.');
  } finally {
    process.stdout.write = write;
    process.exitCode = 0;
  }
  expect(written.join('')).toBe('::error::a ::add-mask::b%250A. Run it again.\n');
});
