// The connections that the environment has set up, as the engine uses them: each opened when it is first needed, all closed at the end.
import type { Channel } from './port.ts';

export type Channels = {
  /** Names of the connections (`core/channels/telling.ts`): `slack`, `webhook:ops`. */
  readonly connected: readonly string[];
  /** The channel behind a connection, in the room of that name where it has rooms; null when there is no such connection. Throws when it cannot be opened. */
  open(connection: string, room: string | null): Promise<Channel | null>;
  close(): Promise<void>;
};

/** How one connection is made; called once for each room, and again only after it failed. */
export type OpenChannel = (room: string | null) => Promise<Channel>;

/** The channels over these connections. A channel is kept once it is open: it holds connections and what its receiver asked for. */
export function createChannels(connections: Readonly<Record<string, OpenChannel>>): Channels {
  const opened = new Map<string, Promise<Channel>>();
  return {
    connected: Object.keys(connections),
    async open(connection, room) {
      const make = Object.hasOwn(connections, connection) ? connections[connection] : undefined;
      if (make === undefined) return null;
      const name = JSON.stringify([connection, room]);
      const known = opened.get(name) ?? make(room);
      opened.set(name, known);
      known.catch(() => opened.delete(name));
      return known;
    },
    async close() {
      const all = await Promise.allSettled(opened.values());
      for (const each of all) if (each.status === 'fulfilled') await closeOne(each.value);
    },
  };
}

async function closeOne(channel: Channel & { close?: () => unknown }): Promise<void> {
  await channel.close?.();
}
