// Talk with a parent process over IPC: `ready` to it; a moved clock, "are you idle", "crash there" and "stop" from it.
import { setTimeout as after } from 'node:timers/promises';
import * as z from 'zod';
import { TURN_PATIENCE, type TurnPatience } from '../shell/github/tolerant.ts';

const Message = z.discriminatedUnion('type', [
  /** Milliseconds that the app's clock shall be ahead of real time. */
  z.object({ type: z.literal('clock'), offset_ms: z.number() }),
  z.object({ type: z.literal('idle'), id: z.number().default(0) }),
  /** The named place at which the app shall kill itself. */
  z.object({ type: z.literal('crash'), at: z.string() }),
  z.object({ type: z.literal('stop') }),
]);

export type ParentWishes = {
  readonly setClock: (milliseconds: number) => Promise<void>;
  /** Resolves when nothing stored is left to do. */
  readonly idle: () => Promise<void>;
  readonly crashAt: (place: string) => void;
  readonly stop: (why: string) => void;
};

/** Whether some process started this one with a channel. */
export function hasParent(): boolean {
  return process.send !== undefined;
}

/**
 * Milliseconds that the parent's clock was ahead of real time when it started us: without it, a start on a moved clock would take up timers at the
 * wrong time before the parent's first message. 0 without a parent.
 */
export function clockFromParent(): number {
  const offset = Number(process.env['FIREBREAK_CLOCK_OFFSET_MS'] ?? 0);
  return hasParent() && Number.isFinite(offset) ? offset : 0;
}

/**
 * How long an incident's turn waits for GitHub beyond what it needs. A local GitHub on a busy machine is slow where the real one is not, and what is given up
 * there would only be missing: the parent says how many milliseconds it wants to be waited for. As it is without a parent.
 */
export function patienceFromParent(): TurnPatience {
  const wished = Number(process.env['FIREBREAK_PATIENCE_MS'] ?? 0);
  if (!hasParent() || !(wished > 0)) return TURN_PATIENCE;
  return { unasked: wished, asked: Math.max(wished, TURN_PATIENCE.asked) };
}

/** Says something to the parent, if there is one. */
export function tellParent(message: object): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** Follows the parent's wishes and ends with it. Not in production: there, nobody moves the clock. */
export function followParent(wishes: ParentWishes): void {
  process.on('message', (received) => {
    const message = Message.safeParse(received);
    if (message.success) void follow(message.data, wishes);
  });
  process.on('disconnect', () => wishes.stop('the parent process is gone'));
}

async function follow(message: z.infer<typeof Message>, wishes: ParentWishes): Promise<void> {
  switch (message.type) {
    case 'clock':
      await insist(() => wishes.setClock(message.offset_ms));
      return tellParent({ type: 'clock', offset_ms: message.offset_ms });
    case 'idle':
      await insist(wishes.idle);
      return tellParent({ type: 'idle', id: message.id });
    case 'crash':
      wishes.crashAt(message.at);
      return tellParent({ type: 'crash' });
    case 'stop':
      return wishes.stop('the parent process asks for it');
  }
}

/** How often a wish is tried, and how long it waits in between, in milliseconds. */
const ATTEMPTS = 5;
const PAUSE = 500;

/** Does a wish that may be done twice; a database that did not answer in time on a busy machine ends no rehearsal. Throws the last failure. */
export async function insist(
  wish: () => Promise<void>,
  pause: () => Promise<unknown> = () => after(PAUSE),
): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await wish();
    } catch {
      await pause();
    }
  }
  await wish();
}
