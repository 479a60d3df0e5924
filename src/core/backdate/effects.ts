// What is sent for an issue that becomes a record: the card first, so that the app finds it before it sees a label; nobody is mentioned.
import { cardMessage } from '../decide/card-message.ts';
import { asMayBeShown } from '../decide/security.ts';
import type { GitHubEffect } from '../effects.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import type { Planned } from './plan.ts';

type Wanted = Extract<Planned, { kind: 'take' | 'begun' }>;

/** In the order in which they must be done. `isPrivate`: of a security incident in a public repository the card has no details. */
export function effectsOf(
  { kind, past, record, change }: Wanted,
  { policy, now, isPrivate }: { readonly policy: Policy; readonly now: Timestamp; readonly isPrivate: boolean },
): readonly GitHubEffect[] {
  const { title, add, remove } = change;
  const key = `backdate/${record.issue.number}`;
  const shown = asMayBeShown(record, { facts: { repository: { private: isPrivate } } });
  const web = past.live.url.replace(/\/issues\/\d+$/, '');
  const card: GitHubEffect = {
    kind: 'card',
    key: `card/${record.revision}`,
    revision: record.revision,
    message: cardMessage(shown, policy, now, web),
    ...(shown === record ? {} : { discreet: true }),
  };
  return [
    ...(kind === 'take' ? [card] : []),
    ...(add.length + remove.length === 0 ? [] : [{ kind: 'labels' as const, key: `labels/${key}`, add, remove }]),
    ...(title === null ? [] : [{ kind: 'title' as const, key: `title/${key}`, title }]),
  ];
}
