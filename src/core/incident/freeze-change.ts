// What people, the clock and GitHub do to the freeze of an incident.
import type { Timestamp } from '../time.ts';
import type { Cause, Change } from './change.ts';
import { type Freeze, type FreezeEnd, type Held, type HeldDeployment, holdingFreeze } from './freeze.ts';
import type { Incident, TimelineEntry } from './record.ts';

export type FreezeChange =
  | {
      readonly kind: 'frozen';
      readonly until: Timestamp;
      readonly because: string | null;
      readonly lifts: string;
    }
  | { readonly kind: 'unfrozen'; readonly why: FreezeEnd; readonly reason: string | null }
  | { readonly kind: 'held'; readonly held: Held | null; readonly problem: string | null }
  | { readonly kind: 'deployment-refused'; readonly deployment: HeldDeployment }
  | { readonly kind: 'freeze-told'; readonly on: number | null };

const kinds: readonly Change['kind'][] = [
  'frozen',
  'unfrozen',
  'held',
  'deployment-refused',
  'freeze-told',
] satisfies FreezeChange['kind'][];

/** Whether the change is one of these. */
export function isFreezeChange(change: Change): change is FreezeChange {
  return kinds.includes(change.kind);
}

/** Most deployments that are kept by name. */
const MOST_DEPLOYMENTS = 10;

/** The incident with it. Ending what does not hold is remembered too: the severity's policy does not begin it again. */
export function withFreeze(incident: Incident, change: FreezeChange, { at, by }: Cause): Incident {
  const login = by?.login ?? null;
  const { freeze } = incident;
  switch (change.kind) {
    case 'frozen': {
      const { until, because, lifts } = change;
      const begun = holdingFreeze(incident) ?? { since: at };
      return { ...incident, freeze: { ...begun, until, by: login, because, lifts } };
    }
    case 'unfrozen': {
      const held = freeze ?? { since: at, until: at, by: null, because: null, lifts: '' };
      return { ...incident, freeze: { ...held, ended: { at, why: change.why, by: login, reason: change.reason } } };
    }
    case 'held':
      return freeze === undefined ? incident : { ...incident, freeze: counted(freeze, change) };
    case 'deployment-refused': {
      if (freeze === undefined) return incident;
      const deployments = [...(freeze.deployments ?? []), change.deployment].slice(-MOST_DEPLOYMENTS);
      return { ...incident, freeze: { ...freeze, deployments, refused: (freeze.refused ?? 0) + 1 } };
    }
    case 'freeze-told':
      return freeze === undefined ? incident : { ...incident, freeze: { ...freeze, told: { on: change.on } } };
  }
}

function counted({ problem: _before, ...freeze }: Freeze, change: Extract<FreezeChange, { kind: 'held' }>): Freeze {
  return {
    ...freeze,
    ...(change.held === null ? {} : { held: { ...change.held, shown: [...change.held.shown] } }),
    ...(change.problem === null ? {} : { problem: change.problem }),
  };
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline, in our words up to the first colon; null for what the card alone shows. */
export function freezeInWords(before: Incident, change: FreezeChange): Said | null {
  switch (change.kind) {
    case 'frozen': {
      const isLonger = holdingFreeze(before) !== null;
      return said(`${isLonger ? 'Freeze goes on' : 'Merges and deployments are held'}${because(change.because)}`);
    }
    case 'unfrozen':
      return said(`${ENDS[change.why]}${because(change.reason)}`);
    case 'deployment-refused':
      return said(`A deployment was refused while frozen: ${change.deployment.environment}`);
    case 'held':
    case 'freeze-told':
      return null;
  }
}

const ENDS: Readonly<Record<FreezeEnd, string>> = {
  lifted: 'Freeze lifted',
  limit: 'Freeze ended, its time is up',
  over: 'Freeze ended with the incident',
  level: 'Freeze ended with the severity',
};

function said(text: string): Said {
  return { kind: 'freeze', text };
}

function because(text: string | null): string {
  return text === null || text.trim() === '' ? '' : `: ${text.trim()}`;
}
