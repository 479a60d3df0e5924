// Which of our checks a policy has a use for.
import { HOTFIX_CHECK } from '../hotfix/own-checks.ts';
import { FREEZE_CHECK } from '../mitigation/freeze-checks.ts';
import type { Policy } from '../policy/policy.ts';

/** Those that the policy has a use for. */
export function checksWanted({ levels }: Policy): readonly string[] {
  return [
    ...(levels.some(({ hotfix }) => hotfix?.allowed !== false) ? [HOTFIX_CHECK] : []),
    ...(levels.some(({ freeze }) => freeze) ? [FREEZE_CHECK] : []),
  ];
}
