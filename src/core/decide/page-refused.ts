// A page that GitHub refused for good: it is on the record once, with who has it instead, and on the card until somebody acknowledges. Nothing
// follows from it: the ladder goes on by its times, and a card that is refused as well begins nothing.
import { connectedChannels, hears, isUsed } from '../channels/chosen.ts';
import { fallbacks } from '../channels/tellings.ts';
import type { Incident } from '../incident/record.ts';
import { openRefusals, refusedInWords } from '../incident/refused-page.ts';
import { isOver } from '../incident/transitions.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft } from './draft.ts';
import { readDueKey } from './due-key.ts';

/** Refused pages that the card spells out: the newest. */
const SHOWN = 3;

/** The draft with the page on the record; the same where it is there already. */
export function onPageRefused(draft: Draft, { page, handles, status, why }: TriggerOf<'page-refused'>): Draft {
  if (draft.incident.refusedPages?.some((known) => known.page === page) === true) return draft;
  const said = status === null ? why : `${status} ${why}`;
  const by = titlesInstead(draft, page);
  const steps = readDueKey(page, draft.situation.policy)?.steps ?? [];
  return changed(draft, [{ kind: 'page-refused', page, whom: handles, why: said, by, steps }], byItself(draft));
}

/** Pages from before the declaration, and those that followed on them. */
const OF_A_REPORT = /^(?:unheard\/(?:\d+\/)?)?reports?\//;

/** Who has it: those who hear of every step of the ladder, and those that stand in for GitHub. A report is told to nobody else. */
function titlesInstead({ incident, situation }: Draft, page: string): readonly string[] {
  const { policy, connected = [] } = situation;
  if (incident.milestones.declared === null || OF_A_REPORT.test(page)) return [];
  const spoken = connectedChannels(policy, connected);
  const isStep = (readDueKey(page, policy)?.steps ?? []).length > 0;
  const told = spoken.filter((channel) => isStep && isUsed(channel, incident) && hears(channel, 'paged'));
  const instead = new Set([...told, ...fallbacks(spoken, incident)]);
  return spoken.filter((channel) => instead.has(channel)).map(({ title }) => title);
}

/** What the reader of the card must do until somebody has acknowledged since. */
export function refusedPageNotices(incident: Incident): Incident['notices'] {
  if (isOver(incident.status)) return [];
  return openRefusals(incident)
    .slice(-SHOWN)
    .map((refused) => ({
      key: `page-refused:${refused.page}`,
      text: `${refusedInWords(refused)}. Call whoever it was for; the card says so until somebody acknowledges.`,
    }));
}
