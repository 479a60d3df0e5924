// The moments of an incident in order of time, each with a link to what shows it: what happened by its timeline, its milestones, its runs and its pull requests.
import { settable, settableMilestones } from '../incident/milestones.ts';
import type { Incident, TimelineEntry } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { compare, type Timestamp } from '../time.ts';
import type { Known } from './known.ts';

/** `text` and `link` are Markdown. */
export type Moment = { readonly at: Timestamp; readonly text: string; readonly link: string };

/** Entries that say nothing of what happened: reminders, ticks, bookkeeping of the app. */
const leftOut: readonly TimelineEntry['kind'][] = [
  'reminded',
  'overdue',
  'checklist',
  'by-hand',
  'policy',
  'tampered',
  'rebuilt',
  'snoozed',
  'time',
  'timebox',
  'deadline',
  'security',
  'postmortem',
];

const LONGEST = 400;

/** Oldest first; of what was at one instant, what came first on the record. */
export function momentsOf({ incident, web }: Known): readonly Moment[] {
  const entries = incident.timeline
    .filter(({ kind }) => !leftOut.includes(kind))
    .map((entry) => momentOf(entry, incident, web));
  const all = [...milestonesAlone(incident, web), ...suspected(incident, web), ...entries];
  return all.toSorted((a, b) => compare(a.at, b.at));
}

function momentOf(entry: TimelineEntry, incident: Incident, web: string): Moment {
  const by = entry.by === null ? '' : ` (${inert(entry.by)})`;
  return { at: entry.at, text: `${inert(entry.text, { max: LONGEST })}${by}`, link: linkOf(entry, incident, web) };
}

const PULL = /#(\d{1,9})\b/;

/** The run, or the pull request, that it is about; else the comment that it came from. */
function linkOf({ kind, text, comment }: TimelineEntry, incident: Incident, web: string): string {
  const { operations = [] } = incident;
  const run = kind === 'operation' ? operations.find(({ title }) => text.includes(title))?.run : undefined;
  if (run != null) return `[run](${linkAddress(run.url)})`;
  const pull = kind === 'hotfix' ? PULL.exec(text)?.[1] : undefined;
  if (pull !== undefined) return `[#${pull}](${linkAddress(`${web}/pull/${pull}`)})`;
  const other = kind === 'joined' ? PULL.exec(text)?.[1] : undefined;
  if (other !== undefined) return `[#${other}](${linkAddress(`${web}/issues/${other}`)})`;
  return comment === null ? issueLink(incident, web) : commentLink(comment, incident, web);
}

function commentLink(comment: number, { issue }: Incident, web: string): string {
  return `[comment](${linkAddress(`${web}/issues/${issue.number}#issuecomment-${comment}`)})`;
}

/** The incident itself, where its form and its card say it. */
export function issueLink({ issue }: Pick<Incident, 'issue'>, web: string): string {
  return `[#${issue.number}](${linkAddress(`${web}/issues/${issue.number}`)})`;
}

/** Milestones that no entry of the timeline tells: what was before anybody wrote anything. */
const untold = ['started', 'complaint', 'alerted', 'detected'] as const;

function milestonesAlone(incident: Incident, web: string): readonly Moment[] {
  const { milestones, timed } = incident;
  return settableMilestones.flatMap((name) => {
    const at = milestones[name];
    const isUntold = untold.some((one) => one === name) || timed.includes(name);
    return at === null || !isUntold
      ? []
      : [{ at, text: settable[name], link: whereSaid(settable[name], incident, web) }];
  });
}

/** The comment that set the time of this name, else the form. */
function whereSaid(name: string, incident: Incident, web: string): string {
  const said = incident.timeline.findLast(({ kind, text }) => kind === 'time' && text.includes(`${name}: `));
  return said?.comment == null ? issueLink(incident, web) : commentLink(said.comment, incident, web);
}

/** What was live when it began, and what is suspected. */
function suspected(incident: Incident, web: string): readonly Moment[] {
  const { changes } = incident;
  const found = (changes?.suspects ?? []).slice(0, 3).map(({ at, kind, title, url }) => ({
    at,
    text: `${kinds[kind]}: ${inert(title, { max: LONGEST })}`,
    link: url === null ? issueLink(incident, web) : `[${names[kind]}](${linkAddress(url)})`,
  }));
  const live = changes?.live;
  const isFound = live == null || found.some(({ at }) => at === live.at);
  if (isFound) return found;
  const link = `[commit](${linkAddress(`${web}/commit/${live.sha}`)})`;
  return [...found, { at: live.at, text: `Deployed: ${codeSpan(live.sha.slice(0, 7))}`, link }];
}

const kinds = {
  deployment: 'Deployed',
  pull: 'Merged',
  release: 'Released',
  run: 'Ran',
  configuration: 'Configuration changed',
} as const;

const names = {
  deployment: 'deployment',
  pull: 'pull request',
  release: 'release',
  run: 'run',
  configuration: 'change',
} as const;
