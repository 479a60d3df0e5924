// Starts `src/app/main.ts` as a child process, as `npm start` does, and ends it.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const Said = z.object({ type: z.string(), port: z.number().optional() });

export type Started = {
  readonly child: ChildProcess;
  /** Everything printed so far, both streams. */
  readonly output: () => string;
  /** Resolves when this was printed. */
  readonly printed: (text: string) => Promise<void>;
  /** The next message of this type that was not yet taken, or why there will be none. */
  readonly said: (type: string) => Promise<z.infer<typeof Said>>;
  /** The exit code, and the signal that ended it. */
  readonly ended: Promise<readonly [number | null, string | null]>;
  readonly kill: () => Promise<void>;
};

/** Only what is given is in the child's environment, so that the outer one does not matter. */
export function startMain(env: Readonly<Record<string, string>>, given: { main?: string; cwd?: string } = {}): Started {
  const main = given.main ?? `${root}src/app/main.ts`;
  const child = fork(main, [], {
    cwd: given.cwd ?? root,
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--liftoff-only'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part) => {
      output += part;
    });
  }
  const messages: z.infer<typeof Said>[] = [];
  child.on('message', (message) => {
    const said = Said.safeParse(message);
    if (said.success) messages.push(said.data);
  });
  // Not `close`: it does not come after a disconnect.
  const over = [child.stdout, child.stderr].flatMap((stream) => (stream === null ? [] : [once(stream, 'end')]));
  const ended = once(child, 'exit').then(async ([code, signal]): Promise<readonly [number | null, string | null]> => {
    await Promise.all(over);
    return [code, signal];
  });
  return {
    child,
    output: () => output,
    printed: async (text) => {
      while (!output.includes(text) && child.stdout !== null) await once(child.stdout, 'data');
    },
    said: async (type) => {
      for (;;) {
        const index = messages.findIndex((message) => message.type === type);
        const [found] = index < 0 ? [] : messages.splice(index, 1);
        if (found !== undefined) return found;
        const over = await Promise.race([once(child, 'message').then(() => false), ended.then(() => true)]);
        if (over) throw new Error(`The process ended without saying "${type}". It printed:\n${output}`);
      }
    },
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
