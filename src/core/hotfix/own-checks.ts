// Which required checks are our own: the gate cannot wait for itself, nor for the freeze, which lets a hotfix go when the gate has passed.
import { FREEZE_CHECK } from '../mitigation/freeze-checks.ts';
import type { RequiredCheck } from './facts.ts';

/** The name of the gate's check, as branch rules require it. */
export const HOTFIX_CHECK = 'firebreak / hotfix';

/** Where the rules name another app for it, it is that app's check and is waited for. */
export function isOwn({ name, app }: RequiredCheck, self: number): boolean {
  return (name === HOTFIX_CHECK || name === FREEZE_CHECK) && (app === null || app === self);
}
