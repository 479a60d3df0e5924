// Which required checks are our own: the gate cannot wait for itself, nor for the freeze, which lets a hotfix go when the gate has passed; what says only what is proposed proves nothing of a fix, and GitHub's rules hold it all the same.
import { FREEZE_CHECK } from '../mitigation/freeze-checks.ts';
import { POLICY_CHECK, POSTMORTEM_CHECK } from '../proposal/check-names.ts';
import type { RequiredCheck } from './facts.ts';

/** The name of the gate's check, as branch rules require it. */
export const HOTFIX_CHECK = 'firebreak / hotfix';

const own: readonly string[] = [HOTFIX_CHECK, FREEZE_CHECK, POSTMORTEM_CHECK, POLICY_CHECK];

/** Where the rules name another app for it, it is that app's check and is waited for. */
export function isOwn({ name, app }: RequiredCheck, self: number): boolean {
  return own.includes(name) && (app === null || app === self);
}
