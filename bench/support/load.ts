// A lean client for one server: prepared requests over raw sockets that stay open, so that the client costs little beside what it measures.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a round of requests came to. Times are milliseconds from handing a request over until its answer was read. */
export type Round = {
  readonly times: readonly number[];
  readonly seconds: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
};

/** As fast as so many connections allow. */
export function flood(port: number, connections: number, requests: readonly Buffer[]): Promise<Round> {
  return measured(port, connections, (lines, note) => floodOver(lines, requests, note));
}

/** So many requests a second, at even distances, however long the answers take. */
export function pace(
  port: number,
  connections: number,
  requests: readonly Buffer[],
  perSecond: number,
): Promise<Round> {
  return measured(port, connections, (lines, note) => paceOver(lines, requests, perSecond, note));
}

type Note = (status: number, milliseconds: number) => void;

/** Connections are new for each round: a server closes those that were idle for some seconds. */
async function measured(
  port: number,
  connections: number,
  work: (lines: readonly Line[], note: Note) => Promise<void>,
): Promise<Round> {
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port)));
  const began = performance.now();
  try {
    await work(lines, (status, milliseconds) => {
      times.push(milliseconds);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
    return { times, statuses, seconds: (performance.now() - began) / 1000 };
  } finally {
    for (const line of lines) line.close();
  }
}

async function floodOver(lines: readonly Line[], requests: readonly Buffer[], note: Note): Promise<void> {
  const rest = requests.values();
  const drain = async (line: Line) => {
    for (const request of rest) {
      const began = performance.now();
      note(await line.ask(request), performance.now() - began);
    }
  };
  await Promise.all(lines.map(drain));
}

async function paceOver(
  lines: readonly Line[],
  requests: readonly Buffer[],
  perSecond: number,
  note: Note,
): Promise<void> {
  const free = [...lines];
  const began = performance.now();
  const answered: Promise<void>[] = [];
  for (const [index, request] of requests.entries()) {
    const at = began + (index * 1000) / perSecond;
    while (performance.now() < at || free.length === 0) await new Promise((next) => setTimeout(next, 1));
    // In turn, so that none is idle for long.
    const line = free.shift();
    if (line === undefined) throw new Error('No connection is free.');
    const sent = performance.now();
    // From when it was due if the server had no connection free for it.
    const from = sent - at > 2 ? at : sent;
    answered.push(
      line.ask(request).then((status) => {
        note(status, performance.now() - from);
        free.push(line);
      }),
    );
  }
  await Promise.all(answered);
}

type Line = { ask(request: Buffer): Promise<number>; close(): void };

type Waiting = { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void };

/** One connection, one request at a time. */
async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let answer = '';
  let waiting: Waiting | null = null;
  const fail = (why: string) => {
    waiting?.reject(new Error(why));
    waiting = null;
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    answer += chunk;
    const status = statusOfWhole(answer);
    if (status === null) return;
    answer = '';
    waiting?.resolve(status);
    waiting = null;
  });
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('The server closed the connection.'));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The server closed the connection.'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The status of an answer that has arrived as a whole; null while some of it is missing. */
function statusOfWhole(answer: string): number | null {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = answer.slice(0, end).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const whole = length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= end + 4 + Number(length);
  return whole ? Number(head.slice(9, 12)) : null;
}
