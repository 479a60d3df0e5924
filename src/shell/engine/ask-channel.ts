// One call to a channel, which may hang, throw or be missing, and always comes back with what became of it.
import { setTimeout as after } from 'node:timers/promises';
import type { Telling } from '../../core/channels/telling.ts';
import type { Channels } from '../notify/channels.ts';
import type { Notice, Told } from '../notify/port.ts';
import { messageOf } from './log.ts';

/** Real milliseconds that a channel gets for one notice. */
const PATIENCE = 10_000;
/** What one that does not heed its signal gets beyond that. */
const GRACE = 500;

type Asked = Pick<Telling, 'connection' | 'room'>;

/** Tells it. Never throws; ends soon after `signal` is aborted. */
export async function ask(
  channels: Channels,
  { connection, room }: Asked,
  notice: Notice,
  signal: AbortSignal,
): Promise<Told> {
  const ended = new AbortController();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const late = after(PATIENCE + GRACE, retry('It did not answer.'), { ref: false, signal: ended.signal });
  const stopped = new Promise<Told>((resolve) => {
    signal.addEventListener('abort', () => resolve(retry('The engine is stopping.')), { signal: ended.signal });
  });
  try {
    return await Promise.race([tell(channels, { connection, room }, notice, limit), late, stopped]);
  } catch (error) {
    return retry(messageOf(error));
  } finally {
    ended.abort();
    late.catch(() => undefined);
  }
}

async function tell(
  channels: Channels,
  { connection, room }: Asked,
  notice: Notice,
  signal: AbortSignal,
): Promise<Told> {
  const channel = await channels.open(connection, room);
  if (channel !== null) return channel.tell(notice, signal);
  return {
    ok: false,
    fate: 'final',
    message: `There is no connection ${connection} in the environment.`,
    retryAt: null,
  };
}

function retry(message: string): Told {
  return { ok: false, fate: 'retry', message, retryAt: null };
}
