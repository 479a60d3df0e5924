// How often a property is tried: a few hundred times with the other tests, as often as `FUZZ_RUNS` says with `npm run fuzz`.
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';

const counts = process.env['FUZZ_COUNTS'];

/** With `npm run fuzz`, each property leaves behind how often it was really tried. */
if (counts !== undefined) {
  fc.configureGlobal({
    ...fc.readConfigureGlobal(),
    reporter: (details) => {
      const { currentTestName = 'a property' } = expect.getState();
      appendFileSync(counts, `${JSON.stringify({ property: currentTestName, runs: details.numRuns })}\n`);
      if (details.failed) throw new Error(fc.defaultReportMessage(details));
    },
  });
}

/** `short` in an ordinary run. `share` is for properties that cost more than the parse of a text: they take that part of a long run. */
export function fuzzRuns(short: number, share = 1): number {
  const asked = Number(process.env['FUZZ_RUNS'] ?? 0);
  return asked > 0 ? Math.max(short, Math.ceil(asked * share)) : short;
}

/** A piece for random texts: a table whose short rows are filled up to its width by whoever is not careful. */
export const wideTable = `\n\n${'a|'.repeat(60)}\n${'-|'.repeat(60)}\n${'a\n'.repeat(60)}`;
