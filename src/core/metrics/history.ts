// What the timeline tells of how an incident went: severities, statuses, resolutions and returns, read from the words that `entry.ts` writes.
import type { Incident, Status, TimelineEntry } from '../incident/record.ts';
import { statuses } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { compare, type Timestamp } from '../time.ts';
import { type Known, known, missing } from './known.ts';
import type { Stretch } from './spans.ts';

/** A change of severity; null is none. */
export type LevelChange = { readonly at: Timestamp; readonly from: string | null; readonly to: string };

// Names of levels are letters, digits, blanks and hyphens: what follows a colon is somebody's reason.
const severity = /^Severity ([A-Za-z0-9][A-Za-z0-9 -]*) → ([A-Za-z0-9][A-Za-z0-9 -]*)(?::|$)/;
const underPolicy =
  /^Policy accepted: (?:(?!: ).)*?; severity ([A-Za-z0-9][A-Za-z0-9 -]*) → ([A-Za-z0-9][A-Za-z0-9 -]*)(?::|$)/;
const moved = /^Status ([a-z]+) → ([a-z]+)/;
const watched = /^Monitoring window started/;

/** Whether an entry of the timeline may have been dropped. */
export function isWhole({ folded }: Pick<Incident, 'folded'>): boolean {
  return folded === 0;
}

/** In the order in which they happened; missing where an entry cannot be read or the chain has a hole. */
export function levelChanges(incident: Incident): Known<readonly LevelChange[]> {
  if (!isWhole(incident)) return missing('folded');
  const changes: LevelChange[] = [];
  for (const entry of incident.timeline) {
    const change = levelChange(entry);
    if (change === 'unreadable') return missing('history-broken');
    if (change !== null) changes.push(change);
  }
  const holds = changes.every(({ from }, index) => index === 0 || changes[index - 1]?.to === from);
  const last = changes.at(-1);
  return holds && (last === undefined || last.to === incident.level) ? known(changes) : missing('history-broken');
}

function levelChange({ kind, at, text }: TimelineEntry): LevelChange | null | 'unreadable' {
  if (kind !== 'severity' && kind !== 'policy') return null;
  const [, from, to] = (kind === 'severity' ? severity : underPolicy).exec(text) ?? [];
  if (from === undefined || to === undefined) return kind === 'severity' ? 'unreadable' : null;
  return { at, from: from === 'unset' ? null : from, to };
}

/** `restored`: the service is back; `responding`: it is not, or not any more; `over`: nobody works on it; `back`: it was reopened. */
export type Turn = 'restored' | 'responding' | 'over' | 'back';

/** What an entry means for whoever suffers; null: nothing. */
export function turnOf({ kind, text }: TimelineEntry): Turn | null {
  switch (kind) {
    case 'monitoring':
      return watched.test(text) ? 'restored' : null;
    case 'status': {
      const to = statusIn(text);
      if (to === null) return null;
      if (to === 'monitoring') return 'restored';
      return isActive(to) ? 'responding' : 'over';
    }
    case 'resolved':
    case 'closed':
      return 'over';
    case 'reopened':
      return 'back';
    default:
      return null;
  }
}

/** The status that a line says it went to; null where it says none. */
function statusIn(text: string): Status | null {
  const to = moved.exec(text)?.[2];
  return statuses.find((status) => status === to) ?? null;
}

/** How often it came back. */
export function returns(incident: Incident): Known<number> {
  if (incident.milestones.reopened === null) return known(0);
  if (!isWhole(incident)) return missing('folded');
  const count = incident.timeline.filter(({ kind }) => kind === 'reopened').length;
  return count === 0 ? missing('history-broken') : known(count);
}

/** Between an end and the return after it. Nothing else pauses an incident: `/snooze` puts off reminders, not the incident. */
export function awayTimes(incident: Incident): Known<readonly Stretch[]> {
  if (incident.milestones.reopened === null) return known([]);
  if (!isWhole(incident)) return missing('folded');
  // A correction says no more which of several resolutions it was of.
  if (incident.timed.includes('resolved')) return missing('history-broken');
  const away: Stretch[] = [];
  let ended: Timestamp | null = null;
  for (const entry of incident.timeline) {
    const turn = turnOf(entry);
    if (turn === 'over') ended ??= entry.at;
    if (turn !== 'back') continue;
    if (ended === null || compare(ended, entry.at) > 0) return missing('history-broken');
    away.push({ from: ended, to: entry.at });
    ended = null;
  }
  return away.length === 0 ? missing('history-broken') : known(away);
}
