// docs/metrics.md and the decision name every metric that there is, in the words of the table in the code.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { page, withMetrics } from '../../scripts/generate-metrics-docs.ts';
import { metricsVerb } from '../../src/cli/metrics.ts';
import { definitions } from '../../src/core/metrics/definitions.ts';

const written = readFileSync(page, 'utf8');

test('docs/metrics.md is current', () => {
  expect(written === withMetrics(written), 'run: node scripts/generate-metrics-docs.ts').toBe(true);
});

test.each(definitions)('$id is told with what it means and where it is read', ({ name, says, source }) => {
  expect(written).toContain(`| ${name} | ${says} | ${source} |`);
  expect(says).toMatch(/^[A-Z].*\.$/);
  expect(`${name}${says}${source}`).not.toContain('|');
});

test('every option is told', () => {
  const { options } = metricsVerb({}, () => '');
  expect(options.filter(({ name }) => !written.includes(`--${name}`))).toEqual([]);
});

test('what it links to is there', () => {
  const links = [...written.matchAll(/\]\((\.\.\/[^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(new URL(path, page)))).toEqual([]);
});
