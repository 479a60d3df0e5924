// When customers suffered: from the beginning of the impact until the service was restored, and again from each return on.
import type { Incident } from '../incident/record.ts';
import { compare, type Timestamp } from '../time.ts';
import { isWhole, turnOf } from './history.ts';
import { given, type Known, known, missing } from './known.ts';
import type { Stretch } from './spans.ts';

/** Missing while it goes on, and where nobody said when it began or that customers noticed nothing. */
export function impactTimes(incident: Incident, began: Known<Timestamp>): Known<readonly Stretch[]> {
  const { mitigated, reopened } = incident.milestones;
  if (incident.customerFacing === false) return missing('not-noticed');
  const start = given(began);
  if (start === null) return missing('start-unknown');
  if (mitigated === null) return missing('not-reached');
  if (reopened === null) return inOrder([{ from: start, to: mitigated }]);
  if (!isWhole(incident)) return missing('folded');
  if (incident.timed.includes('mitigated')) return missing('history-broken');
  return throughReturns(incident, start, mitigated);
}

/** Whoever goes back to searching while a fix is watched says that the service was not restored: that time counts. */
function throughReturns({ timeline }: Incident, began: Timestamp, mitigated: Timestamp): Known<readonly Stretch[]> {
  const ended: Stretch[] = [];
  let [start, end]: [Timestamp, Timestamp | null] = [began, null];
  for (const entry of timeline) {
    const turn = turnOf(entry);
    if (turn === 'restored' || turn === 'over') end ??= entry.at;
    if (turn === 'responding') end = null;
    if (turn !== 'back') continue;
    if (end === null) return missing('history-broken');
    ended.push({ from: start, to: end });
    [start, end] = [entry.at, null];
  }
  return ended.length === 0 ? missing('history-broken') : inOrder([...ended, { from: start, to: mitigated }]);
}

function inOrder(stretches: readonly Stretch[]): Known<readonly Stretch[]> {
  return stretches.some(({ from, to }) => compare(from, to) > 0) ? missing('out-of-order') : known(stretches);
}
