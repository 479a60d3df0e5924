// How a check of what a pull request proposes comes onto its head: what stands there already is the memory of what was posted, as for a freeze.

import type { CheckToPost, OwnCheck } from '../mitigation/freeze-checks.ts';
import { planCode } from '../mitigation/plan-code.ts';
import type { CheckOutput } from './check-output.ts';

/** What is to stand on a commit under a name. */
export type Said = { readonly name: string; readonly sha: string; readonly output: CheckOutput };

const STATES = { success: 'passed', failure: 'failed', neutral: 'neutral' } as const;

/**
 * The next request that brings it there; null: it is there. One for each fifty annotations: until the last the check waits, and what is
 * written behind it says how many came, so that a kill or a lost answer is taken up where it was. GitHub only ever adds annotations, so what says something else is a new check.
 */
export function nextPost({ name, sha, output }: Said, own: OwnCheck | null): CheckToPost | null {
  const { conclusion, title, summary, batches } = output;
  const whole = `said/${planCode([conclusion, title, summary, batches])}`;
  if (own?.note === whole && own.state !== 'waiting') return null;
  const came = own?.state === 'waiting' ? cameOf(own.note, whole) : 0;
  const isLast = came + 1 >= batches.length;
  return {
    name,
    sha,
    id: came > 0 && own !== null ? own.id : null,
    state: isLast ? STATES[conclusion] : 'waiting',
    note: isLast ? whole : `${whole}/${came + 1}`,
    ...{ title, summary, url: null },
    annotations: batches[came] ?? [],
  };
}

function cameOf(note: string, whole: string): number {
  return note.startsWith(`${whole}/`) ? Number(note.slice(whole.length + 1)) : 0;
}

/** Our check once it is posted. */
export function asPosted({ state, note }: CheckToPost, id: string): OwnCheck {
  return { id, state: state === 'waiting' || state === 'passed' ? state : 'other', note };
}
