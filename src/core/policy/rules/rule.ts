// What a rule across keys is: something a schema cannot say.
import type { Path } from '../path.ts';
import type { Policy } from '../policy.ts';

/** A violated rule: what happened, what was expected, what to do. `at` are all places that have to do with it; it is told at the first that the team's file has. */
export type Violation = { readonly at: readonly Path[]; readonly message: string };

/** Names that were written and are not in the policy, since they are wrong otherwise or their level is removed: a reference to them is none to nothing. */
export type AlsoNamed = (collection: 'levels' | 'checklist' | 'cause_families') => readonly string[];

export type Rule = {
  readonly code: string;
  /** One sentence for the reference: what must hold. */
  readonly says: string;
  /** Whether it can be judged only with everything that the policy lies over. */
  readonly needsAll?: true;
  readonly check: (policy: Policy, also: AlsoNamed) => readonly Violation[];
};
