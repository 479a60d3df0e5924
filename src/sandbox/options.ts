// The command line of `npm run sandbox`.
import { parseArgs } from 'node:util';
import { type RunMode, runModes } from './actions/runs.ts';
import { presets, samplePreset } from './seed/files.ts';

/** What was asked for. */
export type Options = {
  readonly port: number;
  /** Print one JSON line when ready, and nothing else, for scripts. */
  readonly headless: boolean;
  readonly database: 'pglite' | 'postgres';
  /** The runbook of the sample repository. */
  readonly preset: string;
  /** Who says how runs of workflows end. */
  readonly runs: RunMode;
};

/** Where the sandbox listens unless told otherwise. */
export const usualPort = 4000;

/** How it is called. */
export const usage =
  'npm run sandbox -- [--port 4000] [--headless] [--database pglite|postgres] [--preset github] [--runs manual|execute|script]';

/** The options; throws with a sentence for a person when they make no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      headless: { type: 'boolean' },
      database: { type: 'string' },
      preset: { type: 'string' },
      runs: { type: 'string' },
    },
  });
  const port = Number(values.port ?? usualPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}`);
  const { database = 'pglite' } = values;
  if (database !== 'pglite' && database !== 'postgres')
    throw new Error(`--database must be pglite or postgres, not ${database}`);
  const { preset = samplePreset } = values;
  if (!presets().includes(preset)) throw new Error(`--preset must be one of ${presets().join(', ')}, not ${preset}`);
  const runs = runModes.find((mode) => mode === (values.runs ?? 'manual'));
  if (runs === undefined) throw new Error(`--runs must be one of ${runModes.join(', ')}, not ${values.runs}`);
  return { port, headless: values.headless ?? false, database, preset, runs };
}
