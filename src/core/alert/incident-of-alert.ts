// The issue that an alert opens, and the words for one that is open already.
import { withoutCredentials } from '../credential.ts';
import { inert, inertBlock } from '../markdown/inert.ts';
import { clockTime, type Timestamp, toSecond } from '../time.ts';
import type { Alert } from './alert.ts';

/** How the issue of an alert is known again; only in issues that this account opened. */
export function alertMarker(fingerprint: string): string {
  return `<!-- firebreak:alert ${fingerprint} -->`;
}

/** The fingerprint on the last line of an issue's text; null where there is none. */
export function fingerprintIn(body: string): string | null {
  return /(?:^|\n)<!-- firebreak:alert ([0-9a-f]{16}) -->\s*$/.exec(body)?.[1] ?? null;
}

/** Title and text of the issue: the severity is in the title, as the runbook has it (`S003-16`), and whatever the alert says is inert. */
export function issueOf(alert: Alert, now: Timestamp): { readonly title: string; readonly body: string } {
  const { title, level, description, source, fingerprint } = alert;
  const said = description === '' ? [] : [inertBlock(withoutCredentials(description)), ''];
  const lines = [
    `Started: ${toSecond(alert.startedAt ?? now)}`,
    'Status: Investigating',
    '',
    ...said,
    source === null ? 'Opened by an alert.' : `Opened by an alert of ${inert(source)}.`,
    '',
    alertMarker(fingerprint),
  ];
  return {
    title: `[INCIDENT${level === null ? '' : ` ${level}`}] ${withoutCredentials(title)}`,
    body: lines.join('\n'),
  };
}

/** Where the count of an alert that came again is kept: one comment, which is edited, so that nobody is told twice. */
export function againMarker(fingerprint: string): string {
  return `<!-- firebreak:alert-again ${fingerprint} -->`;
}

/** How often the alert came again, after so many times before. */
export function againText({ source, fingerprint }: Alert, before: number, now: Timestamp): string {
  const times = before === 0 ? 'once' : `${before + 1} times`;
  const by = source === null ? '' : `, last from ${inert(source)}`;
  return `The alert came again ${times} since this was opened${by}, at ${clockTime(now)} last.\n\n${againMarker(fingerprint)}`;
}

/** How often it came before, by the comment that keeps count. */
export function timesIn(text: string): number {
  const [, times] = /^The alert came again (once|\d{1,6} times) since/.exec(text) ?? [];
  if (times === undefined) return 0;
  return times === 'once' ? 1 : Number.parseInt(times, 10);
}

/** What an incident that ended is told when its alert comes back. */
export function reopenedText({ source }: Alert, now: Timestamp): string {
  const by = source === null ? '' : ` of ${inert(source)}`;
  return `The alert${by} came back at ${clockTime(now)}, so this is open again.`;
}
