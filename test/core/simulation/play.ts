// Simulations of small policies, as lines that read as a specification.
import type { Policy } from '../../../src/core/policy/policy.ts';
import { readEvents } from '../../../src/core/simulation/events.ts';
import { type Plan, type Simulated, simulate } from '../../../src/core/simulation/simulate.ts';
import * as build from '../../support/builders.ts';

/** A policy that begins with nothing but these lines, and maps nobody. */
export function policyOf(text: string): Policy {
  return build.policyOf(`preset: none\n${text}`);
}

/** A Monday morning. */
export const START = '2026-01-05T09:00:00Z';

/** A day of an incident at P0, with events as they are written in a file. */
export function play(policy: Policy, events = '', over: Partial<Plan> = {}): Simulated {
  const read = readEvents(events);
  if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
  const plan = { brain: build.brain, policy, level: 'P0', start: START, length: 'PT24H', events: read.events };
  return simulate({ ...plan, ...over });
}

/** `at kind targets` for each line. */
export function lines({ entries }: Simulated): readonly string[] {
  return entries.map(({ at, kind, targets }) => [at, kind, targets.join('+')].filter((part) => part !== '').join(' '));
}
