// One process owns a PGlite folder: PGlite itself has no lock, and a second opener silently loses the first one's rows (F-48).
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const Holder = z.object({ pid: z.number().int(), host: z.string(), since: z.string(), process: z.string().nullable() });
type Holder = z.infer<typeof Holder>;

/** Another process has the folder; the message names it and says what to do. */
export class DirectoryInUse extends Error {
  constructor(directory: string, holder: string, advice: string) {
    super(`The data folder ${directory} is in use by ${holder}. ${advice}`);
    this.name = 'DirectoryInUse';
  }
}

/** Folders this very process holds: its own pid in a lock file means a predecessor only when the folder is not in here. */
const held = new Set<string>();

/** Takes the folder for this process (creating it), or throws `DirectoryInUse`. Returns the release. */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const folder = resolve(directory);
  if (held.has(folder)) throw new DirectoryInUse(folder, `this process (${process.pid})`, 'Close it first.');
  held.add(folder);
  try {
    await mkdir(folder, { recursive: true });
    await take(folder);
  } catch (error) {
    held.delete(folder);
    throw error;
  }
  return async () => {
    await unlink(lockFile(folder)).catch(() => undefined);
    held.delete(folder);
  };
}

function lockFile(folder: string): string {
  return join(folder, 'firebreak.lock');
}

function ourselves(): string {
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    process: processIdentity(process.pid),
  };
  return JSON.stringify(holder);
}

async function take(folder: string): Promise<void> {
  const file = lockFile(folder);
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(ourselves());
    await handle.close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    await takeOver(folder, file);
  }
}

/** Replaces the lock of a dead process. One at a time: the takeover file is exclusive, and the lock file never stops existing. */
async function takeOver(folder: string, file: string): Promise<void> {
  refuseIfAlive(folder, await readFile(file, 'utf8'));
  const turn = `${file}.takeover`;
  await open(turn, 'wx').then(
    (handle) => handle.close(),
    (error: unknown) => refuseTurn(folder, turn, error),
  );
  try {
    refuseIfAlive(folder, await readFile(file, 'utf8'));
    const next = `${file}.${process.pid}`;
    await writeFile(next, ourselves());
    await rename(next, file);
  } finally {
    await unlink(turn).catch(() => undefined);
  }
}

function refuseTurn(folder: string, turn: string, error: unknown): never {
  if (codeOf(error) !== 'EEXIST') throw error;
  const seconds = existsSync(turn) ? Math.round((Date.now() - statSync(turn).mtimeMs) / 1000) : 0;
  throw new DirectoryInUse(
    folder,
    `a process that began to take it over ${seconds} s ago`,
    `Try again; if it stays so, no process is starting, and you may delete ${turn}.`,
  );
}

function refuseIfAlive(folder: string, text: string): void {
  const holder = holderOf(text);
  const advice = 'Stop that process, give this one another folder, or use PostgreSQL (DATABASE_URL) to run several.';
  if (holder === null) {
    throw new DirectoryInUse(
      folder,
      'a process that did not finish writing its lock',
      `If none runs, delete ${lockFile(folder)}.`,
    );
  }
  if (holder.host !== hostname()) {
    const name = `process ${holder.pid} on host ${holder.host} (since ${holder.since})`;
    throw new DirectoryInUse(folder, name, `If that host is gone for good, delete ${lockFile(folder)}. ${advice}`);
  }
  if (isAlive(holder))
    throw new DirectoryInUse(folder, `process ${holder.pid} on this host (since ${holder.since})`, advice);
}

/** Null for an empty or unreadable file: a process died (or is) between creating and writing it. */
function holderOf(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether the very process that wrote the lock still runs; in doubt it does. A reused pid is told apart by its start time. */
function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
  const identity = processIdentity(holder.pid);
  return identity === null || holder.process === null || identity === holder.process;
}

/** What tells this process from a later one with the same pid: boot and start time (Linux); null where unknown. */
function processIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Field 22, counted behind the command name, which may itself contain spaces and brackets.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return started === undefined ? null : `${boot}:${started}`;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
