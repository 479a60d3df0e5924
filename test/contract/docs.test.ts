// The README shows the commands there are.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readme, withCommands } from '../../scripts/generate-docs.ts';

const current = readFileSync(readme, 'utf8');

describe('the table of commands in README.md', () => {
  test('is current', () => {
    expect(current === withCommands(current), 'run: node scripts/generate-docs.ts').toBe(true);
  });

  test('is appended to a README without marks, and the rest is kept', () => {
    const made = withCommands('# A project\n\nWords.\n');
    expect(made).toMatch(/^# A project\n\nWords\.\n\n<!-- commands -->\n\| Command /);
    expect(withCommands(made)).toBe(made);
  });

  test('replaces what stands between the marks only', () => {
    const made = withCommands('before\n<!-- commands -->\nold\n<!-- /commands -->\nafter\n');
    expect(made).toMatch(/^before\n<!-- commands -->\n\| Command [\s\S]*<!-- \/commands -->\nafter\n$/);
    expect(made).not.toContain('\nold\n');
  });
});
