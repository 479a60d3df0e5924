// The command line as a person runs it: a child process with its own environment.
import { execFile } from 'node:child_process';

export type Ran = { readonly status: number; readonly out: string; readonly err: string };

/** Runs `firebreak` with these words and variables, and nothing else of the environment but the path. */
export function firebreak(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Promise<Ran> {
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
  return new Promise((resolve, reject) => {
    const whole = { PATH: process.env['PATH'] ?? '', ...env };
    const child = execFile(process.execPath, [main, ...words], { env: whole, cwd }, (error, out, err) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, out, err });
      else reject(error);
    });
    child.stdin?.end('');
  });
}
