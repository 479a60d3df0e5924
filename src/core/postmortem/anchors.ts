// What a runbook's timeline names at least (`postmortem.milestones`), and when each was, as far as the record tells.
import type { Incident } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';

/** Words of a moment, the narrower before the wider, and where the record has its instant. */
const meant: readonly (readonly [RegExp, (incident: Incident) => Timestamp | null])[] = [
  [/complaint|user report/i, ({ milestones }) => milestones.complaint],
  [/alert/i, ({ milestones }) => milestones.alerted],
  [/rollback complete|rolled back/i, (incident) => rolledBack(incident) ?? incident.milestones.mitigated],
  [/declared/i, ({ milestones }) => milestones.declared],
  [/deploy(ed|ment)? (completed|done)/i, ({ changes }) => changes?.live?.at ?? null],
  [/error rate (increased|rose)|impact began|started to/i, ({ milestones }) => milestones.started],
  [/notified|paged/i, (incident) => firstPage(incident) ?? incident.milestones.declared],
  [/acknowledg/i, ({ milestones }) => milestones.acknowledged],
  [/cause identified|identified/i, ({ milestones }) => milestones.identified],
  [/investigation/i, ({ milestones }) => milestones.acknowledged ?? milestones.declared],
  [/fix (deployed|applied)|mitigat/i, ({ milestones }) => milestones.mitigated],
  [/restored|resolved|resolution|baseline/i, ({ milestones }) => milestones.resolved],
  [/detect/i, ({ milestones }) => milestones.detected ?? milestones.reported ?? milestones.declared],
];

/** When the moment of this name was; null where nobody knows, or the name says nothing to us. */
export function anchorAt(name: string, incident: Incident): Timestamp | null {
  return meant.find(([words]) => words.test(name))?.[1](incident) ?? null;
}

function firstPage({ timeline }: Incident): Timestamp | null {
  return timeline.find(({ kind }) => kind === 'paged')?.at ?? null;
}

function rolledBack({ operations = [] }: Incident): Timestamp | null {
  return operations.findLast(({ kind, state }) => kind === 'rollback' && state === 'succeeded')?.since ?? null;
}
