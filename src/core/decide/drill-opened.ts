// The issue of a drill that somebody asked for in a thread: opened by the app, and declared by nobody but the app.
import type { Self, Situation } from '../brain.ts';
import { drillMessage } from '../drill/opened.ts';
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import { isDrillTitle } from '../incident/drill-title.ts';
import type { Trigger } from '../trigger.ts';

/** What opens the one that a command asks for, once for each comment and place in it; nothing where none is asked for. */
export function drillOf(
  asked: { readonly title: string } | undefined,
  position: number,
  comment: number,
  { trigger, now, policy }: Situation,
): readonly Effect[] {
  if (asked === undefined) return [];
  const effect: Effect = {
    kind: 'open-drill',
    key: `open-drill/${comment}/${position}`,
    title: asked.title,
    label: policy.labels.incident,
    message: drillMessage(now, trigger.actor?.login ?? null, trigger.issue.number),
  };
  return [effect];
}

/** Whether the trigger is the opening of one by the app itself, which is its business for once. */
export function isOwnDrillOpened(trigger: Trigger, { botId }: Pick<Self, 'botId'>): boolean {
  return trigger.kind === 'opened' && trigger.author?.id === botId && isDrillTitle(trigger.title);
}

/** Whether the app opened it: GitHub says who did, and who asked for it had the right to declare. */
export function isOwnDrill({ title, author }: LiveIssue, { self }: Pick<Situation, 'self'>): boolean {
  return author !== null && self.botIds.includes(author.id) && isDrillTitle(title);
}
