// What the pull request must be: open, ready, from here, to the branch that is deployed, and still at the head that is judged.
import { codeSpan } from '../markdown/quoted.ts';
import type { GatePolicy, HotfixFacts, HotfixPull } from './facts.ts';
import { fails, holds, type Row, waits } from './row.ts';

/** The rules about the pull request, each a row. */
export const ofPull = {
  open: ({ state }: HotfixPull): Row => {
    switch (state) {
      case 'open':
        return holds('open', 'It is open.');
      case 'closed':
        return fails('open', 'It is closed.', 'author');
      case 'merged':
        return fails('open', 'It is merged already.', 'nobody');
      case 'unknown':
        return waits('open', 'It is not known whether it is open.', 'nobody');
      default:
        return noState(state);
    }
  },
  newestHead: ({ head, pull }: HotfixFacts): Row =>
    pull.sha === head && head !== ''
      ? holds('newest-head', 'This is its newest commit.')
      : waits('newest-head', 'It has another head meanwhile, which is judged on its own.', 'nobody'),
  draft: ({ draft }: HotfixPull): Row =>
    draft ? waits('draft', 'It is a draft.', 'author') : holds('draft', 'It is ready for review.'),
  base: ({ pull, defaultBranch }: HotfixFacts, { hotfix }: GatePolicy): Row => {
    const wanted = hotfix.base ?? defaultBranch;
    if (wanted === null) return waits('base', 'It is not known which branch is the default one.', 'nobody');
    if (pull.base === wanted) return holds('base', `It goes to ${codeSpan(wanted)}.`);
    return fails('base', `It goes to ${codeSpan(pull.base)}; a hotfix goes to ${codeSpan(wanted)}.`, 'author');
  },
  source: ({ from }: HotfixPull, { hotfix }: GatePolicy): Row => {
    switch (from) {
      case 'here':
        return holds('source', 'Its branch is in this repository.');
      case 'fork':
        return hotfix.forks === 'maintainer'
          ? holds('source', 'Its branch is in a fork: somebody who maintains the repository must approve it.')
          : fails('source', 'Its branch is in a fork: push it to this repository.', 'responder');
      case 'unknown':
        return fails('source', 'It is not known where its branch is.', 'author');
      default:
        return noSource(from);
    }
  },
};

function noState(_state: never): Row {
  return waits('open', 'It is not known whether it is open.', 'nobody');
}

function noSource(_from: never): Row {
  return fails('source', 'It is not known where its branch is.', 'author');
}
