// Pull requests of a lane whose files the gate has read anyway: where none may be a postmortem or the policy, no further request tells it.
import type { HotfixFacts } from '../hotfix/facts.ts';
import type { CheckToPost, OwnCheck } from '../mitigation/freeze-checks.ts';
import { noPostmortem } from '../postmortem/lint/untouched.ts';
import { POLICY_CHECK, POSTMORTEM_CHECK } from './check-names.ts';
import { nextPost } from './check-said.ts';
import { noPolicy } from './policy-untouched.ts';

/** A head of which it is known, and what is still to be posted there; none: it stands there. */
export type Untouched = { readonly pull: number; readonly sha: string; readonly posts: readonly CheckToPost[] };

/** Postmortems are Markdown; policies, and what they lie over, are YAML. */
const PROPOSES = /\.(md|ya?ml)$/;

/** Of a list that is not whole, and of a head whose checks were not told, nothing is known. */
export function untouchedIn(facts: readonly HotfixFacts[]): readonly Untouched[] {
  return facts.flatMap((one) => {
    const { pull, head, files, own } = one;
    const isKnown = files.lacks === null && own?.postmortem !== undefined && pull.sha === head;
    if (!isKnown || files.items.some(({ path, previous }) => PROPOSES.test(path) || PROPOSES.test(previous ?? '')))
      return [];
    const { policy = null } = own;
    const posts = [
      nextPost({ name: POSTMORTEM_CHECK, sha: head, output: noPostmortem }, own.postmortem),
      asksPolicy(one, policy) ? nextPost({ name: POLICY_CHECK, sha: head, output: noPolicy }, policy) : null,
    ];
    return [{ pull: pull.number, sha: head, posts: posts.filter((post) => post !== null) }];
  });
}

/** A rule asks for it, or it said something before. Rules that are not told may ask. */
function asksPolicy({ required }: HotfixFacts, policy: OwnCheck | null): boolean {
  return policy !== null || required.lacks !== null || required.items.some(({ name }) => name === POLICY_CHECK);
}
