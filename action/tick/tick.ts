// Looks at all incidents, or does what is due for one: with the card as the only memory, and people before the clock.
import type { Timestamp } from '../../src/core/time.ts';
import type { TriggerOf } from '../../src/core/trigger.ts';
import { isWaiting, runClock } from '../../src/shell/engine/run-thread.ts';
import { GitHubUnavailable, type IncidentListing } from '../../src/shell/github/port.ts';
import { command } from '../host/commands.ts';
import { type Host, wait } from '../host/host.ts';
import type { Place } from '../host/runner.ts';
import type { Report, Row } from './inputs.ts';

/** Which incidents have something due or unread. Two requests for each incident, and nothing is changed. */
export async function lookAtAll(host: Host, { owner, repo }: Place): Promise<Report> {
  const listings = await host.gateway.openIncidents(owner, repo);
  const rows: Row[] = [];
  let unread = 0;
  for (const [index, listing] of listings.entries()) {
    const found = await looked(host, listing);
    if (found === 'away') unread += 1;
    else if (found !== null) rows.push(found);
    if ((index + 1) % 20 === 0) process.stdout.write(`Looked at ${index + 1} of ${listings.length} incidents\n`);
  }
  return { looked: listings.length, rows, unread, outcome: null };
}

/** One that cannot be read now must not hold up the others. */
async function looked({ parts }: Host, listing: IncidentListing): Promise<Row | 'away' | null> {
  const { number } = listing.issue;
  try {
    const waiting = await isWaiting(parts, tickOf(listing, parts.clock.now()));
    return waiting === null ? null : { number, lateSeconds: lateness(waiting.due, parts.clock.now()) };
  } catch (error) {
    if (!(error instanceof GitHubUnavailable)) throw error;
    process.stdout.write(`${command('warning', {}, `#${number} could not be looked at: ${error.message}`)}\n`);
    return 'away';
  }
}

/** What is unread and due for one incident, done. One that is over since somebody looked has nothing due; throws in words where there never was one. */
export async function tickOne({ parts, gateway }: Host, { owner, repo }: Place, number: number): Promise<Report> {
  const listings = await gateway.openIncidents(owner, repo);
  const listing = listings.find(({ issue }) => issue.number === number);
  if (listing === undefined) {
    if (await gateway.wasIncident(owner, repo, number)) return over(number);
    throw new Error(`#${number} is no incident, and none was ever declared there. Check the number in \`incident\``);
  }
  const { outcome, due } = await runClock(parts, tickOf(listing, parts.clock.now()), wait);
  const row = { number, lateSeconds: lateness(due, parts.clock.now()) };
  return { looked: 1, rows: due.length === 0 ? [] : [row], unread: 0, outcome };
}

function over(number: number): Report {
  const note = `#${number} is no incident any more that is open or ended lately: nothing is due for it`;
  return { looked: 1, rows: [], unread: 0, outcome: 'ignored:not-open', note };
}

function tickOf({ issue }: IncidentListing, at: Timestamp): TriggerOf<'tick'> {
  return { kind: 'tick', issue, installationId: null, at, actor: null, via: 'action' };
}

/** Seconds since the earliest; null when nothing was due. */
function lateness(due: readonly string[], now: Timestamp): number | null {
  if (due.length === 0) return null;
  const earliest = Math.min(...due.map((at) => Date.parse(at)));
  return Math.max(0, Math.floor((Date.parse(now) - earliest) / 1000));
}
