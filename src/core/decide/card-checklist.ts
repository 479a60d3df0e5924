// The checklist on the card: what is worked on now, each item with its number in the whole; the rest is folded or counted.
import { countedItems, type Numbered, stagesSoFar } from '../checklist/items.ts';
import type { Incident } from '../incident/record.ts';
import { type MessageData, type MessageValue, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import { clockTime } from '../time.ts';
import { cut } from './cut.ts';

/** Gates that were overridden, on the card at most. */
const MOST_OVERRIDDEN = 3;

/** Items of the stages so far; once it is resolved those that were done before are folded. */
export function checklistOnCard(incident: Incident, policy: Policy): MessageData {
  const stages = stagesSoFar(incident);
  const all = countedItems(incident, policy);
  const now = all.filter(({ stage }) => stages.includes(stage));
  const isResolved = stages.includes('after');
  const isPast = ({ state, stage }: Numbered) => isResolved && state !== 'open' && stage !== 'after';
  return {
    checklist: now.filter((entry) => !isPast(entry)).map(item),
    ticked: now.filter(isPast).map(item),
    done: now.filter(({ state }) => state !== 'open').length,
    total: now.length,
    later: all.length - now.length,
    overridden: incident.timeline
      .filter(({ kind }) => kind === 'overridden')
      .slice(-MOST_OVERRIDDEN)
      .map(({ text, by, at }) => ({
        text: cut(text),
        by: by === null ? null : trusted(by),
        at: trusted(clockTime(at)),
      })),
  };
}

function item(entry: Numbered): MessageValue {
  return {
    number: entry.number,
    text: cut(entry.text),
    done: entry.state === 'done',
    notApplicable: entry.state === 'not-applicable',
    by: entry.by === null ? null : trusted(entry.by),
    at: entry.at === null ? null : trusted(clockTime(entry.at)),
  };
}
