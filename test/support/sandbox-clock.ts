// How far the sandbox's clock is ahead of real time: what the app under test is told.
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { nowMs } from '../../src/sandbox/state/store.ts';

/** In milliseconds; negative when it is behind. */
export function clockOffsetMs(sandbox: Sandbox): number {
  return nowMs(sandbox.store) - Date.now();
}

/** The sandbox's time as an instant. */
export function sandboxNow(sandbox: Sandbox): string {
  return new Date(nowMs(sandbox.store)).toISOString();
}
