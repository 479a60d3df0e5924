// Incidents that nobody answers, followed by the moved clock: what the app said of each, at which minute, to whom; the server may be killed on the way.
import { expect } from 'vitest';
import { effectKeysIn } from '../../src/core/marker.ts';
import type { CrashPoint } from '../../src/shell/engine/crash-points.ts';
import { mentions } from './harmless.ts';
import { sandboxNow } from './sandbox-clock.ts';
import type { Story } from './story.ts';
import { readAll } from './visible.ts';

const MINUTE = 60_000;

/** What befalls the server at an instant: it is down when it comes, has lost its data as well, or dies at a named place of the work that is due then. */
export type Blow = 'down' | 'down and without its data' | CrashPoint | `${CrashPoint}:${number}`;

/** One comment: minutes since the declaration, what was due, and whom it mentions; `240 step 2 + update: @commander`. */
export type Row = string;

/** Declares an incident per level, says nothing, and stops the clock a minute before each of the minutes and at it. Rows by level. */
export async function followSilently(
  story: Story,
  levels: readonly string[],
  minutes: readonly number[],
  blows: Readonly<Record<number, Blow>> = {},
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const began = timeOf(story);
  const issues = new Map<string, number>();
  for (const level of levels) {
    const declared = { title: `[INCIDENT ${level}] Production down`, labels: ['incident', level] };
    issues.set(level, await story.declare(declared));
  }
  const rows = new Map(levels.map((level): [string, Row[]] => [level, []]));
  const read = async (minute: number) => {
    for (const [level, issue] of issues)
      rows.get(level)?.push(...(await readAll(story, issue)).map((text) => rowOf(minute, text)));
  };
  await read(0);
  // A request that is repeated counts from the last one, so an instant counts from when the one before was done with.
  let before = { minute: 0, done: timeOf(story) };
  for (const minute of minutes) {
    await until(story, began + (minute - 1) * MINUTE);
    await read(minute - 1);
    await arrive(story, before.done + (minute - before.minute) * MINUTE, blows[minute]);
    expect(story.app.alive(), `minute ${minute}: the server ended by itself:\n${story.app.output()}`).toBe(true);
    await read(minute);
    before = { minute, done: timeOf(story) };
  }
  return rows;
}

/** The minute of a row. */
export function minuteOf(row: Row): number {
  return Number.parseInt(row, 10);
}

/** Whether a row is a page: a step of the ladder, or a response that is late. The others count against the hour. */
export function isPage(row: Row): boolean {
  return /step|response/.test(row);
}

function rowOf(minute: number, text: string): Row {
  const due = effectKeysIn(text).flatMap((key) => key.split('/').at(-1)?.split('.') ?? []);
  return `${minute} ${due.map(inWords).join(' + ')}: ${mentions(text).join(' ')}`;
}

/** A part of the comment's key; steps are counted from one, as people do. */
function inWords(part: string): string {
  const step = /^step-\d+-(\d+)$/.exec(part)?.[1];
  return step === undefined ? (part.split(':')[0] ?? part) : `step ${Number(step) + 1}`;
}

/** Moves the clock to an instant, unless it has passed already. */
async function until(story: Story, instant: number): Promise<void> {
  const wait = instant - timeOf(story);
  if (wait > 0) await story.later(`PT${wait / 1000}S`);
}

async function arrive(story: Story, instant: number, blow: Blow | undefined): Promise<void> {
  if (blow === undefined) return until(story, instant);
  if (blow === 'down' || blow === 'down and without its data') await story.app.kill();
  else await story.app.crashAt(blow);
  if (blow === 'down and without its data') await story.app.forget();
  await until(story, instant);
  expect(story.app.alive(), `${blow} was never passed:\n${story.app.output()}`).toBe(false);
  await story.app.start();
  await story.settle();
}

function timeOf(story: Story): number {
  return Date.parse(sandboxNow(story.sandbox));
}
