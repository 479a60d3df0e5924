// Commits stay in every later version; what they did does not where a revert took it away. Told by what `git revert` and GitHub's button write.
import type { Lost } from './comparison.ts';

const DIGITS = 12;
/** A record must stay small; a rollback over more than that is remembered in part. */
const MOST = 50;

/** What a commit is called by whoever reverts it: its first digits, and `#12` for the pull request that it merged. */
function namesOf({ sha, title }: Pick<Lost, 'sha' | 'title'>): readonly string[] {
  const number = /^Merge pull request #(\d+) from |\(#(\d+)\)$/.exec(title.trim());
  const pull = number?.[1] ?? number?.[2];
  return [sha.slice(0, DIGITS), ...(pull === undefined ? [] : [`#${pull}`])];
}

/** What is remembered of commits, the newest first. */
export function marksOf(commits: readonly Pick<Lost, 'sha' | 'title'>[]): readonly string[] {
  return commits.flatMap(namesOf).slice(0, MOST);
}

/** A revert of a revert, as `git` and GitHub call it. */
const BRINGS_AGAIN = /^(?:Revert "Re(?:vert|apply) "|Reapply ")/;

/** What a commit reverts, by the names above. */
function targetsOf({ title, message = title }: Lost): readonly string[] {
  const commits = message.matchAll(/^This reverts commit ([0-9a-f]{12,40})\b/gm);
  const pulls = message.matchAll(/^Reverts [\w.-]+\/[\w.-]+#(\d+)\s*$/gm);
  const quoted = (BRINGS_AGAIN.test(title) ? /" \(#(\d+)\)"/ : /^Revert ".*\(#(\d+)\)"/).exec(title);
  const branch = /^Merge pull request #\d+ from [^\s/]+\/revert-(\d+)-/.exec(title);
  const numbers = [...[...pulls].map(([, number]) => number), quoted?.[1], branch?.[1]];
  return [
    ...[...commits].flatMap(([, sha]) => (sha === undefined ? [] : [sha.slice(0, DIGITS)])),
    ...numbers.flatMap((number) => (number === undefined ? [] : [`#${number}`])),
  ];
}

/**
 * Whether a version with these commits (`since`, newest first, all there are) has lost what is called so: by the last word on it. Whoever reverts one
 * pull request of a version has decided which one it was. What seems to bring something again, of which nobody knows what, brings it again.
 */
export function isReverted(took: readonly string[], since: readonly Lost[]): boolean {
  /** Commits that said something of it; whether they took it away. */
  const acts = new Map<string, boolean>(took.map((name) => [name, false]));
  let isGone = false;
  for (const commit of since.toReversed()) {
    const known = targetsOf(commit).flatMap((name) => acts.get(name) ?? []);
    const [takenBack] = known;
    if (takenBack !== undefined) {
      isGone = !takenBack;
      for (const name of namesOf(commit)) acts.set(name, isGone);
    } else if (BRINGS_AGAIN.test(commit.title)) isGone = false;
  }
  return isGone;
}
