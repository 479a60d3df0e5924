// Policies are read often and change rarely: what was parsed or stored once is kept in memory.
import { createHash } from 'node:crypto';
import type { PolicyFile } from '../../core/facts.ts';
import type { ReadKept } from '../../core/policy/kept.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { isWritten, policyOfWritten } from '../../core/policy/policy-from.ts';
import { rememberBases } from './base-policies.ts';
import type { Clock } from './clock.ts';
import type { LoopParts, PolicyFrom, PolicyReading } from './parts.ts';

/** How many readings are kept; a process sees about one policy per repository. */
const KEPT = 1000;

/** The same reading for the same texts: a composed policy has the version of the file that it was composed from, so a version does not tell them apart. */
export function rememberReadings(policyFrom: PolicyFrom): PolicyFrom {
  const readings = new Map<string, PolicyReading>();
  return (file, lastGood, bases) => {
    const key = createHash('sha256')
      .update(JSON.stringify([file, lastGood, bases]))
      .digest('base64');
    const known = readings.get(key);
    if (known !== undefined) return known;
    if (readings.size >= KEPT) readings.clear();
    const reading = policyFrom(file, lastGood, bases);
    readings.set(key, reading);
    return reading;
  };
}

/** The same policy for the same text: many incidents carry one. */
function rememberKept(read: ReadKept): ReadKept {
  const known = new Map<string, Policy>();
  return (kept) => {
    const found = known.get(kept.written);
    if (found !== undefined) return { ...found, source: { from: kept.source, version: kept.version } };
    if (known.size >= KEPT) known.clear();
    const policy = read(kept);
    if (policy !== null) known.set(kept.written, policy);
    return policy;
  };
}

/** What the loop needs to know of policies, remembering what was read once. */
export function policyParts(
  policyFrom: PolicyFrom,
  clock: Clock,
): Pick<LoopParts, 'policyFrom' | 'readKept' | 'basePolicies'> {
  return {
    policyFrom: rememberReadings(policyFrom),
    readKept: rememberKept(({ written, source, version }) =>
      isWritten(written) ? policyOfWritten(written, { from: source, version }) : null,
    ),
    basePolicies: rememberBases(clock),
  };
}

/** The last good policy per repository, as the database has it. */
export type PolicyMemory = Map<number, { readonly file: PolicyFile | null; readonly problems: string }>;
