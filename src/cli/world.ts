/** What the verbs that set up and look at an installation touch beside the terminal: folders, the environment, the time, and somebody to ask. */
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { rootAbove, writeBelow } from './folders.ts';
import { progressOn } from './progress.ts';
import { WrongUse } from './verb.ts';

/** The world, so that tests have their own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; null where there is none. Throws `WrongUse` when it is there and cannot be read. */
  readonly readIfThere: (path: string) => Promise<string | null>;
  /** Writes a new file below a folder, and the folders above it. Throws `WrongUse` when it cannot. */
  readonly writeBelow: (folder: string, path: string, text: string) => Promise<void>;
  /** The root of the repository that a folder is deeper in; null: it is the root of one, or in none. Throws `WrongUse` where it is no folder. */
  readonly rootAbove: (folder: string) => Promise<string | null>;
  /** What somebody answers; null where nobody is at a terminal. */
  readonly ask: (question: string) => Promise<string | null>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether something answers there: a connection is opened and closed, and nothing is sent. Never throws. */
  readonly reach: (host: string, port: number) => Promise<boolean>;
  /** Whether what is printed is read by somebody at a terminal. */
  readonly isTerminal: boolean;
  /** Does some work, and says what is going on once it takes longer than a second. */
  readonly during: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

/** That of this process. */
export const processWorld: World = {
  env: process.env,
  readIfThere,
  writeBelow,
  rootAbove,
  ask: async (question) => {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
    const line = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await line.question(question)).trim();
    } finally {
      line.close();
    }
  },
  now: () => Date.now(),
  reach,
  isTerminal: process.stdout.isTTY === true,
  during: progressOn(process.stderr),
};

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new WrongUse(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** Longer than any service takes that could help somebody in time; milliseconds. */
const REACH_PATIENCE = 5000;

function reach(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: REACH_PATIENCE });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
