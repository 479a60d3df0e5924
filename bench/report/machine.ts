// The machine that the numbers are of: without it they say little.
import { availableParallelism, cpus, freemem, loadavg, totalmem } from 'node:os';

const GIBI = 2 ** 30;

/** One line. The load tells whether others were at work. */
export function machineLine(): string {
  const [load = 0] = loadavg();
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `${(totalmem() / GIBI).toFixed(1)} GiB of memory, ${(freemem() / GIBI).toFixed(1)} free`,
    `${process.platform} ${process.arch}`,
    `Node ${process.version}`,
    `load ${load.toFixed(1)} at the start`,
  ].join(' · ');
}
