// What an incident did at once about a version in production: rollbacks that succeeded, hotfixes that were merged.
import type { Incident } from '../incident/record.ts';
import type { Intervention } from './measured.ts';

/** In no order. */
export function interventionsOf(incident: Incident): readonly Intervention[] {
  return [...rollbacks(incident), ...hotfixes(incident)];
}

function rollbacks({ operations = [] }: Incident): readonly Intervention[] {
  return operations.flatMap(({ kind, state, environment, at, from, to }) =>
    kind !== 'rollback' || state !== 'succeeded' || to === null
      ? []
      : [{ kind, environment, at, sha: to.sha, live: null, wasLive: from?.id ?? null }],
  );
}

/** What was live is what the look back found, before anything was done. */
function hotfixes({ hotfixes: all = [], changes }: Incident): readonly Intervention[] {
  return all.flatMap(({ merged, live }) =>
    merged === undefined
      ? []
      : [
          {
            kind: 'hotfix' as const,
            environment: changes?.environment ?? null,
            at: merged.at,
            sha: merged.sha,
            live: live ?? null,
            wasLive: changes?.live?.id ?? null,
          },
        ],
  );
}
