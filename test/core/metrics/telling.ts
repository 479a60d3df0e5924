// Records for metrics, told as what happened at which minute after the declaration: each is made by the changes that the app makes.
import type { Change } from '../../../src/core/incident/change.ts';
import { Incident } from '../../../src/core/incident/record.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { policyFrom, policyOfWritten } from '../../../src/core/policy/policy-from.ts';
import { plus, type Timestamp } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';

/** A policy with numbers that are easy to reckon with. */
const text = `preset: none
people: { oncall: ["@acme/on-call"], lead: ["@acme/lead"], comms: ["@acme/comms"] }
levels:
  - name: P0
    updates: { every: 30m }
    escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [lead], until: acknowledged }]
    postmortem: { need: required, publish_within: 72h }
  - name: P1
    updates: { first: 1h, every: 2h }
    escalation: [{ after: 10m, targets: [oncall] }]
  - name: P2
gates: { monitoring: { roles: [comms], strict: false } }
hotfix: { backfill_within: 24h }
postmortem: { follow_up_within: 7 days }
intake: { services: [checkout, search, "mail, incoming"] }
`;

const { policy, written, problems } = policyFrom(
  build.shipped.policies,
  { source: 'acme/shop/.github/firebreak.yml', version: 'v1', text },
  null,
);
if (problems.length > 0) throw new Error(JSON.stringify(problems));

/** What every incident of these tests carries. */
export const carried = { source: 'acme/shop/.github/firebreak.yml', version: 'v1', preset: 'none', written };
export const handPolicy: Policy = policy;

/** The policy that a record carries. */
export function policyOf({ policy: kept }: Incident): Policy | null {
  return kept?.written == null ? null : policyOfWritten(kept.written, { from: kept.source, version: kept.version });
}

/** So many minutes after an instant, or before. */
export function minutes(at: Timestamp, count: number): Timestamp {
  return plus(at, `${count < 0 ? '-' : ''}PT${Math.round(Math.abs(count) * 60)}S`);
}

export type Told = {
  readonly number: number;
  readonly level: string | null;
  /** When it was declared; the issue was opened then. */
  readonly at: Timestamp;
  /** Minutes at which people say that something was, seen from the declaration; absent: nobody says. */
  readonly said?: Partial<Record<'started' | 'complaint' | 'alerted' | 'detected', number>>;
  readonly detection?: string;
  readonly services?: string;
  readonly customerFacing?: boolean;
  /** What happened, by its minute, in order. */
  readonly happened: readonly (readonly [minute: number, ...changes: Change[]])[];
  readonly with?: Partial<Incident>;
};

/** The record. */
export function told({
  number,
  level,
  at,
  said = {},
  detection,
  services,
  customerFacing,
  happened,
  with: more = {},
}: Told): Incident {
  const report = build.aReport({
    issue: { ...build.issue, number, nodeId: `I_${number}` },
    level,
    detection: detection ?? null,
  });
  const milestones = { ...report.milestones, reported: at, started: at };
  for (const name of ['started', 'complaint', 'alerted', 'detected'] as const)
    if (said[name] !== undefined) milestones[name] = minutes(at, said[name]);
  const answers = services === undefined ? [] : [{ id: 'services', label: 'Which services?', value: services }];
  const begun: Incident = { ...report, milestones, answers, customerFacing: customerFacing ?? null, policy: carried };
  const declared = build.after(begun, at, build.declared);
  const record = happened.reduce(
    (incident, [minute, ...changes]) => build.after(incident, minutes(at, minute), ...changes),
    declared,
  );
  return Incident.parse({ ...record, ...more });
}

export const comms: Change = { kind: 'role', role: 'comms', person: build.people.reviewer };
/** The step of the ladder told somebody. */
export const paged = (...keys: readonly string[]): Change => build.paged(...keys);
export const watched: Change = { kind: 'monitoring', window: 'PT30M' };
export const { acknowledged, resolved, closed, reopened, updated, atLevel } = build;
export const noted: Change = { kind: 'noted', text: 'Looked at it once more.' };
