// Rotations for tests, as a team writes them.
import type { Rotation } from '../../../src/core/oncall/shift.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';

/** A policy that pages `oncall`, with this under `on_call` and these lines besides. */
export function policyWith(onCall: string, others = ''): Policy {
  return build.policyOf(`preset: none
levels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }]
on_call: [${onCall}]
${others}`);
}

/** One rotation, with the time zone that it has in its policy. */
export function rotationOf(written: string): Rotation {
  const { onCall, timezone } = policyWith(`{ id: oncall, ${written} }`);
  const [rotation] = onCall;
  if (rotation === undefined) throw new Error('There is no rotation.');
  return { ...rotation, timezone: rotation.timezone ?? timezone };
}

export const trio = 'people: ["@responder", "@commander", "@lead"]';
