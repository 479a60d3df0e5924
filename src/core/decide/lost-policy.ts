// The policy that an incident went by is not known any more: it goes on under today's, nobody is paged for that, and it is said.
import { ladderAnew } from '../clock/carried-ladder.ts';
import { checklistOf } from '../policy/find.ts';
import { versionInWords } from '../policy/kept.ts';
import { byItself, changed, type Draft } from './draft.ts';

/** The draft under today's policy, where what the incident carried is damaged, or was too large to be carried and has changed. */
export function withoutLostPolicy(draft: Draft): Draft {
  const text = lossInWords(draft);
  if (text === null) return draft;
  const { keep, policy, now } = draft.situation;
  const { incident } = draft;
  const ladder = ladderAnew(incident, policy, now);
  const checklist = checklistOf(policy, incident.checklist);
  const change = {
    kind: 'policy',
    kept: { ...keep, accepted: now },
    level: incident.level,
    ladder,
    checklist,
    text,
  } as const;
  return changed(draft, [change], byItself(draft));
}

function lossInWords({ incident, situation: { damaged, keep } }: Draft): string | null {
  if (damaged === true)
    return 'The policy that this incident kept could not be read any more; from here on it goes by the one of the default branch';
  const kept = incident.policy;
  const isLarge = kept !== null && kept.written === null && incident.milestones.declared !== null;
  if (!isLarge || kept.version === keep.version) return null;
  return `The policy, too large to be kept with this incident, has changed: from here on it goes by ${versionInWords(keep)}`;
}
