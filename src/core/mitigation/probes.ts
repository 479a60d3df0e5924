// Read-only probes at the declaration (`S000-11` to `S000-13`, `S003-13`, `S004-04`, `S004-07`): one run of the policy's workflow asks them all.
import type { Change } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';

/** The change with which it begins; none where the policy names no workflow or no probe. */
export function beginProbes(incident: Incident, { evidence, rollback }: Policy): readonly Change[] {
  if (incident.drill === true) return [];
  const { workflow, probes } = evidence;
  if (workflow === null || probes.length === 0) return [];
  const asInputs = probes.map(({ id, kind, lines, since }) =>
    Object.fromEntries(Object.entries({ id, kind, lines, since }).filter(([, value]) => value !== null)),
  );
  return [
    {
      kind: 'operation-asked',
      operation: {
        kind: 'evidence',
        title: 'probes for evidence',
        environment: rollback.environment,
        from: null,
        to: null,
        next: null,
        workflow,
        branch: null,
        // A closed set: all of it is the policy's (AC-26).
        inputs: {
          environment: rollback.environment,
          incident: String(incident.issue.number),
          probes: JSON.stringify(asInputs),
        },
        because: null,
      },
    },
  ];
}
