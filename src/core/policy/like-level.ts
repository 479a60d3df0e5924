// Words by which somebody must have meant a severity, though the policy has none of that name.
import { findLevel } from './find.ts';
import type { Policy } from './policy.ts';

/** Names of severities as teams have them: `P9`, `SEV-1`, `severity 2`, `priority: 1`. */
const usual = /^(?:p|sev|severity|prio|priority)[\s:_/-]*\d{1,2}$/i;

/** Whether a label names a severity that is none of the policy's: with the policy's prefix, or in the manner of severities. */
export function isUnknownLevel(policy: Policy, label: string): boolean {
  const { severityPrefix } = policy.labels;
  const prefixed = severityPrefix !== '' && label.toLowerCase().startsWith(severityPrefix.toLowerCase());
  const bare = (prefixed ? label.slice(severityPrefix.length) : label).trim();
  if (findLevel(policy, bare) !== null || findLevel(policy, label) !== null) return false;
  return prefixed || usual.test(bare) || policy.levels.some(({ name }) => shape(name) === shape(bare));
}

/** `Tier 3` is as `Tier 1` is. */
function shape(name: string): string {
  return name.toLowerCase().replace(/\d+/g, '0');
}
