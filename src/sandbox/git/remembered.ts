/** What git said of a repository that nobody has changed since. Starting a process costs a large one tens of milliseconds, and the same is asked all the time. */

/** Commands that change nothing: their answer holds until another command runs. */
const READS: ReadonlySet<string> = new Set(
  'cat-file check-ref-format diff-tree for-each-ref log ls-tree merge-base rev-list rev-parse symbolic-ref'.split(' '),
);

/** Answers of one repository, and repositories, that are kept; the oldest go first. */
const MOST_ANSWERS = 500;
const MOST_REPOSITORIES = 16;
/** Bytes of an answer that is kept. */
const MOST_BYTES = 256 * 1024;

type Kept = Map<string, Promise<Buffer>>;

const repositories = new Map<string, Kept>();

/** Everything that was said of the repository is forgotten: before and after each command that may change it. */
export function forget(folder: string): void {
  repositories.delete(folder);
}

export function changesNothing([command = '']: readonly string[]): boolean {
  return READS.has(command);
}

/** The answer of the same question if nothing was written since it was asked, also one that is on its way and also a refusal. */
export function remembered(
  folder: string,
  args: readonly string[],
  input: string,
  ask: () => Promise<Buffer>,
): Promise<Buffer> {
  const key = JSON.stringify([args, input]);
  const kept = repositories.get(folder) ?? new Map<string, Promise<Buffer>>();
  const known = kept.get(key);
  if (known !== undefined) return known;
  const answer = ask();
  keep(repositories, folder, kept, MOST_REPOSITORIES);
  keep(kept, key, answer, MOST_ANSWERS);
  answer.then(
    ({ length }) => length > MOST_BYTES && kept.delete(key),
    () => undefined,
  );
  return answer;
}

function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
