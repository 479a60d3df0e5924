// Status and severity over time as a chart that GitHub draws (Mermaid, Gantt), in UTC.
// https://mermaid.js.org/syntax/gantt.html
import { type Incident, type Status, statuses } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { statusInWords } from '../policy/shown-as.ts';
import { compare, plus, type Timestamp, toSecond } from '../time.ts';
import { beganAt, type Known } from './known.ts';
import { type Stretch, severities } from './severities.ts';

/** More bars are no picture any more. */
const MOST_BARS = 30;

/** The lines of the chart; none where nothing has begun, or ended. */
export function chartOf({ incident, policy }: Known): readonly string[] {
  const end = incident.milestones.resolved;
  const begin = beganAt(incident);
  if (end === null || begin === null || compare(begin, end) >= 0) return [];
  const phases = bars(statusesOf(incident, policy), end);
  const levels = bars(severities(incident, policy), end);
  if (phases.length === 0) return [];
  return [
    '```mermaid',
    'gantt',
    `  title Incident ${incident.issue.number}, times in UTC`,
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    '  axisFormat %H:%M',
    ...section('Status', phases),
    ...section('Severity', levels),
    '```',
  ];
}

type Bar = Stretch & { readonly to: Timestamp };

function bars(stretches: readonly Stretch[], end: Timestamp): readonly Bar[] {
  const inTime = stretches.filter(({ from }) => compare(from, end) < 0).slice(-MOST_BARS);
  return inTime.flatMap((one, place) => {
    const to = inTime[place + 1]?.from ?? end;
    return compare(one.from, to) < 0 ? [{ ...one, to: longEnough(one.from, to) }] : [];
  });
}

/** What is shorter than a minute would not be seen. */
function longEnough(from: Timestamp, to: Timestamp): Timestamp {
  const seen = plus(from, 'PT1M');
  return compare(to, seen) < 0 ? seen : to;
}

function section(name: string, all: readonly Bar[]): readonly string[] {
  if (all.length === 0) return [];
  return [`  section ${name}`, ...all.map(({ name: bar, from, to }) => `  ${plain(bar)} :${time(from)}, ${time(to)}`)];
}

/** In a chart, a colon, a semicolon and a hash mean something. */
function plain(name: string): string {
  const words = name.replace(/[^\p{L}\p{N} ().-]/gu, ' ').trim();
  return words === '' ? 'unnamed' : words.slice(0, 40).toWellFormed();
}

function time(at: Timestamp): string {
  return toSecond(at).slice(0, 19).replace('T', ' ');
}

const CHANGED = /^Status (?:\S+) → (\w+)/;

/** As the timeline tells them; before anybody declared it, it was not noticed. */
function statusesOf(incident: Incident, policy: Policy): readonly Stretch[] {
  const { started, declared, reported } = incident.milestones;
  const noticed = declared ?? reported;
  const before =
    started !== null && noticed !== null && compare(started, noticed) < 0
      ? [{ name: 'Not noticed', from: started }]
      : [];
  const told = incident.timeline.flatMap(({ kind, text, at }): readonly Stretch[] => {
    const status = statusIn(kind, text);
    return status === null ? [] : [{ name: statusInWords(policy, status), from: at }];
  });
  const begun = noticed === null ? [] : [{ name: statusInWords(policy, 'investigating'), from: noticed }];
  return together([...before, ...begun, ...told]);
}

function statusIn(kind: string, text: string): Status | null {
  if (kind === 'declared' || kind === 'reopened') return 'investigating';
  if (kind === 'monitoring') return 'monitoring';
  if (kind === 'resolved') return 'resolved';
  const said = kind === 'status' ? CHANGED.exec(text)?.[1] : undefined;
  return statuses.find((one) => one === said) ?? null;
}

/** One bar for what goes on. */
function together(stretches: readonly Stretch[]): readonly Stretch[] {
  const sorted = stretches.toSorted((a, b) => compare(a.from, b.from));
  return sorted.filter(({ name }, place) => name !== sorted[place - 1]?.name);
}
