// What brings a bad version again with the next deployment, after a rollback: the pull requests that the version came with (`S002-17`, `S002-18`).
import type { Operation } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';

/** Pull requests that are named. */
const MOST = 5;

/** Numbers, of what was rolled back: those of its deployment, where it is among the suspects, else of the first suspect that has any. */
export function pullsToRevert({ changes }: Incident, { from }: Operation): readonly number[] {
  const suspects = changes?.suspects ?? [];
  const its = suspects.find(({ kind, key }) => kind === 'deployment' && key === from?.id);
  const found = its ?? suspects.find(({ pulls }) => pulls.length > 0);
  return (found?.pulls ?? []).slice(0, MOST);
}
