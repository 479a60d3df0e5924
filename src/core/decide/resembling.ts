// A new incident that is like an earlier one shows what that one left open, at once and on its card: nobody needs to remember it.
import { leftOpenBy } from '../incident/left-open.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import type { Draft } from './draft.ts';
import { tagsOf } from './labels.ts';
import { asMayBeShown } from './security.ts';

/** The draft with what is open of those that it was given; as it was where it was given none, or the incident is over. */
export function withLeftOpen(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { earlier, issue } = situation.facts;
  if (earlier === undefined || issue === null || isOver(incident.status)) return draft;
  const { leftOpen: _before, ...rest } = incident;
  const found = leftOpenBy(
    { ...incident, ...tagsOf(issue, situation.policy, incident.labels) },
    earlier.map((one) => asMayBeShown(one, situation)),
  );
  const next: Incident = found.length === 0 ? rest : { ...rest, leftOpen: [...found] };
  return { ...draft, incident: next };
}
