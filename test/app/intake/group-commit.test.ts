// Deliveries of one turn share a transaction; one that cannot be stored does not take its neighbours along.
import { expect, test } from 'vitest';
import { createGroupCommit } from '../../../src/app/intake/group-commit.ts';

function recording(fails: (items: readonly number[]) => boolean = () => false) {
  const commits: (readonly number[])[] = [];
  const group = createGroupCommit<number>(async (items) => {
    commits.push(items);
    if (fails(items)) throw new Error(`cannot store ${items.join()}`);
  });
  return { commits, group };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('one turn, one commit, in order', async () => {
  const { commits, group } = recording();
  await Promise.all(upTo(40).map(group.add));
  expect(commits).toEqual([upTo(40)]);
});

test('at most a hundred at a time', async () => {
  const { commits, group } = recording();
  await Promise.all(upTo(250).map(group.add));
  expect(commits.map((items) => items.length)).toEqual([100, 100, 50]);
});

test('what arrives during a commit waits for the next', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const began = Promise.withResolvers<void>();
  const commits: (readonly string[])[] = [];
  const group = createGroupCommit<string>(async (items) => {
    commits.push(items);
    began.resolve();
    await gates[commits.length - 1]?.promise;
  });
  const first = group.add('a');
  await began.promise;
  const others = [group.add('b'), group.add('c')];
  expect(commits).toEqual([['a']]);
  gates[0]?.resolve();
  await first;
  gates[1]?.resolve();
  await Promise.all(others);
  expect(commits).toEqual([['a'], ['b', 'c']]);
});

test('a failed group is tried one by one', async () => {
  const { commits, group } = recording((items) => items.includes(2));
  const ends = await Promise.allSettled(upTo(4).map(group.add));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(commits).toHaveLength(5);
});

test('after a failure the next delivery is tried again', async () => {
  let broken = true;
  const { group } = recording(() => broken);
  await expect(group.add(1)).rejects.toThrow('cannot store 1');
  broken = false;
  await group.add(2);
  await group.settled();
});
