// A page that was decided and told nobody: its mentions do not count, and what it had ticked is open again.
import { compare, type Timestamp } from '../time.ts';
import { openAgain } from './checklist-item.ts';
import type { Incident } from './record.ts';

/** The incident without the mentions of a page to these people at that instant; what it ticked is open unless somebody was told since or with it. */
export function toldNobody(incident: Incident, whom: readonly string[], at: Timestamp): Incident {
  const handles = whom.map((handle) => handle.toLowerCase());
  const mentions = (incident.mentions ?? []).filter((one) => one.at !== at || !handles.includes(one.handle));
  const isTold =
    mentions.some((one) => compare(one.at, at) >= 0) ||
    Object.values(incident.ladder.at).some((other) => compare(other, at) > 0);
  const checklist = incident.checklist.map((item) =>
    item.tickedWhen === 'paged' && item.state === 'done' && item.by === null && item.at === at ? openAgain(item) : item,
  );
  return { ...incident, mentions, ...(isTold ? {} : { checklist }) };
}
