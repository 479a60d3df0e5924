import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['dot', './test/support/plain-reporter.ts'],
    globalSetup: ['./test/support/postgres.ts'],
    // Stories mostly wait (for a heartbeat, for a retry), so more of them run at a time than there are cores.
    maxWorkers: 4,
    maxConcurrency: 4,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // PGlite is WebAssembly: without its optimising compiler it starts faster and takes half the memory (see decisions/).
    execArgv: ['--liftoff-only'],
    env: { TZ: 'Pacific/Chatham' },
  },
});
