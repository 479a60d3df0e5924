// From a record to what is measured of it: the one place that knows both. Nothing in here is taken from when an issue was last updated.
import { joined } from '../incident/joined.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Timestamp } from '../time.ts';
import { escalationsKept } from './escalations-kept.ts';
import { awayTimes, isWhole, returns } from './history.ts';
import { impactTimes } from './impact-times.ts';
import { interventionsOf } from './interventions.ts';
import { type Known, known, knownOr, missing } from './known.ts';
import type { MeasuredIncident, Outcome } from './measured.ts';
import { mobilisedAt } from './mobilised.ts';
import { ofBefore } from './of-before.ts';
import { owedItems } from './owed-items.ts';
import { type Published, postmortemOf } from './postmortem-due.ts';
import { peakOf, timesAtLevels } from './severities.ts';
import { servicesOf, sourceOf, sourceWordsOf } from './sources.ts';
import { updatesKept } from './updates-kept.ts';

/** `labels` are the issue's, lower or upper case; `policy` null: the record does not carry the one it went by; `published` null: nobody looked. */
export type Beside = {
  readonly labels: readonly string[];
  readonly policy: Policy | null;
  readonly published: readonly Published[] | null;
};

/** The incident as metrics see it. */
export function measure(incident: Incident, beside: Beside): MeasuredIncident {
  const measured = asRecorded(incident, beside);
  return incident.imported === true ? ofBefore(measured) : measured;
}

function asRecorded(incident: Incident, { labels, policy, published }: Beside): MeasuredIncident {
  const { milestones, issue } = incident;
  const began = beginning(incident);
  return {
    number: issue.number,
    drill: isDrill(incident, labels),
    outcome: outcomeOf(incident),
    declared: milestones.declared,
    began,
    detected: knownOr(milestones.detected ?? milestones.alerted, 'detection-unknown'),
    acknowledged: knownOr(milestones.acknowledged, 'not-acknowledged'),
    mobilised: mobilisedAt(incident, policy),
    mitigated: knownOr(milestones.mitigated, 'not-reached'),
    resolved: knownOr(milestones.resolved, 'not-reached'),
    firstUpdate: firstUpdate(incident),
    reopened: returns(incident),
    away: awayTimes(incident),
    impact: impactTimes(incident, began),
    levels: timesAtLevels(incident),
    peak: peakOf(incident, policy),
    close: milestones.resolved === null ? missing('not-reached') : known(incident.level),
    services: servicesOf(incident, policy),
    source: sourceOf(incident),
    sourceWords: sourceWordsOf(incident),
    updates: updatesKept(incident, policy),
    escalations: escalationsKept(incident, policy),
    owed: owedItems(incident, policy),
    postmortem: postmortemOf(incident, policy, published),
    interventions: interventionsOf(incident),
  };
}

/** The label of a practice incident. */
export const DRILL = 'drill';

/** By the record, so that no label makes practice of an incident (decision 0037). Of one that was before the app only its labels tell. */
function isDrill({ drill, imported }: Incident, labels: readonly string[]): boolean {
  return drill === true || (imported === true && labels.some((name) => name.toLowerCase() === DRILL));
}

function outcomeOf({ status, duplicateOf, milestones, plainSince }: Incident): Outcome {
  if (status === 'duplicate' || duplicateOf !== null) return 'duplicate';
  if (status === 'declined' || plainSince !== null) return 'declined';
  return milestones.declared === null ? 'reported' : 'incident';
}

/** A start that was only taken from the opening of the issue is nobody's word. */
function beginning({ milestones: { started, reported }, timed, answers }: Incident): Known<Timestamp> {
  const isSaid = timed.includes('started') || answers.some(({ id }) => id === 'started');
  return started === null || (started === reported && !isSaid) ? missing('start-unknown') : known(started);
}

function firstUpdate(incident: Incident): Known<Timestamp> {
  const { declared } = incident.milestones;
  if (declared === null) return missing('not-reached');
  const first = incident.timeline.find(({ kind, at }) => kind === 'update' && compare(at, declared) >= 0);
  if (isWhole(incident)) return knownOr(first?.at, 'no-update');
  return missing('folded');
}

/**
 * The records with every duplicate joined to its incident, which keeps the earliest start. The app does so itself; a workflow cannot change the record of
 * another incident, so it is done here again, which changes nothing where it was done.
 */
export function withDuplicates(records: readonly Incident[]): readonly Incident[] {
  const duplicates = records.filter(({ status }) => status === 'duplicate');
  return records.map((record) =>
    duplicates
      .filter(({ duplicateOf }) => isSame(duplicateOf, record.issue))
      .reduce((target, { issue: { number }, milestones: { started } }) => {
        return joined(target, { kind: 'joined', number, started });
      }, record),
  );
}

function isSame(a: Incident['duplicateOf'], b: Incident['issue']): boolean {
  return a !== null && a.repositoryId === b.repositoryId && a.number === b.number;
}
