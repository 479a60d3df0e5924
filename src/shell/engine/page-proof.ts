// Whether a page reached whom it is for: what GitHub shows of it is compared with whom it mentions, and who is missing is told to the incident itself.
import type { Effect } from '../../core/effects.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import type { Clock } from './clock.ts';

/** Of whom a page mentions, those that GitHub links to nobody; of whom the issue is assigned to, those it left out. None for other effects, and where it was not read back. */
export function unheardIn(effect: Effect, mentioned: readonly string[] | null | undefined): readonly string[] {
  if (effect.kind === 'assignees' && mentioned != null)
    return effect.add.map(({ login }) => `@${login}`).filter((handle) => !mentioned.includes(handle.toLowerCase()));
  if (effect.kind !== 'comment' || effect.urgency !== 'page' || mentioned == null) return [];
  return effect.message.mentions.filter((handle) => !mentioned.includes(handle.toLowerCase()));
}

/** How an incident is told that a page of its reached nobody with these handles. */
export function tellingUnheard(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
): (page: string, handles: readonly string[]) => TriggerOf<'unheard'> {
  return (page, handles) => ({
    kind: 'unheard',
    issue,
    installationId,
    at: clock.now(),
    actor: null,
    via: 'clock',
    page,
    handles: [...handles],
  });
}
