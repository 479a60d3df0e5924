import { defineConfig } from 'vitest/config';

/**
 * Tests of pure functions, of sandboxes that keep their state to themselves, and stories whose servers are processes of their own: nothing that
 * one file does is seen by the next one in the same worker. Loading the sandbox and compiling GitHub's descriptions takes longer than most files.
 */
const shareable = [
  'core',
  'contract',
  'acceptance',
  'abuse',
  'cli',
  'browser',
  'sandbox',
  'shell/render',
  'shell/payloads',
].map((room) => `test/${room}/**`);

const project = (name: string, include: readonly string[], isolate: boolean, exclude: readonly string[] = []) => ({
  extends: true as const,
  test: { name, include: include.map((folder) => `${folder}/*.test.ts`), exclude: [...exclude], isolate },
});

export default defineConfig({
  test: {
    reporters: ['dot', './test/support/plain-reporter.ts'],
    globalSetup: ['./test/support/postgres.ts'],
    // Stories mostly wait (for a heartbeat, for a retry), so more of them run at a time than there are cores.
    maxWorkers: 4,
    maxConcurrency: 4,
    // They end what hangs, on the slowest machine too.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // PGlite is WebAssembly: without its optimising compiler it starts faster and takes half the memory (see decisions/).
    execArgv: ['--liftoff-only'],
    env: { TZ: 'Pacific/Chatham' },
    projects: [project('shared', shareable, false), project('isolated', ['test/**'], true, shareable)],
  },
});
