// A page that waited for GitHub and is not sent any more: the record says so, and does not say that somebody was told.
import { pagersFor } from '../channels/chosen.ts';
import { firstPage, isPutOff } from '../incident/withdrawn-page.ts';
import { type Timestamp, toSecond } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft } from './draft.ts';
import { readDueKey } from './due-key.ts';
import { onPageRefused } from './page-refused.ts';

/** The draft with the page on the record that GitHub refused, or that waited too long for it. */
export function onPageNotSent(draft: Draft, trigger: TriggerOf<'page-refused' | 'page-withdrawn'>): Draft {
  return trigger.kind === 'page-refused' ? onPageRefused(draft, trigger) : withdrawn(draft, trigger);
}

/** Channels that page have a step all the same; what was said with it beside is due again. */
function withdrawn(given: Draft, { page, handles, why, at }: TriggerOf<'page-withdrawn'>): Draft {
  const draft = isPutOff(why) && page.startsWith('report/') ? heldAgain(given, page, at) : given;
  const { incident, situation } = draft;
  const { policy, connected = [] } = situation;
  const own = page === firstPage(page) ? readDueKey(page, policy) : null;
  const isPagedElsewhere = pagersFor(incident, policy, connected).length > 0;
  const steps = own === null || isPagedElsewhere ? [] : own.steps;
  const said = {
    steps,
    passed: own?.passed ?? [],
    update: own?.update === true,
    windowOver: own?.monitoringOver === true,
  };
  return changed(draft, [{ kind: 'page-withdrawn', page, whom: handles, why, ...said }], byItself(draft));
}

/** A report that is put off is told when the quiet hours are over, under another name: the old one is done with. */
function heldAgain(draft: Draft, page: string, at: Timestamp): Draft {
  return { ...draft, incident: { ...draft.incident, held: { until: at, key: `${page}/${toSecond(at)}` } } };
}
