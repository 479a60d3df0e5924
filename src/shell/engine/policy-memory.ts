// Policies are read often and change rarely: what was parsed or stored once is kept in memory.
import type { PolicyFile } from '../../core/facts.ts';
import type { PolicyFrom, PolicyReading } from './parts.ts';

/** How many readings are kept; a process sees about one policy per repository. */
const KEPT = 1000;

/** The same reading for the same file (by its version, a blob id) and the same last good one. */
export function rememberReadings(policyFrom: PolicyFrom): PolicyFrom {
  const readings = new Map<string, PolicyReading>();
  return (file, lastGood) => {
    const key = JSON.stringify([name(file), lastGood === null ? null : name(lastGood)]);
    const known = readings.get(key);
    if (known !== undefined) return known;
    if (readings.size >= KEPT) readings.clear();
    const reading = policyFrom(file, lastGood);
    readings.set(key, reading);
    return reading;
  };
}

function name(file: PolicyFile): readonly [string, string, boolean] {
  return [file.source, file.version, file.text === null];
}

/** The last good policy per repository, as the database has it. */
export type PolicyMemory = Map<number, { readonly file: PolicyFile | null; readonly problems: string }>;
