// What the incident is told of a pull request or issue that was to be opened for it.
import type { Effect } from '../../core/effects.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import type { EffectResult } from '../github/port.ts';
import type { Clock } from './clock.ts';

/** Longest of GitHub's words that are passed on. */
const LONGEST = 300;

type News = TriggerOf<'hotfix-answered' | 'postmortem-answered' | 'issue-opened'>;

/** How an incident is told; null for other effects. */
export function tellingOpened(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
): (effect: Effect, result: EffectResult) => News | null {
  const common = () => ({ issue, installationId, at: clock.now(), actor: null, via: 'clock' }) as const;
  return (effect, result) => {
    const why = result.ok ? null : result.message.slice(0, LONGEST);
    switch (effect.kind) {
      case 'open-hotfix':
      case 'adopt-hotfix':
        return { kind: 'hotfix-answered', ...common(), hotfix: effect.hotfix, pull: pullIn(result), why };
      case 'open-postmortem':
        return {
          kind: 'postmortem-answered',
          ...common(),
          postmortem: effect.postmortem,
          answer: postmortemIn(result),
          why,
        };
      case 'open-issue':
        return { kind: 'issue-opened', ...common(), of: { ...effect.of }, opened: issueIn(result), why };
      default:
        return null;
    }
  };
}

function pullIn(result: EffectResult) {
  return result.ok && result.pull !== undefined ? { ...result.pull } : null;
}

function postmortemIn(result: EffectResult) {
  return result.ok && result.postmortem !== undefined
    ? { ...result.postmortem, owners: [...result.postmortem.owners] }
    : null;
}

function issueIn(result: EffectResult) {
  return result.ok && result.opened !== undefined ? { ...result.opened } : null;
}
