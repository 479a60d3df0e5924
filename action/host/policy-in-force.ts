// The policy of a file as a judge of pull requests needs it: the built-in one is there made, and what reads a repository's own is loaded where there is one.
import type { PolicyFile } from '../../src/core/facts.ts';
import type { Bases, PolicyInForce } from '../../src/core/policy/policy-from.ts';
import { readBuiltIn } from '../../src/shell/templates/built-in.ts';
import { policyOver } from './own-policy.ts';

/** As `policyFrom`, without one that was good before. */
export function policyInForce(file: PolicyFile, bases: Bases): PolicyInForce {
  return file.text === null && file.notRead === undefined ? readBuiltIn().inForce : policyOver(file, null, bases);
}
