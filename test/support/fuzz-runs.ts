// How often a property is tried: a few hundred times in `npm test`, as often as `FUZZ_RUNS` says otherwise.

/** Runs of each property. `FUZZ_RUNS=1000000 npx vitest run test/core/form` looks for longer. */
export const fuzzRuns = Number(process.env['FUZZ_RUNS'] ?? 300);
