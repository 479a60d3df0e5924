// Who is told in place of handles that reach nobody, as pages have shown: the members of a team as far as they are known, else the people of another step.
import type { Incident } from '../incident/record.ts';
import { eachOnce, levelOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';

/** Of the handles those that reach somebody, with the known members in place of a team; empty when nobody is left. */
export function heard(handles: readonly string[], { unheard = [], members = {} }: Incident): readonly string[] {
  if (unheard.length === 0) return handles;
  const dead = new Set(unheard.map((handle) => handle.toLowerCase()));
  const isHeard = (handle: string): boolean => !dead.has(handle.toLowerCase());
  return eachOnce(
    handles.flatMap((handle) =>
      isHeard(handle) ? [handle] : (members[handle.toLowerCase()] ?? []).filter((member) => isHeard(member)),
    ),
  );
}

/** The same; where nobody is left the people of the next step behind this one that reaches somebody, else of the nearest before it; empty when there is none. */
export function heardFrom(
  handles: readonly string[],
  step: number,
  incident: Incident,
  policy: Policy,
): readonly string[] {
  const own = heard(handles, incident);
  if (own.length > 0 || handles.length === 0) return own;
  const level = levelOf(policy, incident) ?? policy.levels[0] ?? null;
  const steps = [...(level?.escalation.keys() ?? [])];
  const order = [...steps.filter((other) => other > step), ...steps.filter((other) => other < step).reverse()];
  const people = order.map((other) => heard(pagedBy(policy, level, other), incident));
  return people.find((some) => some.length > 0) ?? [];
}
