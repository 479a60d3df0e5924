// How the sandbox is called, and what the sample repository begins with.
import { describe, expect, test } from 'vitest';
import { readOptions } from '../../src/sandbox/options.ts';
import { presets, sampleFiles } from '../../src/sandbox/seed/files.ts';

test('without options it is the usual port, the embedded database and the default runbook, and runs wait for a person', () => {
  const usual = { port: 4000, headless: false, database: 'pglite', preset: 'github', runs: 'manual' };
  expect(readOptions([])).toEqual(usual);
});

test.each([
  [['--preset', 'p0'], /--preset must be one of .*commander.*github.*, not p0/],
  [['--database', 'mysql'], /--database must be pglite or postgres, not mysql/],
  [['--runs', 'never'], /--runs must be one of execute, manual, script, not never/],
  [['--port', '70000'], /--port must be a number from 0 to 65535/],
])('%j is refused with what is possible', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

describe.each(presets())('the sample under `%s`', (preset) => {
  test('differs in one line of its policy, and in its form', () => {
    const lines = (name: string) => (sampleFiles(name)['.github/firebreak.yml'] ?? '').split('\n');
    const usual = lines('github');
    const different = lines(preset).filter((line, index) => line !== usual[index]);
    expect(different).toEqual(preset === 'github' ? [] : [`preset: ${preset}`]);
    expect(sampleFiles(preset)['.github/ISSUE_TEMPLATE/incident.yml']).toContain(`preset: ${preset}`);
  });
});
