// What is required in the form and not answered is asked for in one comment, once, and never in one beside a page (DESIGN section 5).
import { actionable } from '../clock/due.ts';
import { soundOf } from '../clock/sound.ts';
import { isOver } from '../incident/transitions.ts';
import { isDue, plus } from '../time.ts';
import { counted, SHARED_WITHIN } from './act-on-clock.ts';
import { type Draft, doing } from './draft.ts';
import { missingMessage } from './intake-message.ts';
import { asMayBeShown } from './security.ts';

/** The draft with a question for what is missing, unless a comment has it or will have it in a moment. A report has none of its own (AC-17). */
export function askedForMissing(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { asked, missing, milestones, status } = incident;
  if (asked || missing.length === 0 || milestones.declared === null || isOver(status)) return draft;
  const soon = plus(situation.now, SHARED_WITHIN);
  const { policy, now, connected } = situation;
  const coming = actionable(incident, policy, now, connected).filter(({ at }) => isDue(at, soon));
  if (coming.some((item) => soundOf(item, incident, situation.policy) !== 'card')) return draft;
  const { issue } = incident;
  const after = counted({ ...draft, incident: { ...incident, asked: true } }, situation.now);
  const message = missingMessage(asMayBeShown(incident, situation));
  return doing(after, { kind: 'comment', key: `missing/${issue.number}`, urgency: 'decoration', message });
}
