// Writes the table of metrics and the reasons for which an incident is left out into docs/metrics.md between its marks, from the tables in the code: `node scripts/generate-metrics-docs.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { definitions } from '../src/core/metrics/definitions.ts';
import { reasons } from '../src/core/metrics/known.ts';
import { meanings } from '../src/core/metrics/markdown.ts';

const OPENING = '<!-- metrics -->';
const CLOSING = '<!-- /metrics -->';

/** Where the tables go. */
export const page: URL = new URL('../docs/metrics.md', import.meta.url);

/** The page with today's metrics; everything outside of the marks stays. Throws when a mark is missing. */
export function withMetrics(text: string): string {
  const [before, after] = [text.indexOf(OPENING), text.indexOf(CLOSING)];
  if (before < 0 || after < before) throw new Error(`docs/metrics.md lacks ${OPENING} or ${CLOSING}.`);
  return `${text.slice(0, before)}${OPENING}\n${tables()}\n${text.slice(after)}`;
}

function tables(): string {
  const groups = [...new Set(definitions.map(({ group }) => group))];
  const each = groups.flatMap((group) => [
    `### ${group}`,
    '',
    ...meanings(definitions.filter((one) => one.group === group).map((definition) => ({ definition }))),
    '',
  ]);
  const why = Object.entries(reasons).map(([id, words]) => `| \`${id}\` | ${words} |`);
  return [...each, '### Why an incident is left out', '', '| Reason | In words |', '| :-- | :-- |', ...why].join('\n');
}

if (import.meta.main) writeFileSync(page, withMetrics(readFileSync(page, 'utf8')));
