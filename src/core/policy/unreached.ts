/** Who is not reached under a policy that is sound: roles that are paged or told and that nobody is. */
import { withEverybody } from '../oncall/hints.ts';
import { unmappedRoles } from './find.ts';
import type { Policy } from './policy.ts';

/** What to know and to do about it; null when everybody whom a ladder names is reached. */
export function unreached(written: Policy): string | null {
  const policy = withEverybody(written);
  const { levels, people } = policy;
  if (levels.every(({ escalation }) => escalation.length === 0))
    return 'it pages nobody: no level has a ladder. Write one under `escalation`.';
  const roles = [...new Set(levels.flatMap((level) => unmappedRoles(policy, level)))].join(', ');
  if (roles === '') return null;
  const isAnybody = Object.values(people).some((handles) => handles.length > 0);
  return isAnybody
    ? `nobody is mapped to ${roles}: whoever is mapped nearest is mentioned instead. Map them under \`people\`.`
    : `it pages nobody: nobody is mapped to ${roles}. Map them under \`people\`.`;
}
