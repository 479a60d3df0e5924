// Which pull request of a merge group the gate of a hotfix is for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pullAsked } from '../../action/hotfix-gate/asked.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firebreak-group-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function askedOf(event: unknown) {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(event));
  return pullAsked({ GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: path });
}

test('the last one of its group, at the head that it has', () => {
  const branch = `refs/heads/gh-readonly-queue/main/pr-12-${'a'.repeat(40)}`;
  expect(askedOf({ merge_group: { head_ref: branch } })).toEqual({ number: 12, head: null });
});

test.each([
  { what: 'another branch', event: { merge_group: { head_ref: 'refs/heads/main' } } },
  { what: 'a branch that is no text', event: { merge_group: { head_ref: 12 } } },
  { what: 'no branch', event: { merge_group: {} } },
  { what: 'a group that is nothing', event: { merge_group: null } },
  { what: 'no group', event: {} },
  { what: 'no event', event: null },
])('$what: it is said in words that it names none', ({ event }) => {
  expect(() => askedOf(event)).toThrow(/^The branch of the merge group names no pull request\. /);
});
