// The table of action items in a postmortem of the sandbox, as people edit it by commits, and its rows as anybody reads them.

import { readPostmortem } from '../../src/core/postmortem/read.ts';
import { itemsOf } from '../../src/core/postmortem/table.ts';
import { commit } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { fileOn } from './postmortem.ts';
import type { Story } from './story.ts';

/** Where the document of a story's incident is, and on which branch it is looked at. */
export type Placed = { readonly story: Story; readonly branch: string; readonly path: string };

type Author = 'responder' | 'commander' | 'lead';

export async function textAt({ story, branch, path }: Placed): Promise<string> {
  return (await fileOn(story, branch, path)) ?? '';
}

/** Somebody commits the document with a change. */
export async function edits(placed: Placed, who: Author, change: (text: string) => string): Promise<void> {
  const { story, branch, path } = placed;
  const before = await textAt(placed);
  const after = change(before);
  if (after === before) throw new Error(`The edit changes nothing:\n${before}`);
  await commit(as(story.sandbox, who), branch, path, after);
  await story.settle();
}

const HEAD = '| Action | Type | Owner | Due | Issue | Status |\n| --- | --- | --- | --- | --- | --- |';

/** A table with these rows in place of the question what is to be done. */
export function inPlaceOfQuestion(...rows: readonly string[]): (text: string) => string {
  return (text) => text.replace(/> ❓ \*\*To answer:\*\* What else is to be done.*/, [HEAD, ...rows].join('\n'));
}

/** The row whose words begin so, otherwise. */
export function row(words: string, from: RegExp | string, to: string): (text: string) => string {
  return (text) =>
    text
      .split('\n')
      .map((line) => (line.startsWith(`| ${words}`) ? line.replace(from, to) : line))
      .join('\n');
}

/** Words, owner, number of the issue and state of each row. */
export async function rowsOf(placed: Placed): Promise<readonly string[]> {
  const web = `${placed.story.sandbox.url}/acme/shop`;
  const items = itemsOf(readPostmortem(await textAt(placed)).actions, {
    kinds: [],
    since: '2026-11-21T00:00:00Z',
    web,
  });
  return items.map(({ what, owner, issue, status }) => `${what} · ${owner ?? 'nobody'} · #${issue ?? '-'} · ${status}`);
}
