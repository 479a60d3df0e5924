// What commands page beside the ladder.
import type { Page } from '../commands/command.ts';
import type { Effect } from '../effects.ts';
import type { TriggerOf } from '../trigger.ts';
import { type Draft, doing } from './draft.ts';
import { pageByHand } from './page-message.ts';
import { asMayBeShown } from './security.ts';

/** Each page that a command asked for is a comment of its own: an edit or a line of a reply tells nobody. */
export function paging(draft: Draft, { comment }: TriggerOf<'commented'>, pages: readonly Page[]): Draft {
  const shown = asMayBeShown(draft.incident, draft.situation);
  const effects = pages.map(({ whom, said }, position): Effect => {
    const message = pageByHand(shown, whom, said, draft.situation.now);
    return { kind: 'comment', key: `page/${comment.id}/${position}`, urgency: 'page', message };
  });
  return doing(draft, ...effects);
}
