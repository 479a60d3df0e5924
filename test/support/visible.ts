// What people can see of an incident, counted: each thing once, whatever happened to the server in between.
import { expect } from 'vitest';
import { effectKeysIn } from '../../src/core/marker.ts';
import { type Comment, isEvidence, type Story } from './story.ts';

/** The app's comments, the card and the evidence of every declaration aside. */
export async function said(story: Story, issue?: number): Promise<readonly Comment[]> {
  return (await written(story, issue)).filter((comment) => !isEvidence(comment));
}

/** The app's comments, the card aside. */
async function written(story: Story, issue?: number): Promise<readonly Comment[]> {
  return (await story.comments(issue)).filter((comment) => comment.author.endsWith('[bot]') && !comment.isCard);
}

/** The keys of the app's comments that begin like this, sorted. */
export async function keys(story: Story, issue: number, beginning = ''): Promise<readonly string[]> {
  const all = (await said(story, issue)).flatMap((comment) => effectKeysIn(comment.body));
  return all.filter((key) => key.startsWith(beginning)).sort();
}

/** No effect has two comments, and there is one card. */
export async function expectNothingTwice(story: Story, issue: number): Promise<void> {
  const all = (await written(story, issue)).flatMap((comment) => effectKeysIn(comment.body)).sort();
  expect(all, story.app.output()).toEqual([...new Set(all)]);
  await story.card(issue);
}

/** Texts of the card's timeline, without time and author. */
export async function timeline(story: Story, issue: number): Promise<readonly string[]> {
  const lines = (await story.card(issue)).split('Timeline')[1]?.split('\n') ?? [];
  return lines
    .filter((line) => line.startsWith('- '))
    .map((line) => line.replace(/^- \S+( UTC)? /, '').replace(/ · \S+$/, ''));
}

/** How often a text stands in a list. */
export function times(list: readonly string[], text: string): number {
  return list.filter((line) => line.includes(text)).length;
}

/** Marks everything that the app has said as read. */
export async function readAll(story: Story, issue: number): Promise<readonly string[]> {
  const count = (await said(story, issue)).length;
  const read: string[] = [];
  while (read.length < count) {
    const next = await story.nextComment(issue).catch(() => null);
    if (next === null) break;
    read.push(next);
  }
  return read;
}
