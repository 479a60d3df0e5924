// The report: every metric of the table, over the incidents that count, with what was left out. The same however the records come.
import type { Incident } from '../incident/record.ts';
import type { Deployment } from '../mitigation/recent-past.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { changesOf } from './changes-failed.ts';
import { type Count, count, type Window } from './counted.ts';
import { type Definition, definitions } from './definitions.ts';
import { measure, withDuplicates } from './measure.ts';
import type { MeasuredIncident } from './measured.ts';
import type { Published } from './postmortem-due.ts';
import type { Reading } from './reading.ts';
import { readings } from './readings.ts';

/** What was read of a repository. Null: nobody looked, or GitHub did not tell. */
export type Sources = {
  /** With the labels of the issue. */
  readonly records: readonly { readonly record: Incident; readonly labels: readonly string[] }[];
  readonly deployments: readonly Deployment[] | null;
  readonly published: readonly Published[] | null;
};

/** `asOf`: what has passed by then is due. `environment` is what deployments go to that count as production. */
export type Wanted = {
  readonly window: Window;
  readonly asOf: Timestamp;
  readonly environment: string;
  readonly policyOf: (record: Incident) => Policy | null;
};

export type Metric = { readonly definition: Definition; readonly reading: Reading };

/** An incident in a month and at its worst severity, for the chart; `peak` null: none, or not known. */
export type Placed = { readonly month: string; readonly peak: string | null };

export type Report = {
  readonly window: Window;
  readonly asOf: Timestamp;
  readonly environment: string;
  readonly incidents: number;
  readonly left: Count['left'];
  readonly metrics: readonly Metric[];
  readonly placed: readonly Placed[];
  /** Severities from the worst to the least bad, as the policies of the records rank them. */
  readonly levels: readonly string[];
};

/** From records to numbers. */
export function report({ records, deployments, published }: Sources, wanted: Wanted): Report {
  const joined = withDuplicates(records.map(({ record }) => record));
  const measured = joined.map((record, index) =>
    measure(record, { labels: records[index]?.labels ?? [], policy: wanted.policyOf(record), published }),
  );
  const levels = rankedLevels(joined.map(wanted.policyOf));
  return { ...reportOf(measured, deployments, wanted), levels };
}

/** The same, from what is measured; severities are in no order. */
export function reportOf(
  measured: readonly MeasuredIncident[],
  deployments: readonly Deployment[] | null,
  { window, asOf, environment }: Omit<Wanted, 'policyOf'>,
): Report {
  const { incidents, left } = count(measured, window);
  const changes = deployments === null ? null : changesOf(incidents, deployments, environment, window);
  const basis = { incidents, asOf, changes };
  return {
    window,
    asOf,
    environment,
    incidents: incidents.length,
    left,
    metrics: definitions.map((definition) => ({ definition, reading: readings[definition.id](basis) })),
    placed: incidents.map(({ declared, peak }) => ({
      month: declared.slice(0, 7),
      peak: 'value' in peak ? peak.value : null,
    })),
    levels: [],
  };
}

/** Names by the worst rank that any policy gives them. */
function rankedLevels(policies: readonly (Policy | null)[]): readonly string[] {
  const ranks = new Map<string, number>();
  for (const { name, rank } of [...new Set(policies)].flatMap((policy) => policy?.levels ?? []))
    ranks.set(name, Math.min(rank, ranks.get(name) ?? rank));
  return [...ranks].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([name]) => name);
}
