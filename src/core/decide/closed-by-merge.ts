// A closing keyword of something that was merged closed the issue: the incident is not over before its fix was watched (C24), so it is open again, and watched.
import type { LiveIssue } from '../facts.ts';
import { isActive } from '../incident/transitions.ts';
import { trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { watching } from './watching.ts';

/** The draft that goes on, in `monitoring` where nothing holds it; null where nothing was closed so. */
export function goesOnAfterMerge(draft: Draft, { closer }: LiveIssue, trigger: Trigger): Draft | null {
  if (closer === undefined || !isActive(draft.incident.status)) return null;
  const what = `#${closer.pull}`;
  const text = `Closed by a keyword in ${what} and open again, the fix is watched first`;
  const { draft: watched, told } = watching(
    changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], byItself(draft)),
  );
  const { monitoring } = watched.incident;
  const until =
    monitoring === null
      ? ''
      : ` It is watched until ${minuteInUtc(monitoring.until)}: comment \`/resolve\` after that.`;
  const held =
    told.held.length === 0
      ? ''
      : ' The status stays as it is, since something is open before monitoring; the card lists it.';
  const said = `**Open again.** A closing keyword (such as \`Fixes #${draft.incident.issue.number}\`) in ${what} closed this incident when it was merged, and an incident is over when its fix was watched.${until}${held} \`Refs #${draft.incident.issue.number}\` names it without closing it.`;
  return doing(watched, {
    kind: 'comment',
    key: `reopened/${trigger.at}`,
    urgency: 'reply',
    message: { template: 'reply', mentions: [], data: { to: trusted(''), parts: [{ said: { text: trusted(said) } }] } },
  });
}
