// Pull requests of a lane whose files the gate has read anyway: where none may be a postmortem, no further request tells it.
import type { HotfixFacts } from '../hotfix/facts.ts';
import type { CheckToPost } from '../mitigation/freeze-checks.ts';
import { noPostmortem } from '../postmortem/lint/untouched.ts';
import { POSTMORTEM_CHECK } from './check-names.ts';
import { nextPost } from './check-said.ts';

/** A head of which it is known, and what is still to be posted there; null: it stands there. */
export type Untouched = { readonly pull: number; readonly sha: string; readonly post: CheckToPost | null };

const PROPOSES = /\.md$/;

/** Of a list that is not whole, and of a head whose checks were not told, nothing is known. */
export function untouchedIn(facts: readonly HotfixFacts[]): readonly Untouched[] {
  return facts.flatMap(({ pull, head, files, own }) => {
    const isKnown = files.lacks === null && own?.postmortem !== undefined && pull.sha === head;
    if (!isKnown || files.items.some(({ path, previous }) => PROPOSES.test(path) || PROPOSES.test(previous ?? '')))
      return [];
    const post = nextPost({ name: POSTMORTEM_CHECK, sha: head, output: noPostmortem }, own.postmortem);
    return [{ pull: pull.number, sha: head, post }];
  });
}
