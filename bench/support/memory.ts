// How much memory a process holds, its children included, as Linux tells it under /proc; elsewhere nothing is known.
import { readFileSync } from 'node:fs';

const KIBI = 1024;
/** Often enough to see a child that lives for a second; the peak of the process itself is counted by the kernel. */
const LOOK_EVERY = 50;

/** Resident bytes now; null when the system does not say or the process is gone. */
export function memoryOf(pid: number): number | null {
  const own = statusOf(pid, 'VmRSS');
  if (own === null) return null;
  return childrenOf(pid).reduce((sum, child) => sum + (memoryOf(child) ?? 0), own);
}

export type MemoryWatch = { readonly peak: () => number | null; readonly stop: () => void };

/** Watches from now on. */
export function watchMemory(pid: number): MemoryWatch {
  let most: number | null = null;
  const look = () => {
    const found = [memoryOf(pid), statusOf(pid, 'VmHWM'), most].filter((bytes) => bytes !== null);
    most = found.length === 0 ? null : Math.max(...found);
  };
  const timer = setInterval(look, LOOK_EVERY);
  return {
    peak: () => {
      look();
      return most;
    },
    stop: () => clearInterval(timer),
  };
}

function statusOf(pid: number, field: 'VmRSS' | 'VmHWM'): number | null {
  const line = contentOf(`/proc/${pid}/status`).match(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm'));
  return line === null ? null : Number(line[1]) * KIBI;
}

function childrenOf(pid: number): readonly number[] {
  return contentOf(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((word) => word.trim() !== '')
    .map(Number);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
