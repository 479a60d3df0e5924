// The policies that records carry: nobody else's numbers judge an incident.
import type { Incident } from '../../core/incident/record.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { policyFrom } from '../../core/policy/policy-from.ts';
import { systemClock } from '../engine/clock.ts';
import { policyParts } from '../engine/policy-memory.ts';
import { readShipped } from '../templates/shipped.ts';

/** Reads each text once. Null where a record carries none, or none that can be read. */
export function recordedPolicies(): (record: Incident) => Policy | null {
  const { policies } = readShipped();
  const { readKept } = policyParts(
    (file, lastGood, bases) => policyFrom(policies, file, lastGood, bases),
    systemClock(),
  );
  return ({ policy: kept }) => (kept?.written == null ? null : readKept({ ...kept, written: kept.written }));
}

/** The folders of postmortems that the policies of records name; that of the default policy where none does. */
export function postmortemFolders(policies: readonly (Policy | null)[]): readonly string[] {
  const paths = policies.flatMap((policy) => policy?.postmortem.path ?? []);
  const folders = (paths.length === 0 ? ['reports/incidents/{date}-{slug}.md'] : paths).map(folderOf);
  return [...new Set(folders)].filter((folder) => folder !== '').toSorted();
}

/** What stands before the first blank to be filled in. */
function folderOf(path: string): string {
  const fixed = path.split('{')[0] ?? '';
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf('/')));
}
