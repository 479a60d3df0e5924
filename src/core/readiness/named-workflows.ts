// The workflows that a policy names, and the inputs with which the app starts each.
import type { Policy } from '../policy/policy.ts';

/** `inputs` null: the app does not start it, it only looks at its runs. */
export type NamedWorkflow = { readonly file: string; readonly use: string; readonly inputs: readonly string[] | null };

/** What every workflow that is started takes beside its own: whose incident it is for, and how the run is found again. */
const COMMON = ['incident', 'key'];

/** In the order in which people read the policy; one file may have several uses. */
export function namedWorkflows({ rollback, verification, evidence, mitigations }: Policy): readonly NamedWorkflow[] {
  const started = (file: string | null, use: string, own: readonly string[]): readonly NamedWorkflow[] =>
    file === null ? [] : [{ file, use, inputs: [...own, ...COMMON] }];
  return [
    ...started(rollback.workflow, '`rollback.workflow`', ['sha', 'environment']),
    ...(verification.by === 'workflow'
      ? started(verification.workflow, '`verification.workflow`', ['checks', 'environment'])
      : []),
    ...started(evidence.workflow, '`evidence.workflow`', ['probes', 'environment']),
    ...mitigations
      .filter(({ kind }) => kind !== 'rollback')
      .flatMap(({ id, workflow, inputs }) =>
        started(
          workflow,
          `/run ${id}`,
          inputs.filter(({ secret }) => !secret).map((input) => input.id),
        ),
      ),
    ...(rollback.deployWorkflow === null
      ? []
      : [{ file: rollback.deployWorkflow, use: '`rollback.deploy_workflow`', inputs: null }]),
  ];
}
