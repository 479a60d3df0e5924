// What a runbook's timeline names at least (`postmortem.milestones`), and when each was, as far as the record tells.
import type { Incident } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';

/** Words of a moment, the narrower before the wider, and where the record has its instant. */
const meant: readonly (readonly [name: RegExp, at: (incident: Incident) => Timestamp | null, entry: RegExp])[] = [
  [/complaint|user report/i, ({ milestones }) => milestones.complaint, /complaint/i],
  [/alert/i, ({ milestones }) => milestones.alerted, /alert/i],
  [
    /rollback complete|rolled back/i,
    (incident) => rolledBack(incident) ?? incident.milestones.mitigated,
    /^Done, rollback/i,
  ],
  [/declared/i, ({ milestones }) => milestones.declared, /^Declared/],
  [/deploy(ed|ment)? (completed|done)/i, ({ changes }) => changes?.live?.at ?? null, /^Deployed/],
  [/error rate (increased|rose)|impact began|started to/i, ({ milestones }) => milestones.started, /^Impact began/],
  [/notified|paged/i, (incident) => firstPage(incident) ?? incident.milestones.declared, /^Paged/],
  [/acknowledg/i, ({ milestones }) => milestones.acknowledged, /^Acknowledged/],
  [/cause identified|identified/i, ({ milestones }) => milestones.identified, /cause/i],
  [
    /investigation/i,
    ({ milestones }) => milestones.acknowledged ?? milestones.declared,
    /^Acknowledged|investigating/i,
  ],
  [/fix (deployed|applied)|mitigat/i, ({ milestones }) => milestones.mitigated, /monitoring|^Mitigated|^Resolved/i],
  [/restored|resolved|resolution|baseline/i, ({ milestones }) => milestones.resolved, /^Resolved/],
  [
    /detect/i,
    ({ milestones }) => milestones.detected ?? milestones.reported ?? milestones.declared,
    /^Detected|^Declared/,
  ],
];

/** When the moment of this name was; null where nobody knows, or the name says nothing to us. */
export function anchorAt(name: string, incident: Incident): Timestamp | null {
  return meant.find(([words]) => words.test(name))?.[1](incident) ?? null;
}

/** Whether the words of a moment are about what has this name. */
export function fitsAnchor(name: string, text: string): boolean {
  return meant.find(([words]) => words.test(name))?.[2].test(text) ?? false;
}

function firstPage({ timeline }: Incident): Timestamp | null {
  return timeline.find(({ kind }) => kind === 'paged')?.at ?? null;
}

function rolledBack({ operations = [] }: Incident): Timestamp | null {
  return operations.findLast(({ kind, state }) => kind === 'rollback' && state === 'succeeded')?.since ?? null;
}
