// Where a postmortem is: the policy's pattern with the day and the title in it, and nothing of either that a path could be led astray by.
import { zoneOf } from '../clock/zone.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { slugWords } from '../slug-words.ts';
import { dayAt } from '../time/days.ts';
import { beganAt } from './known.ts';

/** Characters of the title in a name: a file system takes 255 for the whole. */
const LONGEST_SLUG = 60;

/** Where it is when the policy's pattern leads out of the repository, or to no Markdown file. */
const PATTERN = 'reports/incidents/{date}-{slug}.md';

/** The day it began, in the policy's zone: `2026-03-15`. */
export function dayOf(incident: Incident, { timezone }: Pick<Policy, 'timezone'>): string {
  const at = beganAt(incident);
  if (at === null) return '1970-01-01';
  return dayAt(at, zoneOf(timezone));
}

/** The title in letters, digits and hyphens; of a title without any, the incident's number says which it is. A drill is one by its name, too. */
export function slugOf({ summary, issue, drill }: Pick<Incident, 'summary' | 'issue' | 'drill'>): string {
  const words = slugWords(summary, LONGEST_SLUG).replace(/^_+|_+$/g, '');
  if (drill === true) return words === '' ? `drill-${issue.number}` : `drill-${words}`;
  return words === '' ? `incident-${issue.number}` : words;
}

/** The path, and the one that it has when the first is another incident's. Both are the same every time. */
export function pathsOf(
  incident: Incident,
  { postmortem, timezone }: Pick<Policy, 'postmortem' | 'timezone'>,
): readonly [first: string, otherwise: string] {
  const pattern = patternOf({ postmortem });
  const slug = slugOf(incident);
  const filled = (words: string): string =>
    pattern.replaceAll('{date}', dayOf(incident, { timezone })).replaceAll('{slug}', words);
  const first = filled(slug);
  const numbered = filled(`${slug}-${incident.issue.number}`);
  return [first, numbered === first ? first.replace(/\.md$/, `-${incident.issue.number}.md`) : numbered];
}

/** The pattern of paths that is followed: the policy's, where it leads to a Markdown file of the repository. */
export function patternOf({ postmortem }: Pick<Policy, 'postmortem'>): string {
  return isSafe(postmortem.path) ? postmortem.path : PATTERN;
}

/** A Markdown file within the repository, and not among its workflows. */
function isSafe(path: string): boolean {
  const parts = path.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && part !== '.git');
  return isPlain && /^[\w.{}/ -]+$/.test(path) && path.endsWith('.md') && !path.startsWith('.github/workflows/');
}

/** The folder of a path, with the slash behind it; empty at the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
