// How a policy has things shown on the issue: words of statuses, titles, labels.
import { DRILL_MARK, withoutDrillMark } from '../incident/drill-title.ts';
import { type Incident, type Status, statuses } from '../incident/record.ts';
import { parseTitleAs, printTitle, type ReadTitle } from '../incident/title.ts';
import { findLevel } from './find.ts';
import type { Level, Policy } from './policy.ts';

/** How people read a status: in the policy's word, with the canonical one behind it where that differs. */
export function statusInWords(policy: Policy, status: Status): string {
  const word = policy.statusWords[status] ?? status;
  return word.toLowerCase() === status ? word : `${word} (${status})`;
}

/** The title of an incident as the policy has titles. */
export function titleOf(policy: Policy, incident: Pick<Incident, 'level' | 'summary' | 'drill'>): string {
  const { format } = policy.titles;
  return printTitle(incident.level, incident.summary, incident.drill === true ? `${DRILL_MARK} ${format}` : format);
}

/** What a title says, in the policy's format or the common one; null when it is in neither. */
export function readTitle(policy: Policy, title: string): ReadTitle | null {
  const levels = policy.levels.map((level) => level.name);
  return parseTitleAs(title, policy.titles.format, levels) ?? parseBracket(withoutDrillMark(title), policy);
}

/** `[P0] summary`, which many a tool writes: a level in brackets is no free text. */
function parseBracket(title: string, policy: Policy): ReadTitle | null {
  const match = /^\s*\[([^\]]{1,40})\]\s*/.exec(title);
  const level = findLevel(policy, match?.[1] ?? null);
  return match === null || level === null ? null : { level: level.name, summary: title.slice(match[0].length).trim() };
}

/** The label of a status, e.g. `status: investigating`; always the canonical word. GitHub takes blanks off a label's ends. */
export function statusLabel(policy: Policy, status: Status): string {
  return `${policy.labels.statusPrefix}${status}`.trimStart();
}

/** The status that labels show; null when they show none. */
export function statusAmong(policy: Policy, labels: readonly string[]): Status | null {
  const lower = labels.map((label) => label.toLowerCase());
  return statuses.find((status) => lower.includes(statusLabel(policy, status).toLowerCase())) ?? null;
}

/** The label of a level, e.g. `P0` or `severity: P0`. */
export function levelLabel(policy: Policy, level: string): string {
  return `${policy.labels.severityPrefix}${level}`.trimStart();
}

/** The level that a label stands for, with the policy's prefix or without; null when it stands for none. */
export function levelOfLabel(policy: Policy, label: string): Level | null {
  const severityPrefix = policy.labels.severityPrefix.trimStart();
  const prefixed = label.toLowerCase().startsWith(severityPrefix.toLowerCase());
  return (prefixed ? findLevel(policy, label.slice(severityPrefix.length)) : null) ?? findLevel(policy, label);
}
