// The title, printed and parsed in one place: `[INCIDENT P0] summary` (`S003-09`), or as the policy has it.
import { oneVisibleLine } from '../markdown/inert.ts';
import { withoutDrillMark } from './drill-title.ts';

/** GitHub refuses longer titles. https://docs.github.com/en/rest/issues/issues */
export const LONGEST_TITLE = 256;

/** The format of the runbook that keeps incidents as issues; read whatever the policy's own is. */
export const TITLE_FORMAT = '[INCIDENT {level}] {summary}';

const prefix = /^\s*\[INCIDENT(?:\s+([^\]]{0,40}))?\]\s*/i;

export type ReadTitle = { readonly level: string | null; readonly summary: string };

/** The title for a summary at a level; cut at GitHub's limit and without what cannot be seen or turns the order of letters round (AC-33). The format ends with `{summary}`. */
export function printTitle(level: string | null, summary: string, format: string = TITLE_FORMAT): string {
  const head = headOf(format, level);
  const visible = oneVisibleLine(summary);
  const text = `${head}${visible === '' ? 'Untitled incident' : visible}`;
  return [...text].length <= LONGEST_TITLE
    ? text
    : `${oneVisibleLine([...text].slice(0, LONGEST_TITLE - 1).join(''))}…`;
}

/** What stands before the summary; a level that nobody knows leaves no blank behind. */
function headOf(format: string, level: string | null): string {
  // GitHub takes blanks off a title's ends: with them a title would never be as it should be.
  const head = format.slice(0, format.indexOf('{summary}')).trimStart().replace(/\s+/g, ' ');
  return level === null ? head.replace(/\s*\{level\}/, '').trimStart() : head.replace('{level}', level);
}

/** The level's name as written in the prefix and the summary behind it, as far as it can be seen; null when there is no prefix. */
export function parseTitle(written: string): ReadTitle | null {
  const title = withoutDrillMark(written);
  const match = prefix.exec(title);
  if (match === null) return null;
  const level = match[1]?.trim() ?? '';
  return { level: level === '' ? null : level, summary: oneVisibleLine(title.slice(match[0].length)) };
}

/** A title in a policy's format, by the names of its levels; in the common format else. Null when it is in neither. */
export function parseTitleAs(title: string, format: string, levels: readonly string[]): ReadTitle | null {
  if (format === TITLE_FORMAT) return parseTitle(title);
  const trimmed = withoutDrillMark(title).trimStart();
  for (const level of [...levels, null]) {
    const head = headOf(format, level);
    if (head.trim() !== '' && startsWith(trimmed, head))
      return { level, summary: oneVisibleLine(trimmed.slice(head.length)) };
  }
  return parseTitle(title);
}

function startsWith(title: string, head: string): boolean {
  return title.slice(0, head.length).toLowerCase() === head.toLowerCase();
}
