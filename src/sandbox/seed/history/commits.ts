// The commits of the past: what each pull request brought and how main took it, and which commit is tagged.
import type { PastCommit, Signature } from '../../git/index.ts';
import type { ChangeSize } from '../../state/pull-request.ts';
import type { Past, PastPull } from './events.ts';

type Dated = PastPull & { readonly ago: number };

/** A pull request's place among the commits: its number, its head, and the commit of main that merged it. */
export type PlannedPull = {
  readonly number: number;
  readonly head: number;
  readonly merge: number | null;
  readonly size: ChangeSize;
};

/** What to write, and where the events find it: pull requests by branch, main's tip after each event. */
export type Plan = {
  readonly commits: readonly PastCommit[];
  readonly pulls: ReadonlyMap<string, PlannedPull>;
  readonly tips: readonly (string | number)[];
};

/** Who made a commit, this long ago. */
export type Sign = (who: PastPull['author'] | 'GitHub', ago: number) => Signature;

/** Minutes from opening a pull request to merging it. */
export const untilMerge = 5;

/** Plans the commits on top of the first one. */
export function planCommits(past: readonly Past[], first: string, sign: Sign): Plan {
  const commits: PastCommit[] = [];
  const pulls = new Map<string, PlannedPull>();
  const tips: (string | number)[] = [];
  const known = new Map<string, string>();
  let tip: string | number = first;
  for (const event of past) {
    if (event.kind === 'release') tag(commits, tip, event.tag);
    if (event.kind === 'pull') {
      const number = pulls.size + 1;
      const size = sizeOf(event.files, known);
      const head: number = commits.push(headOf(event, number, tip, sign(event.author, event.ago))) - 1;
      const merge: number | null =
        event.merged === null ? null : commits.push(mergeOf(event, { number, tip, head }, sign)) - 1;
      pulls.set(event.branch, { number, head, merge, size });
      tip = merge ?? tip;
    }
    tips.push(tip);
  }
  return { commits, pulls, tips };
}

function tag(commits: PastCommit[], tip: string | number, name: string): void {
  const commit = typeof tip === 'number' ? commits[tip] : undefined;
  if (typeof tip === 'number' && commit !== undefined)
    commits[tip] = { ...commit, tags: [...(commit.tags ?? []), name] };
}

/** Its branch while it is open; then what GitHub keeps of it. */
function headOf(event: Dated, number: number, tip: string | number, author: Signature): PastCommit {
  const ref = event.merged === null ? `refs/heads/${event.branch}` : `refs/pull/${number}/head`;
  return { ref, parents: [tip], files: event.files, message: event.title, author };
}

type At = { readonly number: number; readonly tip: string | number; readonly head: number };

function mergeOf(event: Dated, { number, tip, head }: At, sign: Sign): PastCommit {
  const { title, author, files, branch, merged } = event;
  const ago = event.ago - untilMerge;
  const words = {
    merge: `Merge pull request #${number} from acme/${branch}\n\n${title}`,
    squash: `${title} (#${number})`,
    rebase: title,
  } as const;
  return {
    ref: 'refs/heads/main',
    parents: merged === 'merge' ? [tip, head] : [tip],
    files,
    message: words[merged ?? 'merge'],
    author: sign(author, merged === 'rebase' ? event.ago : ago),
    committer: sign('GitHub', ago),
  };
}

/** Counted by lines: no version of a file here has a line of the one before it. */
function sizeOf(files: PastPull['files'], known: Map<string, string>): ChangeSize {
  const lines = (text: string) => text.split('\n').length - 1;
  let [additions, deletions] = [0, 0];
  for (const [path, text] of Object.entries(files)) {
    additions += lines(text);
    deletions += lines(known.get(path) ?? '');
    known.set(path, text);
  }
  return { commits: 1, additions, deletions, changedFiles: Object.keys(files).length };
}
