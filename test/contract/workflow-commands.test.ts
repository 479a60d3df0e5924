// Workflow commands: what people wrote comes back as it was, and is nothing but text.
import { describe, expect, test } from 'vitest';
import { command, plainLine } from '../../action/host/commands.ts';
import { commonInputs, fail } from '../../action/host/runner.ts';
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

  test('is none in a line of the log that tells of it', () => {
    const line = plainLine(`warn base-not-read: ${text}`);
    expect(commandsIn(line)).toEqual([]);
    expect(line.split('\n')).toHaveLength(1);
  });
});

test('other ends of lines are blanks', () => {
  expect(command('warning', {}, 'a\u2028b\u0085c')).toBe('::warning::a b c');
});

/** What it prints. */
function printedBy(work: () => void): string {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (text) => written.push(String(text)) > 0;
  try {
    work();
  } finally {
    process.stdout.write = write;
    process.exitCode = 0;
  }
  return written.join('');
}

test('an error of a run is one line, whatever is in it', () => {
  const printed = printedBy(() => fail(new Error('a\r::add-mask::b%0A.'), {}, 'Run it again.'));
  expect(printed).toBe('::error::a ::add-mask::b%250A. Run it again.\n');
});

describe('the secrets of a step', () => {
  const key = 'a key of thirty-two bytes and more%0A';
  const printed = (env: Readonly<Record<string, string>>) => commandsIn(printedBy(() => commonInputs(env)));

  test('are masked before anything else is said, wherever they came from', () => {
    const env = {
      INPUT_TOKEN: 'ghs_0123456789',
      INPUT_KEY: key,
      FIREBREAK_PAGERDUTY_API_KEY: 'first-of-it\nrest-of-it',
    };
    const secrets = ['ghs_0123456789', key, 'first-of-it', 'rest-of-it'];
    expect(printed(env)).toEqual(secrets.map((message) => ({ name: 'add-mask', properties: {}, message })));
  });

  test('a key that can be found out is not masked, which would put stars into numbers, and the run says so', () => {
    const said = printed({ INPUT_TOKEN: 'ghs_0123456789', INPUT_KEY: '12' });
    expect(said.map(({ name }) => name)).toEqual(['add-mask', 'warning']);
    expect(said[1]?.message).toMatch(/^key has fewer than 32 bytes/);
  });
});
