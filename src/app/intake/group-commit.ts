// Many deliveries, one transaction: what arrives in the same turn of the event loop is stored together (`measured-settings.md`, Intake).

/** The most that one transaction takes. */
const GROUP = 100;

type Waiting<T> = { readonly item: T; readonly done: () => void; readonly failed: (error: unknown) => void };

export type GroupCommit<T> = {
  /** Resolves when the item is committed; rejects when it could not be. */
  add(item: T): Promise<void>;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
};

/** Hands items to `commit` in groups, one group at a time; while one is committed the next gathers. */
export function createGroupCommit<T>(commit: (items: readonly T[]) => Promise<unknown>): GroupCommit<T> {
  const waiting: Waiting<T>[] = [];
  let running: Promise<void> | null = null;
  const run = async () => {
    await new Promise<void>((turn) => setImmediate(turn));
    while (waiting.length > 0) await commitGroup(commit, waiting.splice(0, GROUP));
    running = null;
  };
  return {
    add: (item) =>
      new Promise((done, failed) => {
        waiting.push({ item, done, failed });
        running ??= run();
      }),
    settled: () => running ?? Promise.resolve(),
  };
}

/** A group that fails is tried item by item, so that one that cannot be stored does not take its neighbours along. */
async function commitGroup<T>(
  commit: (items: readonly T[]) => Promise<unknown>,
  group: readonly Waiting<T>[],
): Promise<void> {
  try {
    await commit(group.map(({ item }) => item));
    for (const { done } of group) done();
  } catch (error) {
    const [first, ...others] = group;
    if (others.length === 0) return first?.failed(error);
    await Promise.all(group.map((one) => commitGroup(commit, [one])));
  }
}
