// What only a repository with a policy of its own has a use for: the shipped policies that it lies over, and the reader of policies.
import type { PolicyFile } from '../../src/core/facts.ts';
import { ranksElsewhere as ranksIn } from '../../src/core/form/ranks-elsewhere.ts';
import { type Bases, type PolicyInForce, policyFrom } from '../../src/core/policy/policy-from.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';

const policies = once(() => readShipped().policies);
const ranks = once(() => ranksIn(policies()));

/** As `policyFrom`. */
export function policyOver(file: PolicyFile, lastGood: PolicyFile | null, bases: Bases): PolicyInForce {
  return policyFrom(policies(), file, lastGood, bases);
}

/** As `RanksElsewhere`. */
export function ranksElsewhere(answer: string): number | null {
  return ranks()(answer);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
