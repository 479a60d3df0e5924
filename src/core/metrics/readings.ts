// How each metric is read from the incidents that count: one function for each row of the table of definitions.
import { compare, isDue, type Timestamp } from '../time.ts';
import type { Changes } from './changes-failed.ts';
import type { Counted } from './counted.ts';
import type { MetricId } from './definitions.ts';
import { from, given, type Known, known, missing } from './known.ts';
import type { Kept, Owed, OwedKind } from './measured.ts';
import {
  counts,
  type Durations,
  durations,
  durationsOf,
  leftOut,
  type Reading,
  type Share,
  share,
  shareTrue,
} from './reading.ts';
import { lasted, secondsBetween, secondsIn } from './spans.ts';

/** `incidents` in the order of their declaration; `asOf`: what has passed by then is due; `changes` null: deployments were not read. */
export type Basis = {
  readonly incidents: readonly Counted[];
  readonly asOf: Timestamp;
  readonly changes: Changes | null;
};

type Read = (basis: Basis) => Reading;

const each =
  (of: (incident: Counted) => Known<number>): Read =>
  ({ incidents }) =>
    durations(incidents.map(of));

const sinceDeclared = (incident: Counted, to: Known<Timestamp>) => from(to, (at) => lasted(incident.declared, at));

/** From the beginning of the impact, else from the declaration. */
const sinceBegun = (incident: Counted, to: Known<Timestamp>) =>
  from(to, (at) => lasted(given(incident.began) ?? incident.declared, at));

export const readings: Readonly<Record<MetricId, Read>> = {
  'time-to-detect': each(timeToDetect),
  'time-to-acknowledge': each((one) => sinceDeclared(one, one.acknowledged)),
  'time-to-mobilise': each((one) => sinceDeclared(one, one.mobilised)),
  'time-to-first-update': each((one) => sinceDeclared(one, one.firstUpdate)),
  'time-to-mitigate': each((one) => sinceBegun(one, one.mitigated)),
  'time-to-resolve': each((one) => sinceBegun(one, one.resolved)),
  'active-time': each(activeTime),
  'impact-duration': each((one) => from(one.impact, (stretches) => known(secondsIn(stretches)))),
  'time-in-severity': ({ incidents }) => durationsOf(incidents.map(timeInSeverity)),
  'update-adherence': ({ incidents }) => pooled(incidents.map(({ updates }) => updates)),
  'escalation-adherence': ({ incidents }) => pooled(incidents.map(({ escalations }) => escalations)),
  'incidents-by-peak': ({ incidents }) => counts(incidents.map(({ peak }) => alone(peak))),
  'incidents-by-close': ({ incidents }) => counts(incidents.map(({ close }) => alone(close))),
  'incidents-by-service': ({ incidents }) => counts(incidents.map(({ services }) => services)),
  'incidents-by-source': ({ incidents }) => counts(incidents.map(({ sourceWords }) => alone(sourceWords))),
  'self-detected': ({ incidents }) =>
    shareTrue(incidents.map(({ source }) => from(source, (one) => known(one === 'monitoring')))),
  returns: ({ incidents }) => returned(incidents.map(({ reopened }) => reopened)),
  'action-items': (basis) => actionItems(basis),
  'open-action-items': (basis) => openItems(basis),
  'postmortem-timeliness': ({ incidents, asOf }) => postmortems(incidents, asOf),
  'change-fail-rate': ({ changes }) => ofChanges(changes, (one) => one.failed.length),
  'failed-deployment-recovery-time': ({ changes }) =>
    durations(changes === null ? [missing('not-recorded')] : changes.failed.map(({ recovered }) => recovered)),
  'deployment-rework-rate': ({ changes }) => ofChanges(changes, (one) => one.rework.length),
};

function timeToDetect({ began, detected }: Counted): Known<number> {
  return from(began, (start) => from(detected, (at) => known(compare(at, start) < 0 ? 0 : secondsBetween(start, at))));
}

function activeTime(one: Counted): Known<number> {
  return from(sinceBegun(one, one.resolved), (elapsed) =>
    from(one.away, (away) => known(Math.round((elapsed - secondsIn(away)) * 1000) / 1000)),
  );
}

function timeInSeverity({ levels }: Counted): Known<ReadonlyMap<string | null, number>> {
  return from(levels, (parts) => {
    const names = [...new Set(parts.map(({ level }) => level))];
    return known(new Map(names.map((name) => [name, secondsIn(parts.filter(({ level }) => level === name))])));
  });
}

function alone(datum: Known<string | null>): Known<readonly (string | null)[]> {
  return from(datum, (value) => known([value]));
}

/** All that came due together: an incident with many counts for more. */
function pooled(data: readonly Known<Kept>[]): Share {
  const kept = data.flatMap((one) => given(one) ?? []);
  const sum = (of: (one: Kept) => number) => kept.reduce((total, one) => total + of(one), 0);
  return share(
    sum(({ onTime }) => onTime),
    sum(({ due }) => due),
    leftOut(data),
  );
}

function returned(data: readonly Known<number>[]): Share {
  const times = data.flatMap((one) => given(one) ?? []);
  return {
    ...shareTrue(data.map((one) => from(one, (count) => known(count > 0)))),
    times: times.reduce((a, b) => a + b, 0),
  };
}

const owedKinds: readonly OwedKind[] = ['follow-up', 'proper-fix', 'temporary-fix'];

/** Whether it was done by its deadline, of those whose deadline has passed. */
function actionItems({ incidents, asOf }: Basis): Share {
  const items = incidents.flatMap(({ owed }) => owed);
  const kept = (of: readonly Owed[]) => of.map((item) => inTime(item, asOf));
  const by = owedKinds.map((name) => {
    const { n, part, share: of } = shareTrue(kept(items.filter(({ kind }) => kind === name)));
    return { name, n, part, share: of };
  });
  return { ...shareTrue(kept(items)), by };
}

function inTime({ due, done }: Owed, asOf: Timestamp): Known<boolean> {
  if (due === null) return missing('no-deadline');
  if (compare(due, asOf) > 0) return missing('not-reached');
  return known(done !== null && isDue(done, due));
}

/** As it was then: what was done later was open, and what came later was not there. */
function openItems({ incidents, asOf }: Basis): Durations {
  const isOpen = ({ since, done }: Owed) =>
    (since === null || isDue(since, asOf)) && (done === null || compare(done, asOf) > 0);
  const open = incidents.flatMap(({ owed }) => owed.filter(isOpen));
  return durations(
    open.map(({ since }) => (since === null ? missing('not-recorded') : lasted(since, asOf))),
    false,
  );
}

function postmortems(incidents: readonly Counted[], asOf: Timestamp): Share {
  return shareTrue(
    incidents.map(({ postmortem }) =>
      from(postmortem, ({ due, published }) =>
        compare(due, asOf) > 0 ? missing('not-reached') : known(published !== null && isDue(published, due)),
      ),
    ),
  );
}

function ofChanges(changes: Changes | null, part: (changes: Changes) => number): Share {
  if (changes === null) return share(0, 0, [{ reason: 'not-recorded', n: 1 }]);
  const left = changes.unmatched === 0 ? [] : [{ reason: 'never-live' as const, n: changes.unmatched }];
  return share(part(changes), changes.deployments.length, left);
}
