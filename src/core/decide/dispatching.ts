// What must be sent so that operations begin and end as they were asked to.
import type { Effect } from '../effects.ts';
import type { Incident } from '../incident/record.ts';

/** The effects that the incident's new operations need: each is started once. */
export function dispatching(before: Incident, after: Incident): readonly Effect[] {
  const known = new Map((before.operations ?? []).map((one) => [one.key, one]));
  return (after.operations ?? []).flatMap((one): readonly Effect[] => {
    const { key, workflow, branch, inputs, at, stops } = one;
    const was = known.get(key);
    if (was === undefined && one.byApp === true)
      return [{ kind: 'check', key: `check/${key}`, operation: key, checks: inputs['checks'] ?? '[]' }];
    if (was === undefined && one.state === 'asked')
      return [
        {
          kind: 'dispatch',
          key: `dispatch/${key}`,
          operation: key,
          workflow,
          branch,
          inputs: { ...inputs, key },
          at,
          ...(stops === undefined ? {} : { stops }),
        },
      ];
    const isCancelled = one.cancelledBy !== undefined && was?.cancelledBy === undefined;
    return isCancelled && one.run !== null ? [{ kind: 'cancel-run', key: `cancel-run/${key}`, run: one.run.id }] : [];
  });
}
