// The temporary fixes that a merged hotfix marks: they go to the register of its incident, and are followed to where their marker is gone.
import type { GatePolicy, HotfixFacts } from './facts.ts';
import { markersIn } from './markers.ts';
import type { MarkedFix } from './news.ts';

/** More in one hotfix are no exception any more; the gate names them all. */
const MOST = 10;
const LONGEST = 200;

/** In order, the first of them. Only what is on the default branch can be looked for there: `marker` is null elsewhere. */
export function markedFixes({ files, pull, defaultBranch }: HotfixFacts, { temporaryFixes }: GatePolicy): MarkedFix[] {
  const isFollowed = pull.base === defaultBranch;
  const found = files.items.flatMap(({ path, patch }) =>
    patch === null ? [] : markersIn(patch, temporaryFixes).map(({ what, text }) => ({ what, marker: { path, text } })),
  );
  return found.slice(0, MOST).map(({ what, marker }) => ({
    what: (what === '' ? marker.text : what).slice(0, LONGEST).toWellFormed(),
    marker: isFollowed ? marker : null,
  }));
}
